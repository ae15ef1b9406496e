"""Run by ``torchrun`` in test_training.py: the same training, in however many processes it starts.

Writes the trained parameters, the log records and a fingerprint of each process's noise.
"""

import os
import sys
from pathlib import Path

import torch
from torch import Tensor, nn

from labsupport.training import fit


def squared_error(model: nn.Module, x: Tensor) -> Tensor:
    """An objective without noise, so that any number of processes takes the same steps."""
    return -(model(x) - x).square().sum(-1)


def main(folder: Path) -> None:
    """Train a linear autoencoder on 50 points, in minibatches of 8, the last one of 2."""
    rank = int(os.environ.get("RANK", 0))
    torch.manual_seed(rank)  # different weights in each process, of which the first one's count
    model = nn.Sequential(nn.Linear(5, 3), nn.Linear(3, 5)).double()
    x = torch.randn(50, 5, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    records = fit(
        model,
        x,
        epochs=3,
        batch_size=8,
        objective=squared_error,
        x_validation=x,
        patience=3,
        best=folder / "best.pt",
        device="cpu",
        progress=False,
        checkpoint=folder / "checkpoint.pt",
        log=folder / "log.jsonl",
        resume="--resume" in sys.argv,
    )
    result = {"model": model.state_dict(), "records": records, "noise": torch.rand(3)}
    torch.save(result, folder / f"process{rank}.pt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
