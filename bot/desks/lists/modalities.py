"""Reads by what they work with models are asked for: words, code, pictures, films, speech, music and so on."""

import re

from bot.desks.lists.left_out import leaves_out_next
from bot.records.models import Modality

_MODELS = r"(?:models?|ones|llms?|ais?|systems?|tools?|stuff)\b"
_MAKING = r"(?:generation|generating|gen|making|editing) "
_MAKE = r"(?:make|makes|making|generate|generates|generating|create|creates|creating|for)"


def _made(things: str, plural: str) -> str:
    """What models that make something are called by: 'image models', 'text-to-image', 'make pictures'."""
    return (
        rf"\b(?:{things})s?[ -](?:{_MAKING})?{_MODELS}|\btext[ -]to[ -](?:{things})\b|"
        rf"\b(?:{things})[ -](?:gen\b|generation\b|generators?\b)|\b{_MAKE} (?:{plural})\b"
    )


_MODALITIES: tuple[tuple[tuple[Modality, ...], str], ...] = (
    (("image",), _made("image|picture|photo", "images?|pictures?|pics|photos")),
    (("video",), _made("video|film", "videos?|films|clips")),
    (("3d",), _made("3d", "3d(?: \\w+)?")),
    (("music",), _made("music|song", "music|songs")),
    (("speech", "music"), _made("audio|sound", "audio|sounds?")),
    (
        ("speech",),
        (
            rf"\b(?:speech|voice|asr|tts|stt)[ -](?:{_MAKING}|cloning )?{_MODELS}|\b(?:asr|tts|stt)\b|\btranscri\w+|"
            r"\btext[ -]to[ -]speech\b|"
            r"\bspeech[ -]to[ -]text\b|\b(?:speech|voice)[ -](?:recognition|synthesis|cloning)\b|"
            r"\bfor (?:speech|voices?)\b"
        ),
    ),
    (("embedding",), r"\bembedd(?:ings?|ers?)\b"),
    (("robotics",), rf"\brobot(?:s|ics?)? {_MODELS}|\bvlas?\b|\bvision[ -]language[ -]action\b|\bfor robot(?:s|ics)\b"),
    (
        ("vision-language",),
        (
            rf"\bvision[ -]language(?![ -]action)\b|\bvlms?\b|\bmulti-?modal\b|\bvision {_MODELS}|"
            r"\b(?:see|read|understand|take|accept|handle)s? (?:images?|pictures?|photos?)\b|"
            r"\bimage (?:understanding|input)\b|"
            r"(?<=\bwith )vision\b|(?<=\bwithout )vision\b|(?<=\bno )vision\b|(?<=\bhave )vision\b|(?<=\bhas )vision\b|"
            r"\bvision (?:too|only|support|input|capab\w+)\b"
        ),
    ),
    (
        ("biology",),
        (
            rf"\b(?:proteins?|biology|dna|genom\w+)(?: (?:folding|design|structure|language))? {_MODELS}|"
            r"\bfor (?:proteins?|biology|dna|genom\w+)\b|\bprotein (?:folding|design)\b"
        ),
    ),
    (("forecasting",), rf"\btime[ -]series\b|\bforecasting {_MODELS}|\bfor forecasting\b"),
    (
        ("text",),
        (
            rf"(?<!to )(?<!to-)\btext(?:[ -]only)? {_MODELS}|\btext[ -]only\b|\bchat(?:bot)? (?:models?|ones|llms?)\b|"
            r"\b(?:only|just) (?:the |want )?(?:llms|(?:large )?language models)\b|"
            r"\b(?:llms|language models)(?: \w+)? only\b"
        ),
    ),
)
_PATTERNS = tuple((modalities, re.compile(pattern)) for modalities, pattern in _MODALITIES)
_CODE = re.compile(
    rf"\b(?:code|coding|programming)[ -](?:{_MAKING})?{_MODELS}|\b(?:code|coding)[ -](?:generation|assistants?)\b|"
    r"\b(?:for|at) (?:code|coding|programming)\b|\b(?:do|write)s? (?:code|coding)\b"
)
KIND_WORDS: dict[Modality, str] = {
    "text": "text llm llms chat language",
    "code": "code coding programming",
    "vision-language": "vision language multimodal vlm vlms",
    "image": "image images picture pictures photo photos generator generators",
    "video": "video videos film films clips",
    "3d": "3d",
    "speech": "speech audio voice voices sound sounds tts asr stt",
    "music": "music audio song songs sound sounds",
    "embedding": "embedding embeddings",
    "robotics": "robot robots robotics",
    "biology": "protein proteins biology dna",
    "forecasting": "forecasting time series",
}
"""The words by which people call what models work with."""

_KIND = (
    r"(?:image|picture|photo|video|film|3d|music|song|audio|sound|speech|voice|vision|text|code|coding|embedding|"
    r"robotics|multimodal)s?"
)
_SEVERAL = re.compile(rf"\b{_KIND}(?:(?:,? (?:and|or|nor|&) (?:the )?|, ?|/){_KIND}){{1,5}}(?= {_MODELS})")
"""Kinds that share the word behind the last of them: 'image and video ones'."""

_EACH = re.compile(rf"\b{_KIND}(?!\w)")


def _take_apart(lowered: str) -> tuple[str, ...]:
    """A line that names several kinds by one word, once with each of them: 'leave out the vision and audio stuff'."""
    several = _SEVERAL.search(lowered)
    if not several:
        return (lowered,)
    before, behind = lowered[: several.start()], lowered[several.end() :]
    return tuple(f"{before}{kind}{behind}" for kind in _EACH.findall(several.group()))


def read_modalities(lowered: str) -> tuple[tuple[Modality, ...], tuple[Modality, ...]]:
    """What the models that a lower-cased line asks for work with, any of these, and with what they do not: 'no image
    ones'; nothing where it does not say."""
    wanted: list[Modality] = []
    left_out: list[Modality] = []
    for line in _take_apart(lowered):
        for modalities, pattern in ((("code",), _CODE), *_PATTERNS):
            found = pattern.search(line)
            if found:
                (left_out if leaves_out_next(line[: found.start()]) else wanted).extend(modalities)
    return tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(left_out))


def blank_code(lowered: str) -> str:
    """The line without 'code models' or 'for coding', which speak of no code that is released."""
    return _CODE.sub(lambda found: " " * len(found.group()), lowered)
