"""Verbs for those who share records: `export` and `import`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.config import Settings
from bot.errors import ExchangeError
from bot.verbs.hosting import export_reports
from bot.verbs.output import say, say_json

_FOLDER = Path("glassbox-models")


def export(arguments: argparse.Namespace, settings: Settings) -> int:
    """Reports and gaps of the database, or with `--models` the records of the bank."""
    if arguments.models:
        return _export_models(arguments, settings)
    if arguments.format or arguments.dest:
        raise ExchangeError("Only model records are written so: add --models; without it, reports are printed.")
    return export_reports(settings)


def _export_models(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.corpus.loading import load_bank  # noqa: PLC0415
    from bot.exchange.exporting import FORMATS, render_models  # noqa: PLC0415
    from bot.exchange.files import write_files  # noqa: PLC0415

    bank = load_bank(settings.knowledge)
    form, dest = arguments.format, arguments.dest
    if form in {"jsonl", "csv"}:
        ((name, text),) = render_models(bank, form).items()
        if dest is None:
            _print(form, text)
            return 0
        path = dest / name if dest.is_dir() else dest
        write_files(path.parent, {path.name: text})
        say(f"Wrote {len(bank.models)} records to {path}.")
        return 0
    folder = dest or _FOLDER
    for each in [form] if form else FORMATS:
        write_files(folder, render_models(bank, each))
    say(f"Wrote {len(bank.models)} records to {folder}.")
    return 0


def _print(form: str, text: str) -> None:
    if form == "csv":
        sys.stdout.write(text)
    else:
        for line in text.removesuffix("\n").split("\n"):
            say_json(line)


def import_record(arguments: argparse.Namespace, settings: Settings) -> int:
    """A foreign record as a draft, at a place where nothing stands yet."""
    from bot.corpus.loading import load_bank  # noqa: PLC0415
    from bot.exchange.files import name_draft, write_draft  # noqa: PLC0415
    from bot.exchange.importing import Named, import_file  # noqa: PLC0415
    from bot.exchange.judging import judge_drafts  # noqa: PLC0415

    today = datetime.now(tz=UTC).date().isoformat()
    bank = load_bank(settings.knowledge)
    draft = import_file(arguments.file, bank.licenses, today, Named(arguments.name, arguments.url))
    path = arguments.dest or name_draft(settings.knowledge, arguments.file, draft)
    write_draft(path, draft, arguments.file.name, today)
    say(f"Wrote the draft {path}.")
    judgement = judge_drafts(bank, [path])
    for line in (*judgement.faults, *judgement.remarks):
        say(str(line))
    return 0
