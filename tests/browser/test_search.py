"""Search as a reader meets it: the page, the quick box, the questions people ask."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.unit.test_search import SPELLINGS, UNLIKE

from .recall import module, opened
from .served import DESK, LANGUAGES, PHONE, PROJECT, SHIFTS, Served, Watched, watching

QUESTIONS = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "questions.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
DONE = "[data-search-results][data-state=done]"


@pytest.fixture
def watched(browser: Browser, served: Served) -> Iterator[Watched]:
    with watching(browser, served) as page:
        yield page


def ask(watched: Watched, query: str, language: str = "zh", more: str = "") -> Page:
    page = watched.open(f"{LANGUAGES[language]}search/?q={quote(query)}{more}")
    page.wait_for_selector(DONE)
    return page


def hits(page: Page) -> list[str]:
    links: list[str] = page.eval_on_selector_all("[data-search-hit] a", "links => links.map(link => link.href)")
    return links


def total(page: Page) -> int:
    return int(page.get_attribute("[data-search-results]", "data-total") or -1)


def test_readers_find_what_they_ask_for(watched: Watched) -> None:
    missed = []
    for language, query, wanted in QUESTIONS:
        page = ask(watched, query, language)
        first = [link.rstrip("/").rpartition("/")[2] for link in hits(page)[:3]]
        right = not first if wanted == "-" else bool(set(wanted.split()) & set(first))
        if not right:
            missed.append((language, query, first))
    nothing = [query for _, query, wanted in QUESTIONS if wanted == "-"]
    assert not [miss for miss in missed if miss[1] in nothing], "found where there is nothing"
    assert len(missed) <= len(QUESTIONS) // 20, missed


def test_own_language_comes_first_and_the_other_under_a_heading(watched: Watched) -> None:
    page = ask(watched, "北京化工大学", "en")
    languages = page.eval_on_selector_all("[data-search-hit]", "hits => hits.map(hit => hit.dataset.lang)")
    assert languages == sorted(languages)
    assert set(languages) == {"en", "zh"}
    assert page.locator(".xs-hits__other").count() == 1
    assert page.locator("[data-search-hit][data-lang=zh] a").first.get_attribute("lang") == "zh"
    assert page.locator("[data-search-hit]:has(a[href$='/envoys/'])").count() == 0


@pytest.mark.parametrize(("query", "language"), [("合作", "zh"), ("research", "en"), ("19.3亿元", "zh")])
def test_every_hit_is_marked_and_the_button_leads_to_all(watched: Watched, query: str, language: str) -> None:
    page = ask(watched, query, language)
    before = len(hits(page))
    while page.locator("[data-search-more]").count() and before < 60:
        page.locator("[data-search-more]").click()
        page.wait_for_selector(DONE)
        assert len(hits(page)) > before
        before = len(hits(page))
    assert len(set(hits(page))) == before <= total(page)
    assert page.locator("[data-search-hit]").count() == page.locator("[data-search-hit]:has(mark)").count()


def test_nothing_found_is_said_and_names_are_offered(watched: Watched) -> None:
    page = ask(watched, "北京化工大象")
    assert total(page) == 0
    assert "没有找到" in page.inner_text("[data-search-status]")
    assert page.locator("[data-search-nearest] a").count()


def test_a_short_form_is_led_to_the_name_it_may_be_of(watched: Watched) -> None:
    page = ask(watched, "中石大")
    assert total(page) == 0
    page.locator("[data-search-meant] a").first.click()
    page.wait_for_selector(DONE)
    assert any("/cup-beijing/" in link for link in hits(page)[:3])


def test_what_holds_a_part_is_shown_as_that(watched: Watched) -> None:
    page = ask(watched, "hydrogen xylophone", "en")
    assert total(page) == 0
    assert hits(page) == []
    part = page.locator("[data-search-partial] > li").first
    assert "hydrogen" in part.locator("mark").first.inner_text().lower()
    assert "Not found there: xylophone" in part.inner_text()


def test_words_that_stand_apart_are_named_so(watched: Watched) -> None:
    page = ask(watched, "solar efficiency", "en")
    assert page.locator("[data-search-apart]").count() == 1
    page = ask(watched, "长治医学院")
    assert page.locator("[data-search-apart]").count() == 0


def test_a_number_with_its_sign_is_no_other_number(watched: Watched) -> None:
    page = ask(watched, "40%")
    assert 0 < total(page) < total(ask(watched, "40"))
    page = ask(watched, "40 %")
    marked = page.eval_on_selector_all("[data-search-hit]:first-child mark", "marks => marks.map(one => one.innerText)")
    assert set(marked) == {"40%"}


def test_pictures_stand_behind_articles(watched: Watched) -> None:
    page = ask(watched, "labour cooperation", "en")
    kinds = page.eval_on_selector_all(
        "[data-search-results] > ol:first-of-type > li", "hits => hits.map(hit => hit.dataset.kind)"
    )
    first = kinds.index("figure") if "figure" in kinds else len(kinds)
    assert set(kinds[first:]) <= {"figure"}


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("query", ["北京", "企鹅饲养", "北京 京剧脸谱"])
def test_nothing_moves_when_results_come(browser: Browser, served: Served, width: int, query: str) -> None:
    with watching(browser, served, width) as watched:
        watched.page.context.add_init_script(SHIFTS)
        page = ask(watched, query)
        page.wait_for_timeout(300)
        assert page.evaluate("window.shifted") == 0


def test_facets_narrow_the_results_and_stand_in_the_address(watched: Watched) -> None:
    page = ask(watched, "科技")
    before = total(page)
    page.locator("[data-name=kind] summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-facet=kind]")
    value = page.locator("[data-facet=kind][data-value=article]")
    count = int(value.locator(".xs-count").inner_text())
    value.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=article**")
    page.wait_for_selector(DONE)
    assert total(page) == count < before
    assert set(page.eval_on_selector_all("[data-search-hit]", "hits => hits.map(hit => hit.dataset.kind)")) == {
        "article"
    }
    page.wait_for_selector("[data-facet=kind][aria-pressed=true]")
    assert page.evaluate("document.activeElement.dataset.value") == "article"
    page.go_back()
    expect(page.locator("[data-search-results]")).to_have_attribute("data-total", str(before))
    page = ask(watched, "科技", more="&kind=article")
    assert total(page) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_box_by_keyboard(watched: Watched, language: str) -> None:
    page = watched.open(LANGUAGES[language])
    page.keyboard.press("/")
    box = page.locator("dialog.xs-box input")
    box.wait_for()
    box.press_sequentially("BUCT", delay=20)
    page.wait_for_selector("dialog.xs-box [role=option]")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LANGUAGES[language]}organisations/buct/")
    page.keyboard.press("Control+k")
    box = page.locator("dialog.xs-box input")
    box.wait_for()
    assert "BUCT" in page.inner_text("dialog.xs-box")  # asked before
    box.fill("合作")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    page.wait_for_selector(DONE)


def test_escape_closes_the_box_and_gives_the_focus_back(watched: Watched) -> None:
    page = watched.open("")
    page.locator("[data-search-open]").focus()
    page.keyboard.press("Enter")
    page.locator("dialog.xs-box[open]").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("dialog.xs-box[open]").count() == 0
    assert page.evaluate("document.activeElement.dataset.searchOpen") == "zh"


def test_no_search_in_the_middle_of_a_composition(watched: Watched) -> None:
    page = watched.open("search/")
    page.wait_for_selector("[data-search-page]:not([hidden])")
    page.evaluate(
        """() => {
            const input = document.querySelector('[data-search-input]');
            const say = (name, data) => input.dispatchEvent(new CompositionEvent(name, {data, bubbles: true}));
            const type = (value) => {
                input.value = value;
                input.dispatchEvent(new InputEvent('input', {isComposing: true, bubbles: true}));
            };
            say('compositionstart', '');
            type('c'); type('chang'); type("chang'zhi");
        }"""
    )
    page.wait_for_timeout(600)
    assert page.get_attribute("[data-search-results]", "data-state") == "idle"
    page.evaluate(
        """() => {
            const input = document.querySelector('[data-search-input]');
            input.value = '长治医学院';
            input.dispatchEvent(new CompositionEvent('compositionend', {data: '长治医学院', bubbles: true}));
        }"""
    )
    page.wait_for_selector(DONE)
    assert hits(page)[0].endswith("/changzhi-medical-college/")


def test_pasted_text_is_searched_for(watched: Watched) -> None:
    page = watched.open("search/")
    page.wait_for_selector("[data-search-page]:not([hidden])")
    page.locator("[data-search-input]").focus()
    page.keyboard.insert_text("刘乃鑫")  # as paste, voice and handwriting do: no key, no composition
    page.wait_for_selector(DONE)
    assert hits(page)[0].endswith("/liu-naixin/")
    assert "q=" in page.url


def test_first_results_do_not_wait_for_the_other_language(watched: Watched) -> None:
    """The English texts are held back until the Chinese results stand there."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    watched.page.route(re.compile(r"/search/en/\d+/[0-9a-f]+\.bin"), hold)
    page = watched.open(f"search/?q={quote('长治医学院')}")
    page.wait_for_selector("[data-search-hit]")
    assert held
    assert page.get_attribute("[data-search-results]", "data-state") == "busy"
    first = hits(page)
    for route in held:
        route.continue_()
    page.wait_for_selector(DONE)
    assert hits(page)[: len(first)] == first
    assert len(hits(page)) > len(first)


