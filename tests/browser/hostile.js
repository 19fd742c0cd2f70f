// What hostile names have done: scripts that ran, addresses that would run one, and texts whose
// marks of direction reach what stands beside them in the same line.
() => {
  const override = /[\u202a-\u202e\u2066-\u2069]/;
  const isolated = (text) => {
    const element = text.parentElement;
    const style = getComputedStyle(element);
    const alone = style.display !== "inline" && element.textContent.trim() === text.data.trim();
    return alone || /isolate|plaintext/.test(style.unicodeBidi) || Boolean(element.closest("svg, option"));
  };
  const reaching = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (override.test(text.data) && !text.parentElement.closest("script, textarea") && !isolated(text)) {
      reaching.push(text.parentElement.outerHTML.slice(0, 200));
    }
  }
  const addresses = [...document.querySelectorAll("[href], [src], [action], [cite], [formaction]")]
    .flatMap((element) => ["href", "src", "action", "cite", "formaction"].map((name) => element.getAttribute(name)))
    .filter((address) => /^\s*(javascript|data|vbscript):/i.test(address ?? ""));
  const foreign = document.querySelectorAll("script:not([src]):not([type*=json]), [onerror], [onload], [onclick]").length;
  return { taken: document.title.startsWith("taken-over"), addresses, reaching, foreign };
}
