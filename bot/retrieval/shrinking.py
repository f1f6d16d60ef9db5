"""Makes an exported graph small to serve: less memory and a faster start, with the same embeddings.

Three things are changed. The table of word vectors leaves the graph for a file of its own, in half precision, from
which a question's rows are read; the layers that only the recogniser reads multiply in eight bits, with one scale for
each column of the weights and one for each pass; and the other weights move to a file beside the graph, which the
runtime maps instead of copying it. The layers that make the embedding keep full precision: with eight bits there the
five nearest records would differ on one question in six. As the scale of a pass depends on all that is in it, questions
are read one by one, so that the same words get the same answer in any company.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.retrieval.words import WORDS, WORDS_FILE

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto

WEIGHTS_FILE = "weights.bin"

_TABLE = 2**20
"""Values above which a table that is looked up by row counts as one of word vectors."""


def shrink_graph(path: Path, embedding: str) -> None:
    """Rewrite the graph at `path`, whose output `embedding` must stay as it is; its weights go to a file beside it."""
    import onnx  # noqa: PLC0415  (for building)

    model = onnx.load(str(path))
    graph = model.graph
    _resolve_aliases(graph)
    _merge_equals(graph)
    weights = {tensor.name: tensor for tensor in graph.initializer}
    exact = _list_feeding(graph, embedding)
    _move_out_words(graph, weights, path.parent / WORDS_FILE)
    _drop_unused(graph)
    products = [node.name for node in graph.node if node.op_type == "MatMul" and node.output[0] not in exact]
    model = _quantise(model, products) if products else model
    onnx.save(model, str(path), save_as_external_data=True, location=WEIGHTS_FILE, size_threshold=1024)
    (path.parent / WEIGHTS_FILE).chmod(0o644)  # the library leaves it to its owner alone


def _quantise(model: ModelProto, products: list[str]) -> ModelProto:
    """The model with the named products in eight bits."""
    import onnx  # noqa: PLC0415  (for building)
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    with TemporaryDirectory() as folder, _without_advice():
        before, after = Path(folder) / "before.onnx", Path(folder) / "after.onnx"
        onnx.save(model, str(before))
        quantize_dynamic(
            before,
            after,
            nodes_to_quantize=products,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )
        return onnx.load(str(after))


@contextmanager
def _without_advice() -> Iterator[None]:
    """The library advises on the root logger to prepare graphs, which was done here."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _move_out_words(graph: GraphProto, weights: dict[str, Any], file: Path) -> None:
    """Write the table of word vectors to `file` and let the graph take the rows of a text as an input."""
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    for node in graph.node:
        table = weights.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or np.prod(table.dims) <= _TABLE or node.input[1] != graph.input[0].name:
            continue
        np.save(file, numpy_helper.to_array(table).astype(np.float16))
        shape: list[str | int | None] = ["rows", "tokens", int(table.dims[1])]
        graph.input.append(helper.make_tensor_value_info(WORDS, TensorProto.FLOAT, shape))
        _rename_input(graph, node.output[0], WORDS)
        graph.node.remove(node)
        return


def _rename_input(graph: GraphProto, old: str, new: str) -> None:
    for node in graph.node:
        for position, name in enumerate(node.input):
            if name == old:
                node.input[position] = new


def _resolve_aliases(graph: GraphProto) -> None:
    """Let nodes name weights themselves where the exporter put an Identity between."""
    weights = {tensor.name for tensor in graph.initializer}
    aliases = {
        node.output[0]: node.input[0] for node in graph.node if node.op_type == "Identity" and node.input[0] in weights
    }
    kept = [node for node in graph.node if node.output[0] not in aliases]
    for node in kept:
        for position, name in enumerate(node.input):
            node.input[position] = aliases.get(name, name)
    del graph.node[:]
    graph.node.extend(kept)


def _merge_equals(graph: GraphProto) -> None:
    """Compute once what the exporter traced twice: the layers that both outputs share."""
    first: dict[tuple[object, ...], NodeProto] = {}
    same: dict[str, str] = {}
    kept = []
    for node in graph.node:
        for position, name in enumerate(node.input):
            node.input[position] = same.get(name, name)
        attributes = sorted(attribute.SerializeToString() for attribute in node.attribute)
        twin = first.setdefault((node.op_type, *node.input, *attributes), node)
        if twin is node:
            kept.append(node)
        same |= dict(zip(node.output, twin.output, strict=True)) if twin is not node else {}
    del graph.node[:]
    graph.node.extend(kept)


def _list_feeding(graph: GraphProto, output: str) -> set[str]:
    """The first outputs of all nodes that an output of the graph is computed from."""
    makers = {name: node for node in graph.node for name in node.output}
    found: set[str] = set()
    waiting = [output]
    while waiting:
        node = makers.get(waiting.pop())
        if node is not None and node.output[0] not in found:
            found.add(node.output[0])
            waiting += node.input
    return found


def _drop_unused(graph: GraphProto) -> None:
    used = {name for node in graph.node for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
