"""Writes a fitted network as the app reads it: ONNX with 8-bit weights, vocabulary, names of outputs."""

import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.fit import NAMES
from training.network import ReaderNetwork

MOST_BYTES = 30_000_000


def export(network: ReaderNetwork, encoder_folder: Path, target: Path) -> None:
    """Write ``reader.onnx``, ``tokenizer.json`` and ``outputs.json`` into ``target``.

    Raises:
        ValueError: The weights turn out larger than may be shipped.
    """
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    example = (torch.ones(1, 12, dtype=torch.long), torch.ones(1, 12, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "plain.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            network,
            example,
            str(plain),
            input_names=["tokens", "mask"],
            output_names=["scores"],
            dynamic_axes={
                "tokens": {0: "answers", 1: "length"},
                "mask": {0: "answers", 1: "length"},
                "scores": {0: "answers", 1: "length"},
            },
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared), str(target / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True
        )
    shutil.copy(encoder_folder / "tokenizer.json", target / "tokenizer.json")
    (target / "outputs.json").write_text(json.dumps(NAMES) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in target.iterdir())
    if size > MOST_BYTES:
        raise ValueError(f"{size} bytes are more than the {MOST_BYTES} that may be shipped")
