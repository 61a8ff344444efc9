"""Names and titles of people, names of places and of bodies, in both languages.

In: two texts, and the names a site knows in both. Out: those of the English that the Chinese does not have, and those
of the site that the English gives another name. Pinyin is held against the readings of the characters, whichever a
character has: 长治 is Changzhi, 长 in 长期 or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

_SYLLABLES = [
    "a",
    "ai",
    "an",
    "ang",
    "ao",
    "ba",
    "bai",
    "ban",
    "bang",
    "bao",
    "bei",
    "ben",
    "beng",
    "bi",
    "bian",
    "biao",
    "bie",
    "bin",
    "bing",
    "bo",
    "bu",
    "ca",
    "cai",
    "can",
    "cang",
    "cao",
    "ce",
    "cen",
    "ceng",
    "cha",
    "chai",
    "chan",
    "chang",
    "chao",
    "che",
    "chen",
    "cheng",
    "chi",
    "chong",
    "chou",
    "chu",
    "chua",
    "chuai",
    "chuan",
    "chuang",
    "chui",
    "chun",
    "chuo",
    "ci",
    "cong",
    "cou",
    "cu",
    "cuan",
    "cui",
    "cun",
    "cuo",
    "da",
    "dai",
    "dan",
    "dang",
    "dao",
    "de",
    "dei",
    "den",
    "deng",
    "di",
    "dian",
    "diao",
    "die",
    "ding",
    "diu",
    "dong",
    "dou",
    "du",
    "duan",
    "dui",
    "dun",
    "duo",
    "e",
    "ei",
    "en",
    "eng",
    "er",
    "fa",
    "fan",
    "fang",
    "fei",
    "fen",
    "feng",
    "fo",
    "fou",
    "fu",
    "ga",
    "gai",
    "gan",
    "gang",
    "gao",
    "ge",
    "gei",
    "gen",
    "geng",
    "gong",
    "gou",
    "gu",
    "gua",
    "guai",
    "guan",
    "guang",
    "gui",
    "gun",
    "guo",
    "ha",
    "hai",
    "han",
    "hang",
    "hao",
    "he",
    "hei",
    "hen",
    "heng",
    "hong",
    "hou",
    "hu",
    "hua",
    "huai",
    "huan",
    "huang",
    "hui",
    "hun",
    "huo",
    "ji",
    "jia",
    "jian",
    "jiang",
    "jiao",
    "jie",
    "jin",
    "jing",
    "jiong",
    "jiu",
    "ju",
    "juan",
    "jue",
    "jun",
    "ka",
    "kai",
    "kan",
    "kang",
    "kao",
    "ke",
    "ken",
    "keng",
    "kong",
    "kou",
    "ku",
    "kua",
    "kuai",
    "kuan",
    "kuang",
    "kui",
    "kun",
    "kuo",
    "la",
    "lai",
    "lan",
    "lang",
    "lao",
    "le",
    "lei",
    "leng",
    "li",
    "lia",
    "lian",
    "liang",
    "liao",
    "lie",
    "lin",
    "ling",
    "liu",
    "lo",
    "long",
    "lou",
    "lu",
    "luan",
    "lun",
    "luo",
    "lv",
    "lve",
    "ma",
    "mai",
    "man",
    "mang",
    "mao",
    "me",
    "mei",
    "men",
    "meng",
    "mi",
    "mian",
    "miao",
    "mie",
    "min",
    "ming",
    "miu",
    "mo",
    "mou",
    "mu",
    "na",
    "nai",
    "nan",
    "nang",
    "nao",
    "ne",
    "nei",
    "nen",
    "neng",
    "ni",
    "nian",
    "niang",
    "niao",
    "nie",
    "nin",
    "ning",
    "niu",
    "nong",
    "nou",
    "nu",
    "nuan",
    "nuo",
    "nv",
    "nve",
    "o",
    "ou",
    "pa",
    "pai",
    "pan",
    "pang",
    "pao",
    "pei",
    "pen",
    "peng",
    "pi",
    "pian",
    "piao",
    "pie",
    "pin",
    "ping",
    "po",
    "pou",
    "pu",
    "qi",
    "qia",
    "qian",
    "qiang",
    "qiao",
    "qie",
    "qin",
    "qing",
    "qiong",
    "qiu",
    "qu",
    "quan",
    "que",
    "qun",
    "ran",
    "rang",
    "rao",
    "re",
    "ren",
    "reng",
    "ri",
    "rong",
    "rou",
    "ru",
    "ruan",
    "rui",
    "run",
    "ruo",
    "sa",
    "sai",
    "san",
    "sang",
    "sao",
    "se",
    "sen",
    "seng",
    "sha",
    "shai",
    "shan",
    "shang",
    "shao",
    "she",
    "shei",
    "shen",
    "sheng",
    "shi",
    "shou",
    "shu",
    "shua",
    "shuai",
    "shuan",
    "shuang",
    "shui",
    "shun",
    "shuo",
    "si",
    "song",
    "sou",
    "su",
    "suan",
    "sui",
    "sun",
    "suo",
    "ta",
    "tai",
    "tan",
    "tang",
    "tao",
    "te",
    "teng",
    "ti",
    "tian",
    "tiao",
    "tie",
    "ting",
    "tong",
    "tou",
    "tu",
    "tuan",
    "tui",
    "tun",
    "tuo",
    "wa",
    "wai",
    "wan",
    "wang",
    "wei",
    "wen",
    "weng",
    "wo",
    "wu",
    "xi",
    "xia",
    "xian",
    "xiang",
    "xiao",
    "xie",
    "xin",
    "xing",
    "xiong",
    "xiu",
    "xu",
    "xuan",
    "xue",
    "xun",
    "ya",
    "yan",
    "yang",
    "yao",
    "ye",
    "yi",
    "yin",
    "ying",
    "yo",
    "yong",
    "you",
    "yu",
    "yuan",
    "yue",
    "yun",
    "za",
    "zai",
    "zan",
    "zang",
    "zao",
    "ze",
    "zei",
    "zen",
    "zeng",
    "zha",
    "zhai",
    "zhan",
    "zhang",
    "zhao",
    "zhe",
    "zhei",
    "zhen",
    "zheng",
    "zhi",
    "zhong",
    "zhou",
    "zhu",
    "zhua",
    "zhuai",
    "zhuan",
    "zhuang",
    "zhui",
    "zhun",
    "zhuo",
    "zi",
    "zong",
    "zou",
    "zu",
    "zuan",
    "zui",
    "zun",
    "zuo",
    "lü",
    "lüe",
    "nü",
    "nüe",
    "shaan",
]
_FIRST = "|".join(sorted(_SYLLABLES, key=len, reverse=True))
_LATER = "|".join(sorted((one for one in _SYLLABLES if one[0] not in "aoe"), key=len, reverse=True))
_PINYIN = re.compile(rf"(?:{_FIRST})(?:['’](?:{_FIRST})|(?:{_LATER})){{0,3}}")
_SURE = re.compile(
    r"zh|q[iu](?!e)|x[iu](?!e|me)|(?:[bcdfghjklmnprstwyz]h?)(?:iang|uang|iong|ang|eng|ong|yuan|iao|uan)|jing|['’]"
)
"""What no Western name or word has, but for a few."""
_OTHERS = frozenset(
    [
        "mexican",
        "mexico",
        "along",
        "alongside",
        "longtime",
        "longer",
        "taxi",
        "pixie",
        "exile",
        "exit",
        "maxi",
        "maximum",
        "antique",
        "cheque",
        "opaque",
        "unique",
        "boutique",
        "technique",
        "mangle",
        "tangle",
        "dangle",
        "jingle",
        "orang",
        "sarong",
        "bangladesh",
        "bangladeshi",
        "mekong",
        "shangri",
        "hongkong",
        "congregate",
        "longline",
        "longhouse",
        "penang",
        "pahang",
        "semarang",
        "quran",
        "maxine",
        "channing",
        "enrique",
        "monique",
        "unesco",
        "penguin",
        "xinhua",
        "pudong2",
        "angeles",
        "angeli",
        "danang",
        "jurong",
        "congo",
        "tonga",
        "kongo",
        "bengal",
        "bengali",
        "mongolia",
        "shangrila",
        "tangible",
        "tango",
        "mango",
        "fang",
        "gang",
        "hang",
        "pang",
        "rang",
        "sang",
        "bang",
        "long",
        "song",
        "gong",
        "dong",
        "hong",
        "king",
        "ping",
        "ring",
        "sing",
        "wing",
        "ding",
        "ling",
        "ming",
        "ning",
        "ting",
        "ying",
        "yang",
        "yuan",
        "guanxi",
        "mahjong",
        "pinyin",
        "tai",
        "tang",
        "feng",
        "kong",
        "cheng",
        "zheng",
        "jiang",
        "huang",
        "wang",
        "zhang",
        "wong",
        "chang",
        "shang",
        "liang",
        "jing",
        "qi",
        "xi",
        "xu",
    ]
)
_PLACES = frozenset(
    [
        "beijing",
        "tianjin",
        "hebei",
        "shanxi",
        "shaanxi",
        "liaoning",
        "jilin",
        "shandong",
        "henan",
        "jiangsu",
        "zhejiang",
        "anhui",
        "jiangxi",
        "fujian",
        "hubei",
        "hunan",
        "hainan",
        "sichuan",
        "guizhou",
        "yunnan",
        "qinghai",
        "gansu",
        "guangdong",
        "guangxi",
        "ningxia",
        "xinjiang",
        "shanghai",
        "chongqing",
        "taiwan",
        "nanjing",
        "wuhan",
        "jinan",
        "dalian",
        "datong",
        "taiyuan",
        "linfen",
        "jincheng",
        "jinzhong",
        "lvliang",
        "luliang",
        "yangquan",
        "shuozhou",
        "xinzhou",
        "yuncheng",
        "changzhi",
        "hefei",
        "nanchang",
        "fuzhou",
        "lanzhou",
        "xining",
        "kunming",
        "chengdu",
        "changsha",
        "guangzhou",
        "haikou",
        "nanning",
        "guiyang",
        "shenyang",
        "changchun",
        "shijiazhuang",
        "zhengzhou",
        "qingdao",
        "suzhou",
        "ningbo",
        "xiamen",
        "shenzhen",
        "zhuhai",
        "baoding",
        "anyang",
        "handan",
        "hangzhou",
        "luzhou",
        "lucheng",
        "shangdang",
        "tunliu",
        "xiangyuan",
        "pingshun",
        "licheng",
        "huguan",
        "zhangzi",
        "wuxiang",
        "qinxian",
        "qinyuan",
        "haidian",
        "chaoyang",
        "fengtai",
        "shijingshan",
        "mentougou",
        "fangshan",
        "tongzhou",
        "shunyi",
        "changping",
        "daxing",
        "huairou",
        "pinggu",
        "miyun",
        "yanqing",
        "dongcheng",
        "xicheng",
        "yizhuang",
        "zhongguancun",
        "taihang",
        "wuxi",
        "dezhou",
    ]
)
_SURNAMES = frozenset(
    [
        "ai",
        "an",
        "ao",
        "ba",
        "bai",
        "ban",
        "bao",
        "bei",
        "bi",
        "bian",
        "bo",
        "bu",
        "cai",
        "cao",
        "cen",
        "chai",
        "chang",
        "che",
        "chen",
        "cheng",
        "chi",
        "chong",
        "chu",
        "chun",
        "cong",
        "cui",
        "dai",
        "dang",
        "deng",
        "di",
        "diao",
        "ding",
        "dong",
        "dou",
        "du",
        "duan",
        "e",
        "fan",
        "fang",
        "fei",
        "feng",
        "fu",
        "gan",
        "gao",
        "ge",
        "geng",
        "gong",
        "gou",
        "gu",
        "guan",
        "guang",
        "gui",
        "guo",
        "hai",
        "han",
        "hang",
        "hao",
        "he",
        "hong",
        "hou",
        "hu",
        "hua",
        "huan",
        "huang",
        "hui",
        "huo",
        "ji",
        "jia",
        "jian",
        "jiang",
        "jiao",
        "jie",
        "jin",
        "jing",
        "ju",
        "juan",
        "kang",
        "ke",
        "kong",
        "kou",
        "kuang",
        "la",
        "lai",
        "lan",
        "lang",
        "lao",
        "le",
        "lei",
        "leng",
        "li",
        "lian",
        "liang",
        "liao",
        "lin",
        "ling",
        "liu",
        "long",
        "lou",
        "lu",
        "lun",
        "luo",
        "lv",
        "lü",
        "ma",
        "man",
        "mao",
        "mei",
        "men",
        "meng",
        "mi",
        "miao",
        "min",
        "ming",
        "mo",
        "mou",
        "mu",
        "na",
        "nan",
        "ni",
        "nian",
        "nie",
        "ning",
        "niu",
        "ou",
        "pan",
        "pang",
        "pei",
        "peng",
        "pi",
        "ping",
        "pu",
        "qi",
        "qian",
        "qiang",
        "qiao",
        "qin",
        "qing",
        "qiu",
        "qu",
        "quan",
        "rao",
        "ren",
        "rong",
        "ruan",
        "rui",
        "sang",
        "sha",
        "shan",
        "shang",
        "shao",
        "she",
        "shen",
        "sheng",
        "shi",
        "shou",
        "shu",
        "shuai",
        "si",
        "song",
        "su",
        "sui",
        "sun",
        "suo",
        "tai",
        "tan",
        "tang",
        "tao",
        "teng",
        "tian",
        "tong",
        "tu",
        "wan",
        "wang",
        "wei",
        "wen",
        "weng",
        "wu",
        "xi",
        "xia",
        "xian",
        "xiang",
        "xiao",
        "xie",
        "xin",
        "xing",
        "xiong",
        "xu",
        "xuan",
        "xue",
        "xun",
        "yan",
        "yang",
        "yao",
        "ye",
        "yi",
        "yin",
        "ying",
        "you",
        "yu",
        "yuan",
        "yue",
        "yun",
        "zai",
        "zang",
        "zeng",
        "zha",
        "zhai",
        "zhan",
        "zhang",
        "zhao",
        "zhen",
        "zheng",
        "zhi",
        "zhong",
        "zhou",
        "zhu",
        "zhuang",
        "zhuo",
        "zong",
        "zou",
        "zu",
        "zuo",
        "ouyang",
        "shangguan",
        "sima",
        "zhuge",
        "situ",
        "huangfu",
        "yuchi",
        "linghu",
        "murong",
        "dongfang",
        "xiahou",
        "xuanyuan",
        "gongsun",
        "zhongli",
    ]
)
_SHORT = {
    "京": "beijing", "津": "tianjin", "沪": "shanghai", "渝": "chongqing", "冀": "hebei", "晋": "shanxi", "豫": "henan", "鲁": "shandong", "苏": "jiangsu",
    "浙": "zhejiang", "皖": "anhui", "闽": "fujian", "赣": "jiangxi", "湘": "hunan", "鄂": "hubei", "粤": "guangdong", "桂": "guangxi", "琼": "hainan", "川": "sichuan",
    "蜀": "sichuan", "杭": "hangzhou", "深": "shenzhen", "穗": "guangzhou", "蓉": "chengdu", "黔": "guizhou", "滇": "yunnan", "陕": "shaanxi", "甘": "gansu", "宁": "ningxia", "京长": "changzhi", "长两": "changzhi", "上党": "changzhi",
}  # fmt: skip
"""What places are called in one character."""
_EXTRA = {"陕": ("shaan",), "吕": ("lu", "lv"), "绿": ("lu",), "六": ("lu",), "塔": (), "哈": ("ha",)}
_PERSON = re.compile(r"\b(?P<first>[A-ZÜ][a-zü]+) (?P<last>[A-ZÜ][a-zü]+(?:['’][a-z]+|-[A-Za-z]?[a-z]+)?)\b")
_WORD = re.compile(r"(?<![\w-])(?P<word>[A-ZÜ][a-zü]+(?:['’][a-zü]+)*)(?![\w-])")
_KINDS_OF_PLACE = re.compile(
    r" (?:City|County|District|Province|Prefecture|Town|Township|Village|Village|Subdistrict|Municipality)\b"
)
_BEGINS = re.compile(r"(?:^|[.!?:;。\n“\"(#>*-]\s*)$")


class Known(NamedTuple):
    """What a site calls one thing: its names in Chinese and in English, the full ones first."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class Found(NamedTuple):
    """A name or title in a text."""

    start: int
    end: int
    text: str


