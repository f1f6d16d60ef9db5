"""Verbs for people with a question: `chat`, `ask` and the look-ups."""

import argparse
import sys

from bot.config import Settings
from bot.errors import GlassboxError
from bot.verbs.output import say, say_json


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
    from bot.terminal import answer_lines, write_answer  # noqa: PLC0415

    if not arguments.jsonl and arguments.text is None:
        raise GlassboxError('There is nothing to ask: write glassbox ask "TEXT", or use --jsonl.')
    with open_assistant(settings) as assistant:
        if arguments.jsonl:
            for answer in answer_lines(assistant, sys.stdin):
                say_json(answer.model_dump_json())
                sys.stdout.flush()
            return 0
        if arguments.explain:
            say(explain(assistant.judge(arguments.text)))
            return 0
        answer = assistant.answer_now(Utterance(text=arguments.text, depth=arguments.depth))
    if arguments.json:
        say_json(answer.model_dump_json(indent=2))
    else:
        say(write_answer(answer))
    return 0


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
    from bot.terminal import write_answer  # noqa: PLC0415

    answer = getattr(open_catalogue(settings), method)(typed)
    if arguments.json:
        say_json(answer.model_dump_json(indent=2))
    else:
        say(write_answer(answer))
    return 0
