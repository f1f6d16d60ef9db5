"""Model cards as Hugging Face keeps them: a Markdown file with YAML in front. Only what stands in front is read."""

import re

from pydantic import Field

from bot.exchange.foreign import Cell, Foreign, Text, Texts, Told
from bot.records.models import ComponentName

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*\r?$(?P<body>.*)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(
    r"^#[ \t]+(?:model card (?:for|of)[ \t]+)?(?P<name>[^\n<>\[\]]+?)(?:[ \t]+model card)?[ \t]*\r?$",
    re.I | re.MULTILINE,
)
_PAPER = "arxiv:"


class CardEntry(Foreign):
    name: Text = ""


class CardFront(Foreign):
    """The front matter of a model card, as far as it tells of openness."""

    license: Texts = ()
    license_name: Text = ""
    model_name: Text = ""
    datasets: Texts = ()
    library_name: Text = ""
    tags: Texts = ()
    index: tuple[CardEntry, ...] = Field(default=(), alias="model-index")


def split_card(text: str) -> tuple[str, str] | None:
    """The front matter and the body of a card, or None if the text has no front matter."""
    match = _FRONT.match(text)
    return (match["front"], match["body"]) if match else None


def read_card(front: CardFront, body: str) -> Told:
    """What the front matter tells. The name may stand in the body's first heading; nothing else of it is read."""
    named = front.model_name or next((entry.name for entry in front.index if entry.name), "")
    heading = _HEADING.search(body)
    name = named or (heading["name"] if heading else "")
    terms, cells = " and ".join(front.license), _read_cells(front)
    licensed = f"The card's front matter gives the licence as {terms}." if terms else "The card names no licence."
    return Told(
        form="model-card",
        kind="maker",
        publisher="",
        title=f"Model card of {name}",
        says=" ".join([licensed, *(cell.note for cell in cells.values())]),
        name=name,
        cells=cells,
        license_name=front.license_name if terms in {"other", ""} else terms,
        license_place="license",
    )


def _read_cells(front: CardFront) -> dict[ComponentName, Cell]:
    cells: dict[ComponentName, Cell] = {}
    if front.datasets:
        named = ", ".join(front.datasets)
        note = f"The card names {named}; whether that is all of it, it does not tell."
        cells["training_data"] = Cell("partial", note, "datasets")
    if front.library_name:
        note = f"The card names the library {front.library_name} to run it with."
        cells["inference_code"] = Cell("yes", note, "library_name")
    papers = [tag.removeprefix(_PAPER) for tag in front.tags if tag.startswith(_PAPER)]
    if papers:
        cells["paper"] = Cell("yes", f"The card names arXiv {', '.join(papers)}.", "tags")
    return cells
