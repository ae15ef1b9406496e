"""How noisy four ways of drawing random weights make the gradient, what they cost, what they gain.

    OMP_NUM_THREADS=1 python -m benchmarks.local_reparameterization
    OMP_NUM_THREADS=1 python -m benchmarks.local_reparameterization --calibration

The first is Table 1 of Kingma, Salimans and Welling (2015) on a smaller network: MNIST, three
hidden layers of ReLU units, variational dropout with independent weight noise, minibatches of
1,000. At two points of a training with the local scheme, the variance of the gradient in the top
and in the bottom layer is measured with each scheme, at the same parameters; then, the time of a
step. The second trains classifiers on 1,000 images, and compares their accuracy and calibration on
the test images. Both write a results file, which chapter ``local_reparameterization`` shows.
"""

import argparse
import functools
import shlex
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport import data, training
from labsupport.evaluation import calibration_error, evaluating
from labsupport.models import classifier
from labsupport.models.bayesian_mlp import BayesianMLP, Noise, sgvb
from labsupport.results import summary, write_results

WIDTHS = (100, 100, 100)
MINIBATCH = 1000
ROWS = 50  # examples at once, where each has weights of its own
SEEDS = (0, 1, 2)
NOISES: tuple[Noise, ...] = get_args(Noise)
# Table 1: top layer after 10 and 100 epochs, bottom layer after 10 and 100 epochs.
PAPER = {
    "local": (7.8e3, 1.2e3, 1.9e2, 1.1e2),
    "separate": (1.4e4, 2.6e3, 4.3e2, 2.5e2),
    "shared": (4.9e4, 4.3e3, 8.5e2, 3.3e2),
    "none": (2.8e3, 5.9e1, 1.3e2, 9.0e0),
}
PAPER_SECONDS = {"local": 7.4, "separate": 1635.0}  # of an epoch


def use(model: BayesianMLP, noise: Noise) -> None:
    """Let all layers draw their noise in this way."""
    for layer in model.layers:
        layer.noise = noise


def gradient(model: BayesianMLP, x: Tensor, labels: Tensor, n: int) -> list[Tensor]:
    """The SGVB estimate's gradient in the means of the top and the bottom layer, a minibatch's.

    One draw of a shared W serves the whole minibatch; other noise may come in parts.
    """
    shared = model.layers[0].noise == "shared"
    wanted = [model.layers[-1].weight, model.layers[0].weight]
    found = [torch.zeros_like(each) for each in wanted]
    rows = len(x) if shared else (ROWS if model.layers[0].noise == "separate" else len(x))
    for part, part_labels in zip(x.split(rows), labels.split(rows), strict=True):
        value = n / len(x) * model.log_likelihood(part, part_labels)[0].sum()
        for total, slope in zip(found, torch.autograd.grad(value, wanted), strict=True):
            total += slope
    return found  # the KL has no noise, and adds nothing to the variance


def variances(model: BayesianMLP, x: Tensor, labels: Tensor, gradients: int) -> dict[str, Any]:
    """Of each scheme: the variance of one weight's gradient, averaged over each of two layers."""
    result: dict[str, Any] = {}
    for noise in NOISES:
        use(model, noise)
        torch.manual_seed(0)
        two = model.layers[-1].weight, model.layers[0].weight
        sums = [[torch.zeros_like(each), torch.zeros_like(each)] for each in two]
        for _ in range(gradients):
            rows = torch.randperm(len(x))[:MINIBATCH]
            for (first, second), g in zip(
                sums, gradient(model, x[rows], labels[rows], len(x)), strict=True
            ):
                first += g.detach()
                second += g.detach() ** 2
        values = [
            ((second - first**2 / gradients) / (gradients - 1)).mean().item()
            for first, second in sums
        ]
        result[noise] = dict(zip(("top", "bottom"), values, strict=True))
    use(model, "local")
    return result


def speed(x: Tensor, labels: Tensor, rounds: int = 7) -> dict[str, float]:
    """Median seconds for the gradient of a minibatch in all parameters, interleaved."""
    torch.manual_seed(0)
    model = BayesianMLP(x.shape[1], WIDTHS, posterior="dropout-a")
    seconds: dict[str, list[float]] = {noise: [] for noise in NOISES}
    for _ in range(rounds):
        for noise in NOISES:
            use(model, noise)
            start = time.process_time()
            rows = ROWS if noise == "separate" else MINIBATCH
            for part, part_labels in zip(
                x[:MINIBATCH].split(rows), labels[:MINIBATCH].split(rows), strict=True
            ):
                model.log_likelihood(part, part_labels)[0].sum().backward()
            seconds[noise].append(time.process_time() - start)
    return {noise: statistics.median(times) for noise, times in seconds.items()}


