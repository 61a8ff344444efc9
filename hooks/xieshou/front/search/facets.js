/* What results may be narrowed to: a box of values a facet, each with how many answers it leaves. */

import { make, say } from "./results.js";

export const FACETS = ["kind", "year", "lang", "topic", "place", "organisation"];
const AHEAD = 8192; // bytes of a facet's file beyond which it is fetched only when it is opened
const LISTED = 40;

export class Facets {
  /* `narrow` is called with the filters that a reader chose. */
  constructor(element, words, narrow) {
    Object.assign(this, { element, words, narrow });
    this.opened = new Set();
  }

  clear() {
    this.element.replaceChildren();
  }

  /* Keep the room that the boxes of the first answer will take. */
  await() {
    if (this.element.childElementCount) return;
    const title = make("h2", { class: "xs-small" }, this.words.narrow);
    const boxes = FACETS.map((name) =>
      make("details", { class: "xs-facet xs-facet--none" }, make("summary", {}, this.words.facets[name])),
    );
    this.element.replaceChildren(title, ...boxes);
  }

  /* The boxes of an answer; `current` says whether it still is the one that is shown. */
  async render(answer, filters, current) {
    const focused = document.activeElement?.dataset?.facet;
    const value = document.activeElement?.dataset?.value;
    const shown = answer.all ? FACETS : [];
    const boxes = shown.map((name) => this.facet(answer, name, filters));
    const title = make("h2", { class: "xs-small" }, this.words.narrow);
    this.element.replaceChildren(...(boxes.length ? [title] : []), ...boxes.map((one) => one.box));
    await Promise.all(boxes.map((one) => (one.ahead ? one.fill() : undefined)));
    if (!current() || !focused) return;
    const again = `button[data-facet="${focused}"][data-value="${CSS.escape(value)}"]`;
    const closed = `[data-name="${focused}"] summary`;
    (this.element.querySelector(again) ?? this.element.querySelector(closed))?.focus();
  }

  facet(answer, name, filters) {
    const list = make("ul", { class: "xs-facet__values" });
    const open = this.opened.has(name) || Boolean(filters[name]);
    const title = make("summary", {}, this.words.facets[name]);
    const box = make("details", { class: "xs-facet", "data-name": name, open }, title, list);
    let filled = null;
    const fill = () => {
      filled ??= this.fill(answer, name, filters, { list, box });
      return filled;
    };
    box.addEventListener("toggle", () => {
      this.opened[box.open ? "add" : "delete"](name);
      if (box.open) fill();
    });
    const sizes = answer.index.head.facets;
    const ahead = answer.languages.every((one) => (sizes[`${one}/${name}.bin`]?.[0] ?? 0) <= AHEAD);
    return { box, fill, ahead: ahead || box.open };
  }

  async fill(answer, name, filters, { list, box }) {
    const chosen = filters[name];
    const values = await answer.counts(name);
    if (chosen && !values.some((one) => one.id === chosen)) values.unshift({ id: chosen, title: "", count: 0 });
    const kept = values.slice(0, LISTED);
    if (chosen) kept.push(...values.slice(LISTED).filter((one) => one.id === chosen));
    list.replaceChildren(...kept.map((one) => make("li", {}, this.value(name, one, filters))));
    if (!values.length) box.classList.add("xs-facet--none");
  }

  /* A value that can be pressed, and pressed again to be let go. */
  value(name, one, filters) {
    const pressed = one.id === filters[name];
    const next = { ...filters, [name]: one.id };
    if (pressed) delete next[name];
    return make(
      "button",
      {
        type: "button",
        class: "xs-facet__value",
        "aria-pressed": String(pressed),
        "data-facet": name,
        "data-value": one.id,
        onclick: () => this.narrow(next),
      },
      this.titled(name, one),
      " ",
      make("span", { class: "xs-count" }, String(one.count)),
    );
  }

  titled(name, one) {
    if (name === "kind") return this.words.kinds[one.id] ?? one.id;
    if (name === "lang") return this.words.languages[one.id] ?? one.id;
    return name === "year" ? say(this.words, "year", { year: one.id }) : one.title || one.id;
  }
}