@cache
def _readings() -> Mapping[int, str]:
    from pypinyin.constants import PINYIN_DICT  # here: only a name asks for it

    readings: Mapping[int, str] = PINYIN_DICT
    return readings


@cache
def sounds(char: str) -> frozenset[str]:
    """The readings of a character, without tones; ü as u and as v."""
    found = set(_EXTRA.get(char, ()))
    for one in _readings().get(ord(char), "").split(","):
        plain = "".join(
            sign for sign in unicodedata.normalize("NFD", one) if sign == "\u0308" or not unicodedata.combining(sign)
        )
        plain = unicodedata.normalize("NFC", plain)
        if plain.isalpha():
            found |= (
                {plain.replace("ü", "u"), plain.replace("ü", "v"), plain.replace("ü", "yu")}
                if "ü" in plain
                else {plain}
            )
    return frozenset(found)


class Sounds:
    """The characters of a text by how they can be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        chars: dict[str, list[int]] = {}
        for at, char in enumerate(self.text):
            if "\u3400" <= char <= "\u9fff":
                chars.setdefault(char, []).append(at)
        found: dict[str, list[int]] = {}
        for char, places in chars.items():
            for one in sounds(char):
                found.setdefault(one, []).extend(places)
        return found

    def find(self, word: str) -> int:
        """Where characters stand that are read as ``word``; -1 where none are."""
        plain = re.sub("['’ -]", "", word.lower())
        for length in range(min(6, len(plain)), 0, -1):
            for at in self._places.get(plain[:length], ()):
                end = self._read(plain[length:], at + 1)
                if end and _said(self.text[at:end]) in ("", plain):
                    return at
        return -1

    def _read(self, rest: str, at: int) -> int:
        """Where the characters end that are read as ``rest``; 0 where they are not."""
        if not rest:
            return at
        if at >= len(self.text):
            return 0
        char = self.text[at]
        if char in "·•":
            return self._read(rest, at + 1)
        if not "\u3400" <= char <= "\u9fff":
            return 0
        for one in sounds(char):
            if rest.startswith(one) and (end := self._read(rest[len(one) :], at + 1)):
                return end
        return 0


_AS_SAID = {
    "长治": "changzhi",
    "长子": "zhangzi",
    "长葛": "changge",
    "长春": "changchun",
    "长沙": "changsha",
    "长安": "changan",
}


def _said(characters: str) -> str:
    """How characters are read together, where that is known: 长治 is no Zhangzhi."""
    if characters in _AS_SAID:
        return _AS_SAID[characters]
    from pypinyin.constants import PHRASES_DICT

    read = PHRASES_DICT.get(characters)
    return _toneless("".join(one[0] for one in read)) if read and len(characters) > 1 else ""


def _toneless(read: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", read) if not unicodedata.combining(sign))
    return plain


def is_pinyin(word: str) -> bool:
    """Whether a word can be read as Chinese."""
    return _PINYIN.fullmatch(word.lower()) is not None


def english_names(text: str) -> Iterator[Found]:
    """People and places of China in an English text, by how they are spelt."""
    people: list[tuple[int, int]] = []
    for found in _PERSON.finditer(text):
        first, last = found["first"].lower(), found["last"].lower()
        if (
            first in _SURNAMES
            and is_pinyin(last.replace("-", ""))
            and last not in _OTHERS
            and (last + first) not in _OTHERS
        ):
            if _KINDS_OF_PLACE.match(text, found.end()) or last in _PLACES or not _person(first, last):
                continue
            people.append(found.span())
            yield Found(*found.span(), found[0])
    for found in _WORD.finditer(text):
        word = found["word"].lower()
        start, end = found.span()
        if word.endswith(("'s", "’s")):
            word, end = word[:-2], end - 2
        if (
            any(first <= start < last for first, last in people)
            or word in _OTHERS
            or len(word) < 4
            or not is_pinyin(word)
        ):
            continue
        place = bool(_KINDS_OF_PLACE.match(text, end))
        if (
            word in _PLACES
            or place
            or (_SURE.search(word) and not _BEGINS.search(text, max(0, start - 4), start) and _several(word))
        ):
            yield Found(start, end, text[start:end])


def _person(surname: str, given: str) -> bool:
    """Whether this is no pair of English words: “An Bang”, “Can He”."""
    return not (
        surname
        in (
            "an",
            "can",
            "he",
            "she",
            "man",
            "men",
            "long",
            "song",
            "sun",
            "young",
            "you",
            "an",
            "ban",
            "pan",
            "din",
            "bin",
            "due",
        )
        and not _SURE.search(given)
        and given not in ("wei", "min", "bo", "tao", "jun", "yu")
    )


def _several(word: str) -> bool:
    """Whether a word has two syllables or more."""
    return re.fullmatch(_FIRST, word) is None


def unknown_names(readable: Sounds, en: str, known: Sequence[Known] = ()) -> Iterator[Found]:
    """The Chinese names of the English text that the Chinese one has not, in whatever characters."""
    found = list(english_names(en))
    if not found:
        return
    zh = readable.text
    given = _given(zh, known)
    for name in found:
        plain = name.text.lower()
        if any(place == plain and short in zh for short, place in _SHORT.items()):
            continue
        if readable.find(plain) < 0 and plain not in given and not _reversed(plain, readable):
            yield name


def _given(zh: str, known: Sequence[Known]) -> set[str]:
    """The words of the English names of what the Chinese text names."""
    words: set[str] = set()
    for one in known:
        if any(name in zh for name in one.zh):
            for name in one.en:
                words |= set(re.findall(r"[a-zü'’-]+", name.lower())) | {name.lower()}
    return words


def _reversed(name: str, readable: Sounds) -> bool:
    given, _, surname = name.partition(" ")
    return bool(surname) and readable.find(f"{surname}{given}") >= 0


_BODY = re.compile(
    r"\b(?:[A-Z][\w&'’.-]*|of|and|for|the|in|on) ?(?:(?:[A-Z][\w&'’.-]*|of|and|for|the|&|on|in) ?)*",
)
_HEADS = frozenset(
    [
        "university",
        "institute",
        "college",
        "school",
        "hospital",
        "group",
        "company",
        "corporation",
        "bureau",
        "commission",
        "committee",
        "academy",
        "centre",
        "center",
        "department",
        "ministry",
        "office",
        "government",
        "association",
        "bank",
        "park",
        "laboratory",
        "museum",
        "foundation",
        "federation",
        "administration",
        "council",
        "alliance",
        "base",
        "platform",
        "zone",
    ]
)


def misnamed(zh: str, en: str, known: Iterable[Known]) -> Iterator[tuple[Found, Found]]:
    """What the Chinese names by a name of the site's, and the English by that of another body.

    A text may say “the university” or nothing; only a rival name is a difference.
    """
    plain = _plain(en)
    here = [one for one in known if one.en]
    matched = [name for one in here for name in one.zh if name in zh]
    rivals: list[Found] | None = None
    for one in here:
        name = next((name for name in one.zh if len(name) >= 4 and name in zh), None)
        if name is None or any(name != longer and name in longer for longer in matched):
            continue
        if any(_plain(other) in plain for other in one.en):
            continue
        if rivals is None:
            said = [_words(other) for two in here for other in two.en if any(form in zh for form in two.zh)]
            rivals = [body for body in _bodies(en) if not any(_words(body.text) <= words for words in said)]
            rivals = [body for body in rivals if not any(words <= _words(body.text) for words in said)]
        for body in rivals:
            if _rivals(body.text, one.en):
                at = zh.index(name)
                yield Found(at, at + len(name), name), body
                break


def _bodies(text: str) -> list[Found]:
    found = []
    for one in _BODY.finditer(text):
        words = one[0].rstrip()
        while words and words.split()[-1] in ("of", "and", "for", "the", "in", "on", "&"):
            words = words[: -len(words.split()[-1])].rstrip()
        start = one.start()
        while words and words.split()[0] in ("of", "and", "for", "the", "The", "in", "on", "In", "At", "A"):
            first = words.split()[0]
            words = words[len(first) :].lstrip()
            start = text.index(words, start) if words else start
        if len(words.split()) > 1 and _HEADS & {word.lower() for word in words.split()}:
            found.append(Found(start, start + len(words), words))
    return found


def _rivals(body: str, names: Sequence[str]) -> bool:
    """Whether a body's name is of the sort of ``names`` and none of them in other words."""
    words = _words(body)
    return any(_HEADS & words & _words(name) for name in names) and not any(_proper(words & _words(name)) for name in names)


def _proper(words: frozenset[str]) -> frozenset[str]:
    return words - _HEADS


def _words(name: str) -> frozenset[str]:
    return frozenset(_plain(name).split()) - {"of", "the", "and", "for", "in"}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", text.lower().replace("&", " and ")).split())