def test_a_search_begins_before_the_style_sheets_are_there(watched: Watched, served: Served) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    watched.page.route("**/*.css", hold)
    with watched.page.expect_request(re.compile(r"/search/[0-9a-f]+/[0-9a-f]+\.bin")):
        watched.page.goto(f"{served.root}search/?q={quote('长治医学院')}", wait_until="commit")
    assert held
    for route in held:
        route.continue_()
    watched.page.wait_for_selector(DONE)


class Gate:
    """Holds back the modules a page asks for until it is opened."""

    def __init__(self, page: Page) -> None:
        self.routes: list[Route] = []
        self._open = False
        self._page = page
        page.route(re.compile(r"/scripts/search-\w+/(?!box\b)\w+\.js$"), self._hold)

    def _hold(self, route: Route) -> None:
        self.routes.append(route)
        if self._open:
            route.continue_()

    def open(self) -> list[str]:
        """Let the modules go once nothing more is asked for; their names."""
        before = -1
        while before < len(self.routes) or not before:
            before = len(self.routes)
            self._page.wait_for_timeout(200)
        self._open = True
        for route in self.routes:
            route.continue_()
        return [route.request.url.rpartition("/")[2] for route in self.routes]


def test_no_module_of_the_page_waits_for_another(watched: Watched, served: Served) -> None:
    """All are asked for before the first of them has come, and none is asked for afterwards."""
    gate = Gate(watched.page)
    watched.page.goto(served.root + "search/", wait_until="commit")
    asked = gate.open()
    watched.page.wait_for_selector("[data-search-page]:not([hidden])")
    assert "page.js" in asked
    assert "dialog.js" not in asked
    assert len(gate.routes) == len(asked) == len(set(asked))


