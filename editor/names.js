// Completes terms, Members, organisations, groups and tools by their names in any language, and
// declares the prefix of what is put in. The names come with the release, and only once asked for.
const LEAST = 2;
const MOST = 40;

/** Return the completer of YASQE, and what makes typed prefixes declare themselves. */
export function completeNames(address) {
  let loading;
  const load = () => (loading ??= read(address).then(prepare));
  const shown = new Map();

  const completer = {
    name: "names",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (editor) => isName(editor.getCompleteToken()),
    get: async (_, token) => {
      const { terms } = await load();
      if (terms.some(({ inserted }) => inserted === token.string)) return []; // it is complete
      const found = find(terms, token.string);
      shown.clear();
      for (const [term, name] of found) shown.set(term.inserted, name);
      return found.map(([term]) => term.inserted);
    },
    postprocessHints: (editor, hints) =>
      hints.map((hint) => ({
        ...hint,
        render: (item) => item.append(...describe(hint.text, shown.get(hint.text))),
        hint: (_, { from, to }) => insert(editor, hint, from, to),
      })),
  };

  async function insert(editor, hint, from, to) {
    editor.getDoc().replaceRange(hint.text, hint.from ?? from, hint.to ?? to, "complete");
    await declare(editor, hint.text.split(":")[0]);
  }

  async function declare(editor, prefix) {
    const { prefixes } = await load();
    const declared = editor.getPrefixesFromQuery() ?? {};
    if (Object.hasOwn(prefixes, prefix) && !Object.hasOwn(declared, prefix)) {
      editor.addPrefixes({ [prefix]: prefixes[prefix] });
    }
  }

  /** A prefix is declared when its colon is typed. */
  function addPrefixesTo(editor) {
    editor.on("inputRead", (_, { text }) => {
      const token = editor.getCompleteToken();
      if (text.join("") !== ":" || !/^\w+:$/.test(token.string)) return;
      const before = editor.getDoc().getLine(editor.getDoc().getCursor().line).slice(0, token.start);
      if (!/prefix\s*$/i.test(before)) declare(editor, token.string.slice(0, -1));
    });
  }

  return { completer, addPrefixesTo };
}

/** Return the names; none where they do not come, for a query can be written without. */
async function read(address) {
  const none = { prefixes: {}, terms: [] };
  try {
    const response = await fetch(address);
    return response.ok ? await response.json() : none;
  } catch {
    return none;
  }
}

function isName({ type, string }) {
  if (["comment", "string", "keyword", "atom", "number", "ws"].includes(type)) return false;
  return string.length >= LEAST && /^[\p{L}][\p{L}\p{N}:_.-]*$/u.test(string);
}

function prepare({ prefixes, terms }) {
  const prepared = terms.map(([inserted, ...names]) => ({
    inserted,
    key: fold(inserted),
    names: names.map((name) => [name, fold(name)]),
  }));
  return { prefixes, terms: prepared };
}

/** Return the terms that a text begins, with the name that it begins; the nearest first. */
function find(terms, typed) {
  const [found, text] = [[], fold(typed)];
  for (const term of terms) {
    const [rank, name, length] = match(term, text);
    const other = term.inserted.startsWith(typed) ? 0 : 0.5; // in its case: a class is no property
    if (rank) found.push([term, name, rank, length + other]);
  }
  return found.sort((a, b) => a[2] - b[2] || a[3] - b[3]).slice(0, MOST);
}

/** Return how near a text is to a term, the name by which it is, and how long what it begins is. */
function match({ key, names }, text) {
  const main = names[0][0];
  if (key === text) return [1, main, 0];
  if (key.startsWith(text) || key.split(":")[1]?.startsWith(text)) return [2, main, key.length];
  const whole = names.find(([, folded]) => folded.startsWith(text));
  if (whole) return [2, whole[0], whole[0].length];
  const inside = names.find(([, folded]) => folded.includes(` ${text}`));
  return inside ? [3, inside[0], inside[0].length] : [0, main, 0];
}

/** Return a text without accents and capitals. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function describe(inserted, name) {
  const [text, term] = [document.createElement("span"), document.createElement("code")];
  text.textContent = name ?? "";
  term.textContent = inserted;
  return [text, term];
}
