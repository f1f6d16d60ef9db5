"""Verbs for those who work on the knowledge: `build`, `train`, `check` and `eval`."""

import argparse
from datetime import UTC, datetime

from bot.config import Settings
from bot.records.bank import Bank
from bot.verbs.output import Bars, say


def build(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.building import build as build_all  # noqa: PLC0415

    with Bars() as bars:
        report = build_all(settings, bars)
    what = f"{report.entries} entries, {report.claims} claims, {report.models} models"
    say(f"Built the index: {what}." if report.changed else f"Nothing changed: the index is up to date ({what}).")
    return 0


def train(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.training.command import train as train_all  # noqa: PLC0415

    with Bars() as bars:
        report = train_all(settings, bars, heads_only=arguments.heads)
    say(f"Trained on {report.lines} lines over {report.topics} topics. Recogniser, judge and index are written.")
    return 0


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.corpus.loading import inspect_knowledge  # noqa: PLC0415
    from bot.exchange.judging import Judgement, judge_drafts, list_drafts  # noqa: PLC0415

    bank, faults = inspect_knowledge(settings.knowledge)
    drafts = dict.fromkeys([*list_drafts(settings.knowledge), *arguments.drafts])
    judgement = judge_drafts(bank, drafts) if bank else Judgement((), ())
    for fault in (*faults, *judgement.faults):
        say(str(fault))
    for remark in judgement.remarks:
        say(remark)
    if faults or judgement.faults or bank is None:
        say(f"{len(faults) + len(judgement.faults)} faults.")
        return 1
    counts = ", ".join(f"{len(getattr(bank, name))} {name}" for name in _COUNTED)
    say(f"No faults. {counts}, {len(judgement.remarks)} drafts.")
    say(_share_citations(bank))
    _check_more(arguments, settings, bank)
    return 0


def _share_citations(bank: Bank) -> str:
    """'7,448 citations: maker 56.1 %, index 19.2 %, ...', the kinds by their share."""
    from bot.corpus.citing import count_citations  # noqa: PLC0415

    counts = count_citations(bank)
    shares = ", ".join(f"{kind} {100 * count / counts.total():.1f} %" for kind, count in counts.most_common())
    return f"{counts.total():,} citations: {shares}."


def _check_more(arguments: argparse.Namespace, settings: Settings, bank: Bank) -> None:
    """What is examined on demand: whether the index fits, and what has grown old."""
    if arguments.built:
        from bot.building import verify_built  # noqa: PLC0415

        verify_built(settings)
        say("The index fits.")
    if arguments.stale:
        from bot.corpus.staleness import list_stale  # noqa: PLC0415

        today = datetime.now(tz=UTC).date().isoformat()
        lines = list_stale(bank, today, settings.stale_months)
        say("\n".join(lines) or f"Nothing is older than {settings.stale_months} months.")


_COUNTED = ("sources", "claims", "models", "licenses", "definitions", "passages", "tables")


def evaluate(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import open_assistant  # noqa: PLC0415
    from bot.evaluation import evaluate_files  # noqa: PLC0415

    with open_assistant(settings) as assistant:
        say(evaluate_files(assistant, arguments.files))
    return 0
