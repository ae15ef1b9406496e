"""Does the noise of a VAE reduce overfitting? The same networks with and without it, on few images.

    OMP_NUM_THREADS=1 python -m benchmarks.overfitting [--seeds 5] [--epochs 1000]

Trained on 200 digits, binarized once, so that there are 200 images and no more. Encoder, decoder,
first weights and data are the same in all; what differs is whether z is drawn or is the mean, how
often it is drawn, and whether the KL is paid. After some of the epochs, on the training images and
on 250 others, in nats per image:

1. the reconstruction, -log p(x | z) at the encoder's mean z, which every one of them has;
2. with two latent dimensions, -log p(x) of the decoder over a normal with the mean and covariance
   of the training codes, as an autoencoder has no prior; exact, by a grid.

Each seed has its own images, binarization, weights and noise; differences are taken within a seed.
Chapter ``vae`` shows it. Writes results/vae-overfitting.json.
"""

import argparse
import functools
import shlex
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport import data, training
from labsupport.models.vae import VAE, gaussian_kl
from labsupport.results import mean_and_error, write_results

IMAGES, HIDDEN, LATENTS = 200, (128, 128), (2, 8)
BATCH, LEARNING_RATE = 50, 1e-3
EPOCHS = (10, 20, 50, 100, 200, 500, 1000)
POINTS = 301  # of the grid, along each axis


class Variant(NamedTuple):
    """What is trained: draws of z for each image, 0 for z = mean, and the weight of the KL."""

    draws: int
    weight: float


VARIANTS = {
    "VAE, 1 draw": Variant(1, 1),
    "VAE, 10 draws": Variant(10, 1),
    "no noise, KL": Variant(0, 1),
    "noise, no KL": Variant(1, 0),
    "no noise, no KL": Variant(0, 0),
}


def objective(model: VAE, x: Tensor, variant: Variant) -> Tensor:
    """The bound of each of ``x`` (batch, pixels) with or without its noise and price, (batch,)."""
    mu, log_var = model.infer(x)
    if variant.draws == 0:
        gain = model.decoder.log_likelihood(x, mu)
    else:
        noise = torch.randn(variant.draws, *mu.shape)
        gain = model.decoder.log_likelihood(x, mu + torch.exp(0.5 * log_var) * noise).mean(0)
    return gain - variant.weight * gaussian_kl(mu, log_var)


@torch.no_grad()
def reconstruction(model: VAE, x: Tensor) -> float:
    """Mean of -log p(x | z) in nats at the encoder's mean z."""
    return -model.decoder.log_likelihood(x, model.infer(x)[0]).mean().item()


@torch.no_grad()
def exact_nll(
    model: VAE, fitted_to: Tensor, noise: bool, x: Tensor, points: int = POINTS
) -> Tensor:
    """-log p(x) in nats of each of ``x`` (n, pixels), for two latent dimensions, (n,).

    The prior is the normal with the mean and covariance of the codes of ``fitted_to``: draws of
    q(z | x), or with ``noise`` false its means.
    """
    mu, log_var = (part.double() for part in model.infer(fitted_to))
    covariance = torch.cov(mu.T, correction=0)
    if noise:
        covariance = covariance + log_var.exp().mean(0).diag()
    axis = torch.linspace(-5, 5, points, dtype=torch.float64)
    standard = torch.cartesian_prod(axis, axis)
    z = mu.mean(0) + standard @ torch.linalg.cholesky(covariance).mT
    logits = model.decoder(z.float())[0]
    log_prior = -0.5 * standard.square().sum(1)
    log_prior = log_prior - torch.logsumexp(log_prior, 0)  # a probability of each point
    normalizer = torch.nn.functional.softplus(logits).sum(1)
    log_joint = x @ logits.T - normalizer + log_prior.float()
    return -torch.logsumexp(log_joint.double(), 1)


def run(seed: int, latent: int, variant: Variant, epochs: int) -> dict[str, list[float]]:
    """Train once; each number after each of the epochs of EPOCHS, in nats."""
    digits = data.load("digits")
    generator = torch.Generator().manual_seed(seed)
    chosen = torch.randperm(len(digits.train.x), generator=generator)[:IMAGES]
    x, test = (data.binarize(part, generator) for part in (digits.train.x[chosen], digits.test.x))
    torch.manual_seed(seed)
    model = VAE(x.shape[1], HIDDEN, latent)
    model.start_from_mean(x)
    found: dict[str, list[float]] = {}

    def look(model: VAE, record: training.Record) -> None:
        if record["epoch"] not in EPOCHS:
            return
        numbers = {f"reconstruction_{name}": reconstruction(model, part)
                   for name, part in (("train", x), ("test", test))}  # fmt: skip
        if latent == 2:
            nll = exact_nll(model, x, variant.draws > 0, torch.cat([x, test]))
            numbers |= {"nll_train": nll[: len(x)].mean().item(),
                        "nll_test": nll[len(x) :].mean().item()}  # fmt: skip
        for name, number in numbers.items():
            found.setdefault(name, []).append(number)

    training.fit(
        model,
        x,
        epochs=epochs,
        objective=functools.partial(objective, variant=variant),
        batch_size=BATCH,
        lr=LEARNING_RATE,
        seed=seed,
        device="cpu",
        after_epoch=look,
        progress=False,
    )
    return found


def main() -> None:
    """Train all variants from all seeds and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=EPOCHS[-1])
    parser.add_argument("--output", type=Path, default=Path("results/vae-overfitting.json"))
    settings = parser.parse_args()
    start = time.process_time()
    epochs = [epoch for epoch in EPOCHS if epoch <= settings.epochs]
    figures: dict[str, Any] = {
        "training_images": IMAGES, "test_images": 250, "hidden": HIDDEN, "batch": BATCH,
        "learning_rate": LEARNING_RATE, "seeds": settings.seeds, "epochs": epochs,
    }  # fmt: skip
    for latent in LATENTS:
        runs: dict[str, list[dict[str, list[float]]]] = {}
        for name, variant in VARIANTS.items():
            runs[name] = [
                run(seed, latent, variant, settings.epochs) for seed in range(settings.seeds)
            ]
            print(f"{latent} dimensions, {name}, after {epochs[-1]} epochs", end="")
            for key in runs[name][0]:
                mean, error = mean_and_error([each[key][-1] for each in runs[name]])
                print(f"; {key} {mean:.2f} ± {2 * error:.2f}", end="")
            print(f" nats; {time.process_time() - start:.0f} s", flush=True)
        figures[f"{latent} latent dimensions"] = {
            name: {
                key: [mean_and_error([each[key][i] for each in of_one]) for i in range(len(epochs))]
                for key in of_one[0]
            }
            | {"runs": of_one}
            for name, of_one in runs.items()
        }
    figures["processor_seconds"] = time.process_time() - start
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.overfitting", *sys.argv[1:]]
    )
    write_results(settings.output, command, 0, figures)


if __name__ == "__main__":
    main()
