"""Gradient estimators for codes of bits: bias, variance and cost, and training by each.

    OMP_NUM_THREADS=1 python -m benchmarks.binary_latents

First, a model with so few bits that every mean is a sum: each estimator's gradient in the logits,
20,000 times, beside the exact one, before and after some training. Writes
results/binary_latents-estimators.json. Then a larger model is trained on digits by each of them,
from three seeds, and evaluated on binarized test images with 1,000 draws, of which every one is
drawn. Writes results/binary_latents-digits.json. The page of the chapter shows both.

    python -m benchmarks.binary_latents training --data mnist --hidden 200,200 --latent 200 \
        --epochs 20 --lr 0.001 --output mnist.json

trains on other data.
"""

import argparse
import functools
import math
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from labsupport import data, discrete, evaluation, objectives, training
from labsupport.models.binary_vae import BinaryVAE, bernoulli_kl, log_q
from labsupport.results import mean_and_error, write_results

SEEDS = (0, 1, 2)
K, K_EVAL = 2, 1000
FEW = (1, 2, 4, 10, 100, 1000)  # draws of the evaluation, to see what too few of them cost
BITS, IMAGES, ESTIMATES = 6, 20, 20_000  # of the comparison with exact sums
SETTINGS: dict[str, dict[str, Any]] = {
    "no baseline": {"estimator": "score"},
    "running mean": {"estimator": "running"},
    "learned baseline": {"estimator": "learned"},
    "leave one out": {"estimator": "leave_one_out"},
    "VIMCO": {"estimator": "vimco"},
    "DisARM": {"estimator": "disarm"},
    "one bit exchanged": {"estimator": "measure_valued"},
    "relaxed, 0.5": {"estimator": "relaxed", "temperature": 0.5},
    "straight-through": {"estimator": "straight_through"},
}
COMPARED = (
    SETTINGS
    | {"relaxed, 0.1": {"estimator": "relaxed", "temperature": 0.1}}
    | {"relaxed, 1.0": {"estimator": "relaxed", "temperature": 1.0}}
    | {"leave one out, exact KL": {"estimator": "exact_kl"}}
)


