"""What the check refuses of sources: copies as addresses, weak footing, notes that are not the document's own.

The check names every fault in one run, so each of the two runs here breaks everything of its kind at once.
"""

import shutil
from pathlib import Path

import pytest

from bot.corpus.loading import inspect_knowledge
from bot.corpus.sourcing import find_repost, load_reposts
from tests.conftest import ROOT

_REPOSTS = load_reposts(ROOT / "knowledge")

_SOURCE = """
  - id: example-{id}
    title: Example page
    publisher: Example Lab
    kind: maker
    url: https://example.com/{id}
    read: original
    read_on: 2026-11-28
"""
_NOTED = _SOURCE + "    notes: [{{text: It says so.}}]\n"

_MALFORMED = [
    ("    publisher: Example Lab\n", "", "publisher: this key is missing"),
    ("    kind: maker\n", "", "kind: this key is missing"),
    ("kind: maker", "kind: blog", "kind: Input should be 'maker', 'paper', 'law', 'index', 'press' or 'other'"),
    ("    read: original\n", "", "read: this key is missing"),
    ("read: original", "read: a mirror", "read: the value has another form"),
    ("read: original", "read: a copy", "read: the value has another form"),
    ("read: original", "read: a copy at https://example.com/6", "a copy stands elsewhere"),
    ("    read_on: 2026-11-28\n", "", "what is recalled has none, all others do"),
    ("read: original", "read: recalled", "what is recalled has none, all others do"),
    ("read_on: 2026-11-28", "read_on: 2026-11", "is a day"),
    ("read_on: 2026-11-28", "read_on: 2026-11-31", "there is no such date"),
    ("url: https://example.com", "url: example.com", "url: the value has another form"),
    ("read: original", "basis: page\n    read: original", "basis: this key is not known"),
]
_REFUSED = [
    ("https://example.com/0", "https://vuink.com/post/page", "vuink.com holds copies"),
    ("https://example.com/1", "https://www.emergentmind.com/papers/2", "emergentmind.com holds copies"),
    ("https://example.com/2", "https://huggingface.co/papers/2302.14035", "huggingface.co/papers holds copies"),
    ("https://example.com/3", "https://example.com/?p=4287", "an address by number"),
    ("https://example.com/4", "https://opensource.org/ai/open-source-ai-definition/", "keep one record"),
]
_WEAK = [("headline", "\nheadline:", 1), ("fact", "\nfact:", 1), ("reasons.1", "\nreasons:", 2)]
_FIGURES = [
    ("definitions.yaml", "57 subjects", "58 subjects", "definitions.yaml: mmlu"),
    ("people.yaml", "14 of 100, level", "17 of 100, level", "people.yaml: xai"),
    ("models/databricks.yaml", "700M user cap", "811M user cap", "models: dbrx.contested"),
    ("models/openai.yaml", "680k hours", "681k hours", "models: whisper.components.training_data"),
]


def _copy_knowledge(folder: Path) -> Path:
    """A copy of the shipped knowledge that a test may break; labelled lines are no part of it."""
    skip = shutil.ignore_patterns("lines", "recogniser")
    return Path(shutil.copytree(ROOT / "knowledge", folder / "knowledge", ignore=skip))


def _check(knowledge: Path, sources: list[str]) -> list[str]:
    """Every fault of the knowledge with some more sources."""
    (knowledge / "sources" / "example.yaml").write_text(f"sources:\n{''.join(sources)}", encoding="utf-8")
    _bank, faults = inspect_knowledge(knowledge)
    return [str(fault) for fault in faults]


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _cite_alone(card: Path, heading: str, number: int, source: str) -> None:
    """Let the nth list of citations behind a heading of a card hold one source."""
    text = card.read_text(encoding="utf-8")
    start = text.index(heading)
    for _ in range(number):
        start = text.index("cites: [", start) + len("cites: [")
    card.write_text(text[:start] + source + text[text.index("]", start) :], encoding="utf-8")


