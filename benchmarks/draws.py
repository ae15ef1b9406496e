"""How many draws of z for each image of a minibatch? Noise of the gradient, and what it trains.

    OMP_NUM_THREADS=1 python -m benchmarks.draws [--seeds 5] [--steps 3000]

A VAE of the digits, binarized anew at every access, with the KL in closed form.

1. After some steps of training with 100 images and one draw each: the two parts of the variance of
   the gradient of one image and one draw (eq-vae-draws-variance), summed over all weights of the
   encoder, and of the decoder: between images, and between the draws of an image.
2. Trainings whose steps cost the same, with many images and few draws or the other way round; and
   one with as many images and ten times the draws. Bounds of 250 test images and of as many
   training images, by 20 draws that are the same every time, in nats per image.

Chapter ``vae`` shows it. Writes results/vae-draws.json.
"""

import argparse
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.func import functional_call, grad, vmap

from benchmarks.overfitting import Variant, objective
from labsupport import data
from labsupport.models.vae import VAE, bernoulli_log_likelihood, gaussian_kl
from labsupport.results import mean_and_error, write_results

HIDDEN, LATENT = (128, 128), 8
LEARNING_RATE = 1e-3
STEPS = (0, 30, 300, 1000, 3000)
IMAGES, REPEATS = 300, 20  # of which the variances are estimated
# Images and draws of a step. An encoder costs as much as a decoder, so each of the first four
# costs about 200 passes through one of them.
SETTINGS = {"100 × 1": (100, 1), "67 × 2": (67, 2), "33 × 5": (33, 5), "18 × 10": (18, 10),
            "100 × 10": (100, 10)}  # fmt: skip


def gradients(model: VAE, x: Tensor, noise: Tensor) -> dict[str, Tensor]:
    """The gradient of the bound of each image with its one draw, (batch, weights), by network."""
    networks = {"encoder": model.encoder, "decoder": model.decoder}
    weights = {name: dict(each.named_parameters()) for name, each in networks.items()}

    def of_one(weights: dict[str, dict[str, Tensor]], x: Tensor, noise: Tensor) -> Tensor:
        mu, log_var = functional_call(model.encoder, weights["encoder"], (x,))
        z = mu + torch.exp(0.5 * log_var) * noise
        (logits,) = functional_call(model.decoder, weights["decoder"], (z,))
        return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)

    found = vmap(grad(of_one), (None, 0, 0))(weights, x, noise)
    return {
        name: torch.cat([each.flatten(1) for each in of_network.values()], 1)
        for name, of_network in found.items()
    }


@torch.no_grad()
def parts_of_variance(model: VAE, x: Tensor, repeats: int = REPEATS) -> dict[str, Any]:
    """Variance between images and between draws, by network, as a mean and its standard error."""
    sums: dict[str, Tensor] = {}
    squares: dict[str, Tensor] = {}
    for _ in range(repeats):  # means over draws, and of the squared length, for each image
        for name, each in gradients(model, x, torch.randn(len(x), model.latent)).items():
            sums[name] = sums.get(name, torch.zeros(())) + each
            squares[name] = squares.get(name, torch.zeros(())) + each.square().sum(1)
    found: dict[str, Any] = {}
    for name, total in sums.items():
        mean = total / repeats
        within = (squares[name] - repeats * mean.square().sum(1)) / (repeats - 1)
        away = (mean - mean.mean(0)).square().sum(1) * len(x) / (len(x) - 1)
        found[name] = {"between_draws": mean_and_error(within),
                       "between_images": mean_and_error(away - within / repeats)}  # fmt: skip
    return found


@torch.no_grad()
def mean_bound(model: VAE, x: Tensor) -> float:
    """Mean bound in nats by 20 draws of each that are the same every time."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return objective(model, x, Variant(20, 1)).mean().item()


def run(seed: int, images: int, draws: int, steps: int, measure: bool) -> dict[str, Any]:
    """Train once with minibatches of so many images and draws; bounds after some of the steps."""
    digits = data.load("digits")
    generator = torch.Generator().manual_seed(0)  # what is measured is the same for all seeds
    parts = {
        "train": data.binarize(digits.train.x[:250], generator),
        "test": data.binarize(digits.test.x, generator),
    }
    seen = data.binarize(digits.train.x[:IMAGES], generator)
    torch.manual_seed(seed)
    model = VAE(64, HIDDEN, LATENT)
    model.start_from_mean(digits.train.x)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    found: dict[str, Any] = {"train": [], "test": [], "variances": [], "seconds": 0.0}
    for step in range(steps + 1):
        if step in STEPS:
            for name, part in parts.items():
                found[name].append(mean_bound(model, part))
            if measure:
                with torch.random.fork_rng():
                    found["variances"].append(parts_of_variance(model, seen))
        start = time.process_time()
        x = data.binarize(digits.train.x[torch.randint(len(digits.train.x), (images,))])
        optimizer.zero_grad()
        (-objective(model, x, Variant(draws, 1)).mean()).backward()
        optimizer.step()
        found["seconds"] += time.process_time() - start
    return found


def main() -> None:
    """Train, measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=STEPS[-1])
    parser.add_argument("--output", type=Path, default=Path("results/vae-draws.json"))
    settings = parser.parse_args()
    start = time.process_time()
    figures: dict[str, Any] = {
        "hidden": HIDDEN, "latent": LATENT, "learning_rate": LEARNING_RATE, "images": IMAGES,
        "repeats": REPEATS, "seeds": settings.seeds,
        "steps": [step for step in STEPS if step <= settings.steps],
    }  # fmt: skip
    trained: dict[str, Any] = {}
    for name, (images, draws) in SETTINGS.items():
        runs = [
            run(seed, images, draws, settings.steps, measure=name == "100 × 1" and seed == 0)
            for seed in range(settings.seeds)
        ]
        variances = runs[0]["variances"]
        if variances:
            figures["variances"] = variances
            for step, each in zip(figures["steps"], variances, strict=True):
                print(f"step {step}:", each, flush=True)
        kept: dict[str, Any] = {"images": images, "draws": draws}
        kept["seconds"] = mean_and_error([each["seconds"] for each in runs])
        for part in ("train", "test"):
            bounds = [each[part] for each in runs]  # of each seed, after the steps
            kept[f"{part}_bound"] = [mean_and_error(at) for at in zip(*bounds, strict=True)]
            kept[f"{part}_runs"] = bounds
        trained[name] = kept
        mean, error = trained[name]["test_bound"][-1]
        print(f"{name}: test bound {mean:.2f} ± {2 * error:.2f} nats,"
              f" {trained[name]['seconds'][0]:.1f} s", flush=True)  # fmt: skip
    figures["trained"] = trained
    figures["processor_seconds"] = time.process_time() - start
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.draws", *sys.argv[1:]]
    )
    write_results(settings.output, command, 0, figures)


if __name__ == "__main__":
    main()
