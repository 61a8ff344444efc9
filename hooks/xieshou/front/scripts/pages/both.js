// Lights up, in both languages, what leads to the same entry or shows the same value, when one of the two is pointed at
// or has the focus. Without it the page reads the same.
const rows = [...document.querySelectorAll(".xs-both__row")];
const key = (link) => new URL(link.href).pathname.split("/").filter(Boolean).slice(-2).join("/");

function pairs(link) {
  const row = link.closest(".xs-both__row");
  const own = [...row.querySelectorAll("a[href]")].filter((other) => key(other) === key(link));
  const side = (one) => one.closest(".xs-both__side");
  const place = own.filter((one) => side(one) === side(link)).indexOf(link);
  const there = own.filter((one) => side(one) !== side(link));
  // Of several that lead to one entry, the first belongs to the first.
  const match = there[place] || there[0];
  return match ? [link, match] : [];
}

function light(event) {
  for (const lit of document.querySelectorAll(".xs-both .is-same")) lit.classList.remove("is-same");
  const link = event.target.closest?.("a[href]");
  if (link && !/out$/.test(event.type)) for (const one of pairs(link)) one.classList.add("is-same");
}

for (const row of rows)
  for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) row.addEventListener(type, light);
