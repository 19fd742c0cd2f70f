// Where the focus is: its place among all elements, and whether a reader sees it there.
() => {
  const element = document.activeElement.closest(".CodeMirror") ?? document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    what: element.outerHTML.slice(0, 120),
    place: [...document.querySelectorAll("*")].indexOf(element),
    visible: inside,
    outlined,
  };
}