class AtLogits:
    """A model whose encoder is replaced by logits (rows, latent), to differentiate in these."""

    def __init__(self, model: BinaryVAE, logits: Tensor) -> None:
        self.model, self.logits = model, logits

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The given logits, and their probabilities."""
        return torch.sigmoid(self.logits), self.logits

    def __getattr__(self, name: str) -> Any:
        return getattr(self.model, name)


def with_exact_kl(model: Any, x: Tensor, k: int = K) -> Tensor:
    """Leave-one-out of log p(x | z) alone, and the divergence in closed form."""
    _, logits = model.infer(x)
    z = torch.bernoulli(torch.sigmoid(logits.detach()).expand(k, *logits.shape))
    cost = model.log_likelihood(x, z)
    others = (cost.sum(0) - cost) / (k - 1)
    score = log_q(z, logits)
    term = (cost - others).detach() * (score - score.detach())
    return (cost + term).mean(0) - bernoulli_kl(logits)


def objective_of(settings: dict[str, Any]) -> Callable[..., Tensor]:
    """An objective for `training.fit`."""
    if settings["estimator"] == "exact_kl":
        return with_exact_kl
    k = 1 if settings["estimator"] == "measure_valued" else K
    return functools.partial(discrete.objective, k=k, **settings)


def every_code(bits: int) -> Tensor:
    """All codes, (2^bits, bits)."""
    return torch.cartesian_prod(*[torch.arange(2.0)] * bits)


def exact_gradient(model: BinaryVAE, x: Tensor, logits: Tensor, draws: int) -> Tensor:
    """Of the bound of 1 or 2 draws, by the sum over all codes, or all pairs: (batch, bits)."""
    logits = logits.detach().double().requires_grad_()
    codes = every_code(BITS)[:, None]
    with torch.no_grad():
        joint = model.log_joint(x, codes.expand(-1, len(x), -1)).double()  # (codes, batch)
    log_q_z = log_q(codes.double(), logits)
    log_w = joint - log_q_z
    if draws == 1:
        bound = (log_q_z.exp() * log_w).sum(0)
    else:
        pairs = torch.logaddexp(log_w[:, None], log_w[None]) - math.log(2)
        bound = ((log_q_z[:, None] + log_q_z[None]).exp() * pairs).sum((0, 1))
    return torch.autograd.grad(bound.sum(), logits)[0]


def estimates(model: BinaryVAE, x: Tensor, logits: Tensor, settings: dict[str, Any]) -> Tensor:
    """Independent estimates of the gradient in the logits, (n, batch, bits)."""
    objective, found, at_once = objective_of(settings), [], ESTIMATES // 20
    for _ in range(20):
        rows = logits.detach().repeat(at_once, 1).requires_grad_()
        value = objective(AtLogits(model, rows), x.repeat(at_once, 1))
        (slopes,) = torch.autograd.grad(value.sum(), rows)
        found.append(slopes.reshape(at_once, *logits.shape).double())
    return torch.cat(found)


def microseconds(
    model: BinaryVAE, x: Tensor, settings: dict[str, Any], repeats: int = 200
) -> float:
    """Processor time of one objective and its gradient, for a minibatch of 100, the least."""
    objective, times = objective_of(settings), []
    for _ in range(repeats):
        start = time.process_time()
        objective(model, x).sum().backward()
        times.append(time.process_time() - start)
        model.zero_grad()
    return 1e6 * min(times)  # what other work on the machine adds has no upper end


def prepared(x: Tensor, epochs: int) -> BinaryVAE:
    """A linear model of few bits, trained a little, whose baselines know its cost."""
    torch.manual_seed(0)
    model = BinaryVAE(x.shape[1], (), BITS, baseline=32)
    model.start_from_mean(x)
    settings: dict[str, Any] = {"binarize": True, "device": "cpu", "progress": False, "lr": 3e-3}
    if epochs:
        training.fit(
            model, x, epochs=epochs, objective=objective_of({"estimator": "disarm"}), **settings
        )
    model.train()
    predictor = torch.optim.Adam(model.baseline.parameters(), lr=3e-3)  # type: ignore[union-attr]
    for _ in range(1500):
        batch = data.binarize(x[torch.randint(len(x), (100,))])
        with torch.no_grad():
            cost = model.log_w(batch, 2)
            model.running_cost(cost)
        predictor.zero_grad()
        (cost.mean(0) - model.predicted_cost(batch)).square().mean().backward()
        predictor.step()
    return model.eval()


def compared(x: Tensor, epochs: int) -> dict[str, Any]:
    """Bias, variance and cost of each estimator, at one point of training."""
    model = prepared(x, epochs)
    images = data.binarize(x[:IMAGES], torch.Generator().manual_seed(1))
    logits = model.infer(images)[1].detach()
    exact = {draws: exact_gradient(model, images, logits, draws) for draws in (1, 2)}
    minibatch = data.binarize(x[:100])
    # Of a bit that is nearly certain too few draws differ for an error bar.
    undecided = (torch.sigmoid(logits) - 0.5).abs() < 0.48
    found: dict[str, Any] = {"gradient_norm": exact[1].norm(dim=1).mean().item(), "rows": {}}
    for name, settings in COMPARED.items():
        torch.manual_seed(0)
        sample = estimates(model, images, logits, settings)
        right = exact[2 if settings["estimator"] == "vimco" else 1]
        off = sample.mean(0) - right
        error = sample.std(0) / math.sqrt(len(sample))
        evaluations = 1 + 2 * BITS if settings["estimator"] == "measure_valued" else K
        found["rows"][name] = {
            # Squared distance without what the noise of the means adds to it, over the images.
            "bias": off.square()
            .sum(1)
            .sub(error.square().sum(1))
            .mean()
            .clamp_min(0)
            .sqrt()
            .item(),
            "noise_of_bias": error.square().sum(1).mean().sqrt().item(),
            "largest_error_in_standard_errors": (off / error)[undecided].abs().max().item(),
            "variance": sample.var(0).sum(1).mean().item(),
            "decoder_evaluations": evaluations,
            "microseconds": microseconds(model, minibatch, settings),
        }
        print(epochs, name, found["rows"][name], flush=True)
    return found


def trained(
    settings: dict[str, Any], seed: int, x: Tensor, x_test: Tensor, options: argparse.Namespace
) -> dict[str, Any]:
    """One model, its course, and how good it is."""
    torch.manual_seed(seed)
    model = BinaryVAE(x.shape[1], options.hidden, options.latent, baseline=32)
    model.start_from_mean(x)
    every = max(1, options.epochs // 20)
    course: list[list[float]] = []

    def look(model: BinaryVAE, record: dict[str, Any]) -> None:
        if record["epoch"] % every == 0 or record["epoch"] == 1:
            torch.manual_seed(0)
            with torch.no_grad():
                bound = objectives.elbo(model.log_w(x_test, 10)).mean().item()
            course.append([record["epoch"], -bound])

    start = time.process_time()
    training.fit(
        model, x, epochs=options.epochs, objective=objective_of(settings), lr=options.lr, seed=seed,
        binarize=True, device="cpu", progress=False, after_epoch=look,
    )  # fmt: skip
    seconds = (time.process_time() - start) / options.epochs
    torch.manual_seed(0)
    few = {k: -evaluation.log_likelihood(model, x_test, k).mean().item() for k in FEW}
    with torch.no_grad():
        bound = objectives.elbo(model.log_w(x_test, 50)).mean().item()
        kl = bernoulli_kl(model.infer(x_test)[1]).mean().item()
    return {
        "nll_nats": few[K_EVAL],
        "minus_elbo_nats": -bound,
        "kl_nats": kl,
        "active_units": int(evaluation.active_units(model, x_test).sum()),
        "seconds_per_epoch": seconds,
        "course": course,
        "by_draws": few,
    }


def summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Mean, and standard error over the seeds, of each number and of the course; and the runs."""
    found: dict[str, Any] = {"runs": runs}
    for name in ("nll_nats", "minus_elbo_nats", "kl_nats", "active_units", "seconds_per_epoch"):
        found[name] = mean_and_error([run[name] for run in runs])
    course = torch.tensor([run["course"] for run in runs], dtype=torch.float64)
    found["course"] = {
        "epoch": course[0, :, 0].tolist(),
        "minus_elbo_nats": course[:, :, 1].mean(0).tolist(),
        "standard_error": (course[:, :, 1].std(0) / math.sqrt(len(runs))).tolist(),
    }
    return found


