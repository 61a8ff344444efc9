/* The search page: query and facets in its address, results in its language first. */

import { begun } from "./search.js";
import { hitElement, listen, make, recent, say } from "./results.js";

const FACETS = ["kind", "year", "lang", "topic", "place", "organisation"];
const AHEAD = 8192; // bytes of a facet's file beyond which it is fetched only when it is opened
const LISTED = 40;
const STEP = 10;

/* What the address asks. */
function asked() {
  const address = new URLSearchParams(location.search);
  const filters = Object.fromEntries(FACETS.map((name) => [name, address.get(name)]).filter(([, value]) => value));
  return { query: (address.get("q") ?? "").trim(), filters };
}

class SearchPage {
  constructor(element, search, words, ahead) {
    const part = (name) => element.querySelector(`[data-search-${name}]`);
    Object.assign(this, { element, search, words, input: part("input"), form: part("form"), status: part("status") });
    Object.assign(this, { facets: part("facets"), results: part("results"), recent: part("recent") });
    this.browse = document.querySelector("[data-search-browse]");
    this.language = element.dataset.language;
    this.turn = 0;
    this.ahead = ahead;
    this.opened = new Set();
  }

  async start() {
    this.element.hidden = false;
    const typed = listen(this.input, () => this.take({ replace: true }), 250);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (typed.composing()) return;
      typed.stop();
      this.take({ keep: true });
    });
    window.addEventListener("popstate", () => this.restore());
    await this.restore();
  }

  restore() {
    this.input.value = asked().query;
    return this.run();
  }

  /* The query as it stands in the box becomes the address. What it was narrowed to goes with the old query. */
  take({ replace = false, keep = false }) {
    const query = this.input.value.trim();
    if (keep && query) recent.add(query);
    if (query === asked().query) return keep ? this.run() : undefined;
    this.go(query, {}, replace);
  }

  go(query, filters, replace) {
    const address = new URLSearchParams(query ? { q: query, ...filters } : {});
    const url = location.pathname + (address.size === 0 || !address.toString() ? "" : `?${address}`);
    history[replace ? "replaceState" : "pushState"](null, "", url);
    return this.run();
  }

  async run(first = STEP) {
    const turn = ++this.turn;
    const { query, filters } = asked();
    this.browse.hidden = Boolean(query);
    this.showRecent(query);
    if (!query) {
      this.status.textContent = "";
      this.results.replaceChildren();
      this.facets.replaceChildren();
      this.results.dataset.state = "idle";
      delete this.results.dataset.total;
      return;
    }
    this.results.dataset.state = "busy";
    this.results.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => turn === this.turn && (this.status.textContent = this.words.busy), 600);
    try {
      const early = (answer) => turn === this.turn && this.renderEarly(answer);
      const answer = await (this.begunWith(early) ?? this.search.ask(query, { language: this.language, filters, first, early }));
      const near = answer.total() ? [] : await answer.nearest();
      if (turn !== this.turn) return;
      this.answer = answer;
      this.render(near);
      this.renderFacets(turn);
    } catch (error) {
      if (turn !== this.turn) return;
      this.results.replaceChildren();
      this.facets.replaceChildren();
      delete this.results.dataset.total;
      this.results.dataset.state = "failed";
      this.status.textContent = this.words.failed;
      console.info(error);
    } finally {
      clearTimeout(slow);
      if (turn === this.turn) this.results.removeAttribute("aria-busy");
    }
  }

  /* The answer that is on its way since before there was a page, if it is to what is asked now. */
  begunWith(early) {
    const ahead = this.ahead;
    this.ahead = null;
    if (ahead?.address !== location.search) return null;
    ahead.early = early;
    if (ahead.first) early(ahead.first);
    return ahead.answer;
  }

  /* The first results, while the rest is on its way. */
  renderEarly(answer) {
    const hits = answer.shown.get(this.language).map((hit) => this.hit(hit));
    this.results.replaceChildren(...this.names(answer), make("ol", { class: "xs-hits" }, hits));
  }

  /* What else it is called that was asked for. */
  names(answer) {
    const names = answer.names();
    if (!names.length) return [];
    return [make("p", { class: "xs-small", "data-search-names": true }, say(this.words, "also", { names: names.join(this.words.between) }))];
  }

  render(near = []) {
    const { answer, words } = this;
    const { query } = asked();
    const total = answer.total();
    const parts = total ? this.names(answer) : [];
    for (const language of answer.languages) {
      const hits = answer.shown.get(language);
      if (!hits.length) continue;
      const list = make("ol", { class: "xs-hits" }, hits.map((hit) => this.hit(hit)));
      const other = language !== this.language;
      if (other) parts.push(make("h2", { class: "xs-hits__other" }, say(words, "other", { language: words.languages[language], count: answer.total(language) })));
      parts.push(list);
    }
    if (!total) parts.push(...this.nothing(query, near));
    if (!answer.finished) parts.push(make("button", { type: "button", class: "xs-button", "data-search-more": true, onclick: () => this.more() }, words.more));
    this.results.replaceChildren(...parts);
    this.results.dataset.total = total;
    this.results.dataset.state = "done";
    this.status.textContent = total ? say(words, "found", { count: total, query }) : say(words, "none", { query });
  }

  hit(hit) {
    return hitElement(hit, { words: this.words, root: this.search.root, language: this.language, follow: () => recent.add(asked().query) });
  }

  nothing(query, near) {
    const filtered = Object.keys(asked().filters).length;
    if (filtered && this.answer.all)
      return [make("p", {}, make("button", { type: "button", class: "xs-button", onclick: () => this.go(query, {}) }, this.words.widen))];
    if (!near.length) return [make("p", { class: "xs-small" }, this.words.hint)];
    const links = near.map(({ document: found }) => make("li", {}, make("a", { href: this.search.root + found.a }, found.t)));
    return [make("p", {}, this.words.nearest), make("ul", { class: "xs-near", "data-search-nearest": true }, links)];
  }

  async more() {
    const before = this.results.querySelectorAll("[data-search-hit]").length;
    const seen = new Set(Array.from(this.results.querySelectorAll("[data-search-hit] a"), (link) => link.href));
    this.results.dataset.state = "busy";
    const whole = await this.answer.show(STEP).catch(() => false);
    if (!whole || !(await this.answer.index.current().catch(() => true))) await this.run(before + STEP);
    else this.render();
    const next = Array.from(this.results.querySelectorAll("[data-search-hit] a")).find((link) => !seen.has(link.href));
    next?.focus();
  }

  showRecent(query) {
    const list = query ? [] : recent.list();
    const again = (one) => make("li", {}, make("a", { href: `?${new URLSearchParams({ q: one })}` }, one));
    const forget = () => {
      recent.clear();
      this.showRecent(query);
      this.input.focus();
    };
    const parts = [
      make("h2", {}, this.words.recent),
      make("ul", { class: "xs-recent" }, list.map(again)),
      make("button", { type: "button", class: "xs-button", onclick: forget }, this.words.forget),
    ];
    this.recent.replaceChildren(...(list.length ? parts : []));
  }

  // -- facets

  async renderFacets(turn) {
    const { answer } = this;
    const { filters } = asked();
    const focused = document.activeElement?.dataset?.facet;
    const value = document.activeElement?.dataset?.value;
    const shown = answer.all ? FACETS : [];
    const boxes = shown.map((name) => this.facet(name, filters[name]));
    this.facets.replaceChildren(...(boxes.length ? [make("h2", { class: "xs-small" }, this.words.narrow)] : []), ...boxes.map((one) => one.box));
    await Promise.all(boxes.map((one) => (one.ahead ? one.fill() : undefined)));
    if (turn === this.turn && focused)
      (this.facets.querySelector(`button[data-facet="${focused}"][data-value="${CSS.escape(value)}"]`) ?? this.facets.querySelector(`[data-name="${focused}"] summary`))?.focus();
  }

  facet(name, chosen) {
    const list = make("ul", { class: "xs-facet__values" });
    const title = make("summary", {}, this.words.facets[name]);
    const box = make("details", { class: "xs-facet", "data-name": name, open: this.opened.has(name) || Boolean(chosen) }, title, list);
    let filled = null;
    const fill = () => (filled ??= this.fill(name, chosen, list, title, box));
    box.addEventListener("toggle", () => {
      this.opened[box.open ? "add" : "delete"](name);
      if (box.open) fill();
    });
    const sizes = this.answer.index.head.facets;
    const ahead = this.answer.languages.every((one) => (sizes[`${one}/${name}.bin`]?.[0] ?? 0) <= AHEAD);
    return { box, fill, ahead: ahead || box.open };
  }

  async fill(name, chosen, list, title, box) {
    const { query, filters } = asked();
    const values = await this.answer.counts(name);
    if (chosen && !values.some((one) => one.id === chosen)) values.unshift({ id: chosen, title: "", count: 0 });
    const button = (one) => {
      const pressed = one.id === chosen;
      const next = { ...filters, [name]: one.id };
      if (pressed) delete next[name];
      return make(
        "li", {},
        make(
          "button",
          { type: "button", class: "xs-facet__value", "aria-pressed": String(pressed), "data-facet": name, "data-value": one.id, onclick: () => this.go(query, next) },
          this.titled(name, one), " ", make("span", { class: "xs-count" }, String(one.count)),
        ),
      );
    };
    const kept = values.slice(0, LISTED);
    if (chosen) kept.push(...values.slice(LISTED).filter((one) => one.id === chosen));
    list.replaceChildren(...kept.map(button));
    if (!values.length) box.hidden = true;
  }

  titled(name, one) {
    if (name === "kind") return this.words.kinds[one.id] ?? one.id;
    if (name === "lang") return this.words.languages[one.id] ?? one.id;
    return name === "year" ? say(this.words, "year", { year: one.id }) : one.title || one.id;
  }
}

const root = new URL("../", import.meta.url).href;
const language = document.querySelector("script[data-search-language]").dataset.searchLanguage; // the element that asked for this file

/* Asks what the address asks as soon as this file is there, while the page and its style sheets are on their way. What is
   too old for it is told so by the box. */
async function begin() {
  if (typeof DecompressionStream === "undefined") return;
  const [search, said] = begun(root, language);
  const { query, filters } = asked();
  const ahead = { address: location.search, first: null, early: (answer) => (ahead.first = answer) };
  if (query) ahead.answer = search.ask(query, { language, filters, first: STEP, early: (answer) => ahead.early(answer) });
  ahead.answer?.catch(() => undefined);
  const words = await said;
  while (document.readyState === "loading" && !document.querySelector("[data-search-browse]")) await new Promise((again) => setTimeout(again, 5));
  await new SearchPage(document.querySelector("[data-search-page]"), search, words, ahead).start();
}

export const started = begin();
started.catch(() => undefined); // the box says so
