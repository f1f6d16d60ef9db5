"""Makes an exported graph small to serve: less memory and a faster start, with the same embeddings.

Three things are changed. The table of word vectors leaves the graph for a file of its own, in half precision, from
which a question's rows are read; the layers that only the recogniser reads keep their weights in eight bits, scaled by
blocks; and the other weights move to a file beside the graph, which the runtime maps instead of copying it. The layers
that make the embedding keep full precision: with eight bits there the five nearest records would differ on one
question in six.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.words import WORDS, WORDS_FILE

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto

WEIGHTS_FILE = "weights.bin"

_BLOCK = 32
_MIDDLE = 128
_INT8_ACTIVATIONS = 4
"""The runtime's name for multiplying in eight bits; full precision here would be three times slower."""

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
    nodes = []
    for node in graph.node:
        blocked = node.op_type == "MatMul" and node.output[0] not in exact and _can_be_blocked(weights, node)
        nodes.append(_block_product(graph, node, weights[node.input[1]]) if blocked else node)
    del graph.node[:]
    graph.node.extend(nodes)
    _drop_unused(graph)
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(path), save_as_external_data=True, location=WEIGHTS_FILE, size_threshold=1024)
    (path.parent / WEIGHTS_FILE).chmod(0o644)  # the library leaves it to its owner alone


def split_blocks(rows: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Values of shape (n, width) in eight bits, shape (n, blocks, block), and one scale a block.

    A value is (byte - 128) * scale; the largest of each block is met exactly.
    """
    blocks = rows.reshape(len(rows), -1, _BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1, keepdims=True), -1)
    scales = np.where(largest == 0, 1, largest / -_MIDDLE)
    bytes_ = np.clip(np.round(blocks / scales) + _MIDDLE, 0, 255).astype(np.uint8)
    return bytes_, scales[..., 0].astype(np.float32)


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


def _can_be_blocked(weights: dict[str, Any], node: NodeProto) -> bool:
    weight = weights.get(node.input[1])
    return weight is not None and len(weight.dims) == 2 and weight.dims[0] % _BLOCK == 0


def _block_product(graph: GraphProto, node: NodeProto, weight: Any) -> NodeProto:
    from onnx import helper, numpy_helper  # noqa: PLC0415

    depth, width = weight.dims
    bytes_, scales = split_blocks(np.ascontiguousarray(numpy_helper.to_array(weight).T))
    names = [f"{weight.name}_bytes", f"{weight.name}_scales"]
    if names[0] not in {tensor.name for tensor in graph.initializer}:
        graph.initializer.append(numpy_helper.from_array(bytes_, names[0]))
        graph.initializer.append(numpy_helper.from_array(scales.reshape(-1), names[1]))
    return helper.make_node(
        "MatMulNBits",
        [node.input[0], *names],
        list(node.output),
        name=node.name,
        domain="com.microsoft",
        K=depth,
        N=width,
        bits=8,
        block_size=_BLOCK,
        accuracy_level=_INT8_ACTIVATIONS,
    )


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