@pytest.fixture(scope="module")
def malformed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The faults of sources that say too little, or something that cannot be."""
    written = [_SOURCE.format(id=number).replace(old, new, 1) for number, (old, new, _) in enumerate(_MALFORMED)]
    return _check(_copy_knowledge(tmp_path_factory.mktemp("malformed")), [*written, _SOURCE.format(id="sound")])


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The faults of sources and facts that are well written and will not do."""
    knowledge = _copy_knowledge(tmp_path_factory.mktemp("refused"))
    for _place, heading, number in _WEAK:
        _cite_alone(knowledge / "claims" / "free-download-means-open.yaml", heading, number, "example-weak")
    for file, old, new, _key in _FIGURES:
        _replace(knowledge / file, old, new)
    written = [_SOURCE.format(id=number).replace(old, new, 1) for number, (old, new, _) in enumerate(_REFUSED)]
    weak = _SOURCE.format(id="weak").replace("kind: maker", "kind: other")
    return _check(knowledge, [*written, weak, _NOTED.format(id="first"), _NOTED.format(id="second")])


@pytest.mark.parametrize(("number", "problem"), list(enumerate(problem for _, _, problem in _MALFORMED)))
def test_a_source_that_is_not_whole_is_named(malformed: list[str], number: int, problem: str) -> None:
    assert any(f"example-{number}" in fault and problem in fault for fault in malformed), malformed


def test_a_sound_source_is_no_fault(malformed: list[str], refused: list[str]) -> None:
    assert not any("example-sound" in fault for fault in malformed)
    assert not any("example-first" in fault and "note of" not in fault for fault in refused)


@pytest.mark.parametrize(("number", "problem"), list(enumerate(problem for _, _, problem in _REFUSED)))
def test_an_address_that_is_not_the_documents_own_is_named(refused: list[str], number: int, problem: str) -> None:
    assert any(f"example-{number}.url" in fault and problem in fault for fault in refused), refused


def test_a_note_that_stands_under_another_document_too_is_named(refused: list[str]) -> None:
    assert any("example-second.notes.0: is the note of example-first" in fault for fault in refused)


@pytest.mark.parametrize("place", [place for place, _, _ in _WEAK])
def test_a_pillar_on_weak_sources_alone_is_named(refused: list[str], place: str) -> None:
    """A headline, the core fact and each reason need a source that can carry a fact by itself."""
    expected = (
        f"claims/free-download-means-open.yaml: {place}.cites: rests on sources of kind `other` alone (example-weak)"
    )
    assert any(fault.startswith(expected) for fault in refused), refused


@pytest.mark.parametrize("key", [key for *_, key in _FIGURES])
def test_a_figure_that_no_cited_note_holds_is_named_wherever_it_stands(refused: list[str], key: str) -> None:
    assert any(fault.startswith(f"{key}: no cited source holds the figure") for fault in refused), refused


@pytest.mark.parametrize(
    "url",
    [
        "https://hf-mirror.com/openai/gpt-oss-20b",
        "https://www.sciencestack.ai/paper/2401.14446",
        "https://wpnews.pro/news/how-far-behind-are-open-models",
        "https://hackernews-dynamic.someone.workers.dev/news/1",
        "https://books-1k9.pages.dev/en/olmo-3",
        "https://r.jina.ai/https://example.com",
        "https://RAW.githubusercontent.com/a/b/main/README.md",
    ],
)
def test_proxies_mirrors_and_reposts_are_known(url: str) -> None:
    assert find_repost(url, _REPOSTS)


@pytest.mark.parametrize(
    "url",
    [
        "https://huggingface.co/openai/gpt-oss-20b",
        "https://github.com/allenai/OLMo",
        "https://arxiv.org/abs/2401.14446",
        "https://notvuink.com/post",
        "https://huggingface.co/papers-of-mine/model",
    ],
)
def test_an_address_of_its_own_is_left_alone(url: str) -> None:
    assert find_repost(url, _REPOSTS) is None


def test_a_folder_without_a_list_of_reposts_has_none(tmp_path: Path) -> None:
    assert load_reposts(tmp_path) == frozenset()
