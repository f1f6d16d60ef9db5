"""What the check refuses of sources: copies as addresses, weak footing, notes that are not the document's own.

The check names every fault in one run, so each of the two runs here breaks everything of its kind at once.
"""

from pathlib import Path

import pytest

from bot.corpus.citing import count_citations, list_facts
from bot.corpus.loading import inspect_knowledge
from bot.corpus.sourcing import find_repost, load_reposts
from bot.records.bank import Bank
from tests.conftest import ROOT
from tests.copies import copy_knowledge

_REPOSTS = load_reposts(ROOT / "knowledge")
_EXAMINED = frozenset({"seed-a", "seed-b"})
_MOST_WEAK = 0.05

_SOURCE = """
  - id: example-{id}
    title: Example page
    publisher: Example Lab
    kind: maker
    url: https://example.com/{id}
    basis: mirror
    checked: 2026-11-28
"""
_NOTED = _SOURCE + "    notes: [{{text: It says so.}}]\n"

_MALFORMED = [
    ("    publisher: Example Lab\n", "", "publisher: this key is missing"),
    ("    kind: maker\n", "", "kind: this key is missing"),
    ("kind: maker", "kind: blog", "kind: Input should be 'maker', 'paper', 'law', 'index', 'press' or 'other'"),
    ("basis: mirror", "basis: seen", "basis: Input should be 'page', 'mirror', 'report' or 'recall'"),
    ("basis: mirror", "basis: recall", "nobody looked at what is recalled"),
    ("basis: mirror", "basis: page\n    found_at: https://example.org/copy", "was read as a copy"),
    ("checked: 2026-11-28", "checked: 2026-11", "is a day"),
    ("checked: 2026-11-28", "checked: 2026-11-31", "there is no such date"),
    ("url: https://example.com", "url: example.com", "url: the value has another form"),
]
_REFUSED = [
    ("https://example.com/0", "https://vuink.com/post/page", "url: vuink.com holds copies"),
    ("https://example.com/1", "https://www.emergentmind.com/papers/2", "url: emergentmind.com holds copies"),
    ("https://example.com/2", "https://huggingface.co/papers/2302.14035", "url: huggingface.co/papers holds copies"),
    ("https://example.com/3", "https://example.com/?p=4287", "url: an address by number"),
    ("https://example.com/4", "https://opensource.org/ai/open-source-ai-definition/", "keep one record"),
    ("    url: https://example.com/5\n", "", "kind: has no address"),
]
_WEAK = [("headline", "\nheadline:", 1), ("fact", "\nfact:", 1), ("reasons.1", "\nreasons:", 2)]


def _check(knowledge: Path, sources: list[str]) -> list[str]:
    """Every fault of the knowledge with some more sources."""
    (knowledge / "sources" / "trial.yaml").write_text(f"sources:\n{''.join(sources)}", encoding="utf-8")
    _bank, faults = inspect_knowledge(knowledge)
    return [str(fault) for fault in faults]


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
    return _check(copy_knowledge(tmp_path_factory.mktemp("malformed")), [*written, _SOURCE.format(id="sound")])


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The faults of sources and facts that are well written and will not do."""
    knowledge = copy_knowledge(tmp_path_factory.mktemp("refused"))
    card = knowledge / "claims" / "free-download-means-open.yaml"
    for (_place, heading, number), source in zip(_WEAK, ("example-weak", "example-weak", "example-told"), strict=True):
        _cite_alone(card, heading, number, source)
    models = knowledge / "models" / "eleutherai.yaml"
    more = models.read_text(encoding="utf-8").replace("154 checkpoints", "155 checkpoints")
    models.write_text(more, encoding="utf-8")
    written = [_SOURCE.format(id=number).replace(old, new, 1) for number, (old, new, _) in enumerate(_REFUSED)]
    weak = _SOURCE.format(id="weak").replace("kind: maker", "kind: other")
    told = _SOURCE.format(id="told").replace("basis: mirror", "basis: report")
    return _check(knowledge, [*written, weak, told, _NOTED.format(id="first"), _NOTED.format(id="second")])


@pytest.mark.parametrize(("number", "problem"), list(enumerate(problem for _, _, problem in _MALFORMED)))
def test_a_source_that_is_not_whole_is_named(malformed: list[str], number: int, problem: str) -> None:
    assert any(f"example-{number}" in fault and problem in fault for fault in malformed), malformed


def test_a_sound_source_is_no_fault(malformed: list[str], refused: list[str]) -> None:
    assert not any("example-sound" in fault for fault in malformed)
    assert not any("example-first" in fault and "note of" not in fault for fault in refused)


@pytest.mark.parametrize(("number", "problem"), list(enumerate(problem for _, _, problem in _REFUSED)))
def test_an_address_that_is_not_the_documents_own_is_named(refused: list[str], number: int, problem: str) -> None:
    assert any(f"example-{number}." in fault and problem in fault for fault in refused), refused


def test_a_note_that_stands_under_another_document_too_is_named(refused: list[str]) -> None:
    assert any("example-second.notes.0: is the note of example-first" in fault for fault in refused)


def test_a_figure_of_a_models_component_that_no_note_of_its_source_holds_is_named(refused: list[str]) -> None:
    """The component that cites a source is no note of it."""
    assert any(fault.startswith("models: pythia.components.checkpoints: no cited source holds") for fault in refused)


@pytest.mark.parametrize("place", [place for place, _, _ in _WEAK])
def test_a_pillar_on_weak_sources_alone_is_named(refused: list[str], place: str) -> None:
    """A headline, the core fact and each reason need a source that can carry a fact by itself: neither of kind
    `other` nor known by report alone."""
    expected = f"claims/free-download-means-open.yaml: {place}.cites: rests on weak sources alone (example-"
    assert any(fault.startswith(expected) for fault in refused), refused


@pytest.mark.parametrize(
    "url",
    [
        "https://hf-mirror.com/openai/gpt-oss-20b",
        "https://www.sciencestack.ai/paper/2401.14446",
        "https://wpnews.pro/news/how-far-behind-are-open-models",
        "https://hackernews-dynamic.someone.workers.dev/news/1",
        "https://books-1k9.pages.dev/en/olmo-3",
        "https://hackmd.io/@opensourceinitiative/osaid-1-0-RC1",
        "https://digg.com/tech/vqcemx16",
        "https://officechai.com/ai/amodei",
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


def test_few_citations_lead_to_weak_documents(bank: Bank) -> None:
    """One in twenty at most, but for the two documents that the bank examines, which are cited for what they say."""
    counts = count_citations(bank)
    examined = sum(cite.source in _EXAMINED for fact in list_facts(bank) for cite in fact.cites)
    assert (counts["other"] - examined) / counts.total() <= _MOST_WEAK
