"""Writes the models of a bank as JSON Lines, as CSV and as the Model Openness Tool's YAML."""

import csv
import io
from typing import Literal, get_args

from bot.corpus.citing import list_model_facts
from bot.corpus.writing import write_yaml
from bot.exchange.forms import LicenseSummary, ModelLine, ModelRow
from bot.exchange.openness_tool import write_tool_record
from bot.records.bank import Bank
from bot.records.models import COMPONENTS, ModelRecord

Format = Literal["mot", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)

_APPROVED: dict[bool | None, Literal["yes", "no", "unknown"]] = {True: "yes", False: "no", None: "unknown"}


def render_models(bank: Bank, form: Format) -> dict[str, str]:
    """The text of each file by its name; `mot` gives one file a model under mot/, the others one file."""
    lines = list_lines(bank)
    if form == "jsonl":
        return {"models.jsonl": "".join(f"{line.model_dump_json()}\n" for line in lines)}
    if form == "csv":
        return {"models.csv": _write_table(tuple(_write_row(line) for line in lines))}
    return {
        f"mot/{line.id}.yml": write_yaml(write_tool_record(line).model_dump(mode="json", exclude_unset=True))
        for line in lines
    }


def list_lines(bank: Bank) -> tuple[ModelLine, ...]:
    """Every model of the bank with what is computed of it, in the bank's order."""
    return tuple(_write_line(bank, model) for model in bank.models)


def _write_line(bank: Bank, model: ModelRecord) -> ModelLine:
    placement, license_record = bank.placement[model.id], bank.license[model.license.id]
    cited = dict.fromkeys(cite.source for fact in list_model_facts(model) for cite in fact.cites)
    return ModelLine(
        **dict(model),
        license_terms=LicenseSummary(
            name=license_record.name,
            spdx=license_record.spdx,
            osi_approved=license_record.osi_approved,
            kind=license_record.kind,
        ),
        tier=placement.tier,
        tier_reason=placement.tier_reason,
        level=placement.level,
        level_reason=placement.level_reason,
        level_contested=placement.contested,
        sources=tuple(bank.source[source] for source in cited),
    )


def _write_row(line: ModelLine) -> ModelRow:
    cells: dict[str, object] = {name: value for name, value in dict(line).items() if name in ModelRow.model_fields}
    cells |= {name: line.components[name].value if name in line.components else "unknown" for name in COMPONENTS}
    cells |= {
        "level_contested": line.level_contested or "",
        "license": line.license.id,
        "license_name": line.license_terms.name,
        "license_spdx": line.license_terms.spdx or "",
        "license_kind": line.license_terms.kind,
        "osi_approved": _APPROVED[line.license_terms.osi_approved],
        "openness_class": line.openness_class.value,
        "as_of": max(line.license.as_of, *(component.as_of for component in line.components.values())),
        "sources": " ".join(dict.fromkeys(source.url or source.id for source in line.sources)),
    }
    return ModelRow.model_validate(cells)


def _write_table(rows: tuple[ModelRow, ...]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, fieldnames=list(ModelRow.model_fields), lineterminator="\n")
    table.writeheader()
    table.writerows(row.model_dump() for row in rows)
    return text.getvalue()
