/* Whether a document's own words hold what was asked, and the places where they do. */

import { dense, fold, joined } from "./tokens.js";

const AROUND = { dense: 36, other: 90 };

/* The words of a document, folded, field by field, in the order an excerpt is taken from them. */
export function fieldsOf(document) {
  const map = document.z ? new Map(Array.from(document.z.match(/../gu), (pair) => Array.from(pair))) : null;
  const field = (name, text, label = "") => ({ name, label, text, ...renamed(joined(fold(text, map))) });
  return [
    field("title", document.t),
    ...(document.n ?? []).map((alias) => field("alias", alias)),
    ...(document.s ? [field("summary", document.s)] : []),
    ...(document.x ? [field("text", document.x)] : []),
    ...(document.f ?? []).map(([label, words]) => field("facts", words, label)),
  ];
}

function renamed({ text, at }) {
  return { folded: text, at, words: null };
}

/* Where pieces stand in a field: [start, end] of the source; `strict`: words only where all stand in a row. */
function places(field, pieces, strict, cutter) {
  const found = [];
  const rows = [];
  for (const piece of pieces) {
    if (piece.chain) {
      const here = [];
      for (
        let i = field.folded.indexOf(piece.chain);
        i >= 0;
        i = field.folded.indexOf(piece.chain, i + piece.chain.length)
      )
        here.push([i, i + piece.chain.length]);
      found.push(here);
    } else {
      const last = rows.at(-1);
      if (last && (strict ? last[0].group === piece.group : last[0].run === piece.run)) last.push(piece);
      else rows.push([piece]);
    }
  }
  if (rows.length) field.words ??= cutter.words(field.folded);
  for (const row of rows) {
    const here = [];
    for (let i = 0; i + row.length <= field.words.length; i++)
      if (row.every(({ word }, n) => field.words[i + n][0] === word || field.words[i + n][3] === word)) {
        const [, , end, signed] = field.words[i + row.length - 1];
        here.push([field.words[i][1], end + (signed === row.at(-1).word ? 1 : 0)]);
      }
    found.push(here);
  }
  return found.map((here) => here.map(([start, end]) => [field.at[start], endOf(field, end)]));
}

/* The end in the source of what ends at `end` in the folded text. */
function endOf(field, end) {
  const start = field.at[end - 1];
  let last = end;
  while (last < field.at.length - 1 && field.at[last] === start) last++;
  return field.at[last];
}

/* Marks by field, each with a bit for every part of the query it answers, if the document holds all that is asked;
   null if it does not. */
export function marks(document, query) {
  const fields = fieldsOf(document);
  const found = fields.map(() => []);
  const ways = (slot) => [[slot.pieces, false], ...slot.names.map((name) => [name.pieces, true])];
  const way = ([pieces, strict], bits) => {
    const here = fields.map((field) => places(field, pieces, strict, query.cutter));
    const whole = here[0].length && here[0].every((_, n) => here.some((field) => field[n].length));
    if (whole) for (const [n, field] of here.entries()) found[n].push(...field.flat().map((place) => [...place, bits]));
    return whole;
  };
  // Every way is tried, so that all of them are marked.
  const slots = query.slots
    .map((slot, i) =>
      ways(slot)
        .map((one) => way(one, 1 << i))
        .some(Boolean),
    )
    .every(Boolean);
  // All of it as one: its single characters elsewhere need no mark.
  if (slots && query.row.length) {
    const apart = found.map((marks) => marks.splice(0));
    if (!way([query.row, false], -1)) for (const [n, marks] of apart.entries()) found[n].push(...marks);
  }
  const whole = query.whole.map((name) => way([name.pieces, true], -1)).some(Boolean);
  if (!(slots && query.slots.length) && !whole) return null;
  return fields.map((field, n) => ({ ...field, marks: merged(found[n]) }));
}

function merged(marks) {
  const out = [];
  for (const [start, end, bits] of marks.sort((one, other) => one[0] - other[0] || other[1] - one[1])) {
    const last = out.at(-1);
    if (last && start <= last[1]) {
      last[1] = Math.max(last[1], end);
      last[2] |= bits;
    } else out.push([start, end, bits]);
  }
  return out;
}

/* A piece of a field around a mark: parts [words, marked], and the bits of all its marks. */
export function excerpt(field, { whole = false, first = field.marks[0] ?? [0, 0] } = {}) {
  const { text, marks } = field;
  const wide = dense(text.slice(Math.max(0, first[0] - 20), first[1] + 20)) ? AROUND.dense : AROUND.other;
  let start = whole ? 0 : Math.max(text.lastIndexOf("\n", first[0] - 1) + 1, first[0] - wide);
  let end = whole ? text.length : Math.min(text.length, Math.max(first[1], start) + wide * 2);
  const line = text.indexOf("\n", first[1]);
  if (!whole && line >= 0) end = Math.min(end, line);
  if (start > 0 && wide === AROUND.other && text[start - 1] !== "\n")
    start = Math.min(first[0], text.indexOf(" ", start) + 1 || start);
  if (/[\udc00-\udfff]/.test(text[start] ?? "")) start -= 1;
  if (end < text.length && /[\udc00-\udfff]/.test(text[end])) end += 1;
  if (end < text.length && wide === AROUND.other && line !== end) end = Math.max(first[1], text.lastIndexOf(" ", end));
  const parts = [];
  let at = start;
  let bits = 0;
  for (const [from, to, own] of marks) {
    if (from >= end || to <= start) continue;
    bits |= own;
    parts.push([text.slice(at, Math.max(at, from)), false], [text.slice(Math.max(at, from), Math.min(to, end)), true]);
    at = Math.min(to, end);
  }
  parts.push([text.slice(at, end), false]);
  if (start > 0 && text[start - 1] !== "\n") parts.unshift(["…", false]);
  if (end < text.length && text[end] !== "\n") parts.push(["…", false]);
  return { parts: parts.filter(([words]) => words), bits };
}
