// The desk in the browser: what is typed is kept and looked at while it is typed. Every page works without this.

const KEPT = "xieshou-desk";
const CHECK_AFTER = 150;
const KEEP_AFTER = 900;
const REMEMBER_AFTER = 200;
const token = document.body.dataset.token;

// -- what was typed, in the browser's own store, until it is saved

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(KEPT, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("typed");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function store(mode, act) {
  try {
    const opened = await database();
    return await new Promise((resolve, reject) => {
      const asked = act(opened.transaction("typed", mode, { durability: "strict" }).objectStore("typed"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } catch {
    return undefined;
  }
}

const remember = (key, value) => store("readwrite", (typed) => typed.put(value, key));
const forget = (key) => store("readwrite", (typed) => typed.delete(key));
const recall = (key) => store("readonly", (typed) => typed.get(key));

// -- small things

function later(wait, act) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
}

function make(name, attributes = {}, words = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = words;
  return made;
}

function send(address, body) {
  return fetch(address, { method: "POST", body, headers: { "x-desk": "json" }, credentials: "same-origin" });
}

// -- one form

class Form {
  constructor(element) {
    this.element = element;
    this.key = element.dataset.entry;
    this.isNew = this.key.startsWith("new/");
    this.output = element.querySelector(".state");
    this.composing = false;
    this.changes = 0;
    this.saving = Promise.resolve();
    this.shown = this.values();
    this.check = later(CHECK_AFTER, () => this.look());
    this.keep = later(KEEP_AFTER, () => this.save("keep"));
    this.note = later(REMEMBER_AFTER, () => this.rememberNow());
    element.addEventListener("compositionstart", () => {
      this.composing = true;
    });
    element.addEventListener("compositionend", () => {
      this.composing = false;
      this.typed();
    });
    element.addEventListener("input", () => this.typed());
    element.addEventListener("change", () => this.typed());
    element.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("pagehide", () => this.rememberNow());
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        this.element.querySelector('[data-action="save"]').click();
      }
    });
    this.restore();
  }

  values() {
    const found = {};
    for (const control of this.element.querySelectorAll("[data-field]")) {
      if (control.name) found[control.name] = control.value;
    }
    return found;
  }

  is(state, words) {
    this.element.dataset.state = state;
    this.output.textContent = words || this.output.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`] || "";
  }

  typed() {
    this.changes += 1;
    this.is(this.element.dataset.state === "conflict" ? "conflict" : "unsaved");
    this.note();
    if (this.composing) return;
    this.check();
    if (!this.isNew && this.element.dataset.state !== "conflict") this.keep();
  }

  rememberNow() {
    if (this.changes) remember(this.key, { values: this.values(), at: Date.now() });
  }

  async restore() {
    const kept = await recall(this.key);
    if (!kept) return;
    let other = false;
    for (const [name, value] of Object.entries(kept.values)) {
      const control = this.element.elements[name];
      if (control && "value" in control && control.value !== value && control.value === this.shown[name]) {
        control.value = value;
        other = true;
      }
    }
    if (other) {
      this.typed();
      this.is("unsaved", this.output.dataset.wordsRestored);
    } else {
      forget(this.key);
    }
  }

  async look() {
    const address = this.element.dataset.check;
    if (!address) return;
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new FormData(this.element),
        signal: this.asked.signal,
        credentials: "same-origin",
      });
      if (answer.ok) this.tell(await answer.json());
    } catch {
      // the next key asks again
    }
  }

  tell(told) {
    for (const list of this.element.querySelectorAll("[data-slot]")) {
      list.replaceChildren();
      list.hidden = true;
    }
    for (const one of told.problems) {
      const list = this.element.querySelector(`[data-slot="${CSS.escape(one.slot)}"]`);
      if (!list) continue;
      const line = make("li", {
        "data-problem": one.code,
        "data-field": one.slot.split("|")[0],
        "data-severity": one.severity,
      });
      line.append(`${one.message} `, make("span", { class: "hint" }, one.hint));
      list.append(line);
      list.hidden = false;
    }
    for (const place of this.element.querySelectorAll("[data-reading]")) {
      if (told.readings) place.textContent = told.readings[place.dataset.reading] || "";
    }
  }

  submitted(event) {
    const doing = event.submitter?.value || "save";
    if (this.isNew || doing !== "save" || this.element.dataset.state === "conflict") {
      forget(this.key);
      return;
    }
    event.preventDefault();
    this.save("save");
  }

  save(doing) {
    this.saving = this.saving.then(() => this.saveNow(doing));
    return this.saving;
  }

  async saveNow(doing) {
    if (this.element.dataset.state === "conflict") return;
    const before = this.changes;
    const body = new FormData(this.element);
    body.set("do", doing);
    if (doing === "save") this.is("saving");
    try {
      const answer = await send(this.element.action, body);
      const told = await answer.json();
      if (told.state === "conflict") {
        // Both versions are shown by the page that a plain form is answered with.
        this.is("conflict", told.note);
        this.element.submit();
        return;
      }
      if (!answer.ok) {
        this.is("unsaved", told.note || this.output.dataset.wordsFailed);
        return;
      }
      for (const [name, value] of Object.entries(told.bases)) this.element.elements[name].value = value;
      if (told.problems) this.tell(told);
      if (this.changes === before) {
        this.shown = this.values();
        this.changes = 0;
        await forget(this.key);
        this.is("saved", told.note);
      } else {
        this.is("unsaved");
      }
    } catch {
      this.is("unsaved", this.output.dataset.wordsFailed);
      setTimeout(() => this.keep(), 3000);
    }
  }
}

// -- entries by name: what was typed is looked up, and the slug of the one that is chosen stands in the field

class Picker {
  constructor(input, kind, chosen) {
    this.input = input;
    this.kind = kind;
    this.chosen = chosen;
    this.at = -1;
    this.list = make("ul", { class: "picker", role: "listbox", id: `${input.id}-found`, hidden: "" });
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.list.id);
    input.after(this.list);
    const ask = later(120, () => this.ask());
    input.addEventListener("input", (event) => {
      if (!event.isComposing) ask();
    });
    input.addEventListener("compositionend", () => ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  async ask() {
    const asked = this.input.value.trim();
    if (!asked) {
      this.close();
      return;
    }
    const query = new URLSearchParams({ kind: this.kind, q: asked });
    const answer = await fetch(`/desk/pick?${query}`, { credentials: "same-origin" });
    if (!answer.ok || this.input.value.trim() !== asked) return;
    this.found = (await answer.json()).found;
    this.list.replaceChildren(
      ...this.found.map((one, number) => {
        const option = make("li", { role: "option", id: `${this.list.id}-${number}`, "aria-selected": "false" });
        option.append(one.title, make("small", {}, ` ${one.of} · ${one.slug}`));
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.take(number);
        });
        return option;
      }),
    );
    if (!this.kind.includes(",")) {
      // What is missing is made in a window of its own, and chosen here afterwards.
      const words = this.input.closest("[data-words-new]")?.dataset.wordsNew || "+";
      const option = make(
        "li",
        { role: "option", id: `${this.list.id}-new`, "aria-selected": "false" },
        `${words} ${asked}`,
      );
      const lang = /[\u3400-\u9fff]/.test(asked) ? "zh" : "en";
      const name = this.kind === "article" ? `${lang}|title|` : `record|name|${lang}`;
      this.found.push({ address: `/desk/new/${this.kind}?${new URLSearchParams({ [name]: asked })}` });
      const number = this.found.length - 1;
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.take(number);
      });
      this.list.append(option);
    }
    this.at = -1;
    this.list.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.at = (this.at + step + this.found.length) % this.found.length;
      for (const [number, option] of [...this.list.children].entries()) {
        option.setAttribute("aria-selected", String(number === this.at));
      }
      this.input.setAttribute("aria-activedescendant", this.list.children[this.at].id);
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.take(this.at);
    } else if (event.key === "Escape") {
      this.close();
    }
  }

  take(number) {
    const one = this.found[number];
    this.close();
    if (one.address) {
      open(one.address, "_blank");
      return;
    }
    this.chosen(one);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function picking(input) {
  new Picker(input, input.dataset.reads, (one) => {
    input.value = one.slug;
    const shown = document.querySelector(`[data-shown="${CSS.escape(input.name)}"]`);
    if (shown) shown.textContent = one.title;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// -- one more of a list, when the empty one at its end is filled

function growing(list) {
  const blank = list.querySelector(":scope > details > .item");
  if (!blank) return;
  const pattern = blank.cloneNode(true);
  let last = blank;
  list.addEventListener("input", (event) => {
    if (!last.contains(event.target) || !event.target.value) return;
    const own = last.dataset.item;
    const parts = own.split(".");
    const next = [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join(".");
    const made = pattern.cloneNode(true);
    const old = pattern.dataset.item;
    made.dataset.item = next;
    for (const one of made.querySelectorAll("*")) {
      for (const { name, value } of [...one.attributes]) {
        const dashed = [old.replaceAll(".", "-"), next.replaceAll(".", "-")];
        one.setAttribute(name, value.replaceAll(old, next).replaceAll(...dashed));
      }
    }
    last.after(made);
    last = made;
    begin(made);
  });
}

// -- tools for texts: plain text goes in where the caret stands, as if it had been typed

function put(area, text, select = 0) {
  area.focus();
  const { selectionStart: start } = area;
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, start, area.selectionEnd, "end");
  if (select) area.setSelectionRange(start + select, start + select);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function lined(area, change) {
  const { value, selectionStart, selectionEnd } = area;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const found = value.indexOf("\n", selectionEnd);
  const end = found < 0 ? value.length : found;
  const lines = value.slice(start, end).split("\n").map(change).join("\n");
  area.setSelectionRange(start, end);
  put(area, lines);
}

function choose(kind, area, written) {
  const dialog = make("dialog", { "aria-label": area.labels[0].textContent });
  const input = make("input", { type: "text", id: "picking", autocomplete: "off", "aria-label": kind });
  dialog.append(input);
  document.body.append(dialog);
  new Picker(input, kind, (one) => {
    dialog.close();
    put(area, written(one));
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  input.focus();
}

const ALL =
  "article,project,platform,envoy,mechanism,event,agreement,policy,need,organisation,place,topic,indicator,source,term,file";
const TOOLS = {
  bold: (area) => {
    const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
    put(area, `**${chosen}**`, chosen ? 0 : 2);
  },
  heading: (area) => lined(area, (line) => (line.startsWith("## ") ? line.slice(3) : `## ${line}`)),
  list: (area) => lined(area, (line) => (line.startsWith("- ") ? line.slice(2) : `- ${line}`)),
  quote: (area) => lined(area, (line) => (line.startsWith("> ") ? line.slice(2) : `> ${line}`)),
  table: (area) => put(area, "\n\n|  |  |\n|---|---|\n|  |  |\n\n", 4),
  note: (area) => {
    let number = 1;
    while (area.value.includes(`[^${number}]`)) number += 1;
    put(area, `[^${number}]`);
    const at = area.selectionEnd;
    area.setSelectionRange(area.value.length, area.value.length);
    put(area, `${area.value.endsWith("\n") ? "" : "\n"}\n[^${number}]: `);
    area.setSelectionRange(at, at);
    area.setSelectionRange(area.value.length, area.value.length);
  },
  link: (area) => choose(ALL, area, (one) => `[](${one.kind}:${one.slug})`),
  value: (area) => choose("indicator", area, (one) => `[](indicator:${one.slug})`),
  figure: (area) => choose("figure", area, (one) => `\n\n![](figure:${one.slug})\n\n`),
};
const KEYS = { b: "bold", k: "link" };

function writing(area) {
  const bar = area.parentElement.querySelector(".toolbar");
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]");
    if (tool) TOOLS[tool.dataset.tool](area);
  });
  area.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.isComposing && KEYS[event.key.toLowerCase()];
    if (tool) {
      event.preventDefault();
      TOOLS[tool](area);
    }
  });
  area.addEventListener("paste", (event) => pasted(event, area));
  area.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) {
      event.preventDefault();
      uploaded(event.dataTransfer.files, area);
    }
  });
}

