/* Short forms of names: 中石大 of 中国石油大学, CUP of China University of Petroleum. */

const HAN = /^[\u3400-\u9fff]{2,6}$/;
const LETTERS = /^[a-z]{2,6}$/;
const SMALL = /^(?:of|the|and|for|in|at|on|a|an)$/;

/* Whether what is asked for (folded) is made of a name's first characters: of its parts in Chinese, which a name's
   characters in order are; of its words elsewhere. */
export function isShort(asked, name) {
  if (HAN.test(asked)) {
    if (name[0] !== asked[0] || name.length <= asked.length) return false;
    let at = 0;
    for (const char of name) if (char === asked[at]) at += 1;
    return at === asked.length;
  }
  if (!LETTERS.test(asked)) return false;
  const words = name.match(/[a-z]+/g) ?? [];
  const initials = (all) => all.map((word) => word[0]).join("");
  return initials(words) === asked || initials(words.filter((word) => !SMALL.test(word))) === asked;
}
