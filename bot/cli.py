"""The verbs of the `glassbox` command, thin: each reads its arguments, calls one function and prints."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot import __version__
from bot.config import Settings, load_settings
from bot.errors import GlassboxError

Verb = Callable[[argparse.Namespace, Settings], int]


def main(arguments: list[str] | None = None) -> None:
    """Run one verb and leave with its exit code; an expected failure prints one sentence."""
    parsed = _build_parser().parse_args(arguments)
    try:
        code = parsed.verb(parsed, load_settings())
    except GlassboxError as error:
        sys.stderr.write(f"glassbox: {error}\n")
        code = error.exit_code
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="glassbox", description=_DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"glassbox {__version__}")
    parser.set_defaults(verb=_start)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    for name, verb, text, fill in _VERBS:
        sub = verbs.add_parser(name, help=text, description=text)
        sub.set_defaults(verb=verb)
        fill(sub)
    return parser


_DESCRIPTION = (
    "Checks claims about how open AI models are. Without a verb it builds what is missing and starts: "
    "on Discord if DISCORD_TOKEN is set, else in the terminal."
)


def _start(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import ensure_built  # noqa: PLC0415  (`--help` needs none of it)

    with _Bars() as bars:
        ensure_built(settings, bars)
    if settings.discord_token is not None and settings.discord_token.get_secret_value().strip():
        return _run(arguments, settings)
    _say(
        "No DISCORD_TOKEN is set, so Glassbox runs here in the terminal. To connect it to Discord, "
        "set DISCORD_TOKEN (README, 'Connect Discord'). Type a claim or a question; quit ends."
    )
    return _chat(arguments, settings)


def _run(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import run_discord, set_up_logging  # noqa: PLC0415

    set_up_logging(settings)
    run_discord(settings)
    return 0


def _chat(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import open_assistant  # noqa: PLC0415
    from bot.terminal import chat  # noqa: PLC0415

    with open_assistant(settings) as assistant:
        chat(assistant, sys.stdin, sys.stdout)
    return 0


def _ask(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import open_assistant  # noqa: PLC0415
    from bot.records.language import Utterance  # noqa: PLC0415
    from bot.terminal import answer_lines, write_answer  # noqa: PLC0415

    if not arguments.jsonl and arguments.text is None:
        raise GlassboxError('There is nothing to ask: write glassbox ask "TEXT", or use --jsonl.')
    with open_assistant(settings) as assistant:
        if arguments.jsonl:
            for answer in answer_lines(assistant, sys.stdin):
                sys.stdout.write(answer.model_dump_json() + "\n")
                sys.stdout.flush()
            return 0
        answer = assistant.answer_now(Utterance(text=arguments.text, depth=arguments.depth))
    _say(answer.model_dump_json(indent=2) if arguments.json else write_answer(answer))
    return 0


def _model(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "show_model", " ".join(arguments.name))


def _compare(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "compare_models", arguments.names)


def _spectrum(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "show_spectrum", " ".join(arguments.filter))


def _claims(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "list_claims", " ".join(arguments.about))


def _define(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "define", " ".join(arguments.term))


def _source(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "show_source", arguments.id)


def _look_up(arguments: argparse.Namespace, settings: Settings, method: str, typed: object) -> int:
    from bot.app import open_catalogue  # noqa: PLC0415
    from bot.terminal import write_answer  # noqa: PLC0415

    answer = getattr(open_catalogue(settings), method)(typed)
    _say(answer.model_dump_json(indent=2) if arguments.json else write_answer(answer))
    return 0


def _build(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.building import build  # noqa: PLC0415

    with _Bars() as bars:
        report = build(settings, bars)
    what = f"{report.entries} entries, {report.claims} claims, {report.models} models"
    _say(f"Built the index: {what}." if report.changed else f"Nothing changed: the index is up to date ({what}).")
    return 0


def _train(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.training.command import train  # noqa: PLC0415

    with _Bars() as bars:
        report = train(settings, bars)
    _say(f"Trained the recogniser on {report.lines} lines over {report.claims} claims. Now run `glassbox build`.")
    return 0


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.corpus.loading import inspect_knowledge  # noqa: PLC0415
    from bot.corpus.staleness import list_stale  # noqa: PLC0415

    bank, faults = inspect_knowledge(settings.knowledge)
    for fault in faults:
        _say(str(fault))
    if faults or bank is None:
        _say(f"{len(faults)} faults.")
        return 1
    counts = ", ".join(f"{len(getattr(bank, name))} {name}" for name in _COUNTED)
    _say(f"No faults. {counts}.")
    if arguments.stale:
        today = datetime.now(tz=UTC).date().isoformat()
        lines = list_stale(bank, today, settings.stale_months)
        _say("\n".join(lines) or f"Nothing is older than {settings.stale_months} months.")
    return 0


_COUNTED = ("sources", "claims", "models", "licenses", "definitions", "passages", "tables", "exemplars")


def _eval(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import open_assistant  # noqa: PLC0415
    from bot.evaluation import evaluate_files  # noqa: PLC0415

    with open_assistant(settings) as assistant:
        _say(evaluate_files(assistant, arguments.files))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


class _Bars:
    """Progress bars for the length of a block."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        from bot.terminal import ProgressBars  # noqa: PLC0415

        self._bars = ProgressBars()
        return self._bars

    def __exit__(self, *_: object) -> None:
        self._bars.close()


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer record as JSON")


def _words(name: str, count: str, text: str) -> Callable[[argparse.ArgumentParser], None]:
    def fill(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(name, nargs=count, help=text)
        _json(parser)

    return fill


def _ask_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", help="the claim or question")
    _json(parser)
    parser.add_argument("--depth", choices=("short", "standard", "deep"), default="standard", help="how much to say")
    parser.add_argument("--jsonl", action="store_true", help="read JSON lines, write one JSON answer a line")


def _source_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the id of a source, as citations name it")
    _json(parser)


def _eval_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, help="files of labelled questions, one JSON object a line")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stale", action="store_true", help="list what should be looked at again")


def _nothing(_parser: argparse.ArgumentParser) -> None:
    return


_VERBS: tuple[tuple[str, Verb, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("run", _run, "connect the bot to Discord; needs DISCORD_TOKEN", _nothing),
    ("chat", _chat, "talk to the same assistant in the terminal", _nothing),
    ("ask", _ask, "answer one claim or question", _ask_arguments),
    ("model", _model, "show a model's card", _words("name", "+", "the model's name")),
    ("compare", _compare, "compare two to four models", _words("names", "+", "the models' names")),
    ("spectrum", _spectrum, "show where models stand", _words("filter", "*", "for example: fully open")),
    ("claims", _claims, "list the claims with their verdicts", _words("about", "*", "a word to search for")),
    ("define", _define, "say what a term or licence means", _words("term", "+", "the term")),
    ("source", _source, "show a source and what rests on it", _source_arguments),
    ("build", _build, "embed the knowledge and write the index", _nothing),
    ("train", _train, "train the recogniser from the exemplars (about 20 minutes)", _nothing),
    ("check", _check, "check every knowledge file and the settings", _check_arguments),
    ("eval", _eval, "score labelled questions", _eval_arguments),
)
