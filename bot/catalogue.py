"""Look-ups that need the bank alone, no encoder: what the commands for models, claims, terms and sources show."""

from collections import Counter
from functools import cached_property

from bot.desks.license_names import LicenseNames
from bot.desks.lists.filters import read_named_filter
from bot.desks.lists.makers import find_developers
from bot.desks.lists.narrowing import narrow
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.language import ClaimReading, Depth, ModelMention
from bot.records.questions import ModelFilter
from bot.replies.asking import compose_model_choice
from bot.replies.breath import fit_one_breath
from bot.replies.cards import compose_short_model
from bot.replies.claims import compose_claim, compose_claim_list, compose_other_side
from bot.replies.facts import compose_definition, compose_license, compose_terms
from bot.replies.holdings import compose_spectrum
from bot.replies.models import compose_comparison, compose_model
from bot.replies.plain import (
    compose_abstention,
    compose_error,
    compose_no_fit,
    compose_unknown_model,
    compose_unknown_name,
)
from bot.replies.selecting import say_filter
from bot.replies.sources import compose_source, compose_source_list
from bot.replies.timeline import compose_timeline
from bot.suggesting import find_by_words, order_fitting
from bot.understanding.names import NameFinder
from bot.understanding.text import normalise

_SURE = 0.97
_SIDE_BY_SIDE = 4
_TERMS_AT_ONCE = 4


