/* What the box of every page asks for when it is needed. */

import { QuickBox } from "./dialog.js";
import { startPage } from "./page.js";
import { Search } from "./search.js";

let search = null;
let box = null;

async function words(root, language) {
  const response = await fetch(`${root}search/${language}/words.json`, { cache: "no-cache" });
  return response.json();
}

export async function start(element, root) {
  search ??= new Search(root);
  search.ready().catch(() => undefined);
  return startPage(element, search, await words(root, element.dataset.language));
}

export async function open(root, language, page) {
  search ??= new Search(root);
  search.ready().catch(() => undefined);
  box ??= new QuickBox(search, await words(root, language), language, page);
  box.open();
}
