/* What a query asks, and which documents answer it, best first. */

import { FIGURE } from "./index.js";
import { aligned, mentions } from "./postings.js";
import { fold, grams, joined } from "./tokens.js";

const TITLE = 1,
  ALIAS = 2,
  SUMMARY = 4;
const FIGURES = 7; // the level of figures, whatever they are called: articles are about a thing, these show it
const APART = 8; // what is added to a level where words stand, but not in a row
const SOME = 3,
  MANY = 5; // mentions
const MOST_NAMES = 8,
  LONGEST_NAME = 7;

/* A query as the languages read it whose words `cutter` cuts. `slots`: all must be answered, each by one of its ways; a
   way is a list of pieces. `whole`: names of all of it. `row`: all of it as one run, where only spaces between Han and
   letters or digits part it. */
export function understand(text, cutter, map) {
  const folded = fold(text.normalize("NFC"), map).text;
  const pieces = cutter.parse(folded);
  const spans = [];
  for (let i = 0; i < pieces.length; i++) {
    if (pieces[i].chain) spans.push({ from: i, to: i + 1, key: cutter.nameKey(pieces[i].chain) });
    for (let j = i; j < Math.min(pieces.length, i + LONGEST_NAME) && !pieces[i].chain; j++) {
      if (pieces[j].chain || pieces[j].group !== pieces[i].group) break;
      spans.push({
        from: i,
        to: j + 1,
        key: cutter.nameKey(
          pieces
            .slice(i, j + 1)
            .map((piece) => piece.typed)
            .join(" "),
        ),
      });
    }
  }
  const close = joined({ text: folded, at: [] }).text;
  const row = close === folded ? [] : cutter.parse(close);
  return { cutter, pieces, row, spans, key: cutter.nameKey(folded), folded };
}

function gramsOf({ chain, thorough }, index) {
  return grams(chain, { sparing: index.sparing, thorough });
}

/* The same query, to be answered by all there is of it in the index. */
export function thoroughly(query) {
  const closer = (pieces) => pieces.map((piece) => ({ ...piece, thorough: true }));
  const names = (all) => all.map((name) => ({ ...name, pieces: closer(name.pieces) }));
  const slots = query.slots.map((slot) => ({ ...slot, pieces: closer(slot.pieces), names: names(slot.names) }));
  return {
    ...query,
    pieces: closer(query.pieces),
    row: closer(query.row),
    slots,
    whole: names(query.whole),
    thorough: true,
  };
}

/* The tokens of `pieces`, which are the query's own or those of a name it names. */
export function tokensOf({ cutter }, index, pieces) {
  const words = pieces.filter((piece) => piece.word && !cutter.common.has(piece.word));
  const asked = pieces.flatMap((piece) => (piece.chain ? gramsOf(piece, index).map(([token]) => token) : []));
  const rest = words.length || asked.length ? words : pieces;
  return asked.concat(rest.filter((piece) => piece.word).map((piece) => " " + piece.word));
}

/* Those of all it asks for by itself. */
export function askedTokens(query, index) {
  return [query.pieces, query.row].flatMap((pieces) => (pieces.length ? tokensOf(query, index, pieces) : []));
}

/* The other names of what a query names, from the shards at hand. */
export function withNames(query, index) {
  const { cutter } = query;
  const named = (key) => {
    const decoder = new TextDecoder();
    const blobs = key ? [...index.blob(cutter.nameToken("~", key)).values()] : [];
    const found = new Set(blobs.flatMap((blob) => JSON.parse(decoder.decode(blob))));
    return Array.from(found)
      .slice(0, MOST_NAMES)
      .map((name) => ({ name, pieces: cutter.parse(fold(name).text), key: cutter.nameKey(fold(name).text) }));
  };
  const slots = [];
  const taken = query.spans.map((span) => ({ ...span, names: named(span.key) })).filter((span) => span.names.length);
  taken.sort((one, other) => other.to - other.from - (one.to - one.from) || one.from - other.from);
  for (let i = 0; i < query.pieces.length; ) {
    const span = taken.find((one) => one.from === i) ?? { from: i, to: i + 1, names: [] };
    const pieces = query.pieces.slice(span.from, span.to);
    slots.push({ pieces, names: span.names, key: span.key ?? "" });
    i = span.to;
  }
  const whole = slots.length > 1 ? named(query.key) : [];
  return { ...query, slots, whole };
}

export function nameTokens(query, index) {
  const names = query.slots.flatMap((slot) => slot.names).concat(query.whole);
  return names.flatMap((name) =>
    tokensOf(query, index, name.pieces).concat(name.key ? query.cutter.nameToken("=", name.key) : []),
  );
}

/* The lists to be met, and which of them must stand in a row; words that were typed apart need not. */
function rowsOf({ cutter }, pieces, index, language, strict) {
  const asked = pieces.filter((piece) => piece.chain || !cutter.common.has(piece.word));
  const lists = [];
  const rows = new Map();
  const row = (name, list, must) => rows.set(name, { must, lists: [...(rows.get(name)?.lists ?? []), list] });
  for (const piece of asked.length ? asked : pieces) {
    for (const [token, offset] of piece.chain ? gramsOf(piece, index) : [[" " + piece.word, pieces.indexOf(piece)]]) {
      const list = { held: index.postings(token, language), offset, at: 0 };
      lists.push(list);
      if (piece.chain) row(piece, list, true);
      else {
        row("group" + piece.group, list, strict);
        row("run" + piece.run, list, true);
      }
    }
  }
  lists.sort((one, other) => one.held.size - other.held.size);
  return { lists, rows: [...rows.values()].filter((one) => one.lists.length > 1) };
}