def test_no_module_of_the_quick_box_waits_for_another(watched: Watched) -> None:
    """Nor are any asked for until somebody opens it."""
    gate = Gate(watched.page)
    page = watched.open("")
    assert gate.routes == []
    page.keyboard.press("/")
    asked = gate.open()
    page.wait_for_selector("dialog.xs-box[open]")
    assert "dialog.js" in asked
    assert "page.js" not in asked
    assert len(gate.routes) == len(asked) == len(set(asked))


def test_the_theme_may_have_another_code_for_a_language(watched: Watched) -> None:
    """``zh-Hant`` on the page, ``zh`` in the addresses: the words of the scripts are those of our folder."""

    def renamed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('<html lang="zh"', '<html lang="zh-Hant"'))

    watched.page.route(re.compile(r"/search/(\?.*)?$"), renamed)
    page = ask(watched, "北京化工大学")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    assert hits(page)[0].endswith("/buct/")


def test_a_reader_in_mid_deployment_gets_one_index(browser: Browser, served: Served) -> None:
    """The site is published anew after the head of the index is read: everything is asked for again."""
    heads = []

    def head(route: Route) -> None:
        answer = route.fetch()
        data = answer.json()
        heads.append(data["version"])
        if len(heads) == 1:
            data["version"] = "0123456789abcdef"
        route.fulfill(response=answer, body=json.dumps(data))

    with watching(browser, served) as watched:
        asked: list[str] = []
        watched.page.on("request", lambda request: asked.append(request.url))
        watched.page.route("**/search/index.json", head)
        page = ask(watched, "北京化工大学")
        assert hits(page)[0].endswith("/buct/")
    assert len(heads) >= 3
    last = [url for url in asked if url.endswith(f"?{heads[-1]}")]
    assert any(".bin?0123456789abcdef" in url for url in asked)
    assert {url.partition("?")[0] for url in asked if url.endswith("?0123456789abcdef")} <= {
        url.partition("?")[0] for url in last
    }


