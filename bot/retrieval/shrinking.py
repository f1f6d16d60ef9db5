"""Makes an exported graph small to serve: less memory and a faster start.

The products that lead to other outputs than those to keep exact are made in eight bits, with one scale for each column
of the weights and one for each pass; the weights move to a file beside the graph, which the runtime maps instead of
copying it. What leads to the embedding keeps full precision: with eight bits there the five nearest records would
differ on one question in six.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto

_SMALL = 1024
"""Bytes up to which a weight stays in the graph's own file."""


def shrink_graph(path: Path, exact: str) -> None:
    """Rewrite the graph at `path`, whose output `exact` must stay as it is."""
    import onnx  # noqa: PLC0415  (for building)

    model = onnx.load(str(path))
    kept = _list_feeding(model.graph, exact)
    products = [node.name for node in model.graph.node if node.op_type == "MatMul" and node.output[0] not in kept]
    model = _quantise(model, products) if products else model
    weights = path.with_suffix(".bin")
    onnx.save(model, str(path), save_as_external_data=True, location=weights.name, size_threshold=_SMALL)
    weights.chmod(0o644)  # the library leaves it to its owner alone


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
