// Puts YASQE, the editor of YASGUI, in the place of the text field of /sparql. All else stays the
// page's own: the form is sent by its button, and answers come from the server as a page has them.
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";
import { Answers } from "./answers.js";
import { completeNames } from "./names.js";

const DRAFT = "trips-graph-draft"; // the one key in localStorage

const form = document.querySelector("form.ask");
const area = form.elements.query;
const parts = document.getElementById("editor-parts");
const texts = parts.dataset;

const tools = parts.content.cloneNode(true).querySelector(".tools");
const examples = tools.querySelector("select");
const status = tools.querySelector("[role=status]");

start();

function start() {
  const editor = makeEditor();
  if ("asked" in area.dataset) editor.setValue(area.value); // it goes before a draft
  const answers = new Answers(editor, form, texts, status);

  form.addEventListener("submit", (event) => {
    area.value = editor.getValue();
    editor.saveQuery();
    if (form.elements.format.value !== "html") return; // a file: the browser fetches it
    event.preventDefault();
    answers.ask(area.value);
  });
  tools.querySelector("[data-do=new]").addEventListener("click", () => {
    load(editor, texts.fresh, texts.fresh.split("\n").length - 3);
  });
  tools.querySelector("[data-do=link]").addEventListener("click", () => copyLink(editor, answers));
  fillExamples(editor);
  addEventListener("popstate", () => {
    if (!location.hash) location.reload(); // else it is a place on this page, as of the skip link
  });
}

/** Return the editor, in the place of the text field. */
function makeEditor() {
  const place = document.createElement("div");
  const names = completeNames(new URL(texts.completion, location.href));
  forgetCompleters();
  Yasqe.registerAutocompleter(names.completer, false);
  area.before(tools, place);
  area.after(parts.content.querySelector("#editor-keys").cloneNode(true));
  area.hidden = true;
  area.required = false;
  const send = () => form.requestSubmit();
  const editor = new Yasqe(place, {
    value: area.value,
    theme: "house",
    persistenceId: DRAFT,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    smartIndent: false, // a new line begins where the one before did
    autocompleters: ["variables", "names"],
    screenReaderLabel: texts.label,
    extraKeys: { "Ctrl-Enter": send, "Cmd-Enter": send, Tab: false, "Shift-Tab": false, Esc: false },
  });
  names.addPrefixesTo(editor);
  plainMarks(editor);
  editor.getInputField().setAttribute("aria-describedby", "editor-keys");
  editor.on("autocompletionShown", (_, { hints }) => hints.setAttribute("aria-label", texts.names));
  document.querySelector(`label[for=${area.id}]`).addEventListener("click", () => editor.focus());
  return editor;
}

/** YASQE's own completers ask other servers; and its defaults stay where ours has fewer. */
function forgetCompleters() {
  Yasqe.defaults.autocompleters = [];
  for (const name of ["prefixes", "property", "class"]) delete Yasqe.Autocompleters[name];
}

/** YASQE's own marks of syntax errors show HTML that the policy of this page forbids. */
function plainMarks(editor) {
  const check = editor.checkSyntax;
  editor.checkSyntax = () => {
    check();
    for (const mark of editor.rootEl.querySelectorAll(".parseErrorIcon")) {
      const plain = mark.cloneNode(true); // without its listeners
      plain.title = texts.invalid;
      mark.replaceWith(plain);
    }
  };
  editor.checkSyntax();
}

function fillExamples(editor) {
  const links = [...document.querySelectorAll("#examples a")];
  for (const link of links) examples.add(new Option(link.textContent));
  const choose = (link) => load(editor, new URL(link.href).searchParams.get("query"), 0);
  examples.addEventListener("change", () => {
    if (examples.selectedIndex) choose(links[examples.selectedIndex - 1]);
    examples.selectedIndex = 0;
  });
}

function load(editor, query, line) {
  editor.setValue(query);
  editor.saveQuery();
  editor.focus();
  editor.getDoc().setCursor({ line, ch: 2 });
}

async function copyLink(editor, answers) {
  const link = answers.addressOf(editor.getValue());
  if (!link) {
    status.textContent = texts.long;
    return;
  }
  try {
    await navigator.clipboard.writeText(link.href);
    status.textContent = texts.copied;
  } catch {
    history.replaceState(null, "", link); // no clipboard: the address bar has it
    status.textContent = texts.inAddress;
  }
}
