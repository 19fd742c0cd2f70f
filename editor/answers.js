// Asks the server for the page of an answer and puts its parts into this page; a mistake is marked
// at the place that the server names.
const LONGEST_LINK = 7000; // characters; longer ones are refused on the way by some

export class Answers {
  /** `status` is told what happens; it is read aloud. */
  constructor(editor, form, texts, status) {
    Object.assign(this, { editor, form, texts, status });
    this.mistakes = document.getElementById("mistakes");
    this.answers = document.getElementById("answers");
    this.marks = [];
    editor.on("change", () => this.clear());
    this.settle();
  }

  /** Return the address of the page that answers a query, null where it would be too long. */
  addressOf(query) {
    const address = new URL(this.form.action);
    address.search = new URLSearchParams({ query });
    return address.href.length > LONGEST_LINK ? null : address;
  }

  async ask(query) {
    this.pending?.abort();
    this.editor.state.completionActive?.close(); // it would cover what is said of a mistake
    this.pending = new AbortController();
    const { signal } = this.pending;
    this.answers.setAttribute("aria-busy", "true");
    this.status.textContent = this.texts.asking;
    try {
      const response = await this.send(query, signal);
      this.show(await response.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      this.tell(this.texts.failed);
    }
    this.status.textContent = this.answers.querySelector("p")?.textContent.trim() ?? "";
    this.answers.removeAttribute("aria-busy");
  }

  send(query, signal) {
    const headers = { Accept: "text/html" };
    const address = this.addressOf(query);
    if (!address) {
      const body = new URLSearchParams({ query, format: "html" });
      return fetch(this.form.action, { method: "POST", headers, body, signal });
    }
    if (address.href !== location.href) history.pushState(null, "", address);
    return fetch(address, { headers, signal });
  }

  show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const answers = page.getElementById("answers");
    if (!answers) {
      this.tell(page.querySelector("main .lead")?.textContent ?? this.texts.failed); // a problem
      return;
    }
    this.clear();
    this.mistakes.replaceChildren(...page.getElementById("mistakes").childNodes);
    this.answers.replaceChildren(...answers.childNodes);
    document.title = page.title;
    this.settle();
  }

  tell(text) {
    const note = document.createElement("p");
    note.className = "hint";
    note.textContent = text;
    this.mistakes.replaceChildren();
    this.answers.replaceChildren(note);
  }

  /** Do what a new answer needs: mark its mistake, offer its chart. */
  settle() {
    const { line, column } = this.mistakes.querySelector("[data-line]")?.dataset ?? {};
    if (line) this.mark(line - 1, Math.max(0, column - 1));
    const table = this.answers.querySelector("table");
    if (table?.querySelector("td.number") && table.tBodies[0].rows.length > 1) this.offerChart(table);
  }

  mark(line, from) {
    const editor = this.editor;
    const text = editor.getDoc().getLine(line) ?? "";
    const ch = Math.min(from, text.length);
    // The place is where a token begins that does not fit, or where one ends that means nothing.
    const { start, end } = editor.getTokenAt({ line, ch: /\S/.test(text.charAt(ch)) ? ch + 1 : ch });
    const range = [{ line, ch: start }, { line, ch: end }];
    this.marks.push(editor.getDoc().markText(...range, { className: "mistaken" }));
    const handle = editor.addLineClass(line, "wrap", "mistaken-line");
    this.marks.push({ clear: () => editor.removeLineClass(handle, "wrap", "mistaken-line") });
    this.marks.push(editor.addLineWidget(line, this.note()));
    editor.getInputField().setAttribute("aria-invalid", "true");
    editor.getDoc().setCursor({ line, ch });
    editor.focus();
  }

  clear() {
    for (const mark of this.marks.splice(0)) mark.clear();
    this.status.textContent = "";
    this.editor.getInputField().removeAttribute("aria-invalid");
  }

  /** Return what is wrong, to stand below its line; aloud it is told by the alert. */
  note() {
    const note = document.createElement("div");
    note.className = "mistaken-note";
    note.setAttribute("aria-hidden", "true");
    note.textContent = this.mistakes.querySelector("bdi").textContent;
    return note;
  }

  offerChart(table) {
    const parts = document.getElementById("editor-parts").content.cloneNode(true);
    const chart = parts.querySelector(".chart");
    table.parentElement.before(chart);
    const open = async () => {
      const { drawChart } = await import("./chart.js");
      drawChart(chart, table);
    };
    chart.addEventListener("toggle", open, { once: true });
  }
}
