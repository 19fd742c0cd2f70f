// How far a page is wider than the window, and which texts its own boxes cut off.
// The editor is CodeMirror: it hides the bars of its boxes that way, its text scrolls or wraps.
() => {
  const cut = (element) => {
    const style = getComputedStyle(element);
    const clips = ["hidden", "clip"].includes(style.overflowX) && style.clipPath === "none";
    return clips && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim();
  };
  const root = document.documentElement;
  const named = (element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`;
  return {
    overflow: root.scrollWidth - root.clientWidth,
    cut: [...document.body.querySelectorAll("*:not(svg *, .CodeMirror)")].filter(cut).map(named),
  };
}