/* Document -> level: those in which pieces stand. `strict`: words too must stand in a row. */
function answered(query, pieces, index, language, strict) {
  const { lists, rows } = rowsOf(query, pieces, index, language, strict);
  const found = new Map();
  const [first, ...others] = lists;
  next: for (let i = 0; first && i < first.held.size; i++) {
    const number = first.held.numbers[i];
    first.at = i;
    let fields = first.held.bytes[i] & 31;
    let count = mentions(first) ?? MANY;
    for (const list of others) {
      const { numbers } = list.held;
      while (list.at < numbers.length && numbers[list.at] < number) list.at++;
      if (list.at === numbers.length) break next;
      if (numbers[list.at] !== number) continue next;
      fields &= list.held.bytes[list.at] & 31;
      count = Math.min(count, mentions(list) ?? MANY);
    }
    let apart = false;
    for (const row of rows) {
      if (aligned(row.lists)) continue;
      if (row.must) continue next;
      apart = true;
    }
    found.set(number, level(fields, count) + (apart ? APART : 0));
  }
  return found;
}

/* How much a text is about what stands in these fields, so many times: named so, mentioned often, mentioned. */
function level(fields, count) {
  if (fields & (TITLE | ALIAS)) return fields & TITLE ? 2 : 3;
  const weight = Math.min(count, MANY) + (fields & SUMMARY ? SOME : 0);
  return weight > MANY || count >= MANY ? 4 : weight >= SOME ? 5 : 6;
}

function better(levels, found) {
  for (const [number, value] of found) if (!(levels.get(number) <= value)) levels.set(number, value);
}

/* The documents whose whole title or alias is the name. */
function called({ cutter }, key, index, language) {
  const held = index.postings(cutter.nameToken("=", key), language);
  return new Map(Array.from(held.numbers, (number, i) => [number, held.bytes[i] & TITLE ? 0 : 1]));
}

function byName(query, name, index, language) {
  const levels = answered(query, name.pieces, index, language, true);
  for (const [number, value] of called(query, name.key, index, language))
    if (levels.has(number)) levels.set(number, value);
  for (const [number, value] of levels) levels.set(number, value + 0.5);
  return levels;
}

/* What answers a slot: document -> level. */
function slotted(query, slot, index, language) {
  const levels = answered(query, slot.pieces, index, language, false);
  for (const name of slot.names) better(levels, byName(query, name, index, language));
  return levels;
}

/* The documents that answer the most slots of a query, at least half, and which: where none answers all. */
export function partly(query, index, language) {
  const slots = query.slots.filter(({ pieces }) => pieces.some(({ word }) => !word || !query.cutter.common.has(word)));
  if (slots.length < 2) return [];
  const found = new Map();
  for (const slot of slots)
    for (const [number, value] of slotted(query, slot, index, language)) {
      const known = found.get(number) ?? { number, held: [], value: 0 };
      found.set(number, { number, held: [...known.held, slot], value: known.value + value });
    }
  const most = Math.max(0, ...Array.from(found.values(), ({ held }) => held.length));
  if (most * 2 < slots.length) return [];
  const best = Array.from(found.values()).filter(({ held }) => held.length === most);
  const order = ({ number, value }) => value + (index.sort(number) === FIGURE ? FIGURES * slots.length : 0);
  best.sort((one, other) => order(one) - order(other) || other.number - one.number);
  return best.map(({ number, held }) => ({ number, held, lacking: slots.filter((slot) => !held.includes(slot)) }));
}

/* The documents of a language that answer a query, with their levels: the lower the better. */
export function ranked(query, index, language) {
  if (!query.slots.length) return [];
  const asked = query.slots.map((slot) => slotted(query, slot, index, language));
  asked.sort((one, other) => one.size - other.size);
  const [levels, ...others] = asked;
  for (const other of others)
    for (const [number, value] of levels) {
      const own = other.get(number);
      if (own === undefined) levels.delete(number);
      else if (own > value) levels.set(number, own);
    }
  const words = query.pieces.length > 1 && query.pieces.every((piece) => piece.word);
  if (words || query.row.length) {
    // Several words: where they stand in one row they are a phrase, whatever names there are among them.
    const rows = answered(query, words ? query.pieces : query.row, index, language, false);
    for (const [number, value] of levels) {
      const row = rows.get(number);
      if (row < APART) levels.set(number, Math.min(value, row));
      else if (value === Math.floor(value) && value < APART) levels.set(number, value + APART);
    }
  }
  for (const name of query.whole) better(levels, byName(query, name, index, language));
  for (const [number, value] of called(query, query.key, index, language))
    if (levels.has(number)) levels.set(number, value);
  return sorted(levels, index);
}

/* Among equals: what goes by its name alone, by the length of that; then by date, the newest first. `apart`: all that is
   asked for stands there, but not in a row. */
function sorted(levels, index) {
  const dates = index.head.numbers.span * index.head.capacity;
  const rows = [];
  for (const [number, own] of levels) {
    const sort = index.sort(number);
    const value = sort === FIGURE && own < APART ? FIGURES + own / APART : own;
    const date = number % dates;
    const order = value * APART * 2 * 4 + (value % APART < 4 ? sort : 0);
    rows.push({ number, apart: value >= APART, order: order * 2 * dates + dates + (sort ? -date : date) });
  }
  return rows.sort((one, other) => one.order - other.order);
}