def table_of_variances(
    epochs: tuple[int, int], gradients: int, images: data.Splits
) -> dict[str, Any]:
    """Train with the local scheme; at both points, the variances with each."""
    x, labels = images.train.x, images.train.labels
    assert labels is not None
    runs: list[dict[str, Any]] = []
    bounds: list[float] = []
    for seed in SEEDS:
        torch.manual_seed(seed)
        model = BayesianMLP(x.shape[1], WIDTHS, posterior="dropout-a")
        found: dict[str, Any] = {}

        def look(model: Any, record: dict[str, Any], found: dict[str, Any] = found) -> None:
            if record["epoch"] in epochs:
                found[str(record["epoch"])] = variances(model, x, labels, gradients)
                print(record["epoch"], found[str(record["epoch"])], flush=True)

        records = training.fit(
            model, (x, labels), objective=functools.partial(sgvb, n=len(x)), epochs=epochs[1],
            batch_size=MINIBATCH, seed=seed, device="cpu", progress=False, after_epoch=look,
        )  # fmt: skip
        runs.append(found)
        bounds.append(records[-1]["train"])
    schemes = {
        noise: summary(
            [
                {
                    f"{layer}_{epoch}": run[str(epoch)][noise][layer]
                    for layer in ("top", "bottom")
                    for epoch in epochs
                }
                for run in runs
            ]
        )
        for noise in NOISES
    }
    return {"variances": schemes, "bounds_nats": bounds}


def judged(log_prob: Tensor, labels: Tensor) -> dict[str, float]:
    """Accuracy, negative log-likelihood (nats) and calibration error of predictions."""
    return {
        "accuracy": (log_prob.argmax(1) == labels).double().mean().item(),
        "nll_nats": F.nll_loss(log_prob, labels).item(),
        "calibration_error": calibration_error(log_prob.exp(), labels).item(),
    }


def bayesian(draws: int, **settings: Any) -> Callable[..., dict[str, float]]:
    """How a Bayesian classifier is trained and judged."""

    def run(train: tuple[Tensor, Tensor], test: tuple[Tensor, Tensor], epochs: int, seed: int):
        torch.manual_seed(seed)
        model = BayesianMLP(train[0].shape[1], (400,), **settings)
        records = training.fit(
            model, train, objective=functools.partial(sgvb, n=len(train[0])), epochs=epochs,
            seed=seed, device="cpu", progress=False,
        )  # fmt: skip
        with torch.no_grad():
            found = judged(model.log_prob(test[0], draws), test[1])
        # Of the last epoch, for each label; with a log-uniform prior up to a constant.
        return found | {"bound_nats": records[-1]["train"]}

    return run


def plain(ratio: float) -> Callable[..., dict[str, float]]:
    """How a classifier with fixed weights is trained and judged."""

    def run(train: tuple[Tensor, Tensor], test: tuple[Tensor, Tensor], epochs: int, seed: int):
        torch.manual_seed(seed)
        model = classifier.Classifier(train[0].shape[1], 400, 10, dropout_ratio=ratio)
        training.fit(
            model, classifier.with_labels(*train), objective=classifier.log_likelihood,
            epochs=epochs, seed=seed, device="cpu", progress=False,
        )  # fmt: skip
        with torch.no_grad(), evaluating(model):
            return judged(model.log_prob(test[0]), test[1])

    return run


def table_of_calibration(epochs: int, draws: int, images: data.Splits) -> dict[str, Any]:
    """Every classifier, from each seed, on 1,000 training images that the seed chooses."""
    methods = {
        "plain": plain(0.0),
        "plain, dropout 1/2": plain(0.5),
        "Gaussian posterior": bayesian(draws, prior_scale=3.0),
        "variational dropout A": bayesian(draws, posterior="dropout-a"),
        "variational dropout B": bayesian(draws, posterior="dropout-b"),
    }
    assert images.train.labels is not None
    assert images.test.labels is not None
    found = {}
    for name, run in methods.items():
        runs = []
        for seed in SEEDS:
            generator = torch.Generator().manual_seed(seed)
            rows = torch.randperm(len(images.train.x), generator=generator)[:1000]
            train = images.train.x[rows], images.train.labels[rows]
            start = time.process_time()
            runs.append(run(train, (images.test.x, images.test.labels), epochs, seed))
            runs[-1]["seconds"] = time.process_time() - start
        found[name] = summary(runs)
        print(name, {key: value for key, value in found[name].items() if key != "runs"}, flush=True)
    return {"methods": found, "train_images": 1000, "test_images": len(images.test.x)}


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calibration", action="store_true", help="the second table")
    parser.add_argument("--data", default="mnist", choices=["mnist", "digits"])
    parser.add_argument("--epochs", type=int, nargs=2, default=(10, 100))
    parser.add_argument("--gradients", type=int, default=40)
    parser.add_argument("--draws", type=int, default=30, help="of the weights, for a prediction")
    parser.add_argument("--output", type=Path)
    settings = parser.parse_args()
    start = time.process_time()
    images = data.load(settings.data)
    epochs = (settings.epochs[0], settings.epochs[1])
    figures: dict[str, Any]
    if settings.calibration:
        name = f"local_reparameterization-{settings.data}.json"
        figures = table_of_calibration(epochs[1], settings.draws, images)
        figures |= {"epochs": epochs[1], "draws": settings.draws}
    else:
        name = "local_reparameterization-variance.json"
        assert images.train.labels is not None
        figures = table_of_variances(epochs, settings.gradients, images)
        figures |= {
            "epochs": epochs,
            "gradients": settings.gradients,
            "train_images": len(images.train.x),
            "minibatch": MINIBATCH,
            "hidden": WIDTHS,
            "step_seconds": speed(images.train.x, images.train.labels),
            "paper": PAPER,
            "paper_seconds": PAPER_SECONDS,
        }
    figures["processor_seconds"] = time.process_time() - start
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.local_reparameterization", *sys.argv[1:]]
    )
    write_results(settings.output or Path("results") / name, command, SEEDS[0], figures)


if __name__ == "__main__":
    main()
