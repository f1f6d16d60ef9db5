"""Look-ups that need the bank alone, no encoder: what the commands for models, claims, terms and sources show."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.replies.claims import compose_claim_list
from bot.replies.facts import compose_definition, compose_license
from bot.replies.lists import compose_spectrum
from bot.replies.models import compose_comparison, compose_model
from bot.replies.plain import (
    compose_error,
    compose_model_choice,
    compose_unknown_model,
    compose_unknown_name,
)
from bot.replies.sources import compose_source
from bot.understanding.filters import read_named_filter
from bot.understanding.names import NameFinder
from bot.understanding.text import normalise

_SURE = 0.97


class Catalogue:
    """The bank by name."""

    def __init__(self, bank: Bank, names: NameFinder | None = None) -> None:
        self.bank = bank
        self.names = names or NameFinder(bank)

    def show_model(self, typed: str) -> Answer:
        """The card of a model by any of its names; an ambiguous name asks, an unknown one says so."""
        text = normalise(typed)
        if not text:
            return compose_error("", "Name a model, for example Mistral 7B.")
        found = self._find(text)
        return found if isinstance(found, Answer) else compose_model(self.bank, text, found, _SURE)

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

    def show_spectrum(self, typed: str) -> Answer:
        """The spectrum, filtered by tier, level, licence, component, developer, family or models by name."""
        text = normalise(typed)
        mentions = self.names.find_models(text).models
        question = read_named_filter(self.bank, text, self.names.find_licenses(text), mentions)
        if text and question.is_empty:
            return compose_unknown_name(
                text, "filter", ("fully open", "open weights", "closed", "Apache 2.0", "training data", "Meta")
            )
        return compose_spectrum(self.bank, text, question)

    def list_claims(self, typed: str = "") -> Answer:
        """All claims with their verdicts, or those that hold what was typed."""
        return compose_claim_list(self.bank, normalise(typed))

    def define(self, typed: str) -> Answer:
        """What a term or a licence means."""
        text = normalise(typed)
        terms = self.names.find_terms(text)
        if terms:
            return compose_definition(self.bank, text, terms[0], _SURE)
        licenses = self.names.find_licenses(text)
        if licenses:
            return compose_license(self.bank, text, licenses[0], _SURE)
        return compose_unknown_name(text, "term", self.names.suggest_terms(text))

    def show_source(self, typed: str) -> Answer:
        """One document by its id."""
        text = normalise(typed)
        if text in self.bank.source:
            return compose_source(self.bank, text)
        near = tuple(source.id for source in self.bank.sources if text and text.casefold() in source.id)[:5]
        return compose_unknown_name(text, "source", near or ("seed-a", "seed-b"))

    def suggest_models(self, typed: str, count: int = 25) -> list[str]:
        """Names for a completion list: those that hold what was typed first, then the nearest by letters."""
        wanted = normalise(typed).casefold()
        holding = [
            model.name
            for model in self.bank.models
            if any(wanted in name.casefold() for name in (model.name, *model.aliases))
        ]
        nearest = self.names.suggest(wanted, count) if wanted else ()
        return list(dict.fromkeys([*holding, *nearest]))[:count]

    def _find(self, text: str) -> ModelMention | Answer:
        names = self.names.find_models(text)
        if not names.models:
            unknown = names.unknown[0] if names.unknown else text
            return compose_unknown_model(text, unknown, self.names.suggest(text))
        mention = names.models[0]
        if mention.is_ambiguous:
            return compose_model_choice(self.bank, text, mention.name, mention.candidates)
        return mention
