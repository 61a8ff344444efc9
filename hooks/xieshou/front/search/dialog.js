/* The quick box: a dialog with the best of both languages while one types. */

import { hitParts, listen, make, recent, say } from "./results.js";
import { begun } from "./search.js";

const MOST = 5;

class QuickBox {
  constructor(search, words, language, page) {
    Object.assign(this, { search, words, language, page, turn: 0, active: -1 });
    const label = words.label;
    this.input = make("input", {
      type: "search",
      class: "xs-box__input",
      placeholder: words.placeholder,
      "aria-label": label,
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      enterkeyhint: "search",
      "aria-autocomplete": "list",
      "aria-controls": "xs-box-list",
      "aria-expanded": "false",
    });
    this.list = make("ul", { class: "xs-box__list", id: "xs-box-list", role: "listbox", "aria-label": words.results });
    this.status = make("p", { class: "xs-box__status", role: "status" });
    this.all = make("a", { class: "xs-box__all", href: page }, words.page);
    const close = make(
      "button",
      { type: "button", class: "xs-box__close", "aria-label": words.close, onclick: () => this.dialog.close() },
      "×",
    );
    this.form = make("form", { class: "xs-box__form", role: "search", action: page, method: "get" }, this.input, close);
    this.dialog = make(
      "dialog",
      { class: "xs-box md-typeset", "aria-label": label },
      this.form,
      this.status,
      this.list,
      this.all,
    );
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.typed = listen(this.input, (query) => this.run(query), 150);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.typed.composing()) this.follow();
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    document.body.append(this.dialog);
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.select();
    this.run(this.input.value.trim());
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const links = this.list.querySelectorAll("[role=option]");
    if (links.length)
      this.choose(
        this.active < 0 && step < 0 ? links.length - 1 : (this.active + step + links.length + 1) % (links.length + 1),
      );
  }

  /* Mark an option; one past the last is none: then Enter asks the page. */
  choose(number) {
    const options = Array.from(this.list.querySelectorAll("[role=option]"));
    this.active = number < options.length ? number : -1;
    for (const [n, option] of options.entries()) option.setAttribute("aria-selected", String(n === this.active));
    const option = options[this.active];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  follow() {
    const query = this.input.value.trim();
    const option = this.list.querySelectorAll("[role=option]")[this.active];
    if (query) recent.add(query);
    if (option) location.assign(option.href);
    else if (query) location.assign(`${this.page}?${new URLSearchParams({ q: query })}`);
  }

  options(items) {
    this.list.replaceChildren(...items);
    for (const [n, option] of this.list.querySelectorAll("[role=option]").entries()) option.id = `xs-box-${n}`;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.choose(-1);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
  }

  async run(query) {
    const turn = ++this.turn;
    this.all.href = query ? `${this.page}?${new URLSearchParams({ q: query })}` : this.page;
    if (!query) {
      this.status.textContent = recent.list().length ? this.words.recent : "";
      const again = (one) => this.option(`${this.page}?${new URLSearchParams({ q: one })}`, [one]);
      this.options(recent.list().map(again));
      return;
    }
    try {
      const answer = await this.search.ask(query, { language: this.language, first: MOST });
      const [near, meant] = answer.total() ? [[], []] : await Promise.all([answer.nearest(MOST), answer.meant(MOST)]);
      if (turn !== this.turn) return;
      const hits = answer.languages.flatMap((language) => answer.shown.get(language).slice(0, MOST));
      const { root } = this.search;
      this.options(
        near.length || meant.length
          ? [
              ...meant.map((name) => this.option(`${this.page}?${new URLSearchParams({ q: name })}`, [name])),
              ...near.map(({ document: found }) => this.option(root + found.a, [found.t])),
            ]
          : hits.map((hit) => this.hit(hit, root)),
      );
      const total = answer.total();
      const said = total ? say(this.words, "found", { count: total, query }) : say(this.words, "none", { query });
      this.status.textContent = near.length || meant.length ? `${said} ${this.words.nearest}` : said;
    } catch (error) {
      if (turn !== this.turn) return;
      this.options([]);
      this.status.textContent = this.words.failed;
      console.info(error);
    }
  }

  hit(hit, root) {
    const { title, kind, value, excerpts } = hitParts(hit, this.words);
    const other = hit.language === this.language ? undefined : hit.language;
    const [first] = excerpts;
    return this.option(
      root + hit.document.a,
      [
        make("span", { class: "xs-box__title" }, title),
        value ? make("strong", { class: "xs-box__value" }, value) : null,
        make("span", { class: "xs-choice", lang: this.language }, kind),
        first ? make("span", { class: "xs-box__excerpt" }, first.parts) : null,
      ],
      other,
    );
  }

  option(href, children, language) {
    const add = () => this.input.value.trim() && recent.add(this.input.value.trim());
    return make(
      "li",
      { role: "presentation" },
      make(
        "a",
        { role: "option", tabindex: "-1", href, lang: language, "aria-selected": "false", onclick: add },
        children,
      ),
    );
  }
}

let making = null;

async function made(root, language, page) {
  const [search, said] = begun(root, language);
  return new QuickBox(search, await said, language, page);
}

export async function open(root, language, page) {
  making ??= made(root, language, page);
  const box = await making.catch((error) => {
    making = null;
    throw error;
  });
  box.open();
}