class Catalogue:
    """The bank by name."""

    def __init__(self, bank: Bank, names: NameFinder | None = None) -> None:
        self.bank = bank
        self.names = names or NameFinder(bank)

    @cached_property
    def _licenses(self) -> LicenseNames:
        """How licences are called. Gathered when a filter is first read: a name is looked up without."""
        return LicenseNames(self.bank)

    def show_model(self, typed: str, depth: Depth = "deep") -> Answer:
        """The card of a model by any of its names, in one breath or whole; an ambiguous name asks, an unknown one says
        so."""
        text = normalise(typed)
        if not text:
            return compose_error("", "Name a model, for example Mistral 7B.")
        found = self._find(text)
        if isinstance(found, Answer):
            return found
        if depth == "short":
            return fit_one_breath(compose_short_model(self.bank, text, found, _SURE))
        return compose_model(self.bank, text, found, _SURE)

    def compare_models(self, typed: list[str]) -> Answer:
        """Two to four models side by side; the first name that is unknown or ambiguous is answered instead."""
        names = [normalise(name) for name in typed if normalise(name)]
        if not 2 <= len(names) <= 4:
            return compose_error(" / ".join(names), "Name two to four models to compare.")
        models = []
        for name in names:
            found = self._find(name)
            if isinstance(found, Answer):
                return found
            models.append(found.model)
        return compose_comparison(self.bank, " / ".join(names), tuple(models), _SURE)

    def show_spectrum(self, *typed: str) -> Answer:
        """The spectrum, filtered by tier, level, licence, component, developer, family or models by name.

        Every filter that is given must hold.
        """
        texts = [text for text in map(normalise, typed) if text]
        filters = [self._read_filter(text) for text in texts]
        for text, question in zip(texts, filters, strict=True):
            if question.is_empty:
                return compose_unknown_name(
                    text, "filter", ("fully open", "open weights", "closed", "Apache 2.0", "training data", "Meta")
                )
        joined = narrow(filters)
        if joined is None:
            return compose_no_fit(", ".join(texts), [say_filter(self.bank, one) for one in filters])
        return compose_spectrum(self.bank, ", ".join(texts), joined)

    def _read_filter(self, text: str) -> ModelFilter:
        """What a text asks for; the whole name of a maker asks for nothing else, whatever stands in it."""
        if any(maker.casefold() == text.casefold() for maker in self.bank.developers):
            return ModelFilter(developers=find_developers(self.bank, text.casefold()))
        found = self.names.find_licenses(text)
        return read_named_filter(self.bank, self._licenses, text, found, self.names.find_models(text).models)

    def list_claims(self, typed: str = "") -> Answer:
        """All claims with their verdicts, or those that hold what was typed."""
        return compose_claim_list(self.bank, normalise(typed))

    def show_claim(self, typed: str, depth: Depth = "short") -> Answer:
        """The card of a claim, by its id or its statement as the completion list writes it."""
        text = normalise(typed)
        wanted = text.casefold().rstrip(".")
        for claim in self.bank.claims:
            if wanted in {claim.id, claim.statement.casefold().rstrip(".")}:
                return self.answer_claim(claim.id, "asks", (), depth)
        return compose_claim_list(self.bank, text)

    def answer_claim(
        self, claim: str, stance: Stance, models: tuple[str, ...], depth: Depth, confidence: float = 1.0
    ) -> Answer:
        """The reply to a claim that was recognised before, at another depth or for another stance."""
        reading = ClaimReading(claim=claim, stance=stance)
        mentions = tuple(ModelMention(name=self.bank.model[model].name, candidates=(model,)) for model in models)
        statement = self.bank.claim[claim].statement
        return compose_claim(self.bank, statement, reading, mentions, confidence, depth)

    def show_other_side(self, claim: str) -> Answer:
        """The strongest reply to a claim's card, and our answer to it."""
        return compose_other_side(self.bank, self.bank.claim[claim].statement, claim)

    def compare_known(self, models: tuple[str, ...]) -> Answer:
        """Two to four models of the bank, by their ids, side by side."""
        return compose_comparison(self.bank, " / ".join(models), models[:_SIDE_BY_SIDE], _SURE)

    def explain_terms(self, typed: str) -> Answer:
        """The terms and licences that stand in a text, each with its meaning."""
        text = normalise(typed)
        terms, licenses = self.names.find_terms(text), self.names.find_licenses(text)
        if not terms and not licenses:
            return compose_abstention(text, (), _SURE)
        return compose_terms(self.bank, text, terms[:_TERMS_AT_ONCE], licenses[:_TERMS_AT_ONCE])

    def show_license(self, typed: str) -> Answer:
        """What a licence allows and restricts."""
        text = normalise(typed)
        named = self._find_license(text)
        if named:
            return compose_license(self.bank, text, named, _SURE)
        near = self.suggest_licenses(text, 3)
        licenses = self.names.find_licenses(text) or self.names.find_licenses(near[0] if len(near) == 1 else "")
        if licenses:
            return compose_license(self.bank, text, licenses[0], _SURE)
        return compose_unknown_name(text, "licence", tuple(near))

    def show_timeline(self, typed: str = "") -> Answer:
        """The dated events, newest first; those that hold a word or a year that was typed."""
        return compose_timeline(self.bank, normalise(typed))

    def define(self, typed: str) -> Answer:
        """What a term or a licence means; one that is named whole comes before what stands in its name."""
        text = normalise(typed)
        terms, licenses = self.names.find_terms(text), self.names.find_licenses(text)
        named = self._find_license(text)
        if named and not self._is_term(text):
            return compose_license(self.bank, text, named, _SURE)
        if terms:
            return compose_definition(self.bank, text, terms[0], _SURE)
        if licenses:
            return compose_license(self.bank, text, licenses[0], _SURE)
        return compose_unknown_name(text, "term", self.names.suggest_terms(text))

    def _is_term(self, text: str) -> bool:
        wanted = text.casefold()
        return any(
            wanted in {entry.id, entry.term.casefold(), *map(str.casefold, entry.aliases)}
            for entry in self.bank.definitions
        )

    def _find_license(self, text: str) -> str | None:
        """The licence that a text names whole."""
        wanted = text.casefold()
        for entry in self.bank.licenses:
            if wanted in {entry.id, entry.name.casefold(), *map(str.casefold, entry.aliases)}:
                return entry.id
        return None

    def show_source(self, typed: str) -> Answer:
        """One document by its id, or by words of its title or publisher that no other has; several are listed."""
        text = normalise(typed)
        if text in self.bank.source:
            return compose_source(self.bank, text)
        near = find_by_words(text, self._list_sources()) or [source for _, source in self.suggest_sources(text, 2)]
        if len(near) == 1:
            return compose_source(self.bank, near[0])
        if near and text:
            return compose_source_list(self.bank, text, near)
        return compose_unknown_name(text, "source", ("seed-a", "seed-b"))

    def _list_sources(self) -> list[tuple[str, tuple[str, ...]]]:
        """The ids of all sources, each with what it is called by."""
        return [(source.id, (source.title, source.id, source.publisher or "")) for source in self.bank.sources]

    def suggest_models(self, typed: str, count: int = 25) -> list[str]:
        """Names for a completion list: those that hold what was typed first, then the nearest by letters."""
        wanted = normalise(typed).casefold()
        holding = order_fitting(wanted, ((model.name, (model.name, *model.aliases)) for model in self.bank.models))
        nearest = self.names.suggest(wanted, count) if wanted else ()
        return list(dict.fromkeys([*holding, *nearest]))[:count]

    def suggest_claims(self, typed: str, count: int = 25) -> list[tuple[str, str]]:
        """Statements and ids of claims that hold every word that was typed."""
        claims = (
            ((claim.statement, claim.id), (claim.statement, claim.id, *claim.keywords)) for claim in self.bank.claims
        )
        return order_fitting(normalise(typed).casefold(), claims)[:count]

    def suggest_terms(self, typed: str, count: int = 25) -> list[str]:
        """Terms that hold every word that was typed."""
        terms = ((entry.term, (entry.term, *entry.aliases)) for entry in self.bank.definitions)
        return order_fitting(normalise(typed).casefold(), terms)[:count]

    def suggest_licenses(self, typed: str, count: int = 25) -> list[str]:
        """Licences that hold every word that was typed, those of most models first."""
        carried = Counter(model.license.id for model in self.bank.models)
        common = sorted(self.bank.licenses, key=lambda entry: -carried[entry.id])
        licenses = ((entry.name, (entry.name, entry.id)) for entry in common)
        return order_fitting(normalise(typed).casefold(), licenses)[:count]

    def suggest_developers(self, typed: str, count: int = 25) -> list[str]:
        """Developers that hold what was typed, those of most models first."""
        counted = Counter(model.developer for model in self.bank.models)
        developers = ((developer, (developer,)) for developer, _ in counted.most_common())
        return order_fitting(normalise(typed).casefold(), developers)[:count]

    def suggest_sources(self, typed: str, count: int = 25) -> list[tuple[str, str]]:
        """Titles and ids of sources whose title, id or publisher hold every word that was typed."""
        sources = (((self.bank.source[source].title, source), names) for source, names in self._list_sources())
        return order_fitting(normalise(typed).casefold(), sources)[:count]

    def _find(self, text: str) -> ModelMention | Answer:
        names = self.names.find_models(text, wants_name=True)
        if not names.models:
            unknown = names.unknown[0] if names.unknown else text
            return compose_unknown_model(text, unknown, self.names.suggest(text))
        mention = names.models[0]
        if mention.is_ambiguous:
            return compose_model_choice(self.bank, text, mention.name, mention.candidates)
        return mention
