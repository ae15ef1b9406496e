// What the theme leaves out for readers who hear a page, or who have no mouse.
document.addEventListener("DOMContentLoaded", () => {
  // The small arrows of the list of pages have no text.
  for (const summary of document.querySelectorAll(".bd-sidenav summary:not([aria-label])")) {
    const page = summary.closest("li")?.querySelector("a")?.textContent.trim();
    summary.setAttribute("aria-label", page ? `Pages below ${page}` : "Pages below");
  }
  // A name must hold the words that are seen.
  for (const each of document.querySelectorAll("button[aria-label], summary[aria-label]")) {
    const seen = each.innerText.replace(/\s+/g, " ").trim();
    if (seen && !each.getAttribute("aria-label").includes(seen)) each.setAttribute("aria-label", seen);
  }
  // The icons of the switch between light and dark are seen one at a time, and say nothing.
  for (const icon of document.querySelectorAll(".theme-switch-button .theme-switch")) {
    icon.removeAttribute("title"); // three names, of which one is true
    icon.setAttribute("aria-hidden", "true");
  }
  addEventListener("load", () => document.querySelectorAll(".theme-switch-button title").forEach((each) => each.remove()));
  // A list has items.
  for (const each of document.querySelectorAll('[role="list"] > .citation')) each.setAttribute("role", "listitem");
  // What scrolls can be scrolled by the keyboard.
  const wide = () => {
    for (const each of document.querySelectorAll("article pre, article dt.sig, article table, .katex-display, .cell_output .output")) {
      if (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible") each.tabIndex = 0;
    }
  };
  wide();
  addEventListener("resize", wide);
  document.fonts.ready.then(wide);
});
