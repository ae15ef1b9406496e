"""One training step of `training.fit` against a bare loop written by hand, on the CPU.

    OMP_NUM_THREADS=1 python benchmarks/training_step.py

Both train the same VAE (784-200-200-50, tanh, Bernoulli pixels, dynamic binarization) with the same
bound and fused Adam on minibatches of 100 from tensors in memory: once with one draw of log_w, the
default of `fit`, and once with the KL in closed form. All take turns, so that what else the machine
does falls on all; the median of the ratios of neighbours is to be at most 1.05. The images are
random: how long a step takes does not depend on what they show.
"""

import math
import shlex
import statistics
import sys
import time

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport import training
from labsupport.models.vae import VAE
from labsupport.results import write_results

REPEATS = 21
STEPS = 100
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

    def terms(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        mu, log_var = self.encoder(x).chunk(2, -1)
        z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)
        logits = self.decoder(z)
        return (x * logits - F.softplus(logits)).sum(-1), mu, log_var, z

    def one_draw(self, x: Tensor) -> Tensor:
        log_likelihood, mu, log_var, z = self.terms(x)
        log_prior = -0.5 * (math.log(2 * math.pi) + z**2).sum(-1)
        square = (z - mu) ** 2 * torch.exp(-log_var)
        log_q = -0.5 * (math.log(2 * math.pi) + log_var + square).sum(-1)
        return -(log_likelihood + log_prior - log_q).mean()

    def exact_kl(self, x: Tensor) -> Tensor:
        log_likelihood, mu, log_var, _ = self.terms(x)
        kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)
        return -(log_likelihood - kl).mean()


OBJECTIVES = {"one_draw": training.elbo, "exact_kl": training.elbo_with_exact_kl}


def bare(x: Tensor, objective: str) -> None:
    """The loop that everybody writes, with nothing around it."""
    model = BareVAE()
    loss_of = getattr(model, objective)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    order = torch.randperm(len(x))
    for i in range(0, len(x), BATCH):
        loss = loss_of(torch.bernoulli(x[order[i : i + BATCH]]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def ours(x: Tensor, objective: str) -> None:
    """One epoch of `fit`, with all that it does: seeds, log records, checks for NaN."""
    training.fit(
        VAE(784),
        x,
        epochs=1,
        objective=OBJECTIVES[objective],
        batch_size=BATCH,
        binarize=True,
        device="cpu",
        progress=False,
    )


def main() -> None:
    """Time all in turns, print the ratios, and write them to results/training_step.json."""
    x = torch.rand(STEPS * BATCH, 784)
    loops = {"bare": bare, "fit": ours}
    times = {objective: {name: [] for name in loops} for objective in OBJECTIVES}  # type: ignore[var-annotated]
    for repeat in range(-1, REPEATS):
        for objective in OBJECTIVES:
            for name in loops if repeat % 2 else reversed(loops):
                start = time.perf_counter()
                loops[name](x, objective)
                milliseconds = (time.perf_counter() - start) / STEPS * 1e3
                if repeat >= 0:  # the first round only allocates and initializes
                    times[objective][name].append(milliseconds)
    figures = {}
    for objective, measured in times.items():
        pairs = zip(measured["fit"], measured["bare"], strict=True)
        ratio = statistics.median(fit / bare for fit, bare in pairs)
        median = {name: statistics.median(values) for name, values in measured.items()}
        print(
            f"{objective}: bare {median['bare']:.3f} ms, fit {median['fit']:.3f} ms a step; "
            f"ratio {ratio:.3f}"
        )
        figures[objective] = {"ratio": ratio, "median_ms": median, "times_ms": measured}
    command = shlex.join(["python", *sys.argv])
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} {command}"
    write_results("results/training_step.json", command, None, figures)


if __name__ == "__main__":
    main()