def test_files_of_another_index_are_noticed_and_asked_for_again(browser: Browser, served: Served) -> None:
    """A site that is copied to its place file by file: for a while some files are not those the head speaks of."""
    others = iter(sorted((served.built.folder / "search" / "0").glob("[0-9a-f]*.bin")))
    strange: list[str] = []

    def shard(route: Route) -> None:
        if len(strange) < 4:
            strange.append(route.request.url)
            route.fulfill(status=200, body=next(others).read_bytes())
        else:
            route.continue_()

    with watching(browser, served) as watched:
        watched.page.route(re.compile(r"/search/[0-9a-f]+/[0-9a-f]+\.bin"), shard)
        page = ask(watched, "北京化工大学")
        assert hits(page)[0].endswith("/buct/")
        assert len(strange) == 4


def test_while_a_site_is_half_copied_nothing_of_it_is_shown(browser: Browser, served: Served) -> None:
    wrong = next(iter((served.built.folder / "search" / "1").glob("[0-9a-f]*.bin"))).read_bytes() + b"0"
    with watching(browser, served) as watched:
        watched.page.route(
            re.compile(r"/search/[0-9a-f]+/[0-9a-f]+\.bin"), lambda route: route.fulfill(status=200, body=wrong)
        )
        page = watched.open(f"search/?q={quote('北京化工大学')}")
        page.wait_for_selector("[data-search-results][data-state=failed]", state="attached")
        assert page.get_attribute("[data-search-results]", "data-total") is None
        assert hits(page) == []
        assert page.inner_text("[data-search-status]")


def test_an_input_method_composes_undisturbed(watched: Watched) -> None:
    page = watched.open("search/")
    page.wait_for_selector("[data-search-page]:not([hidden])")
    page.locator("[data-search-input]").focus()
    method = page.context.new_cdp_session(page)
    for typed in ("l", "liu", "liu'nai", "liu'nai'xin"):
        method.send(
            "Input.imeSetComposition", {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)}
        )
    page.wait_for_timeout(500)
    assert page.get_attribute("[data-search-results]", "data-state") == "idle"
    method.send("Input.insertText", {"text": "刘乃鑫"})
    page.wait_for_selector(DONE)
    assert hits(page)[0].endswith("/liu-naixin/")


