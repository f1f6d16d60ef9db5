"""The exported encoder is the reference encoder with weights in eight bits: nearly the same vectors, the same nearest
records."""

import hashlib
import logging
from pathlib import Path

import numpy as np
import pytest

from bot.building import Library, load_library, locate
from bot.config import Settings
from bot.errors import EncoderError, IndexMissing
from bot.places import locate_recogniser
from bot.records.bank import Bank
from bot.retrieval.choice import DEFAULT_ENCODER, EncoderChoice, verify_checksum
from bot.retrieval.encoders import QuestionEncoder, Vectors, check_vectors
from bot.retrieval.exporting import export_encoder
from bot.retrieval.onnx_encoder import OnnxEncoder
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.retrieval.words import WordTable


@pytest.fixture(scope="module")
def reference(settings: Settings) -> SentenceEncoder:
    """The encoder with the tuned layers that ship, by the library that trained it."""
    choice = EncoderChoice(settings.encoder)
    layers = locate_recogniser(settings).load_layers(choice.identity)
    assert layers
    return SentenceEncoder(choice, layers)


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return load_library(settings)


@pytest.fixture(scope="module")
def sentences(bank: Bank) -> list[str]:
    """200 lines: short and long, questions and statements, with figures and odd letters."""
    asked = [question for passage in bank.passages for question in passage.asks]
    texts = [passage.text for passage in bank.passages[::6]] + asked
    return ["Ünïcödé, 日本語 and 🤖", *texts][:200]


def _encode(encoder: QuestionEncoder, texts: list[str]) -> Vectors:
    return np.stack([encoder.encode_question(text) for text in texts])


def test_both_encoders_give_nearly_the_same_vectors(
    reference: SentenceEncoder, library: Library, sentences: list[str]
) -> None:
    assert len(sentences) == 200
    cosines = np.sum(reference.encode_questions(sentences) * _encode(library.encoder, sentences), axis=1)
    assert cosines.min() >= 0.995
    assert np.median(cosines) >= 0.999


def test_the_tuned_layers_make_a_difference(reference: SentenceEncoder, sentences: list[str]) -> None:
    plain = SentenceEncoder(EncoderChoice(DEFAULT_ENCODER))
    cosines = np.sum(reference.encode_questions(sentences) * plain.encode_questions(sentences), axis=1)
    assert np.median(cosines) < 0.99


def test_an_encoder_without_tuned_layers_is_exported_alike_and_in_silence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    plain = SentenceEncoder(EncoderChoice(DEFAULT_ENCODER))
    with caplog.at_level(logging.INFO):
        export_encoder(plain, plain, "plain", tmp_path)
    assert [record.message for record in caplog.records if "quanti" in record.name] == []
    texts = ["one", "are open weights open source?", "x" * 6000]
    assert np.sum(_encode(OnnxEncoder(tmp_path), texts) * plain.encode_questions(texts), axis=1).min() >= 0.995


def test_the_published_encoder_is_served_beside_the_tuned_one(library: Library, sentences: list[str]) -> None:
    """In eight bits: nearly the vectors that the library gives."""
    plain = SentenceEncoder(EncoderChoice(DEFAULT_ENCODER)).encode_questions(sentences)
    served = np.stack([library.encoder.encode_published(text) for text in sentences])
    cosines = np.sum(plain * served, axis=1)
    assert cosines.min() >= 0.9
    assert np.median(cosines) >= 0.98


def test_layers_of_another_encoder_are_refused() -> None:
    layers = {"no.such.layer": np.zeros((2, 2), dtype=np.float16)}
    with pytest.raises(EncoderError, match="glassbox train"):
        SentenceEncoder(EncoderChoice(DEFAULT_ENCODER), layers)


def test_both_encoders_find_the_same_records(
    reference: SentenceEncoder, library: Library, sentences: list[str]
) -> None:
    ours, theirs = (
        [
            [hit.ref for hit in library.retriever.search(text, vector, 5)]
            for text, vector in zip(sentences, vectors, strict=True)
        ]
        for vectors in (_encode(library.encoder, sentences), reference.encode_questions(sentences))
    )
    pairs = list(zip(ours, theirs, strict=True))
    assert np.mean([our[0] == their[0] for our, their in pairs]) >= 0.99
    assert np.mean([len({*our} & {*their}) / 5 for our, their in pairs]) >= 0.97


def test_vectors_are_unit_rows(library: Library) -> None:
    vectors = _encode(library.encoder, ["one", "two words", "x" * 6000])
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
