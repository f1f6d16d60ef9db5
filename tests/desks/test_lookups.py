"""The desks of models, comparisons, terms, people, passages, tables and lists: what they find in a line."""

import pytest

from bot.catalogue import Catalogue
from bot.desks.comparisons import ComparisonsDesk
from bot.desks.lists.desk import ListsDesk
from bot.desks.lists.labs import LabsDesk
from bot.desks.models import ModelsDesk
from bot.desks.passages import PassagesDesk
from bot.desks.people import PeopleDesk
from bot.desks.tables.desk import TablesDesk
from bot.desks.terms import TermsDesk
from bot.desks.unheld import UnheldDesk
from bot.records.bank import Bank
from bot.records.focus import Subject, move_focus
from bot.records.questions import ModelFilter, Ranking, StatementQuestion
from bot.replies.statements import compose_statement
from tests.desks.proposing import after_comparison, after_list, after_model, list_keys, propose
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def models(bank: Bank) -> ModelsDesk:
    return ModelsDesk(bank)


@pytest.fixture(scope="module")
def unheld(bank: Bank) -> UnheldDesk:
    return UnheldDesk(bank, Catalogue(bank).names)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("mistral 7b", "mistral-7b/"),
        ("what licence is mistral 7b under?", "mistral-7b/license"),
        ("does olmo 3 release its training data?", "olmo-3/training_data"),
        ("how big is mixtral 8x7b", "mixtral-8x7b/parameters"),
        ("who made pythia", "pythia/developer"),
        ("where is apertus from", "apertus/country"),
        ("when was bert released", "bert/released"),
        ("gemma", "gemma/"),
    ],
)
def test_cards_of_models_whole_and_by_part(mind: FakeMind, models: ModelsDesk, text: str, key: str) -> None:
    assert key in list_keys(propose(mind, models, text))


def test_the_model_just_spoken_of_is_meant_where_none_is_named(mind: FakeMind, models: ModelsDesk, bank: Bank) -> None:
    assert propose(mind, models, "and its licence?") == []
    candidates = propose(mind, models, "and its licence?", after_model(bank))
    assert "mistral-7b/license" in list_keys(candidates)
    assert all(one.clues.filled for one in candidates)
    named = propose(mind, models, "and the licence of pythia?", after_model(bank))
    assert all(one.about == ("pythia",) for one in named)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("llama 3.1 406b", "llama 3.1 406b"),
        ("is qwxz 9b open?", "qwxz 9b"),
        ("gpt-7", "gpt-7"),
        ("cyberdolphin-nine:33b", "cyberdolphin-nine:33b"),
        ("m-a-p/neo_7b_instruct_v0.1", "m-a-p/neo_7b_instruct_v0.1"),
        ("did the BrackenLM people publish their corpus", "BrackenLM"),
        ("who makes zorblax", "zorblax"),
        ("stable cascade pls", "stable cascade"),
        ("could you put Kestrel-12B next to Olmo 3 for me", "Kestrel-12B"),
    ],
)
def test_an_unknown_name_is_refused_and_not_bent(mind: FakeMind, unheld: UnheldDesk, text: str, name: str) -> None:
    first = propose(mind, unheld, text)[0]
    assert first.key == f"unknown/{name}"
    answer = first.compose(0.9, "short")
    assert answer.kind == "abstain"
    assert f'no model called "{name}"' in answer.text


@pytest.mark.parametrize("text", ["mistral 7b", "is olmo open source", "is it open source and/or not"])
def test_words_of_the_bank_are_no_unknown_names(mind: FakeMind, unheld: UnheldDesk, text: str) -> None:
    assert not propose(mind, unheld, text)


def test_a_name_too_short_to_guess_asks(mind: FakeMind, models: ModelsDesk) -> None:
    answer = propose(mind, models, "k2")[0].compose(0.9, "short")
    assert answer.kind == "clarify"
    assert {"kimi-k2", "k2-65b"} <= set(answer.models)


def test_models_of_a_line_are_set_side_by_side(mind: FakeMind, bank: Bank) -> None:
    desk = ComparisonsDesk(bank)
    (named,) = propose(mind, desk, "compare olmo 3, mistral 7b and gpt-4o")
    assert named.about == ("olmo-3", "mistral-7b", "gpt-4o")
    assert named.compose(0.9, "short").kind == "comparison"
    (with_last,) = propose(mind, desk, "compared to pythia?", after_model(bank))
    assert with_last.about == ("mistral-7b", "pythia")
    assert propose(mind, desk, "pythia") == []
    (terms,) = propose(mind, desk, "what's the difference between open weights and openwashing?")
    assert terms.compose(0.9, "short").kind == "definition"


def test_the_two_are_those_spoken_of_one_after_the_other(mind: FakeMind, bank: Bank) -> None:
    family = bank.family["kimi"].members
    first = after_model(bank, "llama-3-1")
    question = StatementQuestion(predicate="open-source", subjects=tuple(family), names="Kimi", stance="asks")
    answer = compose_statement(bank, "and kimi?", question, 0.9, "short")
    focus = move_focus(first, "and kimi?", answer, Subject(models=tuple(family), statement=question))
    pairs = [set(one.about) for one in propose(mind, ComparisonsDesk(bank), "which of the two is better", focus)]
    assert {first.models[0], family[0]} in pairs


