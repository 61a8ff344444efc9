/* The search page: query and facets in its address, results in its language first. */

import { FACETS, Facets } from "./facets.js";
import { hitElement, listen, make, recent, say } from "./results.js";
import { begun } from "./search.js";

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
    Object.assign(this, { results: part("results"), recent: part("recent") });
    this.facets = new Facets(part("facets"), words, (filters) => this.go(asked().query, filters));
    this.browse = document.querySelector("[data-search-browse]");
    this.language = element.dataset.language;
    this.turn = 0;
    this.ahead = ahead;
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
    this.element.toggleAttribute("data-search-asked", Boolean(query)); // keeps the room that results will take
    this.showRecent(query);
    if (!query) {
      this.status.textContent = "";
      this.results.replaceChildren();
      this.facets.clear();
      this.results.dataset.state = "idle";
      delete this.results.dataset.total;
      return;
    }
    this.facets.await();
    this.results.dataset.state = "busy";
    this.results.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => {
      if (turn === this.turn) this.status.textContent = this.words.busy;
    }, 600);
    try {
      const early = (answer) => turn === this.turn && this.renderEarly(answer);
      const answer = await (this.begunWith(early) ??
        this.search.ask(query, { language: this.language, filters, first, early }));
      const instead = answer.total() ? null : await answer.instead();
      if (turn !== this.turn) return;
      this.answer = answer;
      this.render(instead);
      this.facets.render(answer, asked().filters, () => turn === this.turn);
    } catch (error) {
      if (turn !== this.turn) return;
      this.results.replaceChildren();
      this.facets.clear();
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
    this.results.replaceChildren(...this.names(answer), ...this.lists(answer.shown.get(this.language)));
  }

  /* What else it is called that was asked for. */
  names(answer) {
    const names = answer.names();
    if (!names.length) return [];
    return [
      make(
        "p",
        { class: "xs-small", "data-search-names": true },
        say(this.words, "also", { names: names.join(this.words.between) }),
      ),
    ];
  }

  render(instead = null) {
    const { answer, words } = this;
    const { query } = asked();
    const total = answer.total();
    const parts = total ? this.names(answer) : [];
    for (const language of answer.languages) {
      const hits = answer.shown.get(language);
      if (!hits.length) continue;
      const other = language !== this.language;
      if (other)
        parts.push(
          make(
            "h2",
            { class: "xs-hits__other" },
            say(words, "other", { language: words.languages[language], count: answer.total(language) }),
          ),
        );
      parts.push(...this.lists(hits));
    }
    if (!total) parts.push(...this.nothing(query, instead));
    if (!answer.finished)
      parts.push(
        make(
          "button",
          { type: "button", class: "xs-button", "data-search-more": true, onclick: () => this.more() },
          words.more,
        ),
      );
    this.results.replaceChildren(...parts);
    this.browse.hidden = Boolean(total); // where nothing is found, the ways in
    this.results.dataset.total = total;
    this.results.dataset.state = "done";
    this.status.textContent = total ? say(words, "found", { count: total, query }) : say(words, "none", { query });
  }

  /* What holds all in a row, and below it, named so, what holds it here and there. */
  lists(hits) {
    const list = (some) =>
      some.length
        ? [
            make(
              "ol",
              { class: "xs-hits" },
              some.map((hit) => this.hit(hit)),
            ),
          ]
        : [];
    const apart = hits.filter((hit) => hit.row.apart);
    const told = apart.length
      ? [make("p", { class: "xs-hits__apart", "data-search-apart": true }, this.words.apart)]
      : [];
    return [...list(hits.filter((hit) => !hit.row.apart)), ...told, ...list(apart)];
  }

  hit(hit) {
    return hitElement(hit, {
      words: this.words,
      root: this.search.root,
      language: this.language,
      follow: () => recent.add(asked().query),
    });
  }

  nothing(query, instead) {
    const { words } = this;
    const filtered = Object.keys(asked().filters).length;
    if (filtered && this.answer.all)
      return [
        make(
          "p",
          {},
          make("button", { type: "button", class: "xs-button", onclick: () => this.go(query, {}) }, words.widen),
        ),
      ];
    const { parts, meant, near } = instead ?? { parts: [], meant: [], near: [] };
    const list = (label, name, items) =>
      items.length
        ? [make("p", {}, label), make("ul", { class: "xs-near", [`data-search-${name}`]: true }, items)]
        : [];
    const link = (href, text) => make("li", {}, make("a", { href }, text));
    const shown = [
      ...list(
        words.meant,
        "meant",
        meant.map((name) => link(`?${new URLSearchParams({ q: name })}`, name)),
      ),
      ...(parts.length
        ? [
            make("p", { class: "xs-hits__apart" }, words.partly),
            make(
              "ol",
              { class: "xs-hits", "data-search-partial": true },
              parts.map((hit) => this.hit(hit)),
            ),
          ]
        : list(
            words.nearest,
            "nearest",
            near.map(({ document: found }) => link(this.search.root + found.a, found.t)),
          )),
    ];
    return shown.length ? shown : [make("p", { class: "xs-small" }, words.hint)];
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
}

const root = new URL("../../", import.meta.url).href;
// Said by the element that asked for this file.
const language = document.querySelector("script[data-search-language]").dataset.searchLanguage;

/* Asks what the address asks as soon as this file is there, while the page and its style sheets are on their way. What is
   too old for it is told so by the box. */
async function begin() {
  if (typeof DecompressionStream === "undefined") return;
  const [search, said] = begun(root, language);
  const { query, filters } = asked();
  const ahead = { address: location.search, first: null };
  ahead.early = (answer) => {
    ahead.first = answer;
  };
  if (query)
    ahead.answer = search.ask(query, { language, filters, first: STEP, early: (answer) => ahead.early(answer) });
  ahead.answer?.catch(() => undefined);
  const words = await said;
  while (document.readyState === "loading" && !document.querySelector("[data-search-browse]"))
    await new Promise((again) => setTimeout(again, 5));
  await new SearchPage(document.querySelector("[data-search-page]"), search, words, ahead).start();
}

export const started = begin();
started.catch(() => undefined); // the box says so
