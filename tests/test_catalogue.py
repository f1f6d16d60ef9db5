"""Looking up by name: the order of completion lists, filters that must all hold, names that are parts of others."""

import re

import pytest

from bot.catalogue import Catalogue
from bot.records.bank import Bank


@pytest.fixture(scope="module")
def catalogue(bank: Bank) -> Catalogue:
    return Catalogue(bank)


@pytest.mark.parametrize("typed", ["l", "ll", "gp", "mist", "olmo"])
def test_models_that_begin_as_typed_come_first(catalogue: Catalogue, bank: Bank, typed: str) -> None:
    names = {model.name: [model.name.casefold(), *map(str.casefold, model.aliases)] for model in bank.models}
    begins = [any(name.startswith(typed) for name in names[one]) for one in catalogue.suggest_models(typed)]
    assert begins[0]
    assert begins == sorted(begins, reverse=True)
    shown = [one.casefold().startswith(typed) for one in catalogue.suggest_models(typed)]
    assert shown == sorted(shown, reverse=True), "an alias that begins so comes behind the names that are shown"


def test_a_word_that_begins_as_typed_comes_before_one_that_holds_it(catalogue: Catalogue) -> None:
    """'Composition' holds osi too."""
    offered = catalogue.suggest_terms("osi")
    assert "OSI" in offered[0] or "Open Source" in offered[0]
    assert offered[-1] != offered[0]


def test_every_filter_of_the_spectrum_must_hold(catalogue: Catalogue, bank: Bank) -> None:
    answer = catalogue.show_spectrum("fully open", "open weights")
    assert answer.models == ()
    assert "fully open and are open weights" in answer.headline
    both = catalogue.show_spectrum("closed, open weights", "open weights", "", "Meta")
    assert both.models
    assert {bank.placement[model].tier for model in both.models} == {"open-weights"}
    assert {bank.model[model].developer for model in both.models} == {"Meta"}
    together = catalogue.show_spectrum("weights, training data")
    assert catalogue.show_spectrum("training data", "weights").models == together.models


def test_one_filter_that_is_not_understood_is_named(catalogue: Catalogue) -> None:
    answer = catalogue.show_spectrum("qwxz", "closed")
    assert answer.kind == "abstain"
    assert "qwxz" in answer.text


def test_every_maker_that_is_offered_finds_its_own_models(catalogue: Catalogue, bank: Bank) -> None:
    """Names hold each other's parts, and names of countries."""
    for maker in bank.developers:
        answer = catalogue.show_spectrum(maker)
        found = {bank.model[model].developer for model in answer.models}
        assert maker in found, maker
        strangers = {other for other in found - {maker} if maker.casefold() not in other.casefold()}
        assert strangers == set(), maker


@pytest.mark.parametrize(
    ("typed", "maker"),
    [("LINAGORA", "OpenLLM-France / LINAGORA"), ("nvidia", "Mistral AI / NVIDIA"), ("google", "Google DeepMind")],
)
def test_whoever_took_part_is_a_maker_too(catalogue: Catalogue, bank: Bank, typed: str, maker: str) -> None:
    assert maker in {bank.model[model].developer for model in catalogue.show_spectrum(typed).models}


def test_every_name_and_number_of_a_licence_finds_it(catalogue: Catalogue, bank: Bank) -> None:
    """A name that stands for a term as well is defined as the term."""
    terms = {name.casefold() for entry in bank.definitions for name in (entry.term, *entry.aliases)}
    for record in bank.licenses:
        for show in (catalogue.define, catalogue.show_license):
            shown = show(record.name).headline
            assert record.name.casefold() in terms or show(record.id).headline == shown, record.id


def test_a_licence_that_no_model_carries_is_a_filter_all_the_same(catalogue: Catalogue) -> None:
    answer = catalogue.show_spectrum("GPL")
    assert answer.models == ()
    assert "None of the" in answer.headline
    assert "General Public License" in answer.headline


@pytest.mark.parametrize(
    "typed", ["Llama Prompt Guard", "llama prompt guard 2", "llama prompt ops", "gemini code assist"]
)
def test_a_name_that_only_begins_like_a_line_of_models_is_none_of_them(catalogue: Catalogue, typed: str) -> None:
    answer = catalogue.show_model(typed)
    assert (answer.kind, answer.models) == ("abstain", ())
    assert typed in answer.text
    assert answer.suggestions


@pytest.mark.parametrize("typed", ["what about llama", "the newest llama please", "Llama license", "llama by meta"])
def test_a_line_of_models_is_found_among_everyday_words(catalogue: Catalogue, typed: str) -> None:
    assert catalogue.show_model(typed).models[0] == "llama-4"


def test_the_sources_of_a_publisher_are_listed(catalogue: Catalogue, bank: Bank) -> None:
    answer = catalogue.show_source("OSI")
    assert answer.kind == "table"
    assert len(answer.citations) > 1
    told = [f"{one.source} {one.title} {bank.source[one.source].publisher}".casefold() for one in answer.citations]
    assert all(re.search(r"\bosi\b", text) for text in told)  # 'repository' holds it too
    for citation in answer.citations:
        assert citation.source in answer.text
        assert catalogue.show_source(citation.source).citations[0].source == citation.source
    assert catalogue.show_source("qwxz").kind == "abstain"
    assert catalogue.show_source("").kind == "abstain"
