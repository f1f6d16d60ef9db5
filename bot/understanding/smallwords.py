"""Small words of other languages, for lines of names and borrowed words with one or two of them: "ist llama open
source?". No guess by letters is sure about so little.
"""

_SMALL: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "cs": "je není jsou opravdu nebo jaká a jako proč",
        "da": "er ikke hvad hvorfor virkelig eller og",
        "de": "ist sind nicht kein keine wirklich echt oder und auch doch warum was wie wer der das",
        "es": "es está son y el la los las realmente verdad qué cuál por quién más de no",
        "fi": "on onko ei ja vai oikeasti miksi mikä",
        "fr": "est sont pas et le la les un une vraiment ou où quoi quel quelle qui pourquoi c'est est-ce de",
        "hu": "nem és vagy egy valóban tényleg miért mi az",
        "id": "apakah tidak dan atau adalah benar-benar yang",
        "it": "è sono non e il lo la davvero veramente o che chi perché quale quanto di",
        "nl": "is niet een het echt geen en of wat waarom wie toch van de",
        "no": "er ikke hva hvorfor virkelig eller og",
        "pl": "jest czy nie są i lub naprawdę dlaczego co kto jaka to",
        "pt": "é são não e o a os as um uma mesmo realmente ou qual quem por quê que do da",
        "ro": "este nu sunt și sau cu adevărat de ce cine",
        "sv": "är inte och eller verkligen vad varför vem en ett",
        "tr": "mı mi mu mü değil ve gerçekten neden nedir ne kim bir",
        "vi": "là không có phải và gì ai",
    }.items()
}

SMALL_WORDS = frozenset().union(*_SMALL.values())
"""The small words of all of these languages, some of which are English words too."""


def find_by_small_words(words: frozenset[str], english: frozenset[str]) -> str | None:
    """The one language that has all of these words, as its ISO 639-1 code, where at least one of them is not English.

    Written in lower case; None where two languages have them all, or none has.
    """
    if not words - english:
        return None
    fitting = [language for language, small in _SMALL.items() if words <= small]
    return fitting[0] if len(fitting) == 1 else None
