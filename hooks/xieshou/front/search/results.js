/* What was found, as elements. Words come from the labels; nothing is ever put in as markup. */

import { excerpt } from "./excerpt.js";

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/* A label with its places filled. */
export function say(words, key, details = {}) {
  const text = details.count === 1 && words[key + "_one"] ? words[key + "_one"] : words[key];
  return text.replace(/\{(\w+)\}/g, (_, name) => details[name] ?? "");
}

export function marked(parts) {
  return parts.map(([words, hit]) => (hit ? make("mark", {}, words) : words));
}

const ORDER = ["alias", "text", "facts", "summary"],
  EXCERPTS = 3;

/* What to show of a hit below its title: a name it goes by, a piece of its text, and as many more as it takes to show
   each part of the query once. */
function told(hit, seen) {
  const held = hit.marks.filter((field) => field.marks.length && field.name !== "title");
  held.sort((one, other) => ORDER.indexOf(one.name) - ORDER.indexOf(other.name));
  const chosen = [];
  const choose = (field, options) => {
    const { parts, bits } = excerpt(field, options);
    seen |= bits;
    chosen.push({ field, parts });
  };
  if (held[0]?.name === "alias") choose(held[0], { whole: true });
  const rest = held.filter((field) => field.name !== "alias");
  if (rest.length) choose(rest[0]);
  for (const field of rest)
    for (const mark of field.marks) if (mark[2] & ~seen && chosen.length < EXCERPTS) choose(field, { first: mark });
  if (!chosen.length) {
    const summary = hit.marks.find((field) => field.name === "summary" || field.name === "text");
    if (summary) choose(summary);
  }
  return chosen;
}

export function hitParts(hit, words) {
  const { document: found } = hit;
  const title = excerpt(
    hit.marks.find((field) => field.name === "title"),
    { whole: true },
  );
  return {
    title: marked(title.parts),
    kind: words.kinds[found.k] ?? found.k,
    date: found.d,
    value: found.v,
    excerpts: told(hit, title.bits).map(({ field, parts }) => ({
      label: field.name === "alias" ? words.alias : field.label,
      parts: marked(parts),
    })),
  };
}

export function hitElement(hit, { words, root, language, follow }) {
  const { title, kind, date, value, excerpts } = hitParts(hit, words);
  const other = hit.language === language ? undefined : hit.language;
  return make(
    "li",
    { class: "xs-hit", "data-search-hit": !hit.lacking, "data-kind": hit.document.k, "data-lang": hit.language },
    make(
      "p",
      { class: "xs-hit__title" },
      make("a", { href: root + hit.document.a, lang: other, hreflang: other, onclick: follow }, title),
      ...(value ? [" ", make("strong", { class: "xs-hit__value", lang: other }, value)] : []),
    ),
    make(
      "p",
      { class: "xs-hit__facts" },
      make("span", { class: "xs-choice" }, kind),
      ...(date ? [" ", make("span", { class: "xs-date", lang: other }, date)] : []),
    ),
    ...excerpts.map(({ label, parts }) =>
      make(
        "p",
        { class: "xs-hit__excerpt", lang: other },
        label ? make("span", { class: "xs-pair__name" }, label) : null,
        parts,
      ),
    ),
    hit.lacking
      ? make("p", { class: "xs-hit__facts" }, say(words, "lacking", { words: hit.lacking.join(words.between) }))
      : null,
  );
}

const KEY = "xieshou.searches",
  KEPT = 8;

/* Recent searches: kept in this browser and nowhere else. */
export const recent = {
  list() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
    } catch {
      return [];
    }
  },
  add(query) {
    const list = [query, ...this.list().filter((one) => one !== query)].slice(0, KEPT);
    try {
      localStorage.setItem(KEY, JSON.stringify(list));
    } catch {
      // A browser that keeps nothing: then there are no recent searches.
    }
  },
  clear() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  },
};

/* `run` with what stands in an input, once it is whole: never while an input method composes. */
export function listen(input, run, wait) {
  let timer = 0;
  let composing = false;
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(input.value.trim()), delay);
  };
  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    later(wait);
  });
  input.addEventListener("input", (event) => {
    if (!composing && !event.isComposing) later(wait);
  });
  return { composing: () => composing, stop: () => clearTimeout(timer) };
}