async function pasted(event, area) {
  const files = event.clipboardData.files;
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  if (!html && files.length) {
    event.preventDefault();
    await uploaded(files, area);
    return;
  }
  if (!html) return;
  event.preventDefault();
  const body = new FormData();
  body.set("token", token);
  body.set("html", html);
  let text = plain;
  try {
    const answer = await send("/desk/paste", body);
    if (answer.ok) text = (await answer.json()).text || plain;
  } catch {
    // the plain text it is
  }
  put(area, text);
}

async function uploaded(files, area) {
  const body = new FormData();
  body.set("token", token);
  for (const file of files) body.append("files", file);
  const answer = await send("/desk/pictures", body);
  if (!answer.ok) return;
  for (const one of (await answer.json()).taken) {
    if (one.slug) put(area, `\n\n![](figure:${one.slug})\n\n`);
    else area.parentElement.append(make("p", { class: "fault", role: "alert" }, `${one.name}: ${one.fault}`));
  }
}

// -- two columns: what stands beside what is scrolled together; on a telephone one of them is shown

function besides(form) {
  const areas = [...form.querySelectorAll(".column textarea.text")];
  let leading = null;
  for (const area of areas) {
    area.addEventListener("scroll", () => {
      if (leading && leading !== area) return;
      leading = area;
      const part = area.scrollTop / Math.max(1, area.scrollHeight - area.clientHeight);
      for (const other of areas) {
        if (other !== area) other.scrollTop = part * (other.scrollHeight - other.clientHeight);
      }
      requestAnimationFrame(() => {
        leading = null;
      });
    });
  }
  const bar = form.querySelector(".switch");
  if (!bar) return;
  bar.hidden = false;
  const show = (language) => {
    form.dataset.showing = language;
    for (const column of form.querySelectorAll(".column")) {
      column.classList.toggle("showing", column.dataset.of === language);
    }
    for (const button of bar.children) {
      button.setAttribute("aria-pressed", String(button.dataset.column === language));
    }
  };
  bar.addEventListener("click", (event) => {
    if (event.target.dataset.column) show(event.target.dataset.column);
  });
  show(bar.firstElementChild.dataset.column);
}

