/* On every page: opens the quick box (/, Ctrl K, the glass), runs the search page, and says why a file can't search. */

(() => {
  const here = document.currentScript.src;
  const root = new URL("../../", here).href;
  const page = document.querySelector("[data-search-page]");
  const glass = document.querySelector("[data-search-open]");
  const load = (name) => import(new URL(name, here).href);
  // All that dialog.js imports, and they import: asked for beside it, so that nobody waits for one after the other.
  const imported = [
    "excerpt",
    "index",
    "postings",
    "query",
    "results",
    "search",
    "short",
    "spelling",
    "stem",
    "tokens",
  ];
  const loadDialog = () => {
    for (const name of imported) {
      const link = document.createElement("link");
      link.rel = "modulepreload";
      link.href = new URL(`${name}.js`, here).href;
      document.head.append(link);
    }
    return load("dialog.js");
  };
  let dialog = null;
  const note = (name) => {
    const element = document.querySelector(`[data-search-note="${name}"]`);
    if (element) element.hidden = false;
  };

  if (location.protocol === "file:") return note("file");
  if (typeof DecompressionStream === "undefined") return note("old");
  if (page)
    load("page.js")
      .then((module) => module.started)
      .catch(() => note("failed"));

  const open = (event) => {
    event.preventDefault();
    if (page) {
      page.querySelector("input").focus();
      return;
    }
    dialog ??= loadDialog();
    dialog
      .then((module) => module.open(root, glass.dataset.searchOpen, glass.href))
      .catch(() => location.assign(glass.href));
  };
  if (!glass) return;
  glass.addEventListener("click", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button)) open(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (
      slash ||
      (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey)
    )
      open(event);
  });
})();
