"""What is said to those who write another language than English: a sentence of their own, that English is what is read.

Each language, by its ISO 639-1 code, has two sentences: one for a line of which nothing is made out, and one that ends
with the nearest thing that the bank holds. Where letters are not Latin, "English" stands beside the word for it, so
that those who help out see what is meant.
"""

from typing import NamedTuple

from bot.records.answers import Answer, AnswerKind
from bot.records.base import Slug
from bot.replies.plain import say_plainly


class _Sentences(NamedTuple):
    """What is said where nothing is near, and the beginning of what is said where something "
    "is, with its last sign."""

    alone: str
    offering: str
    stop: str = "."


_ENGLISH = _Sentences(
    "I read English: write a claim about open or closed AI models, or the name of a model.",
    "I read English; the nearest I have:",
)

SENTENCES: dict[str, _Sentences] = {
    "ar": _Sentences(
        "أقرأ الإنجليزية (English) فقط: اكتب بالإنجليزية ادعاءً عن نماذج الذكاء الاصطناعي المفتوحة "
        "أو المغلقة، أو اسم نموذج.",
        "أقرأ الإنجليزية (English) فقط؛ أقرب ما لديّ:",
    ),
    "bg": _Sentences(
        "Чета само на английски (English): напишете на английски твърдение за отворени или затворени модели на ИИ "
        "или името на модел.",
        "Чета само на английски (English); най-близкото, което имам:",
    ),
    "cs": _Sentences(
        "Čtu jen anglicky: napište anglicky tvrzení o otevřených nebo uzavřených modelech AI, nebo název modelu.",
        "Čtu jen anglicky; nejblíže tomu mám:",
    ),
    "da": _Sentences(
        "Jeg læser kun engelsk: skriv på engelsk en påstand om åbne eller lukkede AI-modeller, "
        "eller navnet på en model.",
        "Jeg læser kun engelsk; det nærmeste, jeg har:",
    ),
    "de": _Sentences(
        "Ich lese nur Englisch: Schreib auf Englisch eine Behauptung über offene oder geschlossene "
        "KI-Modelle oder den Namen eines Modells.",
        "Ich lese nur Englisch; das Nächstliegende, das ich habe:",
    ),
    "el": _Sentences(
        "Διαβάζω μόνο αγγλικά (English): γράψτε στα αγγλικά έναν ισχυρισμό για ανοιχτά ή κλειστά μοντέλα τεχνητής "
        "νοημοσύνης ή το όνομα ενός μοντέλου.",
        "Διαβάζω μόνο αγγλικά (English)· το πιο κοντινό που έχω:",
    ),
    "es": _Sentences(
        "Solo leo inglés: escribe en inglés una afirmación sobre modelos de IA abiertos o "
        "cerrados, o el nombre de un modelo.",
        "Solo leo inglés; lo más cercano que tengo:",
    ),
    "fa": _Sentences(
        "من فقط انگلیسی (English) می‌خوانم: ادعایی دربارهٔ مدل‌های باز یا بستهٔ هوش مصنوعی یا نام "
        "یک مدل را به انگلیسی بنویسید.",
        "من فقط انگلیسی (English) می‌خوانم؛ نزدیک‌ترین چیزی که دارم:",
    ),
    "fi": _Sentences(
        "Luen vain englantia: kirjoita englanniksi väite avoimista tai suljetuista tekoälymalleista tai mallin nimi.",
        "Luen vain englantia; lähin asia, joka minulla on:",
    ),
    "fr": _Sentences(
        "Je ne lis que l'anglais : écrivez en anglais une affirmation sur les modèles d'IA ouverts "
        "ou fermés, ou le nom d'un modèle.",
        "Je ne lis que l'anglais ; ce que j'ai de plus proche :",
    ),
    "he": _Sentences(
        "אני קורא אנגלית (English) בלבד: כתבו באנגלית טענה על מודלי בינה מלאכותית פתוחים או סגורים, או שם של מודל.",
        "אני קורא אנגלית (English) בלבד; הדבר הקרוב ביותר שיש לי:",
    ),
    "hi": _Sentences(
        "मैं केवल अंग्रेज़ी (English) पढ़ता हूँ: खुले या बंद AI मॉडलों के बारे में कोई दावा या किसी मॉडल का नाम अंग्रेज़ी में लिखें।",
        "मैं केवल अंग्रेज़ी (English) पढ़ता हूँ; मेरे पास सबसे नज़दीकी चीज़ यह है:",
        "।",
    ),
    "hu": _Sentences(
        "Csak angolul olvasok: írjon angolul egy állítást nyílt vagy zárt MI-modellekről, vagy egy modell nevét.",
        "Csak angolul olvasok; a legközelebbi, amim van:",
    ),
    "id": _Sentences(
        "Saya hanya membaca bahasa Inggris: tulis dalam bahasa Inggris sebuah klaim tentang model AI terbuka atau "
        "tertutup, atau nama sebuah model.",
        "Saya hanya membaca bahasa Inggris; yang terdekat yang saya punya:",
    ),
    "it": _Sentences(
        "Leggo solo l'inglese: scrivi in inglese un'affermazione sui modelli di IA aperti o "
        "chiusi, oppure il nome di un modello.",
        "Leggo solo l'inglese; la cosa più vicina che ho:",
    ),
    "ja": _Sentences(
        "英語（English）しか読めませんので、オープンまたはクローズドなAIモデルについての主張か、モデルの名前を英語で書いてください。",
        "英語（English）しか読めませんが、手元で一番近いものはこれです：",
        "。",
    ),
    "ko": _Sentences(
        "저는 영어(English)만 읽으니, 개방형 또는 폐쇄형 AI 모델에 대한 주장이나 모델 이름을 영어로 써 주세요.",
        "저는 영어(English)만 읽으며, 제가 가진 가장 가까운 것은 다음과 같습니다:",
    ),
    "nl": _Sentences(
        "Ik lees alleen Engels: schrijf in het Engels een bewering over open of gesloten "
        "AI-modellen, of de naam van een model.",
        "Ik lees alleen Engels; het dichtstbijzijnde dat ik heb:",
    ),
    "no": _Sentences(
        "Jeg leser bare engelsk: skriv på engelsk en påstand om åpne eller lukkede KI-modeller, eller navnet på en "
        "modell.",
        "Jeg leser bare engelsk; det nærmeste jeg har:",
    ),
    "pl": _Sentences(
        "Czytam tylko po angielsku: napisz po angielsku twierdzenie o otwartych lub zamkniętych "
        "modelach AI albo nazwę modelu.",
        "Czytam tylko po angielsku; najbliższe, co mam:",
    ),
    "pt": _Sentences(
        "Só leio inglês: escreva em inglês uma afirmação sobre modelos de IA abertos ou fechados, "
        "ou o nome de um modelo.",
        "Só leio inglês; o mais próximo que tenho:",
    ),
    "ro": _Sentences(
        "Citesc doar în engleză: scrieți în engleză o afirmație despre modele de IA deschise sau "
        "închise ori numele unui model.",
        "Citesc doar în engleză; cel mai apropiat lucru pe care îl am:",
    ),
    "ru": _Sentences(
        "Я читаю только по-английски (English): напишите по-английски утверждение об открытых или "
        "закрытых моделях ИИ либо название модели.",
        "Я читаю только по-английски (English); самое близкое, что у меня есть:",
    ),
    "sv": _Sentences(
        "Jag läser bara engelska: skriv på engelska ett påstående om öppna eller slutna "
        "AI-modeller, eller namnet på en modell.",
        "Jag läser bara engelska; det närmaste jag har:",
    ),
    "th": _Sentences(
        "ฉันอ่านได้เฉพาะภาษาอังกฤษ (English) โปรดเขียนข้อความเกี่ยวกับโมเดล AI แบบเปิดหรือแบบปิด หรือชื่อของโมเดล เป็นภาษาอังกฤษ",
        "ฉันอ่านได้เฉพาะภาษาอังกฤษ (English) สิ่งที่ใกล้เคียงที่สุดที่ฉันมีคือ",
        "",
    ),
    "tr": _Sentences(
        "Yalnızca İngilizce okuyorum: açık ya da kapalı yapay zekâ modelleri hakkında bir iddiayı "
        "ya da bir modelin adını İngilizce yazın.",
        "Yalnızca İngilizce okuyorum; elimdeki en yakın şey:",
    ),
    "uk": _Sentences(
        "Я читаю лише англійською (English): напишіть англійською твердження про відкриті чи закриті моделі ШІ або "
        "назву моделі.",
        "Я читаю лише англійською (English); найближче, що я маю:",
    ),
    "vi": _Sentences(
        "Tôi chỉ đọc tiếng Anh: hãy viết bằng tiếng Anh một nhận định về các mô hình AI mở hoặc "
        "đóng, hoặc tên một mô hình.",
        "Tôi chỉ đọc tiếng Anh; điều gần nhất tôi có:",
    ),
    "zh": _Sentences(
        "我只读英语（English）：请用英语写一个关于开放或封闭 AI 模型的说法，或者一个模型的名称。",
        "我只读英语（English），我这里最接近的是：",
        "。",
    ),
}


def compose_foreign(
    query: str, language: str, nearest: tuple[str, ...], confidence: float, models: tuple[Slug, ...] = ()
) -> Answer:
    """One sentence in the language of the line, or in English for a language that has none here, with what is near.
    `models` are those that the line names."""
    sentences = SENTENCES.get(language, _ENGLISH)
    offer = f"{sentences.offering} {'; '.join(nearest)}{sentences.stop}"
    kind: AnswerKind = "clarify" if nearest else "abstain"
    line = offer if nearest else sentences.alone
    fields = {"suggestions": nearest, "models": models, "offers": bool(nearest)}
    return say_plainly(kind, query, line, confidence=confidence, **fields)
