/* A query or a text cut as the index was: says the same as hooks/xieshou/search/tokens.py. */

import { stem } from "./stem.js";

const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const WORDS = `[0-9]+(?:\\.[0-9]+)+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`;
const CLAUSE = /[\n。！？；，、：!?;:,…]+|\.(?=\s|$)/u;
const RUN = /[\p{L}\p{N}_&.%+\-/@#'’]+/gu;
const EDGES = /^[&.%+\-/@#'’_]+|[&.%+\-/@#'’_]+$/g;
const WORD = new RegExp(WORDS, "gu");
const PART = new RegExp(`[${HAN}]+|${WORDS}`, "gu");
export const hasHan = (text) => new RegExp(`[${HAN}]`, "u").test(text);

export const COMMON = new Set(
  ("a an and are as at be been but by for from had has have he her his i in is it its no not of on or our she that the " +
    "their there they this to was we were which who will with you").split(" ").map(stem),
);

/* Text as it is compared, and for each of its units the place in the source; `map`: traditional to simplified. */
export function fold(text, map) {
  const at = [];
  let out = "";
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i);
    const size = code > 0xffff ? 2 : 1;
    if (code === 44 && /^[0-9],[0-9]{3}(?![0-9])/.test(text.slice(i - 1 < 0 ? text.length : i - 1, i + 5))) {
      i += 1;
      continue;
    }
    let char = text.slice(i, i + size);
    if (code < 128) char = char.toLowerCase();
    else if (code < 0x4e00 || code > 0x9fff) char = char.normalize("NFKC").toLowerCase();
    if (map) char = Array.from(char, (one) => map.get(one) ?? one).join("");
    for (let j = 0; j < char.length; j++) at.push(i);
    out += char;
    i += size;
  }
  at.push(text.length);
  return { text: out, at };
}

/* What is asked for, in order: a run that holds Han must stand as it is; words may be apart unless written in one. */
export function parse(folded) {
  const pieces = [];
  let runs = 0;
  folded.split(CLAUSE).forEach((clause, group) => {
    for (const [found] of clause.matchAll(RUN)) {
      const run = found.replace(EDGES, "");
      if (!run) continue;
      runs += 1;
      if (hasHan(run)) pieces.push({ chain: run, group: -1 });
      else for (const word of run.match(WORD) ?? []) pieces.push({ word: stem(word), typed: word, group, run: runs });
    }
  });
  return pieces;
}

const stems = new Map(); // of the words met so far: texts repeat them

function stemmed(word) {
  if (!stems.has(word)) stems.set(word, stem(word));
  return stems.get(word);
}

/* The words of a folded text: stem, start, end. */
export function wordsOf(folded) {
  return Array.from(folded.matchAll(WORD), (found) => [stemmed(found[0]), found.index, found.index + found[0].length]);
}

export function nameKey(folded) {
  let key = "";
  for (const [part] of folded.matchAll(PART)) {
    const han = hasHan(part);
    key += key && !(han || hasHan(key.at(-1) >= "\udc00" && key.at(-1) <= "\udfff" ? key.slice(-2) : key.at(-1))) ? " " : "";
    key += han ? part : stem(part);
  }
  return key;
}

export function nameToken(sign, key) {
  let head = "";
  for (const [part] of key.matchAll(PART)) {
    if (hasHan(part)) head = Array.from(part).slice(0, 2).join("");
    else if (!COMMON.has(part)) head = " " + part;
    else continue;
    break;
  }
  if (!head && key) head = " " + key.match(PART)[0];
  return sign + hashed(key).toString(16).padStart(8, "0") + head;
}

function hashed(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

export function shardOf(token, shards) {
  const value = hashed(token[0] === "=" || token[0] === "~" ? token.slice(9) : token);
  return (value ^ (value >>> 15)) & (shards - 1);
}

/* The bigrams to fetch for a run, with their places: every one of a short run, a cover of a long one, or, to
   save, some; `thorough`: all. */
export function grams(run, { sparing, thorough }) {
  const chars = Array.from(run);
  if (chars.length === 1) return [[chars[0], 0]];
  const last = chars.length - 2;
  const half = Math.ceil(chars.length / 2);
  const steps = thorough ? last + 1 : Math.min(sparing ? Math.min(half, 3) : Math.max(4, half), 7, last + 1);
  const wanted = steps === 1 ? [0] : Array.from({ length: steps }, (_, i) => Math.round((i * last) / (steps - 1)));
  return wanted.map((at) => [chars[at] + chars[at + 1], at]);
}
