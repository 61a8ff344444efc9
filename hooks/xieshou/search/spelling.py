"""British and American spellings of an English word as one.

In: a word in small letters. Out: the spelling it is compared by, which nobody sees; a word that is written one way is
itself. A rule names the stems or the endings it is about, and endings the words that only look alike: ``four``,
``wise`` and ``promise`` stay. ``front/search/spelling.js`` has the same rules; a test compares them.
"""

from __future__ import annotations

import re

RULES: tuple[tuple[str, str], ...] = (
    (
        "^((?:behavi|misbehavi|(?:dis|un|tri|bi|multi|water|techni)?col|(?:dis|un)?fav|flav|harb|(?:dis)?hon|"
        "hum|lab|neighb|od|rum|vap|vig|val|savi?|splend|tum|rig|ard|arm|cand|clam|demean|endeav|ferv|parl|ran"
        "c|succ|arb|enam|glam)o)u(?=r)",
        "$1",
    ),
    ("(cent|lust|calib|fib)red$", "$1ered"),
    ("(cent|theat|met|lit|fib|calib|sab|lust|meag|somb|spect|scept|mit|goit)re(s?)$", "$1er$2"),
    ("^(cent|theat|fib)re(?=[a-z]{4})", "$1er"),
    ("^(epi|de|re)?centring$", "$1centering"),
    ("([lg]og)u(?=(?:e|es|ed|er|ers|ing)$)", "$1"),
    ("(gram)me(?=s?$)", "$1"),
    ("^(re)?programm", "$1program"),
    ("^(un|sub)?(lic|def|off|pret)enc(?=e|ing)", "$1$2ens"),
    ("^practis(?=e|ing)", "practic"),
    ("([aeo]ly)z(?=e|ing)", "$1s"),
    (
        "^(?![a-z]*(?:w|pr|p|chast|prom|prem|surm|dem|exerc|circumc|conc|prec|exc|inc|parad|merchand|advert|e"
        "xpert|treat|franch|(?:metro|acro|pro)pol|^(?:trell|val|an|den|el|pen|mort|tort)|(?:^a?|^i|^ce|sun|moon|up|high|low)"
        "r|(?<![st]i)v)is)([a-z]*[aeiouy][a-z]*[^aeou])is(?=(?:e[ds]?|ers?|ings?|able|ations?|ational)$)",
        "$1iz",
    ),
    ("^(re)?(fuel|dial|duel|cruel|wool)l(?=ed|ing|er|en)", "$1$2"),
    ("^(council|counsel)l(?=or)", "$1"),
    ("^jeweller(?=y)", "jewelr"),
    ("^(ski|wi)l(?=ful)", "$1ll"),
    ("^(acknowledg|abridg|judg|lodg|prejudg)e(?=ment)", "$1"),
    ("^(ag)e(?=ing$)", "$1"),
    (
        "^(h(?=aem)|gyn(?=aec)|an(?=aesth|aemi)|f(?=aec|oet[ua])|(?:arch|pal)(?=aeo)|medi(?=aev)|(?:leuk|isch"
        ")(?=aemi)|diarrh(?=oe)|(?:orthop|encyclop|p)(?=aedi)|(?=aesth|oestr|oesoph|oedem))[ao]e",
        "$1e",
    ),
    ("man(?:oe|e)uv(?:re|er|r)", "maneuver"),
    ("^plough", "plow"),
    ("^grey", "gray"),
    ("^(mo|smo)u(?=ld)", "$1"),
    ("^(alumin)i(?=um)", "$1"),
    ("sulph", "sulf"),
    ("^arte(?=fact)", "arti"),
    ("^enquir", "inquir"),
    ("^sc(?=eptic)", "sk"),
    ("^yoghurt", "yogurt"),
    ("^aero(?=plane)", "air"),
    ("^py(?=jama)", "pa"),
    ("^mo(?=ustach)", "m"),
)
"""Each a pattern and what stands in its place, as JavaScript writes it; one after the other, the first may lead to the
next (``colourise``).
"""
_READY = tuple((re.compile(pattern), re.sub(r"\$(\d)", r"\\g<\1>", other)) for pattern, other in RULES)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in RULES))


def spelt(word: str) -> str:
    """``word`` in one spelling."""
    if not _ANY.search(word):
        return word
    for pattern, other in _READY:
        word = pattern.sub(other, word, count=1)
    return word
