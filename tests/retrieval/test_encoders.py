"""The exported encoder is the reference encoder: same vectors, same results."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.building import Library, load_library, locate
from bot.config import Settings
from bot.errors import EncoderError, IndexMissing
from bot.records.bank import Bank
from bot.retrieval.choice import DEFAULT_ENCODER, EncoderChoice, verify_checksum
from bot.retrieval.encoders import QuestionReader, Vectors, check_vectors
from bot.retrieval.exporting import export_encoder
from bot.retrieval.onnx_encoder import OnnxEncoder
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.retrieval.words import WordTable
from bot.training.network import TUNED_LAYERS


@pytest.fixture(scope="module")
def reference() -> SentenceEncoder:
    return SentenceEncoder(EncoderChoice(DEFAULT_ENCODER))


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return load_library(settings)


@pytest.fixture(scope="module")
def sentences(bank: Bank) -> list[str]:
    """200 lines: short and long, questions and statements, with figures and odd letters."""
    texts = [exemplar.text for exemplar in bank.exemplars[::20]] + [passage.text for passage in bank.passages[::6]]
    return ["Ünïcödé, 日本語 and 🤖", *texts][:200]


def _embed(encoder: QuestionReader, texts: list[str]) -> Vectors:
    return np.stack([encoder.embed_question(encoder.read_question(text)) for text in texts])


def test_both_encoders_give_the_same_vectors(
    reference: SentenceEncoder, library: Library, sentences: list[str]
) -> None:
    assert len(sentences) == 200
    cosines = np.sum(reference.encode_questions(sentences) * _embed(library.encoder, sentences), axis=1)
    assert cosines.min() >= 0.99


def test_both_encoders_read_the_same_surface(
    reference: SentenceEncoder, library: Library, sentences: list[str]
) -> None:
    ours = np.stack([library.encoder.read_question(text).surface for text in sentences])
    assert np.sum(ours * reference.encode_surfaces(sentences, TUNED_LAYERS), axis=1).min() >= 0.999


def test_an_encoder_without_tuned_layers_reads_its_embedding(reference: SentenceEncoder, tmp_path: Path) -> None:
    export_encoder(reference, "plain", tmp_path)
    plain = OnnxEncoder(tmp_path)
    texts = ["one", "are open weights open source?", "x" * 6000]
    assert np.sum(_embed(plain, texts) * reference.encode_questions(texts), axis=1).min() >= 0.999
    question = plain.read_question(texts[1])
    assert np.array_equal(question.features, plain.embed_question(question))


def test_both_encoders_find_the_same_records(
    reference: SentenceEncoder, library: Library, sentences: list[str]
) -> None:
    ours, theirs = _embed(library.encoder, sentences), reference.encode_questions(sentences)
    same = [
        [hit.ref for hit in library.retriever.search(text, ours[row], 5)]
        == [hit.ref for hit in library.retriever.search(text, theirs[row], 5)]
        for row, text in enumerate(sentences)
    ]
    assert np.mean(same) >= 0.97


def test_vectors_are_unit_rows(library: Library) -> None:
    vectors = _embed(library.encoder, ["one", "two words", "x" * 6000])
    assert vectors.shape == (3, library.encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_damaged_encoder_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"not the published weights")
    verify_checksum(file, hashlib.sha256(file.read_bytes()).hexdigest())
    with pytest.raises(EncoderError, match="not the published one"):
        verify_checksum(file, "0" * 64)
    with pytest.raises(EncoderError, match="cannot be read"):
        verify_checksum(tmp_path / "absent", "0" * 64)


def test_the_shipped_encoder_passes_its_checksum() -> None:
    assert Path(EncoderChoice(DEFAULT_ENCODER).locate()).is_dir()


def test_an_absent_export_says_to_build(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="glassbox build"):
        OnnxEncoder(tmp_path)


def test_wrong_shapes_are_refused_with_both_shapes() -> None:
    with pytest.raises(EncoderError, match=r"\(2, 3\) where \(2, 4\)"):
        check_vectors(np.ones((2, 3), dtype=np.float32), 2, 4)


def test_another_encoder_has_other_folders(settings: Settings, tmp_path: Path) -> None:
    other = settings.model_copy(update={"encoder": str(tmp_path)})
    assert not set(locate(settings).all) & set(locate(other).all)


def test_an_encoder_that_cannot_be_loaded_says_so(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="GLASSBOX_ENCODER"):
        SentenceEncoder(EncoderChoice(str(tmp_path)))


def test_words_are_read_as_they_stand_in_the_file(tmp_path: Path) -> None:
    table = np.random.default_rng(1).standard_normal((50, 8)).astype(np.float16)
    np.save(tmp_path / "words.npy", table)
    ids = np.array([[3, 49, 0], [3, 3, 7]], dtype=np.int64)
    assert np.array_equal(WordTable(tmp_path / "words.npy").read(ids), table[ids].astype(np.float32))
