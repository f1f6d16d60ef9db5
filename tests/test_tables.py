"""Questions over tables and records through the door, in the ways people ask them."""

import pytest

from tests.conftest import Asker

_UNSURE = pytest.mark.xfail(
    reason="the judge prefers a neighbouring reading; see README, What it cannot do", strict=False
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("how many models does the article's openness table cover in total?", ["7 rows"], marks=_UNSURE),
        ("sort the article's companies by MMLU, best three, with scores", ["88.7", "88.3", "87.3"]),
        ("second best on humaneval in the article's table?", ["GPT-4o", "90.2"]),
        pytest.param(
            "does ANY open weight model in the article's table beat gemini 1.5 pro on mmlu?",
            ["Llama 3.1", "86.4"],
            marks=_UNSURE,
        ),
        pytest.param(
            "does any open weight model in the article's table beat claude on humaneval?",
            ["none of the 6"],
            marks=_UNSURE,
        ),
        ("how many companies in the article's table have no parameter count", ["2 of the 6"]),
        ("how many companies are on the transparency index", ["13 rows"]),
        ("developer satisfaction row of the adoption table: how many points apart are the two?", ["7 per cent"]),
        ("average MMLU in the article's table?", ["79.6"]),
        ("what's the total funding of openai and anthropic in the article", ["20.6 billion"]),
        ("is Falcon 180B's licence stricter than Mistral 7B's, by the article's table?", ["TII", "Apache", "stricter"]),
        ("Gemma 3 or Gemma 4, which has the freer licence?", ["licence of Gemma 3"]),
        pytest.param("o3 versus o1 on MMLU, who wins and by what numbers", ["92.9", "91.8", "1.1"], marks=_UNSURE),
        ("three largest open weight models by parameters", ["2.8T", "2.4T", "1.6T"]),
        pytest.param("mixtral 8x22b: how many params sit idle per token", ["102 billion are idle"], marks=_UNSURE),
        pytest.param(
            "how many times more parameters in total than active does deepseek v3 have", ["18.1"], marks=_UNSURE
        ),
        ("which model did the FMTI assess for OpenAI", ["o3"]),
        ("which models have a GPL licence?", ["None of the", "GNU General Public License"]),
    ],
)
def test_results(ask: Asker, text: str, expected: list[str]) -> None:
    answer = ask(text)
    assert answer.kind in {"table", "comparison"}
    assert [part for part in expected if part not in answer.text] == []


@pytest.mark.parametrize(
    ("text", "named", "left_out"),
    [
        ("which rows of the openness table are NOT apache", ["Falcon 180B", "GPT-4o"], "Pythia"),
        ("openness table: which give weights but neither training code nor training data?", ["Llama 3.1"], "Pythia"),
        pytest.param(
            "apart from BLOOM, who else in the openness table gives out training data?",
            ["Pythia"],
            "BLOOM",
            marks=_UNSURE,
        ),
        ("which companies in the article's funding column say internal?", ["Google", "Meta"], "EleutherAI"),
        ("FMTI: which companies scored above 50", ["IBM", "Writer", "AI21"], "Anthropic"),
        ("do any companies in the article's table have a valuation above 10 billion?", ["OpenAI"], "Mistral AI (Mix"),
        pytest.param(
            "which DeepSeek releases aren't MIT licensed?",
            ["DeepSeek-V2", "DeepSeek-V3 "],
            "DeepSeek-R1",
            marks=_UNSURE,
        ),
        pytest.param(
            "Only one of Cohere's Commands is Apache, I believe. Which?", ["Command A+"], "Command R", marks=_UNSURE
        ),
        ("is there any qwen that's closed", ["Qwen3-Max"], "QwQ"),
        ("any google model that isn't closed", ["Gemma 4"], "Gemini"),
        ("which european models are fully open", ["Apertus", "Lucie"], "Olmo 3"),
        ("any open weight model with at least 90 on mmlu?", ["DeepSeek-R1"], "GPT-4.1"),
    ],
)
def test_what_fits_is_named_and_nothing_else(ask: Asker, text: str, named: list[str], left_out: str) -> None:
    answer = ask(text)
    assert [name for name in named if name not in answer.text] == []
    assert left_out not in answer.text


@pytest.mark.parametrize("maker", ["Ai2", "allen ai", pytest.param("the Allen Institute", marks=_UNSURE)])
def test_a_maker_is_known_by_other_names(ask: Asker, maker: str) -> None:
    answer = ask(f"which models by {maker} are fully open?")
    assert "olmo-2" in answer.models
    assert "pythia" not in answer.models