def test_licences_of_two_models_are_weighed(mind: FakeMind, bank: Bank) -> None:
    (one,) = propose(mind, ComparisonsDesk(bank), "whose licence is stricter, llama 3.1's or mistral 7b's?")
    assert "the licence of llama 3.1" in one.compose(0.9, "short").text.casefold()


@pytest.mark.parametrize(
    ("text", "desk", "key"),
    [
        ("what does openwashing mean", "terms", "openwashing"),
        ("is apache 2.0 osi approved", "licenses", "apache-2.0"),
        ("what is quantization", "terms", "quantization"),
    ],
)
def test_terms_and_licences_that_are_named(mind: FakeMind, bank: Bank, text: str, desk: str, key: str) -> None:
    found = [(one.desk, one.key) for one in propose(mind, TermsDesk(bank), text)]
    assert (desk, key) in found


@pytest.mark.parametrize(
    ("text", "party"), [("who is dario amodei", "dario-amodei"), ("what does the OSI do", "open-source-initiative")]
)
def test_people_and_bodies_that_are_named(mind: FakeMind, bank: Bank, text: str, party: str) -> None:
    (first, *_) = propose(mind, PeopleDesk(bank), text)
    assert (first.key, first.clues.fit) == (party, 1.0)
    assert first.compose(0.9, "short").text.startswith(bank.party[party].name)


def test_every_passage_is_proposed_for_the_questions_it_was_written_to_answer(mind: FakeMind, bank: Bank) -> None:
    desk = PassagesDesk(bank, Catalogue(bank).names)
    asked = [(passage.id, max(passage.asks, key=len)) for passage in bank.passages if passage.asks][::9]
    assert len(asked) > 20
    missed = [passage for passage, question in asked if passage not in list_keys(propose(mind, desk, question))]
    assert len(missed) < len(asked) / 20, missed  # hashed words tell clauses of like licences apart less well


def test_passages_of_the_document_that_is_named_come_first(mind: FakeMind, bank: Bank) -> None:
    candidates = propose(
        mind, PassagesDesk(bank, Catalogue(bank).names), "what does the ainews article say about linux"
    )
    assert candidates[0].clues.fit == 1.0
    fits = [one.clues.fit for one in candidates]
    assert fits == sorted(fits, reverse=True)


def test_cells_by_name_and_after_the_last_ones(mind: FakeMind, bank: Bank) -> None:
    desk = TablesDesk(bank)
    (first, *_) = propose(mind, desk, "what did gpt-4o score on mmlu in the article's table")
    assert first.subject.cells is not None
    assert (first.subject.cells.rows, first.subject.cells.columns) == (("OpenAI",), ("mmlu",))
    assert "88.7" in first.compose(0.9, "short").text


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("which models are fully open", "tiers", ("fully-open",)),
        ("which models can i use commercially", "commercial", True),
        ("what is the most open model from china?", "measure", "openness"),
        ("which models are under apache 2.0", "licenses", ("apache-2.0",)),
        ("models by ai2", "developers", ("Ai2",)),
        ("french models", "countries", ("France",)),
    ],
)
def test_lists_by_what_is_asked(mind: FakeMind, bank: Bank, text: str, field: str, value: object) -> None:
    (first, *_) = propose(mind, ListsDesk(bank), text)
    assert first.subject.listed is not None
    assert getattr(first.subject.listed, field) == value


def test_a_list_goes_on_with_another_part(mind: FakeMind, bank: Bank) -> None:
    before = ModelFilter(tiers=("fully-open",), countries=("France",))
    candidates = propose(mind, ListsDesk(bank), "and german ones?", after_list(bank, before))
    wanted = [one.subject.listed for one in candidates if one.clues.filled]
    assert (("fully-open",), ("Germany",)) in [(one.tiers, one.countries) for one in wanted if one]


def test_the_bare_name_of_a_model_asks_for_no_list(mind: FakeMind, bank: Bank) -> None:
    assert propose(mind, ListsDesk(bank), "pythia") == []


def test_a_row_about_another_maker_s_model_is_no_answer(mind: FakeMind, bank: Bank) -> None:
    """Retrieval finds 'MMLU' in rows of companies that nobody asked for."""
    desk = TablesDesk(bank)
    assert list_keys(propose(mind, desk, "what is the MMLU of DeepSeek-V3?")) == []
    assert list_keys(propose(mind, desk, "what is the MMLU of Mistral AI?"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("who is ninth on the transparency index", "ninth highest"),
        ("who's dead last on the transparency index", "lowest"),
        ("who leads on the transparency index", "highest"),
        ("third from the bottom of the transparency index", "third lowest"),
    ],
)
def test_ranks_by_a_column_that_nobody_names(mind: FakeMind, bank: Bank, text: str, told: str) -> None:
    texts = [one.compose(0.9, "short").text for one in propose(mind, TablesDesk(bank), text)]
    assert any(f"{told} on total" in one.casefold() for one in texts), texts


