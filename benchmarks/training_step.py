"""One training step of `training.fit` against a bare loop written by hand, on the CPU.

    OMP_NUM_THREADS=1 python benchmarks/training_step.py

Both train the same VAE (784-200-200-50, tanh, Bernoulli pixels, dynamic binarization) with the same
one-draw bound and fused Adam on minibatches of 100 from tensors in memory. They take turns, so that
what else the machine does falls on both. The ratio of the medians is to be at most 1.05. The images
are random: how long a step takes does not depend on what they show.
"""

import math
import shlex
import statistics
import sys
import time

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.models.vae import VAE
from labsupport.results import write_results
from labsupport.training import fit

REPEATS = 15
STEPS = 200
BATCH = 100


class BareVAE(nn.Module):
    """The same networks and the same bound, with everything in one place."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Linear(784, 200), nn.Tanh(), nn.Linear(200, 200), nn.Tanh(), nn.Linear(200, 100)
        )
        self.decoder = nn.Sequential(
            nn.Linear(50, 200), nn.Tanh(), nn.Linear(200, 200), nn.Tanh(), nn.Linear(200, 784)
        )

    def loss(self, x: Tensor) -> Tensor:
        mu, log_var = self.encoder(x).chunk(2, -1)
        z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
        logits = self.decoder(z)
        log_p = (x * logits - F.softplus(logits)).sum(-1)
        log_p = log_p - 0.5 * (math.log(2 * math.pi) + z**2).sum(-1)
        log_q = -0.5 * (math.log(2 * math.pi) + log_var + (z - mu) ** 2 * torch.exp(-log_var)).sum(
            -1
        )
        return -(log_p - log_q).mean()


def bare(x: Tensor) -> None:
    """The loop that everybody writes, with nothing around it."""
    model = BareVAE()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    order = torch.randperm(len(x))
    for i in range(0, len(x), BATCH):
        loss = model.loss(torch.bernoulli(x[order[i : i + BATCH]]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def ours(x: Tensor) -> None:
    """One epoch of `fit`, with all that it does: seeds, log records, checks for NaN."""
    fit(VAE(784), x, epochs=1, batch_size=BATCH, binarize=True, device="cpu", progress=False)


def main() -> None:
    """Time both in turns, print the ratio, and write it to results/training_step.json."""
    x = torch.rand(STEPS * BATCH, 784)
    times: dict[str, list[float]] = {"bare": [], "fit": []}
    bare(x)  # once each without a clock: first calls allocate and initialize
    ours(x)
    for repeat in range(REPEATS):
        pair = [("bare", bare), ("fit", ours)]
        for name, run in pair if repeat % 2 else reversed(pair):
            start = time.perf_counter()
            run(x)
            times[name].append((time.perf_counter() - start) / STEPS * 1e3)
    median = {name: statistics.median(values) for name, values in times.items()}
    ratio = median["fit"] / median["bare"]
    print(f"bare {median['bare']:.3f} ms, fit {median['fit']:.3f} ms a step; ratio {ratio:.3f}")
    figures = {"ratio": ratio, "repeats": REPEATS, "median_ms": median, "times_ms": times}
    command = shlex.join(["python", *sys.argv])
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} {command}"
    write_results("results/training_step.json", command, None, figures)


if __name__ == "__main__":
    main()
