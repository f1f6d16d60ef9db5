"""Which lines are told to be foreign: those of other languages nearly always, English ones never."""

import json

import pytest

from bot.judge.foreign import decide_language
from bot.records.bank import Bank
from bot.understanding.languages import UNKNOWN, LanguageReader
from bot.understanding.names import NameFinder
from bot.understanding.text import normalise
from tests.conftest import ROOT

_LINES = {
    "de": ["Wem gehört eigentlich Mistral?", "das modell ist doch nur halb offen", "Gibt's Qwen auch ohne Zensur?"],
    "fr": ["peut-on avoir deepseek à la maison", "Personne ne sait comment Llama est entraîné", "c'est bien gratuit"],
    "es": ["se puede descargar deepseek en casa", "Nadie sabe con qué se entrenó Llama", "eso es gratis para todos"],
    "pt": ["dá para baixar o deepseek em casa?", "Ninguém sabe com que dados o Llama foi treinado", "isso é de graça"],
    "it": ["si può scaricare deepseek a casa?", "Nessuno sa come hanno addestrato Llama", "ma è gratis sul serio"],
    "nl": ["kan ik deepseek gewoon thuis draaien?", "Niemand weet waarmee Llama getraind is", "dat kost toch niets"],
    "pl": ["czy mogę pobrać deepseek na swój komputer", "Nikt nie wie, na czym trenowano Llamę", "to jest za darmo"],
    "ru": ["можно ли скачать deepseek домой", "Никто не знает, на чём обучали Llama", "это бесплатно"],
    "tr": ["deepseek evde çalışır mı", "Llama'nın neyle eğitildiğini kimse bilmiyor", "bu gerçekten bedava mı"],
    "ar": ["هل يمكن تشغيل deepseek في البيت", "لا أحد يعرف كيف تم تدريب Llama", "هذا مجاني"],
    "hi": ["क्या deepseek घर पर चल सकता है", "कोई नहीं जानता कि Llama को किस पर प्रशिक्षित किया गया", "यह मुफ्त है"],
    "zh": ["deepseek 可以在家里运行吗", "没有人知道Llama是用什么训练的", "这是免费的"],
    "ja": ["deepseekは家で動かせますか", "Llamaが何で訓練されたか誰も知らない", "これは無料です"],
    "ko": ["deepseek을 집에서 돌릴 수 있나요", "Llama가 무엇으로 훈련되었는지 아무도 모른다", "이건 무료야"],
    "uk": ["чи можна запустити deepseek вдома і без інтернету", "Ніхто не знає, на чому навчали Llama"],
    "sv": ["Ingen vet vad Llama är tränad på", "går det att köra deepseek hemma"],
    "cs": ["Nikdo neví, na čem byla Llama natrénována"],
    "el": ["Κανείς δεν ξέρει με τι εκπαιδεύτηκε το Llama"],
    "fa": ["هیچ‌کس نمی‌داند Llama با چه چیزی آموزش دیده است"],
    "vi": ["Không ai biết Llama được huấn luyện bằng gì"],
}  # fmt: skip


@pytest.fixture(scope="module")
def reader(bank: Bank) -> LanguageReader:
    return LanguageReader(NameFinder(bank))


@pytest.mark.parametrize("language", _LINES)
def test_foreign_lines_are_recognised(reader: LanguageReader, language: str) -> None:
    found = {line: decide_language(reader.read(normalise(line))) for line in _LINES[language]}
    assert found == dict.fromkeys(_LINES[language], language)


@pytest.mark.parametrize(
    "line",
    [
        *("bonjour", "hola amigo", "merci beaucoup", "grazie mille bot", "ciao bella", "au revoir", "obrigado!!"),
        *("tulu 3 vs vanilla llama 3.1", "vs llama 4", "so llama license?", "deepseek v4", "o3?", "yi 1.5"),
        *("C'est la vie, llama is closed", "open ai is overpriced", "nous hermes 3 open source?", "gg ez"),
        *("ramadan mubarak everybody", "frank nagle open models", "die llama die", "Mistral Large 2"),
        *("llama = oss, no debate", "Clément Delangue, what is his view?", "codstral for biznis no go", "is phi8 mit"),
        *("lmstudio-community/Pallas-Mini-GGUF", "Apertus EPFL ETH", "what does ouvert mean", "sudo apt install foo"),
    ],
)
def test_english_lines_with_foreign_looks_are_english(reader: LanguageReader, line: str) -> None:
    assert decide_language(reader.read(normalise(line))) is None


def test_of_many_lines_that_people_typed_only_the_foreign_ones_are_foreign(reader: LanguageReader) -> None:
    folder = ROOT / "knowledge" / "lines" / "development"
    piles = [file.read_text(encoding="utf-8").splitlines() for file in folder.glob("*.jsonl")]
    texts = [json.loads(line).get("text") for pile in piles for line in pile]
    lines = [normalise(text) for text in texts if isinstance(text, str)]
    assert len(lines) > 1500
    assert {line for line in lines if decide_language(reader.read(line))} == {
        "sprichst du auch deutsch?",
        "sprichst du auch deutsch, bot?",
        "Sprichst du Deutsch?",
        "merci beaucoup bot",
        "kannst du auch auf Deutsch antworten?",
        "hy3 apache, ja oder nein?",
        "sprichst du deutsch?",
        "c'est quoi Baguettotron",
        "Ich suche was über Occiglot 7B EU5",
        "Viking 33B von silo, was weißt du",
    }


def test_letters_of_a_neighbour_are_not_taken_for_those_of_a_known_language(reader: LanguageReader) -> None:
    assert decide_language(reader.read("چھوٹے ماڈل کیا واقعی مفت ہیں اور کون بناتا ہے")) == UNKNOWN
    assert decide_language(reader.read("სად არის llama")) == UNKNOWN
