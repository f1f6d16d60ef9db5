"""Dense and lexical search, fused."""

from pathlib import Path

import numpy as np
import pytest

from bot.errors import IndexMissing
from bot.records.entries import Entry
from bot.retrieval.lexical import LexicalIndex, split_words
from bot.retrieval.searching import Retriever
from bot.retrieval.vectors import VectorIndex
from tests.fakes import HashedWordsEncoder

_TEXTS = {
    "linux": "The Linux kernel has thousands of contributors",
    "llama": "Llama's licence has a cap of 700 million users",
    "cost": "Open models cost 0.50 dollars per million tokens",
}


@pytest.fixture
def retriever() -> Retriever:
    entries = tuple(Entry(kind="passage", ref=ref, text=text) for ref, text in _TEXTS.items())
    return Retriever.build(entries, HashedWordsEncoder().encode_passages(list(_TEXTS.values())))


def _find(retriever: Retriever, text: str) -> list[str]:
    return [hit.ref for hit in retriever.search(text, HashedWordsEncoder().encode_questions([text])[0])]


@pytest.mark.parametrize(
    ("question", "ref"),
    [("how many contributors has the kernel", "linux"), ("700 million", "llama"), ("what does 0.50 buy", "cost")],
)
def test_the_right_record_comes_first(retriever: Retriever, question: str, ref: str) -> None:
    assert _find(retriever, question)[0] == ref


def test_each_record_comes_once(retriever: Retriever) -> None:
    found = _find(retriever, "million users and tokens")
    assert len(found) == len(set(found))


def test_it_survives_the_disk(retriever: Retriever, tmp_path: Path) -> None:
    retriever.save(tmp_path)
    assert _find(Retriever.load(tmp_path), "linux kernel") == _find(retriever, "linux kernel")


def test_an_index_of_another_size_is_refused(retriever: Retriever, tmp_path: Path) -> None:
    retriever.save(tmp_path)
    VectorIndex.from_vectors(np.eye(2, dtype=np.float32)).save(tmp_path)
    with pytest.raises(IndexMissing, match="2 vectors for 3 entries"):
        Retriever.load(tmp_path)


@pytest.mark.parametrize("name", ["entries.json", "vectors.faiss"])
def test_a_damaged_file_says_to_build(retriever: Retriever, tmp_path: Path, name: str) -> None:
    retriever.save(tmp_path)
    (tmp_path / name).write_bytes(b"damaged")
    with pytest.raises(IndexMissing, match="glassbox build"):
        Retriever.load(tmp_path)


def test_unknown_words_find_nothing_lexically() -> None:
    index = LexicalIndex.from_texts(["alpha beta", "gamma"])
    rows, scores = index.search("zzz", 5)
    assert len(rows) == len(scores) == 0


def test_words_are_split_for_search() -> None:
    assert split_words("The weights of 27,000 Llamas, Meta's 3.5") == ("weight", "27000", "llama", "meta", "3.5")


def test_points_of_a_card_are_compared_with_a_line_and_are_no_records_of_their_own() -> None:
    texts = {
        "card/reasons.0": "Anybody can read the weights of an open model",
        "card/limits": "The licence may change with the next release",
        "other/limits": "The next release of the licence",
    }
    entries = tuple(Entry(kind="point", ref=ref, text=text) for ref, text in texts.items())
    retriever = Retriever.build(entries, HashedWordsEncoder().encode_passages(list(texts.values())))
    vector = HashedWordsEncoder().encode_question("what of the next release")
    assert [hit.ref for hit in retriever.search_points("card", vector)] == ["card/limits", "card/reasons.0"]
    assert retriever.search_points("unknown", vector) == []
    assert retriever.search("next release", vector) == []


def test_notes_are_compared_with_a_line_those_of_some_sources_or_all() -> None:
    texts = {
        "paper#0": "Ten examples undid the safety training",
        "paper#1": "The authors tuned one model",
        "report#0": "The agency counted ten attacks on agents",
    }
    entries = tuple(Entry(kind="note", ref=ref, text=text) for ref, text in texts.items())
    retriever = Retriever.build(entries, HashedWordsEncoder().encode_passages(list(texts.values())))
    vector = HashedWordsEncoder().encode_question("ten examples and the safety training")
    assert retriever.search_notes(vector, 1)[0].ref == "paper#0"
    assert len(retriever.search_notes(vector, 9)) == 3
    assert [hit.ref for hit in retriever.search_notes(vector, 9, ["report"])] == ["report#0"]
    assert retriever.search_notes(vector, 9, []) == []
    assert retriever.search("safety training", vector) == []


def test_common_words_add_to_the_rows_that_rarer_words_found(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"openness word{row % 40} word{row % 7}" if row % 3 else f"word{row % 40}" for row in range(600)]
    index = LexicalIndex.from_texts(texts)
    question = "openness of word39 and word5"
    rows, scores = index.search(question, 10)
    monkeypatch.setattr("bot.retrieval.lexical._GONE_THROUGH", 120)
    fast_rows, fast_scores = index.search(question, 10)
    assert fast_rows.tolist() == rows.tolist()
    assert np.allclose(fast_scores, scores)
    only_common, _ = index.search("openness", 3)
    assert only_common.tolist() == [1, 2, 4]
