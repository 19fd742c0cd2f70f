// What a page is, once: its language, its headings and landmarks, and what would upset the order of Tab.
() => {
  const count = (selector) => document.querySelectorAll(selector).length;
  return {
    language: document.documentElement.lang,
    h1: count("h1"),
    main: count("main"),
    banner: count("body > header"),
    contentinfo: count("body > footer"),
    namelessNavigation: count("nav:not([aria-label]):not([aria-labelledby])"),
    reordered: [...document.querySelectorAll("[tabindex]")].filter((element) => element.tabIndex > 0).length,
    emptyLinks: [...document.querySelectorAll("a[href]")].filter((link) =>
      !link.textContent.trim() && !link.querySelector("img[alt], [aria-label], title") && !link.ariaLabel).length,
  };
}