def test_a_clause_of_the_licence_spoken_of_is_told_apart_from_those_of_others(mind: FakeMind, bank: Bank) -> None:
    desk, line = PassagesDesk(bank, Catalogue(bank).names), "can they take it back, can the grant be revoked"
    model = next(one for one in bank.models if one.license.id == "apache-2.0")
    fits = {one.key: one.clues.fit for one in propose(mind, desk, line, after_model(bank, model.id))}
    clauses = {key: fit for key, fit in fits.items() if bank.passage[key].licenses}
    assert clauses
    assert all(fit == float("apache-2.0" in bank.passage[key].licenses) for key, fit in clauses.items())


def test_labs_are_proposed_by_name_and_all_where_none_is_named(mind: FakeMind, bank: Bank) -> None:
    desk = LabsDesk(bank)
    assert list_keys(propose(mind, desk, "who is more open, nvidia or ai2")) == ["labs/Ai2+NVIDIA"]
    assert list_keys(propose(mind, desk, "which lab is the most open")) == ["labs/"]
    assert list_keys(propose(mind, desk, "which lab made olmo 3")) == []


def test_those_means_the_models_just_listed(mind: FakeMind, bank: Bank) -> None:
    ranked = ModelFilter(operation="highest", measure="openness", ranking=Ranking(count=5))
    focus = after_list(bank, ranked)
    candidates = propose(mind, ListsDesk(bank), "which of those is smallest", focus)
    among = [one.subject.listed for one in candidates if one.subject.listed and one.subject.listed.models]
    assert [one.models for one in among] == [focus.group]
    assert (among[0].operation, among[0].measure) == ("lowest", "parameters")


def test_nobody_is_taken_for_another_person(mind: FakeMind, bank: Bank) -> None:
    desk = PeopleDesk(bank)
    assert propose(mind, desk, "who is jane exampleson") == []
    assert list_keys(propose(mind, desk, "who is dario amodei"))[0] == "dario-amodei"


def test_a_comparison_is_not_told_twice(mind: FakeMind, bank: Bank) -> None:
    desk, focus = ComparisonsDesk(bank), after_comparison(bank, "llama-2", "olmo-3")
    assert "llama-2+olmo-3" not in list_keys(propose(mind, desk, "and which one's newer", focus))
    assert "llama-2+olmo-3" in list_keys(propose(mind, desk, "whose licence is stricter", focus))


def test_a_passage_on_another_model_than_the_one_named_is_foreign(mind: FakeMind, bank: Bank) -> None:
    desk = PassagesDesk(bank, Catalogue(bank).names)
    title = bank.passage["gap-giant-models-home"].title
    own, other = (
        next(one for one in propose(mind, desk, f"{title} {name}") if one.key == "gap-giant-models-home")
        for name in ("Kimi K3", "DeepSeek-V3")
    )
    assert (own.about, own.clues.foreign) == (("kimi-k3",), 0)
    assert (other.about, other.clues.foreign) == ((), 1)


def test_two_licences_are_set_side_by_side_without_the_term_for_one_of_them(mind: FakeMind, bank: Bank) -> None:
    found = propose(mind, ComparisonsDesk(bank), "compare agpl and apache 2.0 for models, which is freer")
    (one,) = [one for one in found if one.key == "gnu-agpl+apache-2.0"]
    assert one.clues.fit == 1.0
    text = one.compose(0.9, "short").text
    assert all(bank.license[license_id].terms in text for license_id in ("gnu-agpl", "apache-2.0"))


def test_parts_asked_for_in_one_breath_are_told_together(mind: FakeMind, models: ModelsDesk) -> None:
    found = propose(mind, models, "size of mixtral 8x7b and its licence pls")
    sized = next(one for one in found if one.key == "mixtral-8x7b/parameters")
    text = sized.compose(0.9, "short").text
    assert "47B" in text
    assert "Apache License 2.0" in text
    alone = next(one for one in propose(mind, models, "size of mixtral 8x7b") if one.key == "mixtral-8x7b/parameters")
    assert "licence: Apache License 2.0 (" not in alone.compose(0.9, "short").text


def test_models_side_by_side_tell_what_was_asked_of_them_first(mind: FakeMind, bank: Bank) -> None:
    desk = ComparisonsDesk(bank)
    (sizes,) = propose(mind, desk, "compare param counts: hy3 vs hy4 preview")
    ahead, first, second, *_place = sizes.compose(0.9, "short").text.split("\n")
    assert ahead == "Hy4-preview is the larger."
    assert "295B" in first
    assert "770B" in second
    (dates,) = propose(mind, desk, "which came first, pythia or bloom")
    assert dates.compose(0.9, "short").text.startswith("BLOOM (176B) came out first.\nPythia suite came out in ")


def test_after_a_passage_the_models_of_its_title_were_spoken_of(mind: FakeMind, bank: Bank) -> None:
    desk = PassagesDesk(bank, Catalogue(bank).names)
    found = propose(mind, desk, "which deepseeks are mit")
    told = next(one for one in found if one.key == "lc-deepseek-which")
    assert told.subject.models
    assert {bank.model[model].family for model in told.subject.models} == {"deepseek"}
