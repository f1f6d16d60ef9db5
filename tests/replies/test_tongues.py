"""The sentences for those who write another language: one of each kind for every language that is recognised."""

import pytest

from bot.replies.breath import LONGEST
from bot.replies.tongues import SENTENCES, compose_foreign
from bot.understanding.guessing import SPOKEN, guess_language
from bot.understanding.scripts import list_script_languages


def test_every_language_that_is_recognised_has_its_sentences() -> None:
    assert set(SENTENCES) == SPOKEN
    assert len({sentences.alone for sentences in SENTENCES.values()}) == len(SPOKEN)


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_sentence_is_in_its_language(language: str) -> None:
    told = compose_foreign("x", language, (), 1.0)
    offered = compose_foreign("x", language, ("Llama is open source", "Llama 3"), 1.0)
    assert (told.kind, offered.kind) == ("abstain", "clarify")
    assert offered.suggestions == ("Llama is open source", "Llama 3")
    assert "Llama is open source; Llama 3" in offered.text
    for answer in (told, offered):
        assert len(answer.text) < LONGEST
        assert '"' not in answer.text
        possible = list_script_languages(answer.text)
        assert language in possible if possible else guess_language(answer.text).language == language
        assert not possible or "English" in answer.text


def test_a_language_without_a_sentence_is_told_in_english() -> None:
    assert compose_foreign("x", "?", (), 1.0).text.startswith("I read English")
