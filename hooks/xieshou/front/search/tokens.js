/* A query or a text cut as the index was: says the same as hooks/xieshou/search/tokens.py and folding.py. */

import { STEMMERS } from "./stem.js";

/* Characters whose neighbours make bigrams, and those of scripts whose vowel signs are no letters. */
const DENSE =
  "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}" +
  "\\u3005\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u1780-\\u17dd\\u17e0-\\u17e9\\u0e81-\\u0edf" +
  "\\u1000-\\u1049\\u1050-\\u109f\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e50-\\u0e59\\u1100-\\u11ff\\u3131-\\u318e\\uac00-\\ud7fb";
const SIGNED = "\\u0900-\\u0963\\u0966-\\u0df3";
const WORDS = `[0-9]+(?:\\.[0-9]+)+|(?:(?![${DENSE}])[\\p{L}\\p{N}${SIGNED}])+`;
const CLAUSE = /[\n。！？；，、：!?;:,…]+|\.(?=\s|$)/u;
const RUN = new RegExp(`[\\p{L}\\p{N}${DENSE}${SIGNED}_&.%‰+\\-/@#'’]+`, "gu");
const EDGES = /^[&.%‰+\-/@#'’_]+|(?:(?<![0-9])[%‰]|[&.+\-/@#'’_])+$/g;
const WORD = new RegExp(WORDS, "gu");
const PART = new RegExp(`[${DENSE}]+|${WORDS}`, "gu");
const ANY_DENSE = new RegExp(`[${DENSE}]`, "u");
export const dense = (text) => ANY_DENSE.test(text);

/* Letters without their marks: says the same as hooks/xieshou/language/letters.py. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: marks are meant, each by itself
const MARKED = /[\u00c0-\u1fff\u20d0-\u20f0\ufe20-\ufe2f]/;
const MARKS = new RegExp(
  "[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f" +
    "\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20f0\\ufe20-\\ufe2f]",
  "gu",
);
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ŧ: "t", ı: "i", ς: "σ", й: "й" };
const bare = (char) => LETTERS[char] ?? char.normalize("NFD").replace(MARKS, "").normalize("NFC");

/* What is read as another character, or is not seen at all: says the same as hooks/xieshou/language/letters.py. */
const RADICALS = "⺁⺒⺓⺜⺝⺟⺠⺩⺪⺬⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⼾⾭";
const CHARACTERS = "厂巳幺日月母民王疋示虎西见角贝车長镸长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟户青";
const OTHERS = new Map(Array.from(RADICALS, (one, n) => [one, CHARACTERS[n]]));
for (const [alike, char] of [
  ["○◯零", "〇"],
  ["・･•‧∙⋅", "·"],
  ["丨⼁", "|"],
  ["‐‑‒–−", "-"],
])
  for (const one of alike) OTHERS.set(one, char);
const UNSEEN =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each by itself
  /[\u00ad\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
const parts = (text, i) => text[i] === "\u200c" && /[\u0600-\u077f]/.test(text[i - 1] ?? "");

/* Spaces that part nothing: within a number and its sign, and between dense characters and letters or digits. */
const SIGN = / (?<=[0-9] )(?=[%‰])/g;
const APART = new RegExp(
  ` (?:(?<=[${DENSE}] )(?=[\\p{L}\\p{N}])(?![${DENSE}])|(?<=[\\p{L}\\p{N}] )(?<![${DENSE}] )(?=[${DENSE}])|(?<=[%‰+#] )(?=[${DENSE}]))`,
  "gu",
);

function without({ text, at }, pattern) {
  const gone = new Set(Array.from(text.matchAll(pattern), (found) => found.index));
  if (!gone.size) return { text, at };
  return { text: text.replace(pattern, ""), at: at.filter((_, i) => !gone.has(i)) };
}

/* A folded text without the spaces that editors put between Han and letters or digits, or leave out. */
export const joined = (folded) => without(folded, APART);

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
    if (code > 127 && (code === 0x200c ? !parts(text, i) : UNSEEN.test(char))) {
      i += size;
      continue;
    }
    char = OTHERS.get(char) ?? char;
    if (code < 128) char = char.toLowerCase();
    else if (code < 0x4e00 || code > 0x9fff) char = char.normalize("NFKC").toLowerCase();
    if (MARKED.test(char)) char = Array.from(char, bare).join("");
    if (map) char = Array.from(char, (one) => map.get(one) ?? one).join("");
    for (let j = 0; j < char.length; j++) at.push(i);
    out += char;
    i += size;
  }
  at.push(text.length);
  return without({ text: out, at }, SIGN);
}

/* How the words of a language are cut: by its stemmer, and which of them nearly every text holds. The head of the index
   says it of each language; languages that are cut alike share one. */
export class Cutter {
  constructor({ stemmer, common }) {
    this.stemmer = STEMMERS[stemmer];
    this.stems = new Map(); // of the words met so far: texts repeat them
    this.common = new Set(
      common
        .split(" ")
        .filter(Boolean)
        .map((word) => this.stem(word)),
    );
  }

  stem(word) {
    if (!this.stems.has(word)) this.stems.set(word, this.stemmer(word));
    return this.stems.get(word);
  }

  /* What is asked for, in order: a dense run must stand as it is; words may be apart unless written in one. */
  parse(folded) {
    const pieces = [];
    let runs = 0;
    folded.split(CLAUSE).forEach((clause, group) => {
      for (const [found] of clause.matchAll(RUN)) {
        const run = found.replace(EDGES, "");
        if (!run) continue;
        runs += 1;
        if (dense(run)) pieces.push({ chain: run, group: -1 });
        else
          for (const [word, , , signed] of this.words(run, true))
            pieces.push({ word: signed ?? this.stem(word), typed: word, group, run: runs });
      }
    });
    return pieces;
  }

  /* The words of a folded text: stem (or, if wanted, the word as it is), start, end, and a number with its sign. */
  words(folded, typed = false) {
    return Array.from(folded.matchAll(WORD), ({ 0: word, index }) => {
      const end = index + word.length;
      const signed = /^[0-9.]+$/.test(word) && /[%‰]/.test(folded[end] ?? "") ? word + folded[end] : undefined;
      return [typed ? word : this.stem(word), index, end, signed];
    });
  }

  nameKey(folded) {
    let key = "";
    for (const [part] of folded.matchAll(PART)) {
      const close =
        dense(part) || dense(key.at(-1) >= "\udc00" && key.at(-1) <= "\udfff" ? key.slice(-2) : key.slice(-1));
      key += key && !close ? " " : "";
      key += dense(part) ? part : this.stem(part);
    }
    return key;
  }

  nameToken(sign, key) {
    let head = "";
    for (const [part] of key.matchAll(PART)) {
      if (dense(part)) head = Array.from(part).slice(0, 2).join("");
      else if (!this.common.has(part)) head = " " + part;
      else continue;
      break;
    }
    if (!head && key) head = " " + key.match(PART)[0];
    return sign + hashed(key).toString(16).padStart(8, "0") + head;
  }
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