def test_recent_searches_stay_here_and_can_be_forgotten(watched: Watched) -> None:
    page = ask(watched, "党参")
    page.locator("[data-search-input]").press("Enter")
    page.wait_for_selector(DONE)
    page = watched.open("search/")
    again = page.locator(".xs-recent a")
    expect(again).to_have_text("党参")
    page.locator("[data-search-recent] button").click()
    expect(again).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_one_query_fetches_little(watched: Watched) -> None:
    sizes = [0]
    watched.page.on(
        "response",
        lambda response: (
            sizes.append(int(response.headers.get("content-length", "0"))) if "/search/" in response.url else None
        ),
    )
    ask(watched, "科技特派员")
    assert sum(sizes) < 110_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_page_leads_everywhere(browser: Browser, served: Served, language: str) -> None:
    with watching(browser, served, scripts=False) as watched:
        page = watched.open(f"{LANGUAGES[language]}search/?q=x")
        assert not page.locator("[data-search-page]").is_visible()
        assert page.locator("[data-search-browse] a").count() > 10


def test_opened_from_a_file_it_says_why_it_cannot_search(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto((served.built.folder / "search" / "index.html").as_uri())
    expect(page.locator('[data-search-note="file"]')).to_be_visible()
    assert page.locator("[data-search-browse] a").count() > 10
    page.close()


def test_fits_a_phone(browser: Browser, served: Served) -> None:
    with watching(browser, served, width=PHONE) as watched:
        page = ask(watched, "北京化工大学与长治")
        page = ask(watched, "合作")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        page.locator("[data-search-open]").click()
        assert page.evaluate("document.activeElement.name") == "q"  # the page has a box already


def test_what_a_large_index_lets_through_wrongly_is_soon_asked_more_closely(browser: Browser, served: Served) -> None:
    """Of a large index some pairs of a query are fetched; here two thousand texts hold these, and one the query."""
    page = opened(browser, served.root)
    seen = page.evaluate(
        """async ([searching, cutting]) => {
            const [{ Search }, { Cutter }] = await Promise.all([import(searching), import(cutting)]);
            const everywhere = Array.from({ length: 2000 }, (_, number) => number);
            const held = { 项目: everywhere, 合作: everywhere, 目合: [7] };
            const index = {
                cutters: [new Cutter({ stemmer: '', common: '' })], cutter() { return this.cutters[0]; },
                head: { numbers: { span: 9 }, capacity: 1024 }, languages: ['zh'], sparing: true, texts: 0,
                load: async () => undefined, blob: () => new Map(), traditional: async () => new Map(),
                sort: () => 2, current: async () => true,
                async text(language, number) {
                    this.texts += 1;
                    return { t: number === 7 ? '项目合作' : '项目与合作', a: 'x/' };
                },
                postings(token) {
                    const numbers = held[token] ?? [];
                    const size = numbers.length;
                    const [all, masks] = [new Uint8Array(size).fill(16 | 3 << 5), new Uint8Array(size).fill(255)];
                    return { size, numbers, bytes: all, starts: numbers.map((_, n) => n), data: masks };
                },
            };
            const search = new Search('');
            search.opening = Promise.resolve(index);
            const answer = await search.ask('项目合作', { language: 'zh', first: 10 });
            return [answer.total(), answer.shown.get('zh').map(hit => hit.row.number), index.texts];
        }""",
        [module(page, "search"), module(page, "tokens")],
    )
    page.close()
    assert seen[:2] == [1, [7]]
    assert seen[2] < 20, "texts looked at for nothing"


def test_what_speaks_of_it_often_stands_before_what_mentions_it(browser: Browser, served: Served) -> None:
    """By the index alone: an old article full of it, a newer one with one mention, a figure called so, a record."""
    page = opened(browser, served.root)
    seen = page.evaluate(
        """async ([ranking, cutting]) => {
            const [{ ranked, understand, withNames }, { Cutter }] =
                await Promise.all([import(ranking), import(cutting)]);
            const cutter = new Cutter({ stemmer: '', common: '' });
            // Number: bytes of fields and of how many places, then the mask or the place.
            const said = { 1: [16 | 3 << 5, 255], 2: [16 | 1 << 5, 3], 3: [1 | 1 << 5, 3], 4: [1 | 1 << 5, 3] };
            const numbers = Object.keys(said).map(Number);
            const index = {
                languages: ['zh'], head: { numbers: { span: 100 }, capacity: 16 },
                sort: (number) => [2, 2, 2, 3, 1][number],
                blob: () => new Map(),
                postings: (token) => token === '边缘' ? {
                    size: 4, numbers, bytes: numbers.map((one) => said[one][0]), starts: [0, 1, 2, 3],
                    data: numbers.map((one) => said[one][1]),
                } : { size: 0, numbers: [], bytes: [], starts: [], data: [] },
            };
            const query = withNames(understand('边缘', cutter), index);
            return ranked(query, index, 'zh').map((row) => row.number);
        }""",
        [module(page, "query"), module(page, "tokens")],
    )
    page.close()
    assert seen == [4, 1, 2, 3]


def test_scripts_cut_texts_as_the_index_does(browser: Browser, served: Served) -> None:
    from xieshou.language.traditional import traditional
    from xieshou.search.folding import fold, joined
    from xieshou.search.spelling import RULES
    from xieshou.search.stem import stem
    from xieshou.search.tokens import cutter_of, shard_of

    texts = [
        "ＣＯＢ显示，1,898项 与R&D投入19.3亿元",
        "京长携手 · Beijing–Changzhi Hand in Hand",
        "臺灣 ﬁne Café",
        "𠮷野家",
        "Die Straßen von Zürich, l’œuvre d’été, ø đ ł İı x̄",
        "Мой ёж, Її ґ",
        "ΟΔΟΣ Ελλάδα",
        "שָׁלוֹם مُحَمَّد أحمد",
        "東京タワー ที่ประเทศไทย 한국어",
        "हिन्दी दिल्ली। தமிழ்",
        "2024 年 10 月 15 日 GPU 利用率，增长40 %，C++ 语言 3.5‰",
        "⻓治⾸批落⼾ 二○二四 约翰・史密斯 长\u200b治 so\u00adft a\u200cb می\u200cخواهم",
        "观察丨长治 ⼁ 零售 二零二四 2019–2024 COVID‑19 −5 ⾭年 ⻭科 ⻱",
        " 40%. 1,600 多名 ４０％的 대한 민국 2024 년",
    ]
    words = sorted(
        {word for path in (PROJECT / "docs").rglob("*.md") for word in re.findall(r"[a-z]+", path.read_text())}
        | {*SPELLINGS, *UNLIKE.split()}
    )
    cutter, neutral = cutter_of("en"), cutter_of("fr")
    page = opened(browser, served.root)
    said = page.evaluate(
        """async ([address, texts, words, pairs, cutters]) => {
            const tokens = await import(address);
            const { RULES } = await import(new URL("spelling.js", address));
            const map = new Map(pairs);
            const cutter = new tokens.Cutter(cutters[0]), plain = new tokens.Cutter(cutters[1]);
            const folded = texts.map(text => tokens.fold(text.normalize('NFC'), map).text);
            return {
                stems: words.map(word => cutter.stem(word)),
                rules: RULES,
                folds: folded,
                joined: folded.map(text => tokens.joined({ text, at: [] }).text),
                keys: folded.map(text => cutter.nameKey(text)),
                plain: folded.map(text => plain.nameKey(text)),
                names: folded.map(text => cutter.nameToken('=', cutter.nameKey(text))),
                shards: texts.map(text => tokens.shardOf(text, 1024)),
            };
        }""",
        [
            module(page, "tokens"),
            texts,
            words,
            [[chr(one), other] for one, other in traditional().items()],
            [{"stemmer": one.stemmer, "common": one.common_words} for one in (cutter, neutral)],
        ],
    )
    page.close()
    keys = [cutter.name_key(text) for text in texts]
    assert said == {
        "stems": [stem(word) for word in words],
        "rules": [list(rule) for rule in RULES],
        "folds": [fold(text) for text in texts],
        "joined": [joined(fold(text)) for text in texts],
        "keys": keys,
        "plain": [neutral.name_key(text) for text in texts],
        "names": [cutter.name_token("=", key) for key in keys],
        "shards": [shard_of(text, 1024) for text in texts],
    }