def main() -> None:
    """Compare, train, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "part", nargs="?", default="both", choices=("both", "estimators", "training")
    )
    parser.add_argument("--data", default="digits")
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--hidden", default="64", help="widths, such as 200,200; linear if empty")
    parser.add_argument("--latent", type=int, default=16)
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--output", type=Path, default=Path("results/binary_latents-digits.json"))
    options = parser.parse_args()
    options.hidden = [int(width) for width in options.hidden.split(",") if width]
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.binary_latents", *sys.argv[1:]]
    )
    start = time.process_time()
    images = data.load(options.data)
    x, x_test = images.train.x, data.binarize(images.test.x, torch.Generator().manual_seed(0))
    if options.part != "training":
        points = {name: compared(data.load("digits").train.x, n) for name, n in
                  {"before training": 0, "after 100 epochs": 100}.items()}  # fmt: skip
        figures = {
            "bits": BITS, "images": IMAGES, "estimates": ESTIMATES, "draws": K, "points": points,
            "processor_seconds": time.process_time() - start,
        }  # fmt: skip
        path = Path("results/binary_latents-estimators.json")
        write_results(path, command, 0, figures)
    if options.part != "estimators":
        start, methods = time.process_time(), {}
        for name, settings in SETTINGS.items():
            runs = [trained(settings, seed, x, x_test, options) for seed in SEEDS]
            methods[name] = summary(runs)
            print(name, methods[name]["nll_nats"], methods[name]["minus_elbo_nats"], flush=True)
        figures = {
            "data": options.data,
            "train_images": len(x),
            "test_images": len(x_test),
            "epochs": options.epochs,
            "hidden": options.hidden,
            "latent": options.latent,
            "lr": options.lr,
            "k": K,
            "k_eval": K_EVAL,
            "methods": methods,
            "processor_seconds": time.process_time() - start,
        }
        write_results(options.output, command, SEEDS[0], figures)


if __name__ == "__main__":
    main()
