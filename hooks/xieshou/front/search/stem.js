/* Words to their stems; English: the Porter2 algorithm. Says the same as hooks/xieshou/search/stem.py. */

import { spelt } from "./spelling.js";

const DOUBLE = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const SPECIAL = {
  skis: "ski",
  skies: "sky",
  dying: "die",
  lying: "lie",
  tying: "tie",
  idly: "idl",
  gently: "gentl",
  ugly: "ugli",
  early: "earli",
  only: "onli",
  singly: "singl",
  sky: "sky",
  news: "news",
  howe: "howe",
  atlas: "atlas",
  cosmos: "cosmos",
  bias: "bias",
  andes: "andes",
};
const STAYS = /^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;
const PREFIX = /^(gener|commun|arsen|univers|later|emerg|organ|inter)/;
const SHORT = /(^|[^aeiouy])[aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/;
const pairs = (text) => text.split(" ").map((pair) => pair.split(":"));
const STEP2 = pairs(
  "ization:ize ational:ate fulness:ful ousness:ous iveness:ive tional:tion biliti:ble lessli:less entli:ent ation:ate " +
    "alism:al aliti:al ousli:ous iviti:ive fulli:ful enci:ence anci:ance ogist:og abli:able izer:ize ator:ate alli:al bli:ble",
);
const STEP3 = pairs("ational:ate tional:tion alize:al icate:ic iciti:ic ical:ic ful: ness:");
const STEP4 = pairs("ement: ance: ence: able: ible: ment: ant: ent: ism: ate: iti: ous: ive: ize: al: er: ic:");

function after(word, start) {
  const found = word.slice(start).match(/[aeiouy][^aeiouy]/);
  return found ? start + found.index + 2 : word.length;
}

/* The first of the endings that the word has, cut off where it stands far enough back; null if it has none. */
function step(word, endings, region) {
  for (const [ending, better] of endings) {
    if (word.endsWith(ending))
      return word.length - ending.length >= region ? word.slice(0, -ending.length) + better : word;
  }
  return null;
}

function step1b(word, r1) {
  let found = word.match(/eed(ly)?$/);
  if (found) return found.index >= r1 ? word.slice(0, found.index) + "ee" : word;
  found = word.match(/(ing|ed)(ly)?$/);
  if (!found) return word;
  const left = word.slice(0, found.index);
  if (!/[aeiouy]/.test(left)) return word;
  if (/(at|bl|iz)$/.test(left)) return left + "e";
  if (DOUBLE.test(left)) return /^[aeo]..$/.test(left) ? left : left.slice(0, -1);
  return left.length <= r1 && SHORT.test(left) ? left + "e" : left;
}

export function stem(word) {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  word = spelt(word);
  if (Object.hasOwn(SPECIAL, word)) return SPECIAL[word];
  word = word.replace(/(^|[aeiouy])y/g, "$1Y");
  const prefix = word.match(PREFIX);
  const r1 = prefix ? prefix[0].length : after(word, 0);
  const r2 = after(word, r1);
  if (word.endsWith("sses")) word = word.slice(0, -2);
  else if (/ie[ds]$/.test(word)) word = word.slice(0, word.length > 4 ? -2 : -1);
  else if (/[aeiouy].*[^us]s$/.test(word) && /[aeiouy].*.s$/.test(word)) word = word.slice(0, -1);
  if (STAYS.test(word)) return word;
  word = step1b(word, r1);
  if (/.[^aeiouy][yY]$/.test(word)) word = word.slice(0, -1) + "i";
  let next = step(word, STEP2, r1);
  if (next !== null) word = next;
  else if (/logi$/.test(word) && word.length - 3 >= r1) word = word.slice(0, -1);
  else if (/[cdeghkmnrt]li$/.test(word) && word.length - 2 >= r1) word = word.slice(0, -2);
  next = step(word, STEP3, r1);
  if (next !== null) word = next;
  else if (/ative$/.test(word) && word.length - 5 >= r2) word = word.slice(0, -5);
  next = step(word, STEP4, r2);
  if (next !== null) word = next;
  else if (/[st]ion$/.test(word) && word.length - 3 >= r2) word = word.slice(0, -3);
  if (word.endsWith("e") && (word.length > r2 || (word.length > r1 && !SHORT.test(word.slice(0, -1)))))
    word = word.slice(0, -1);
  else if (word.endsWith("ll") && word.length > r2) word = word.slice(0, -1);
  return word.replace(/Y/g, "y");
}

/* By the names that the head of the index knows them by; without one words are as they stand. */
export const STEMMERS = { "": (word) => word, english: stem };
