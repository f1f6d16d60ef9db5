"""Verbs for people with a question: `chat`, `ask` and the look-ups."""

import argparse
import sys

from bot.config import Settings
from bot.errors import GlassboxError
from bot.records.answers import Answer
from bot.verbs.output import read_json_lines, say, say_json


def chat(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import open_assistant  # noqa: PLC0415
    from bot.terminal import chat as converse  # noqa: PLC0415

    with open_assistant(settings) as assistant:
        converse(assistant, sys.stdin, sys.stdout)
    return 0


def ask(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import open_assistant  # noqa: PLC0415
    from bot.judge.explaining import explain  # noqa: PLC0415
    from bot.records.language import Utterance  # noqa: PLC0415
    from bot.terminal import answer_lines  # noqa: PLC0415

    if not arguments.jsonl and arguments.text is None:
        raise GlassboxError('There is nothing to ask: write glassbox ask "TEXT", or use --jsonl.')
    if arguments.picture and (arguments.jsonl or arguments.explain):
        raise GlassboxError("A picture shows one answer: leave out --picture, or --jsonl and --explain.")
    with open_assistant(settings) as assistant:
        if arguments.jsonl:
            for answer in answer_lines(assistant, read_json_lines()):
                say_json(answer.model_dump_json())
                sys.stdout.flush()
            return 0
        if arguments.explain:
            whole, *parts = assistant.judge(arguments.text)
            say(explain((assistant.reconsider(whole), *parts)))
            return 0
        answer = assistant.answer_now(Utterance(text=arguments.text, depth=arguments.depth))
    return _show(arguments, answer)


def show_model(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "show_model", " ".join(arguments.name))


def compare_models(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "compare_models", arguments.names)


def show_spectrum(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "show_spectrum", " ".join(arguments.filter))


def list_claims(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "list_claims", " ".join(arguments.about))


def define(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "define", " ".join(arguments.term))


def show_source(arguments: argparse.Namespace, settings: Settings) -> int:
    return _look_up(arguments, settings, "show_source", arguments.id)


def _look_up(arguments: argparse.Namespace, settings: Settings, method: str, typed: object) -> int:
    from bot.app import open_catalogue  # noqa: PLC0415

    return _show(arguments, getattr(open_catalogue(settings), method)(typed))


def _show(arguments: argparse.Namespace, answer: Answer) -> int:
    """Print an answer, and write its picture where one is wanted."""
    from bot.terminal import write_answer  # noqa: PLC0415
    from bot.verbs.drawing import write_picture  # noqa: PLC0415

    if arguments.json:
        say_json(answer.model_dump_json(indent=2))
    else:
        say(write_answer(answer))
    if getattr(arguments, "picture", None):
        write_picture(answer, arguments.picture)
    return 0
