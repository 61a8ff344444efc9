"""The search index: what is asked can be found, and mending it gives what making it would."""

from __future__ import annotations

import random
import re
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import times
from xieshou.core.cache import Store
from xieshou.search import postings, shard_file, tokens
from xieshou.search.documents import Document, plain
from xieshou.search.entries import found_in
from xieshou.search.folding import fold, joined
from xieshou.search.index import Wanted, missing, refresh
from xieshou.search.numbers import NumberedDocument, numbered, slot
from xieshou.search.shards import digest
from xieshou.search.spelling import spelt
from xieshou.search.stem import stem

WORDS = {"zh": {"label": "搜索"}, "en": {"label": "Search"}}
CUTTER = tokens.cutter_of("zh")
HAN = "京长合作科技特派员显示产业投入亿元"


def document(slug: str, text: str, language: str = "zh", day: tuple[int, int, int] = (2024, 5, 6)) -> Document:
    return Document(
        id=f"{'organisation' if slug == 'a' else 'article'}/{slug}",
        language=language,
        address=f"{'en/' if language == 'en' else ''}news/{slug}/",
        title=f"题目{slug}",
        aliases=("BUCT",) if slug == "a" else (),
        names=("题目a", "BUCT") if slug == "a" and language == "zh" else (),
        summary="摘要",
        facts=(("投资额", "1.3亿元"),),
        text=text,
        date="",
        value="",
        order=day,
        facets=("topic/led",),
    )


class Made:
    """An index in a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(folder, b"baker")

    def of(self, documents: list[Document]) -> dict[str, bytes]:
        """Every file of the index of these documents, mended from what was there."""
        self.store.put_documents((one.digest(), one.packed()) for one in documents)
        wanted = [Wanted(one.address, one.language, one.digest()) for one in documents]
        assert not missing(self.store, wanted)
        index = refresh(self.store, wanted, ("zh", "en"), WORDS)
        held = {path: index.content_of(path, self.store) for path in (*index.shards, *index.small)}
        assert all(index.files[path] == digest(held[path]) for path in index.small)
        sums = b"".join(held[f"search/{folder:x}/sums.bin"] for folder in range(-(-len(index.shards) // 256)))
        for path, number in index.shards.items():
            checksum = crc32(held[path]).to_bytes(4, "big")
            assert checksum == index.files[path][-4:] == sums[number * 4 : number * 4 + 4]
        return held | {path: key for path, key in index.files.items() if path in index.texts}


def places_of(text: str) -> dict[str, set[int]]:
    """The tokens of a text, and where each stands."""
    cut: list[str] = []
    places = bytearray()
    found: dict[str, set[int]] = {char: set() for char in CUTTER.cut(text, cut, places)}
    for token, place in zip(cut, places, strict=True):
        found.setdefault(token, set()).add(place)
    return found


@given(st.text(alphabet=HAN + "COB1.9&, 。\n", min_size=2, max_size=60), st.data())
def test_every_piece_of_a_run_is_made_of_its_tokens(text: str, data: st.DataObject) -> None:
    found = places_of(text)
    for run in re.findall(f"[{HAN}]+", text):
        start = data.draw(st.integers(0, len(run) - 1))
        piece = run[start : data.draw(st.integers(start + 1, len(run)))]
        grams = [piece[at : at + 2] for at in range(len(piece) - 1)] or [piece]
        assert all(gram in found for gram in grams)
        if len(piece) > 1:  # and they stand in a row somewhere
            places = [{(place - at) % tokens.PLACES for place in found[gram]} for at, gram in enumerate(grams)]
            assert set.intersection(*places)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("采用COB显示", ["ob", "b显", "显示", " cob"]),
        ("R&D投入1,898项", ["&d", "d投", "8项", " 1898"]),
        ("19.3亿元", [".3", "3亿", "亿元", " 19.3"]),
        ("ＬＥＤ臺灣", [" led", "台湾", "d台"]),
        ("the envoys’ projects", [" envoy", " project", " the"]),
        ("𠮷野家", ["𠮷野", "𠮷"]),
        ("2024 年 10 月 15 日", ["4年", "年1", "0月", "月1", "5日", " 2024", " 10"]),
        ("GPU 利用率和 LED 显示", ["u利", "利用", "和l", "d显", " gpu", " led"]),
        ("1600 多名，R&D 投入", ["0多", "多名", "d投", " 1600"]),
        ("增长40%。", ["40", "0%", " 40", " 40%"]),
        ("by 40 % and 3.5‰, 40%-owned", [" 40%", " 3.5‰", " 40", " 3.5"]),
        ("⻓治⾸批，落⼾", ["长治", "治首", "首批", "落户"]),
        ("二○二四 长\u200b治 so\u00adft", ["二〇", "〇二", "长治", " soft"]),
    ],
)
def test_tokens_of(text: str, wanted: list[str]) -> None:
    assert set(wanted) <= set(places_of(text))


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("envoys", "envoy"), ("cooperation", "cooper"), ("companies", "compani"), ("university", "universiti"),
        ("universe", "univers"), ("technologies", "technolog"), ("running", "run"), ("added", "add"), ("led", "led"),
        ("dying", "die"), ("skies", "sky"), ("generously", "generous"), ("5g", "5g"),
    ],
)  # fmt: skip
def test_stems(word: str, wanted: str) -> None:
    assert stem(word) == wanted


SPELLINGS = """
    centre center, centred centered, theatres theaters, kilometres kilometers, fibreglass fiberglass, programme
    program, programmes programs, programmer programing, organisation organization, organisers organizers,
    organising organizing, optimisation optimization, recognisable recognizable, colourised colorized, behavioural
    behavioral, labour labor, neighbourhood neighborhood, licence license, licences licenses, defence defense,
    practise practice, catalogue catalog, catalogued cataloged, dialogues dialogs, travelling traveling, traveller
    traveler, modelling modeling, fuelled fueled, counsellor counselor, councillors councilors, jewellery jewelry,
    enrolment enrollment, fulfil fulfill, skilful skillful, analyse analyze, paralysing paralyzing, judgement
    judgment, ageing aging, grey gray, mould mold, aluminium aluminum, sulphide sulfide, artefact artifact, anaemia
    anemia, paediatric pediatric, haemoglobin hemoglobin, oestrogen estrogen, manoeuvres maneuvers, sceptical
    skeptical, enquiries inquiries, monopolised monopolized, urbanisation urbanization
