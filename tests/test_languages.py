"""Lines that are not English, through the assistant: a sentence in their own language and the nearest thing."""

import pytest

from bot.replies.tongues import SENTENCES
from tests.conftest import Asker

_ABOUT_MISTRAL = {
    "de": "Welche Lizenz hat eigentlich Mistral 7B?",
    "fr": "Sous quelle licence est publié Mistral 7B ?",
    "es": "¿Qué licencia tiene realmente Mistral 7B?",
    "pt": "Qual é mesmo a licença do Mistral 7B?",
    "it": "Con quale licenza è stato pubblicato Mistral 7B?",
    "nl": "Onder welke licentie valt Mistral 7B nou?",
    "pl": "Na jakiej licencji wydano Mistral 7B?",
    "ru": "Под какой лицензией вышел Mistral 7B?",
    "tr": "Mistral 7B hangi lisansla yayınlandı?",
    "ar": "ما هي رخصة Mistral 7B بالضبط؟",
    "hi": "Mistral 7B किस लाइसेंस के तहत आता है?",
    "zh": "Mistral 7B用的是什么许可证？",
    "ja": "Mistral 7Bのライセンスは何ですか？",
    "ko": "Mistral 7B는 어떤 라이선스인가요?",
}
_ABOUT_NOTHING = {
    "de": "Was soll ich heute Abend kochen?",
    "fr": "Qu'est-ce que je cuisine ce soir ?",
    "es": "¿Qué puedo cocinar esta noche?",
    "pt": "O que eu cozinho hoje à noite?",
    "it": "Che cosa cucino stasera per gli amici?",
    "nl": "Wat zal ik vanavond eens koken?",
    "pl": "Co mam dzisiaj ugotować na kolację?",
    "ru": "Что приготовить сегодня на ужин?",
    "tr": "Bu akşam yemekte ne pişirsem?",
    "ar": "ماذا أطبخ هذا المساء؟",
    "hi": "आज रात क्या पकाऊँ?",
    "zh": "今晚做什么菜好？",
    "ja": "今夜は何を作ろうかな",
    "ko": "오늘 저녁은 뭘 해 먹지?",
}


@pytest.mark.parametrize(("language", "line"), _ABOUT_MISTRAL.items())
def test_a_model_that_is_named_is_offered_in_the_language_of_the_line(ask: Asker, language: str, line: str) -> None:
    answer = ask(line)
    assert answer.kind == "clarify"
    assert answer.text.startswith(SENTENCES[language].offering)
    assert answer.suggestions
    assert "Mistral 7B" in answer.suggestions[0]
    assert answer.models == ("mistral-7b",)
    taken = ask(answer.suggestions[0])
    assert taken.models[:1] == ("mistral-7b",)
    assert taken.citations


@pytest.mark.parametrize(("language", "line"), _ABOUT_NOTHING.items())
def test_without_a_name_the_sentence_stands_alone(ask: Asker, language: str, line: str) -> None:
    answer = ask(line)
    assert (answer.kind, answer.text, answer.suggestions) == ("abstain", SENTENCES[language].alone, ())


@pytest.mark.parametrize("line", ["ist llama open source?", "Llama est open source ?", "¿Llama es open source?"])
def test_the_statement_that_names_and_terms_make_plain_is_offered(ask: Asker, line: str) -> None:
    answer = ask(line)
    assert answer.kind == "clarify"
    assert ask(answer.suggestions[0]).claim == "llama-is-open-source"
    assert answer.suggestions[1] == "Llama"


@pytest.mark.parametrize(
    ("line", "kind", "models"),
    [
        ("Vergleiche bitte Llama 4 und Qwen3", "comparison", ["llama-4", "qwen3"]),
        ("比较一下 qwen3 和 olmo 2", "comparison", ["qwen3", "olmo-2"]),
        ("k2 多少钱", "model", ["k2-horizon"]),
        ("сколько стоит qwen", "model", ["qwen3-8-max"]),
    ],
)
def test_what_is_named_is_offered_together_or_by_its_family(
    ask: Asker, line: str, kind: str, models: list[str]
) -> None:
    answer = ask(ask(line).suggestions[0])
    assert answer.kind == kind
    assert list(answer.models[: len(models)]) == models


def test_terms_and_figures_make_plain_what_is_near(ask: Asker) -> None:
    terms = ask("Was ist der Unterschied zwischen open weights und open source?")
    assert terms.suggestions == ("An open-weight model is an open source model",)
    figure = ask("Woher kommt die Zahl 20,254?")
    assert "20,254" in ask(figure.suggestions[0]).text


@pytest.mark.parametrize("line", ["Wie gut ist GPT-9 wirklich?", "Ich habe 3 Katzen und 2 Hunde", "ton code est moche"])
def test_what_is_not_plain_is_not_offered(ask: Asker, line: str) -> None:
    assert ask(line).kind == "abstain"


@pytest.mark.parametrize("line", ["bonjour", "hola", "hola amigo", "hello there"])
def test_a_greeting_is_greeted(ask: Asker, line: str) -> None:
    assert not ask(line).text.startswith(tuple(SENTENCES[language].alone for language in ("fr", "es")))


def test_a_foreign_line_leaves_the_subject_of_the_conversation_alone(ask: Asker) -> None:
    ask("does mistral 7b release its training data?", "polyglot")
    ask("ist llama open source?", "polyglot")
    assert ask("and its licence?", "polyglot").models[:1] == ("mistral-7b",)


def test_an_english_line_about_a_foreign_word_is_answered_in_english(ask: Asker) -> None:
    assert ask("Kimi K2 (月之暗面) is open weights").models[:1] == ("kimi-k2",)
