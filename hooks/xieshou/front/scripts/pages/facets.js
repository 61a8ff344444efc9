// Narrows, sorts and reshapes a list by the attributes of its items. What is chosen stands in the address.
// Without it the list stands as it is.
const form = document.querySelector("form[data-filter]");
const items = [...document.querySelectorAll("[data-item]")];
const selects = [...form.querySelectorAll("select[data-facet]")];
const sort = form.elements.sort;
const views = [...form.querySelectorAll("button[data-view]")];
const status = form.querySelector("[role=status]");
const homes = items.map((item) => item.parentNode);
const groups = [...new Set(items.map((item) => item.closest(".xs-group") || item.parentNode))];
const heads = groups.map((group) => group.querySelector("h2"));
const collator = new Intl.Collator(document.documentElement.lang);
const title = (item) => item.querySelector(".xs-item__title a, .xs-figure__title, a");
const opener = form.querySelector("[aria-controls]");
let table = null;
// An item says its stage in words for its sort of thing; the choices, which are for all sorts, in general ones.
const STATUS = ".xs-fact--stage, .xs-fact--status, .xs-fact--result_status, .xs-fact--resolution";

const has = (item, name, value) => (item.dataset[name] || "").split(" ").includes(value);
const label = (name, value) =>
  [...form.elements[name].options].find((option) => option.value === value)?.dataset.label || "";

function read() {
  const asked = new URLSearchParams(location.search);
  for (const one of [...selects, ...(sort ? [sort] : [])]) {
    const value = asked.get(one.name) || "";
    one.value = [...one.options].some((option) => option.value === value) ? value : "";
  }
  for (const one of views) {
    one.setAttribute("aria-pressed", String(one.dataset.view === (asked.get("view") === "table" ? "table" : "cards")));
  }
}

function write() {
  const asked = new URLSearchParams();
  for (const one of [...selects, ...(sort ? [sort] : [])]) {
    if (one.value) asked.set(one.name, one.value);
  }
  if (tabular()) asked.set("view", "table");
  const query = asked.toString();
  history.replaceState(history.state, "", location.pathname + (query && "?" + query) + location.hash);
}

const tabular = () => views.some((one) => one.dataset.view === "table" && one.getAttribute("aria-pressed") === "true");

function compared(one, other) {
  const by = sort.value;
  // By how Chinese names are read, which the browser does not know of each: 重庆 is no 重点.
  if (by === "name" && one.dataset.rank) return one.dataset.rank - other.dataset.rank;
  if (by === "name") return collator.compare(title(one).textContent, title(other).textContent);
  const key = by === "sum" ? "sum" : "order";
  const [a, b] = [one.dataset[key], other.dataset[key]];
  if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
  return by === "oldest" ? a - b : b - a;
}

// A list sorted as a whole has no headings: its items stand together under none.
function ordered() {
  if (!sort?.value) {
    for (const [at, item] of items.entries()) homes[at].append(item);
    return items;
  }
  const found = [...items].sort(compared);
  homes[0].append(...found);
  return found;
}

function draw(found) {
  const named = selects.filter((one) => one.name !== "amount" && one.name !== "year");
  const dated = items.some((item) => item.dataset.date);
  const summed = items.some((item) => item.dataset.sum);
  const cells = [form.dataset.name, ...(dated ? [form.dataset.date] : []), ...named.map((one) => one.dataset.facet)];
  table = document.createElement("div");
  table.className = "xs-scroll";
  table.tabIndex = 0;
  table.setAttribute("role", "group");
  table.setAttribute("aria-label", form.dataset.table);
  const grid = table.appendChild(document.createElement("table"));
  grid.className = "xs-table xs-browse";
  const row = (parent, texts, tag) => {
    const line = parent.insertRow();
    for (const text of texts) {
      const cell = line.appendChild(document.createElement(tag));
      if (tag === "th") cell.scope = "col";
      else cell.dataset.label = cells[line.cells.length - 1] || form.dataset.sum;
      cell.append(text);
    }
    return line;
  };
  row(grid.createTHead(), summed ? [...cells, form.dataset.sum] : cells, "th");
  const body = grid.createTBody();
  for (const item of found.filter((one) => !one.hidden)) {
    const texts = named.map(
      (one) =>
        (one.name === "status" && item.querySelector(STATUS)?.textContent.trim()) ||
        (item.dataset[one.name] || "")
          .split(" ")
          .map((value) => value && label(one.name, value))
          .filter(Boolean)
          .join(form.dataset.comma),
    );
    const date = item.dataset.date || "";
    const sum = item.querySelector(".xs-fact--investment")?.textContent.trim() || "";
    row(body, [title(item).cloneNode(true), ...(dated ? [date] : []), ...texts, ...(summed ? [sum] : [])], "td");
  }
  form.after(table);
}

function apply() {
  const asked = selects.filter((one) => one.value);
  const fits = (item, but) => asked.every((one) => one === but || has(item, one.name, one.value));
  for (const item of items) item.hidden = !fits(item);
  for (const one of selects) {
    const left = items.filter((item) => fits(item, one));
    for (const option of one.options) {
      if (!option.value) continue;
      const count = left.filter((item) => has(item, one.name, option.value)).length;
      option.textContent = `${option.dataset.label} (${count})`;
      option.disabled = !count && !option.selected;
    }
  }
  const found = ordered();
  table?.remove();
  if (tabular()) draw(found);
  groups.forEach((group, at) => {
    group.hidden = tabular() || !items.some((item) => !item.hidden && group.contains(item));
    if (heads[at]) heads[at].hidden = Boolean(sort?.value);
  });
  const shown = items.filter((item) => !item.hidden).length;
  status.textContent = form.dataset.status.replace("{shown}", shown).replace("{all}", items.length);
  form.querySelector("[data-reset]").hidden = !asked.length && !sort?.value;
}

function show(open) {
  form.classList.toggle("xs-filter--open", open);
  opener.setAttribute("aria-expanded", String(open));
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => {
  write();
  apply();
});
form.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  if (pressed === opener) return show(opener.getAttribute("aria-expanded") === "false");
  if (pressed.dataset.view) for (const one of views) one.setAttribute("aria-pressed", String(one === pressed));
  else {
    for (const one of [...selects, ...(sort ? [sort] : [])]) one.value = "";
    (opener.getClientRects().length ? opener : selects[0]).focus();
  }
  write();
  apply();
});
addEventListener("popstate", () => {
  read();
  apply();
});
read();
apply();
