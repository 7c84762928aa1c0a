"""Writes a fitted network as the app reads it: ONNX with 8-bit weights, vocabulary, names of outputs.

The fitted layers calculate in full precision: rounding what passes through them as well moved a level as
often as some words in a hundred heard wrong. What is told from a sentence alone is learnt from the rounded
numbers themselves (``training/by_words.py``), so the lower layers may round, which takes half the time.
"""

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.fit import NAMES
from training.network import Alone, Embedded, ReaderNetwork, Scored

MOST_BYTES = 30_000_000


def export(network: ReaderNetwork, encoder_folder: Path, target: Path) -> None:
    """Write ``embedded.onnx``, ``scored.onnx``, ``alone.onnx``, the vocabulary and ``outputs.json``.

    Raises:
        ValueError: The weights turn out larger than may be shipped.
    """
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    hidden = torch.zeros(1, 12, network.encoder.config.hidden_size)
    with tempfile.TemporaryDirectory() as folder:
        embedded = _graph(Embedded(network), torch.ones(1, 12, dtype=torch.long), "tokens", Path(folder))
        _round(embedded, target / "embedded.onnx")
        _shrink(_graph(Scored(network), hidden, "hidden", Path(folder)), target / "scored.onnx")
        _round(_graph(Alone(str(encoder_folder)), hidden, "hidden", Path(folder)), target / "alone.onnx")
    shutil.copy(encoder_folder / "tokenizer.json", target / "tokenizer.json")
    (target / "outputs.json").write_text(json.dumps(NAMES) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in target.iterdir())
    if size > MOST_BYTES:
        raise ValueError(f"{size} bytes are more than the {MOST_BYTES} that may be shipped")


def _graph(part: nn.Module, example: Tensor, name: str, folder: Path) -> Path:
    """The part as a graph, ready to be made small."""
    plain, prepared = (folder / f"{type(part).__name__}-{step}.onnx" for step in ("plain", "prepared"))
    torch.onnx.export(
        part.eval(),
        (example,),
        str(plain),
        input_names=[name],
        output_names=["found"],
        dynamic_axes={name: {1: "length"}, "found": {1: "length"}},
        opset_version=17,
        dynamo=False,
    )
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    return prepared


def _round(graph: Path, target: Path) -> None:
    """Weights in 8 bits, and what they are multiplied with as well."""
    quantize_dynamic(str(graph), str(target), weight_type=QuantType.QInt8, per_channel=True)


def _shrink(graph: Path, target: Path) -> None:
    """Weights in 8 bits with a scale for each column, unfolded again before they are used."""
    model = onnx.load(str(graph))
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    unfolding = []
    for node in model.graph.node:
        if node.op_type != "MatMul" or node.input[1] not in stored:
            continue
        tensor, name = stored[node.input[1]], f"{node.name}/weights"
        weights: NDArray[np.float32] = numpy_helper.to_array(tensor)
        scale = np.abs(weights).max(0) / np.float32(127.0)
        model.graph.initializer.remove(tensor)
        for part, values in (("small", np.round(weights / scale).astype(np.int8)), ("scale", scale)):
            model.graph.initializer.append(numpy_helper.from_array(values, f"{name}/{part}"))
        unfolding.append(
            helper.make_node(
                "DequantizeLinear", [f"{name}/small", f"{name}/scale"], [name], name=f"{name}/unfold", axis=1
            )
        )
        node.input[1] = name
    for number, node in enumerate(unfolding):  # they need nothing, so they may stand first
        model.graph.node.insert(number, node)
    onnx.save(model, str(target))
