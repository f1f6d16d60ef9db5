"""Look-ups by command: models, comparisons, the spectrum, claims, terms, licences, sources, the timeline."""

import pytest

from bot.records.bank import Bank
from tests.chat.scene import Scene, heard, list_buttons


async def test_model_by_a_name_with_a_typo(scene: Scene) -> None:
    assert "Mistral 7B" in heard(await scene.alice.slash(scene.channel, "model", name="mistarl 7b"))


async def test_model_one_digit_off_is_refused(scene: Scene) -> None:
    assert "no model" in heard(await scene.alice.slash(scene.channel, "model", name="llama 3.1 406b"))


@pytest.mark.parametrize("others", [{}, {"third": "bloom"}, {"third": "bloom", "fourth": "llama 3.1 8b"}])
async def test_compare_takes_two_to_four(scene: Scene, others: dict[str, str]) -> None:
    result = await scene.alice.slash(scene.channel, "compare", first="olmo 3", second="gpt-4o", **others)
    text = heard(result)
    assert "fully open" in text
    assert ("BLOOM" in text) == ("third" in others)


async def test_compare_names_the_model_that_is_unknown(scene: Scene) -> None:
    text = heard(await scene.alice.slash(scene.channel, "compare", first="olmo 3", second="zzzz 9b"))
    assert "no model" in text
    assert "zzzz 9b" in text


@pytest.mark.parametrize(
    ("options", "holds", "lacks"),
    [
        ({"filter": "fully open"}, "Pythia", "GPT-4o"),
        ({"tier": "closed"}, "GPT-4o", "Pythia"),
        ({"license_kind": "use restricted"}, "Falcon 3", "Pythia"),
        ({"license_kind": "custom commercial"}, "Llama 3", "Pythia"),
        ({"developer": "EleutherAI"}, "Pythia", "GPT-4o"),
        ({"component": "training data"}, "Pythia", "GPT-4o"),
        ({"developer": "EleutherAI", "tier": "fully open"}, "Pythia", "BLOOM"),
    ],
)
async def test_spectrum_filters(scene: Scene, options: dict[str, str], holds: str, lacks: str) -> None:
    text = await _read_all_pages(scene, options)
    assert holds in text
    assert lacks not in text


async def test_every_choice_of_the_spectrum_is_understood(scene: Scene) -> None:
    command = scene.client.tree.get_command("spectrum")
    assert command is not None
    options = command.to_dict(scene.client.tree)["options"]
    chosen = [(option["name"], choice["value"]) for option in options for choice in option.get("choices", [])]
    assert {name for name, _ in chosen} == {"tier", "level", "license_kind", "component"}
    for name, value in chosen:
        text = heard(await scene.alice.slash(scene.channel, "spectrum", **{name: value}))
        assert "I have no " not in text, (name, value)


async def test_a_filter_that_is_not_understood_is_told(scene: Scene) -> None:
    assert "no filter" in heard(await scene.alice.slash(scene.channel, "spectrum", filter="qwxz"))


async def test_claim_browses_the_whole_list(scene: Scene, bank: Bank) -> None:
    result = await scene.alice.slash(scene.channel, "claim")
    assert result.response is not None
    assert list_buttons(result.response)["next"]
    text = await _read_pages(scene, result.response.id)
    assert all(claim.statement.split()[0] in text for claim in bank.claims)


async def test_claim_by_a_completion(scene: Scene, bank: Bank) -> None:
    (choice, *_) = await scene.alice.autocomplete(scene.channel, "claim", "about", "see inside")
    text = heard(await scene.alice.slash(scene.channel, "claim", about=choice["value"]))
    assert "[1]" in text
    assert choice["value"] in bank.claim


async def test_claim_by_words(scene: Scene) -> None:
    assert "licence" in heard(await scene.alice.slash(scene.channel, "claim", about="licence")).casefold()


@pytest.mark.parametrize(
    ("command", "option", "value", "words"),
    [
        ("define", "term", "openwashing", "openwashing"),
        ("license", "name", "Apache 2.0", "Apache"),
        ("source", "name", "seed-a", "AINews"),
        ("timeline", "about", "2025", "2025"),
    ],
)
async def test_other_look_ups(scene: Scene, command: str, option: str, value: str, words: str) -> None:
    assert words.casefold() in heard(await scene.alice.slash(scene.channel, command, **{option: value})).casefold()


async def test_timeline_without_words_is_the_whole(scene: Scene) -> None:
    assert "20" in heard(await scene.alice.slash(scene.channel, "timeline"))


@pytest.mark.parametrize(
    ("command", "option"), [("define", "term"), ("license", "name"), ("source", "name"), ("timeline", "about")]
)
async def test_an_unknown_name_is_told(scene: Scene, command: str, option: str) -> None:
    assert heard(await scene.alice.slash(scene.channel, command, **{option: "qwxz"})).strip()


_COMPLETED = [
    ("model", "name"),
    ("compare", "fourth"),
    ("claim", "about"),
    ("define", "term"),
    ("license", "name"),
    ("source", "name"),
    ("spectrum", "developer"),
]


@pytest.mark.parametrize(("command", "option"), _COMPLETED)
@pytest.mark.parametrize("typed", ["", "a", "mistarl", "zzzz", "x" * 100, "@everyone `"])
async def test_completion_stays_within_bounds(scene: Scene, command: str, option: str, typed: str) -> None:
    choices = await scene.alice.autocomplete(scene.channel, command, option, typed)
    assert len(choices) <= 25
    assert typed or choices


@pytest.mark.parametrize(("command", "option"), _COMPLETED)
async def test_what_completion_offers_is_found(scene: Scene, command: str, option: str) -> None:
    for choice in (await scene.alice.autocomplete(scene.channel, command, option, ""))[:3]:
        filled = {"first": "olmo 3", "second": "gpt-4o", "third": "bloom"} if command == "compare" else {}
        text = heard(await scene.alice.slash(scene.channel, command, **filled, **{option: choice["value"]}))
        assert "I have no " not in text, choice


async def test_sources_of_like_titles_are_told_apart(scene: Scene) -> None:
    choices = await scene.alice.autocomplete(scene.channel, "source", "name", "paper")
    assert len(choices) > 1
    assert len({choice["name"] for choice in choices}) == len(choices)


async def test_completion_finds_aliases(scene: Scene) -> None:
    choices = await scene.alice.autocomplete(scene.channel, "compare", "second", "8x22")
    assert "Mixtral 8x22B" in [choice["name"] for choice in choices]


async def _read_all_pages(scene: Scene, options: dict[str, str]) -> str:
    result = await scene.alice.slash(scene.channel, "spectrum", **options)
    assert result.response is not None
    return await _read_pages(scene, result.response.id)


async def _read_pages(scene: Scene, message: int) -> str:
    """The text of all pages, turned one by one."""
    texts = []
    while True:
        standing = next(one for one in scene.channel.history() if one.id == message)
        texts.append("\n".join(str(embed.to_dict()) for embed in standing.embeds))
        if not list_buttons(standing).get("next"):
            return "\n".join(texts)
        await scene.press(scene.alice, standing, "next")
