"""The `glassbox` command: its verbs and their arguments; what the verbs do stands in bot/verbs."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from bot import __version__
from bot.config import Settings, load_settings
from bot.errors import GlassboxError
from bot.verbs import asking, exchange, hosting, knowledge
from bot.verbs.output import take_any_text

Verb = Callable[[argparse.Namespace, Settings], int]
Fill = Callable[[argparse.ArgumentParser], None]


def main(arguments: list[str] | None = None) -> None:
    """Run one verb and leave with its exit code; an expected failure prints one sentence."""
    take_any_text()
    parsed = _build_parser().parse_args(arguments)
    try:
        code = parsed.verb(parsed, load_settings())
        sys.stdout.flush()
    except GlassboxError as error:
        sys.stderr.write(f"glassbox: {error}\n")
        code = error.exit_code
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except OSError as error:
        where = f" at {error.filename}" if error.filename else ""
        sys.stderr.write(f"glassbox: The system refused to read or write{where} ({error.strerror}): check the disk.\n")
        code = 1
    sys.exit(code)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="glassbox", description=_DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"glassbox {__version__}")
    parser.set_defaults(verb=hosting.start)
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


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer record as JSON")


def _picture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--picture", type=Path, metavar="FILE", help="write the spectrum there too, as a PNG")


def _words(name: str, count: str, text: str, *, drawn: bool = False) -> Fill:
    def fill(parser: argparse.ArgumentParser) -> None:
        parser.add_argument(name, nargs=count, help=text)
        _json(parser)
        if drawn:
            _picture(parser)

    return fill


def _ask_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", help="the claim or question")
    _json(parser)
    parser.add_argument("--depth", choices=("short", "standard", "deep"), default="short", help="how much to say")
    parser.add_argument("--explain", action="store_true", help="show what the line may mean, and why the best won")
    parser.add_argument("--jsonl", action="store_true", help="read JSON lines, write one JSON answer a line")
    _picture(parser)


def _source_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the id of a source, as citations name it")
    _json(parser)


def _eval_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, help="files of labelled questions, one JSON object a line")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stale", action="store_true", help="list what should be looked at again")
    parser.add_argument("--built", action="store_true", help="check too whether the index fits, as a reload needs it")
    parser.add_argument("drafts", nargs="*", type=Path, help="drafts elsewhere than under knowledge/drafts")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--models", action="store_true", help="write the model records instead")
    parser.add_argument(
        "--format", choices=("mot", "jsonl", "csv"), help="one form alone: Model Openness Tool, JSON Lines or CSV"
    )
    place = "the folder to write to (glassbox-models), or with jsonl and csv a file; without one, those are printed"
    parser.add_argument("dest", nargs="?", type=Path, help=place)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    record = "a record of the Model Openness Tool or the European index, a model card, or exported JSON Lines"
    parser.add_argument("file", type=Path, help=record)
    parser.add_argument("dest", nargs="?", type=Path, help="the draft to write, if not under knowledge/drafts")
    parser.add_argument("--name", help="the model's name, where the file has none or another")
    parser.add_argument("--url", help="where the file stands in public, for its citation")


def _invite_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("application", nargs="?", type=int, help="the application's id, if there is no token yet")


def _file(text: str) -> Fill:
    def fill(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=text)

    return fill


def _train_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--heads", action="store_true", help="keep the encoder's tuned layers: half an hour")


def _nothing(_parser: argparse.ArgumentParser) -> None:
    return


_NAMES = "the models' names"
_FILTER = "for example: fully open"

_VERBS: tuple[tuple[str, Verb, str, Fill], ...] = (
    ("run", hosting.run, "connect the bot to Discord; needs DISCORD_TOKEN", _nothing),
    ("chat", asking.chat, "talk to the same assistant in the terminal", _nothing),
    ("ask", asking.ask, "answer one claim or question", _ask_arguments),
    ("model", asking.show_model, "show a model's card", _words("name", "+", "the model's name")),
    ("compare", asking.compare_models, "compare two to four models", _words("names", "+", _NAMES, drawn=True)),
    ("spectrum", asking.show_spectrum, "show where models stand", _words("filter", "*", _FILTER, drawn=True)),
    ("claims", asking.list_claims, "list the claims with their verdicts", _words("about", "*", "a word to search for")),
    ("define", asking.define, "say what a term or licence means", _words("term", "+", "the term")),
    ("source", asking.show_source, "show a source and what rests on it", _source_arguments),
    ("build", knowledge.build, "embed the knowledge and write the index", _nothing),
    ("train", knowledge.train, "train the recogniser and the judge from the lines (an hour or two)", _train_arguments),
    ("check", knowledge.check, "check every knowledge file and the settings", _check_arguments),
    ("eval", knowledge.evaluate, "score labelled questions", _eval_arguments),
    ("doctor", hosting.examine, "examine token, permissions, machine and index; say what to mend", _nothing),
    ("invite", hosting.invite, "print the links that add the bot to a server or an account", _invite_arguments),
    ("backup", hosting.back_up, "copy the database, also while the bot runs", _file("where to write the copy")),
    ("restore", hosting.restore, "put a copy in the place of the database", _file("a copy that `backup` wrote")),
    ("export", exchange.export, "print reports and gaps as JSON lines; --models: the model records", _export_arguments),
    ("import", exchange.import_record, "make a draft from somebody else's model record", _import_arguments),
)
