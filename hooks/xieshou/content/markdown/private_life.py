"""Where people live, and children by their full name with their school.

In: a text. Out: signs, each at its place. Offices, institutions and the rooms of conferences are no homes; students of
universities are no children; 李某, 小明 and 王同学 are no full names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xieshou.content.markdown.placeholders import Sign
from xieshou.core.late import Late
from xieshou.core.scripts import HAN

_NUMBER = r"[0-9A-Za-z一二三四五六七八九十甲乙丙丁]{1,5}"
_GAP = r"[ \u3000-]?"
_HOME = Late(
    # A building, an entrance and a flat: 12号楼3单元502室
    rf"{_NUMBER}{_GAP}(?:号院?)?{_GAP}(?:号楼|号|栋|幢|座|楼)[^，。；：！？\n]{{0,8}}?{_NUMBER}{_GAP}单元"
    rf"{_GAP}{_NUMBER}{_GAP}(?:室|号|户)?"
    # A street, a house and a room: 太行西街12号301室
    rf"|(?:路|街|巷|弄|胡同|大道|小区|社区|花园|家园|苑|新村|家属院|宿舍|公寓){_GAP}[^，。；：！？\n路街]{{0,16}}?[0-9]{{1,5}}{_GAP}"
    rf"(?:号楼|号院|号|栋|幢|弄)[^。；！？\n]{{0,16}}?[0-9]{{2,5}}{_GAP}室"
)
_AROUND = 80
"""Characters on either side of a word that an address is looked for in."""
_ROOMS, _FLATS = ("室", "单元"), ("Flat", "Apartment", "Apt", "Unit")
_NUMERALS = frozenset("0123456789ABCDEFabcdef一二三四五六七八九十甲乙丙丁")
_BUSINESS = "大厦|写字楼|办公|商务|科技园|产业园|工业园|孵化|公司|集团|酒店|宾馆"
_OFFICE = Late(
    f"{_BUSINESS}|大楼|中心|广场|园区|会议|会展|展厅|实验|教室|研究|饭店|政府|委员会|医院|大学|学院|法院|检察院|局|银行|图书馆"
    "|博物馆|[A-Z0-9]座|层|(?<![号0-9一二三四五六七八九十 ])楼"
)
_IN_BUSINESS = Late(_BUSINESS)
"""Where there is an entrance to flats (单元), only this makes it none."""
_STREET = r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Alley|Hutong|Lu|Jie|Community|Residential)\b"
_HOME_ENGLISH = Late(
    rf"\b(?:Flat|Apartment|Apt\.?)\s(?:No\.\s?)?[0-9][0-9A-Z-]{{0,5}}\b,?[^.;\n]{{0,70}}?{_STREET}"
    r"|\b(?:Room|Rm\.?|Flat|No\.)\s?[0-9]{2,5},?\s(?:of\s)?Unit\s[0-9]{1,2},?\s(?:Building|Block|Bldg\.?)\s[0-9A-Z]{1,4}\b"
    r"|\b(?:Building|Block|Bldg\.?)\s[0-9A-Z]{1,4},?\sUnit\s[0-9]{1,2},?\s(?:Room|Rm\.?|Flat|No\.)\s?[0-9]{2,5}\b"
)
_OFFICE_ENGLISH = Late(
    r"(?i)tower|plaza|office|centre|center|park\b|hotel|institute|universit|college|hospital|co\.|ltd|company|bureau"
)

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳"
    "翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
    "阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲"
)
_TWO = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|令狐|慕容|东方|夏侯|轩辕"
_NO_NAMES = Late(
    "高[兴度中年考声校速原温效等大新级]|安[全排装心静]|常[常年用见委]|方[面式法便向案针]|成[为功长绩立员果都人就]|程[度序]|江[南北苏西山]"
    "|金[融牌额色奖]|黄[金河色土]|白[天色云]|马[上路]|万[名人元余里众]|于[是今此]|时[间候代光]|向[往上着前大全]|任[务何教职]|和[谐平]"
    "|关[心于爱注键]|严[格重肃]|武[术汉乡]|文[化艺明字学体]|章程|路[上过边]|连[续同接]|雷锋|施工|余[名人]|曾[经在]|包[括含]|左右|应该?"
    "|解[决放答]|项目|范围|计划|全[体部面国市校省]|易于|平|管[理弦]|温[暖馨]|古[诗代城]|牛奶|党[员旗]|童[年话谣]|柳树|段[落时]|夏[天令日]"
    "|田[间野径]|唐[诗代]|宋[代词]|郑重|谢谢|罗列|钟声|陆续|华[北侨东丽]|苏醒|顾[客问]|沈阳|叶子|林业|周[边围末一二三四五年]|孙子|何[时人]"
    "|单[位独]|师[生资傅]|商[量务场]|荣[获誉]|宁静|乔木|齐[心声聚]|车[站上]|司[机法]|农[村业民]|卫[生星]|边[走远]|欧[洲美]|尤其|景[区色]"
    "|石[家油]|盛[大开典]|史[料上]|游[客览戏泳]|符合|简[单介]|舒适|房[间屋]|毕业|许[多可]|康[复养]|盛[况]|贺[信卡]|甘[肃]|蒙[古]|吉[林他]"
)
"""Words that begin with a character which is a surname too."""
_NOT_GIVEN = "某们等同的了在是和与及说把被从们×*Xx"
_NAME = rf"(?:(?:{_TWO})|[{_SURNAMES}])[{HAN}]{{1,2}}"
_SCHOOLS = "小学|中学|初中|高中|附小|附中|幼儿园|实验学校|外国语学校"
_NUMBERED = f"[{HAN}][一二三四五六七八九十]中(?![心间国央全年部等旬])"
"""A school by its number: 长治二中. 之一中心 is none."""
_SCHOOL = Late(f"{_SCHOOLS}|{_NUMBERED}")
_BEHIND_SCHOOL = "(?<=小学)|(?<=中学)|(?<=初中)|(?<=高中)|(?<=附小)|(?<=附中)|(?<=幼儿园)|(?<=[一二三四五六七八九十]中)"
_YEARS = "(?<![0-9])(?:[3-9]|1[0-7])岁"
_PUPIL = "(?<!大)(?<!研究)(?<!大学)(?<!学院)(?<!留)学生"
_ROLE = (
    f"(?:小学生|中学生|初中生|高中生|{_PUPIL}|同学|小朋友|少先队员|男孩|女孩|男生|女生|{_YEARS}的?"
    "|[一二三四五六七八九]年级的?|[高初][一二三]的?|(?<=[0-9）)一二三四五六七八九十])班的?)"
)
"""What a child is called, in front of the name."""
_BEHIND = (
    f"(?=$|[^{HAN}0-9A-Za-z]|说|告诉|介绍|表示|今年|获|在|和|与|及|的|参加|代表|向|把|从|作为|荣获|正|带|上台|发言|分享|演讲"
    "|同学|小朋友|是|来自|就读)"
)
"""Where a name ends: Chinese sets no spaces."""
_CHILD = Late(
    rf"{_ROLE}[：“”‘’\s]?(?P<name>{_NAME}){_BEHIND}"
    rf"|(?:{_BEHIND_SCHOOL})(?P<called>{_NAME})(?=同学|小朋友)"
    rf"|(?<![{HAN}])(?P<first>{_NAME})(?=同学|小朋友|[（(，,]?\s?(?:今年)?{_YEARS}"
    rf"|[（(，,]?\s?(?:是|就读于|来自|系)?[^，。；！？\n]{{0,20}}(?:{_SCHOOLS}|{_NUMBERED})[^，。；！？\n]{{0,10}}(?<!大)学生)"
)
_ROLES = ("学生", "同学", "小朋友", "岁", "年级", "孩", "男生", "女生", "少先队员")
_SCHOOLS_ENGLISH = ("School",)
_OLDER = Late("化名|大学|学院|研究生|博士|教师|老师|校长|院士|毕业于|家长|教授")
_ENDS = "。！？!?\n"
_LONGEST = 200
"""Characters of a sentence on either side of a word."""

_AT_SCHOOL = r"(?:[^.;\n]|(?<=No)\.){0,90}?(?:Primary|Elementary|Middle|High|Secondary) School"
_FULL_NAME = r"[A-Z][a-z]+(?:[- ][A-Z][a-z]+){1,2}"
_AGE = "(?:[3-9]|1[0-7])"
_CALLED = (
    "(?:pupils?|schoolboy|schoolgirl|(?:primary|middle|high)[- ]school (?:student|pupil)|[a-z]+[- ]grader|students?"
    "|boy|girl)"
)
_CHILD_ENGLISH = Late(
    rf"\b(?P<name>{_FULL_NAME})(?:, (?:aged )?| \(){_AGE}(?![0-9]){_AT_SCHOOL}"
    rf"|\b{_AGE}-year-old (?:{_CALLED} )?(?P<old>{_FULL_NAME}){_AT_SCHOOL}"
    rf"|\b(?P<first>{_FULL_NAME}), (?:an? |who is an? )?(?:[\w-]+ ){{0,3}}{_CALLED} (?:at|of|from|in) {_AT_SCHOOL}"
    rf"|\b{_CALLED} (?P<called>{_FULL_NAME}),? (?:of|from|at) {_AT_SCHOOL}"
)


def homes(text: str) -> Iterator[Sign]:
    """Every address of a home in ``text``."""
    for places, pattern, office in (
        ((at for at in _places(text, _ROOMS) if _numbered(text, at)), _HOME, _OFFICE),
        (_places(text, _FLATS), _HOME_ENGLISH, _OFFICE_ENGLISH),
    ):
        for begins, ends in _around(places, _AROUND, _AROUND, len(text)):
            for found in pattern().finditer(text, begins, ends):
                if not (_IN_BUSINESS if "单元" in found[0] else office)().search(found[0]):
                    yield Sign(found.start(), found[0], "personal-address")


def children(text: str) -> Iterator[Sign]:
    """Every child who is named in full, where the same sentence names a school."""
    done = 0
    for at in _places(text, _ROLES):
        if at < done:
            continue
        begins, ends = _sentence(text, at)
        done = ends
        if not _SCHOOL().search(text, begins, ends):
            continue
        for found in _CHILD().finditer(text, begins, ends):
            group = found.lastgroup or ""
            name = found[group]
            if _NO_NAMES().match(name) or any(sign in name[1:] for sign in _NOT_GIVEN):
                continue
            around = max(begins, found.start() - 6), min(found.end() + 6, ends)
            if not _OLDER().search(text, *around):
                yield Sign(found.start(group), name, "personal-minor")
    for begins, ends in _around(_places(text, _SCHOOLS_ENGLISH), 2 * _AROUND, len("School"), len(text)):
        for found in _CHILD_ENGLISH().finditer(text, begins, ends):
            group = found.lastgroup or ""
            yield Sign(found.start(group), found[group], "personal-minor")


def _places(text: str, words: tuple[str, ...]) -> list[int]:
    """Where any of the words stands: with few of them, and most of them nowhere, ``find`` is quicker than a pattern."""
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def _around(places: Iterable[int], before: int, behind: int, length: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text that lie round places in it, those that touch as one."""
    begun = ended = -1
    for at in places:
        if begun >= 0 and at - before > ended:
            yield begun, ended
            begun = -1
        if begun < 0:
            begun = max(0, at - before)
        ended = min(at + behind, length)
    if begun >= 0:
        yield begun, ended


def _numbered(text: str, at: int) -> bool:
    """Whether a number stands before a place."""
    before = text[max(0, at - 2) : at].rstrip(" \u3000")
    return before[-1:] in _NUMERALS


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence at ``at`` begins and ends; of a very long one, what stands near."""
    near = max(0, at - _LONGEST)
    begins = next((near + place + 1 for place in range(at - near - 1, -1, -1) if text[near + place] in _ENDS), near)
    ends = next((place for place in range(at, min(len(text), at + _LONGEST)) if text[place] in _ENDS), None)
    return begins, min(len(text), at + _LONGEST) if ends is None else ends