// -- the name in the address follows the title until somebody types another

function proposing(form) {
  const slug = form.elements.slug;
  let own = Boolean(slug.value);
  slug.addEventListener("input", () => {
    own = Boolean(slug.value);
  });
  const ask = later(300, async () => {
    const query = new URLSearchParams();
    for (const control of form.querySelectorAll('[data-field="title"], [data-field="name"]')) {
      if (control.value) query.set(control.dataset.lang, control.value);
    }
    const answer = await fetch(`${form.dataset.propose}?${query}`, { credentials: "same-origin" });
    if (answer.ok && !own) slug.value = (await answer.json()).slug;
  });
  form.addEventListener("input", (event) => {
    if (!own && !event.isComposing && ["title", "name"].includes(event.target.dataset.field)) ask();
  });
  form.addEventListener("compositionend", (event) => {
    if (!own && ["title", "name"].includes(event.target.dataset.field)) ask();
  });
}

function begin(within) {
  for (const input of within.querySelectorAll("[data-reads]")) picking(input);
  for (const list of within.querySelectorAll("[data-list]")) growing(list);
  for (const button of within.querySelectorAll("[data-take]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const control = document.getElementById(button.dataset.take);
      control.value = button.dataset.value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

begin(document);
for (const area of document.querySelectorAll("textarea.text")) writing(area);
for (const form of document.querySelectorAll("form.entry")) {
  besides(form);
  if (form.dataset.propose) proposing(form);
  new Form(form);
}
