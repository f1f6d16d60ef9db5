"""Reads the countries that a line names: where somebody comes from, not where a licence does not hold."""

import re

from bot.replies.countries import EUROPE
from bot.understanding.text import find_whole

_WORDS_OF_PLACES: dict[str, tuple[str, ...]] = {
    "Australia": ("australian", "australia"), "Austria": ("austrian", "austria", "vienna"),
    "Brazil": ("brazilian", "brazil"), "Canada": ("canadian", "canada"), "China": ("chinese", "china"),
    "Denmark": ("danish", "denmark"), "Finland": ("finnish", "finland"), "France": ("french", "france", "paris"),
    "Germany": ("german", "germany", "berlin", "munich"), "India": ("indian", "india"),
    "Israel": ("israeli", "israel"), "Italy": ("italian", "italy", "rome"), "Japan": ("japanese", "japan"),
    "Latvia": ("latvian", "latvia"), "Netherlands": ("dutch", "netherlands", "amsterdam"),
    "Norway": ("norwegian", "norway"), "Poland": ("polish", "poland", "warsaw"),
    "Portugal": ("portuguese", "portugal"), "Russia": ("russian", "russia"), "Saudi Arabia": ("saudi", "saudis"),
    "Singapore": ("singaporean", "singapore"), "South Korea": ("korean", "korea"),
    "Spain": ("spanish", "spain", "madrid"), "Sweden": ("swedish", "sweden"),
    "Switzerland": ("swiss", "switzerland", "zurich"), "Turkey": ("turkish", "turkey"),
    "UAE": ("emirati", "emirates", "uae", "abu dhabi"), "UK": ("british", "britain", "uk", "england", "london"),
    "US": (
        "american", "america", "usa", "u.s.", "united states", "texas", "california", "the us", "the states",
        "us models", "us ones", "us only", "us labs", "us companies", "us-based", "us based", "us-made",
    ),
}  # fmt: skip
PLACE_WORDS = (*(word for words in _WORDS_OF_PLACES.values() for word in words), "european", "europe")
"""Words that name where somebody comes from."""

_COUNTRIES = {word: country for country, words in _WORDS_OF_PLACES.items() for word in words}
LEAVES_OUT = re.compile(
    r"\b(?:exclud\w+|exclusions?|bar(?:s|red)|ban(?:s|ned)|forbid(?:s|den)?|block(?:s|ed|ing)|geo-?(?:block|fenc)\w*|"
    r"(?:leav|shut|lock|keep|rul)\w*(?: \w+){0,3} out|(?:not|n't) (?:\w+ )?(?:valid|usable|allowed|licen[cs]ed) in)\b"
)
"""Words by which a licence leaves out a place."""

_EUROPE = re.compile(
    r"\b(europeans?|europe|eu)\b(?! (?:open source ai index|ai act|act|law|code|commission|rules?|regulat\w+))"
)
_ONES = re.compile(
    r"\b(?:leav(?:e|ing) out|exclud(?:e|ing)) (?:the |any |all |those )?(?:\w+ ){1,2}"
    r"(?:ones|models?|labs?|stuff|makers?|companies)\b|\bexcluding \w+(?: ones)?\W*$"
)
"""Words by which who asks leaves models out of a list, as no licence does: 'leave out the chinese ones'."""


def read_countries(lowered: str) -> tuple[str, ...]:
    """Countries of makers, all of Europe's where it is named; those that a licence leaves out are none."""
    places = read_places(lowered)
    return EUROPE if "Europe" in places else places


def read_places(lowered: str) -> tuple[str, ...]:
    """Countries and Europe as a lower-cased line names them; those that a licence leaves out are none."""
    if LEAVES_OUT.search(lowered) and not _ONES.search(lowered):
        return ()
    named = dict.fromkeys(name for word, name in _COUNTRIES.items() if find_whole(word, lowered))
    return (*named, *(["Europe"] if _EUROPE.search(lowered) else []))