""".replace(",", " ").split()


@pytest.mark.parametrize(("one", "other"), list(zip(SPELLINGS[::2], SPELLINGS[1::2], strict=True)))
def test_british_and_american_spelling_are_one_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


UNLIKE = """
    wise likewise promise promising premises compromise exercise advise adviser revise supervise surprise enterprise
    enterprises rise rising arise precise expertise franchise merchandise paradise raise noise praise cruise disguise
    advertise advertisement improvise improvisation chastise despise anise crises irises four hour tour pour flour our
    your contour devour source court journal tourism glamorous entire acre mediocre genre there here fire literature
    rogue vogue league colleague science fence silence reference grammar size prize seize analyses synthesis disable
    visible check cheque story storey tire tyre
"""


@pytest.mark.parametrize("word", UNLIKE.split())
def test_a_word_that_only_looks_like_another_spelling_stays(word: str) -> None:
    assert spelt(word) == word


@given(st.text(alphabet="长治年GPU40 %%‰.,\u200b\u00ad⻓○·Ａ\u3000é"))
def test_what_nobody_sees_and_what_only_looks_alike_is_gone(text: str) -> None:
    folded = joined(fold(" ".join(text.split())))
    assert not set("\u200b\u00ad⻓○Ａé") & set(folded)
    assert not re.search("[长治年〇] [a-z0-9]|[a-z0-9%‰] [长治年〇]|[0-9] [%‰]", folded)


def test_the_spaces_a_reader_types_part_words_all_the_same() -> None:
    assert fold("GPU 集群 调度 40 %") == "gpu 集群 调度 40%"
    assert joined("gpu 集群 调度 of all") == "gpu集群 调度of all"


POSTINGS = st.dictionaries(
    st.integers(0, 3_000_000),
    st.lists(st.sampled_from([said for known in postings.AT.values() for said in known]), min_size=1, max_size=5),
    min_size=1,
    max_size=200,
)


@given(POSTINGS, st.booleans(), st.integers(0, 3))
def test_postings_come_back(rows: dict[int, list[bytes]], word: bool, copies: int) -> None:
    some = [(number, postings.together(said, word)) for number, said in sorted(rows.items())]
    known = postings.EMPTY
    for number, said in reversed(some):
        known = postings.put(known, number, said)
    lists = {f"两{n}": dict.fromkeys(range(n), known) for n in range(1, copies + 1)}
    names = {"~00000000两": {3: b'["BUCT"]'}}
    found, named = shard_file.unpack(shard_file.pack(lists, names))
    assert named == names
    for held in found.values():
        assert all(postings.read(one) == some for one in held.values())
    assert {token: set(held) for token, held in found.items()} == {token: set(held) for token, held in lists.items()}


def test_a_new_entry_moves_only_those_of_its_own_day() -> None:
    days = [
        NumberedDocument("zh", f"news/{number}/", slot(f"news/{number}/", "article", (2024, 1, number % 28 + 1), "题"))
        for number in range(100)
    ]
    _, before = numbered(days)
    new = NumberedDocument("zh", "news/00/", slot("news/00/", "article", (2024, 1, 5), "题"))
    _, after = numbered([*days, new])
    moved = [address for address, number in before.items() if after[address] != number]
    assert all(one.slot == new.slot for one in days if one.address in moved)


def test_numbers_grow_with_the_date() -> None:
    order = [(1921, 7, 0), (1979, 0, 0), (1980, 0, 0), (2023, 0, 0), (2023, 11, 0), (2023, 11, 8), (2024, 1, 1)]
    slots = [slot("a/", "article", day, "题") for day in order]
    assert slots == sorted(slots)
    assert max(slots) < slot("a/", "project", (0, 0, 0), "题") < slot("a/", "project", (2023, 11, 8), "题")
    assert slot("a/", "project", (2200, 12, 31), "题") < slot("a/", "figure", (0, 0, 0), "题")


@pytest.mark.soak
@settings(max_examples=times(12), deadline=None)
@given(st.randoms(use_true_random=False))
def test_mending_gives_what_making_gives(tmp_path_factory: pytest.TempPathFactory, draw: random.Random) -> None:
    folder = tmp_path_factory.mktemp("index")
    kept = Made(folder / "kept")
    held = {(f"{n}", language): _draw(draw, f"{n}", language) for n in range(30) for language in ("zh", "en")}
    kept.of(list(held.values()))
    for step in range(4):
        for _ in range(draw.randrange(1, 5)):
            _change(draw, held)
        documents = list(held.values())
        draw.shuffle(documents)
        assert kept.of(documents) == Made(folder / f"new{step}").of(sorted(documents))


def _draw(draw: random.Random, slug: str, language: str) -> Document:
    text = "".join(draw.choice(HAN + "，。\nled 5g ") for _ in range(draw.randrange(80)))
    day = draw.choice([(0, 0, 0), (2023, 0, 0), (2023, 4, 0), (2024, 5, draw.randrange(1, 28)), (1949, 10, 1)])
    return document(slug, text, language, day)


def _change(draw: random.Random, held: dict[tuple[str, str], Document]) -> None:
    slug, language = draw.choice([*held, (draw.choice("abcxyz"), "zh")])
    if draw.random() < 0.3:
        held.pop((slug, language), None)
    else:
        held[slug, language] = _draw(draw, slug, language)


def test_what_is_gone_leaves_no_byte(tmp_path: Path) -> None:
    build_shards = Made(tmp_path)
    kept = [document("b", "京长合作"), document("c", "科技产业")]
    before = build_shards.of(kept)
    build_shards.of([*kept, document("a", "显示 zqxzqx 特派员")])
    assert build_shards.of(kept) == before


def test_words_of_a_piece_of_html() -> None:
    note = '<sup id="fnref:1"><a href="#fn:1">1</a></sup>'
    html = f"<p>京长\n合作{note}，<strong>科</strong>技。</p>\n<ul>\n<li>A&amp;B</li></ul>"
    assert [line.strip() for line in plain(html).split("\n") if line.strip()] == ["京长合作，科技。", "A&B"]


def test_names_of_all_languages_are_tokens() -> None:
    found = found_in(document("a", "x"))
    assert found[CUTTER.name_token(postings.EQUAL, "题目a")] == postings.BARE[postings.TITLE]
    assert found[CUTTER.name_token(postings.EQUAL, "buct")] == postings.BARE[postings.ALIAS]
