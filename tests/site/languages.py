"""Small sites in any languages: labels copied from the English ones, a few of their words translated, nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.site.building import Site, install

LOCALES = {"de": "de_DE", "fr": "fr_FR", "ug": "ug"}
HOME = {"de": "Startseite", "fr": "Accueil", "ug": "باش بەت"}
"""What their home page is called; all else is left in English."""
WORDS: Mapping[str, tuple[str, ...]] = {
    "de": ("Ärzte", "Zug", "Straßen und Häuser", "Österreich", "apfel", "Äpfel"),
    "en": ("The tower", "An apple", "zebra crossings", "Envoys", "apples", "ox"),
    "fr": ("Œuvre d’été", "Zéro", "Élèves de l’école", "eau", "Âge", "épée"),
    "ug": ("ئۇيغۇر", "تىل", "چاي", "پەن", "باغ", "كىتاب"),
    "zh": ("长治市", "北京市", "科技特派员", "座谈会", "安阳", "平顺县"),
}
"""Names: of terms, organisations, articles."""


def make(project: Path, folder: Path, languages: tuple[str, ...]) -> Site:
    """A project in ``languages``, the first of them at ``/``; its engine is that of ``project``, unchanged."""
    site = Site(install(project, folder))
    english = (project / "hooks/xieshou/front/labels/en.yml").read_text("utf-8")
    for language in set(languages) & set(LOCALES):
        labels = english.replace("locale: en_GB", f"locale: {LOCALES[language]}", 1)
        labels = labels.replace("  home: Home\n", f"  home: {HOME[language]}\n", 1)
        site.write(f"assets/labels/{language}.yml", labels)
    shutil.rmtree(folder / "docs")
    for language in languages:
        inner = "" if language == languages[0] else f"{language}/"
        site.write(f"docs/{inner}about.md", f"# {WORDS[language][0]}\n\n{' '.join(WORDS[language])}\n")
    for name, text in _content(languages).items():
        site.write(f"content/{name}", text)
    return site


def _content(languages: tuple[str, ...]) -> dict[str, str]:
    def said(words: Callable[[str], str], indent: int = 2) -> str:
        return "\n".join(f"{' ' * indent}{language}: {words(language)}" for language in languages)

    def name(number: int) -> Callable[[str], str]:
        return lambda language: WORDS[language][number]

    def word(language: str) -> str:
        return "词" if language == "zh" else "Wort|Wörter"

    def all_names(language: str) -> str:
        return ", ".join(WORDS[language])

    files = {
        "site.yml": "languages:\n" + "".join(f"  - {language}\n" for language in languages)
        + f"name:\n{said(name(0))}\ndescription:\n{said(all_names)}\npublisher:\n{said(name(1))}\n"
        + f"home:\n  lead:\n{said(all_names, 4)}\n",
        "glossary.yml": "\n".join(
            f"- slug: term-{number}\n  name:\n{said(name(number), 4)}\n  summary:\n{said(all_names, 4)}\n"
            f"  aliases:\n    - T{number}"
            for number in range(6)
        ),
        "organisations/works.yml": f"name:\n{said(name(0))}\ntype: company\n",
        "sources/daily.yml": f"name:\n{said(name(1))}\ntype: news-report\npublisher: works\ndate: 2023-06-02\n",
        "indicators/share.yml": _indicator(said(name(0)), said(lambda _: '"%"'), "40.5%"),
        "indicators/count.yml": _indicator(said(name(1)), said(word), "12345.6"),
    }  # fmt: skip
    for number in (2, 3):
        for language in languages:
            facts = "date: 2024-03-11\nsources:\n  - daily\n" if language == languages[0] else ""
            files[f"articles/2024/story-{number}.{language}.md"] = (
                f"---\ntitle: {WORDS[language][number]}\nsummary: {all_names(language)}\n{facts}---\n"
                f"## {WORDS[language][0]}\n\n{all_names(language)}. [](indicator:share), [](indicator:count)\n"
            )
    return files


def _indicator(name: str, unit: str, value: str) -> str:
    reading = f"  - period: 2023\n    value: {value}\n    sources:\n      - daily\n"
    return f"name:\n{name}\nunit:\n{unit}\nobservations:\n{reading}"
