"""Trains the hesitation detector: `python -m training.hesitations DATA.npz WEIGHTS.npz [--without VOICE]`.

Needs torch (see ``requirements.txt`` beside this file); DATA comes from ``training.hesitations_data``. One
``--without`` leaves a family of voices out of the training, to see how the detector does on voices it has
not met.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from failprep.speech.hesitations import BANDS, DILATIONS, STRIDE

WIDTH = 48
EPOCHS = 24
BATCH = 32


class Network(nn.Module):  # type: ignore[misc]  # torch is not in the environment of the checks
    """Strided convolution, then dilated ones with a way around each: each output sees 1.3 s."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv1d(BANDS, WIDTH, 3, stride=STRIDE, padding=1)
        self.rest = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, dilation=gap, padding=gap) for gap in DILATIONS)
        self.last = nn.Conv1d(WIDTH, 1, 1)

    def forward(self, frames: Tensor) -> Tensor:
        """Logits (batch, steps) for normalised features (batch, frames, bands)."""
        x = torch.relu(self.first(frames.transpose(1, 2)))
        for layer in self.rest:
            x = x + torch.relu(layer(nn.functional.dropout(x, 0.1, self.training)))
        out: Tensor = self.last(x)[:, 0]
        return out


def fit(x: NDArray[np.float16], y: NDArray[np.uint8], *, seed: int = 0) -> Network:
    """Train on stretches ``x`` (stretches, frames, bands) with labels ``y`` (stretches, frames)."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the network is so small that a second core only waits
    network: Network = Network()
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1e-3)
    steps = EPOCHS * (len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 6e-3, total_steps=steps)
    rng = np.random.default_rng(seed)
    for epoch in range(EPOCHS):
        order, total = rng.permutation(len(x)), 0.0
        for at in range(0, len(x) // BATCH * BATCH, BATCH):
            some = np.sort(order[at : at + BATCH])
            frames = torch.from_numpy(_varied(x[some].astype(np.float32), rng))
            wanted = torch.from_numpy(y[some][:, ::STRIDE].astype(np.float32))
            logits = network(frames)
            loss = nn.functional.binary_cross_entropy_with_logits(
                logits, wanted, pos_weight=torch.tensor(1.5)
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / max(1, len(x) // BATCH):.4f}", flush=True)
    network.eval()
    return network


def _varied(x: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Other throats and rooms: the bands of each stretch warped and tilted, some of them hidden.

    Vocal tract length perturbation (Jaitly and Hinton, 2013) and masking of bands (Park and others, 2019).
    """
    out = np.empty_like(x)
    for at, frames in enumerate(x):
        places = np.clip(np.arange(BANDS) * rng.uniform(0.9, 1.12) + rng.uniform(-0.8, 0.8), 0, BANDS - 1.001)
        low = places.astype(int)
        part = (places - low).astype(np.float32)
        out[at] = frames[:, low] * (1 - part) + frames[:, low + 1] * part
        out[at] *= np.float32(rng.uniform(0.9, 1.1))
        dark, bright = float(rng.uniform(-0.3, 0.3)), float(rng.uniform(-0.3, 0.3))
        out[at] += np.linspace(dark, bright, BANDS, dtype=np.float32)
        if rng.random() < 0.2:
            first = rng.integers(0, BANDS - 6)
            out[at, :, first : first + rng.integers(2, 6)] = 0.0
    return out


def save(network: Network, path: Path) -> None:
    """The weights as half-precision arrays, in the order in which they are used."""
    layers = [network.first, *network.rest, network.last]
    arrays: dict[str, NDArray[np.float16]] = {}
    for number, layer in enumerate(layers):
        assert isinstance(layer, nn.Conv1d)
        assert layer.bias is not None
        arrays[f"weight{number}"] = layer.weight.detach().numpy().astype(np.float16)
        arrays[f"bias{number}"] = layer.bias.detach().numpy().astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--without", default="", help="leave out voices whose name begins so")
    given = parser.parse_args()
    stored = np.load(given.data)
    kept = np.array(
        [not given.without or not str(name).startswith(given.without) for name in stored["voice"]]
    )
    save(fit(stored["x"][kept], stored["y"][kept]), given.weights)


if __name__ == "__main__":
    main()
