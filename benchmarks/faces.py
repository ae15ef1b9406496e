"""Dense and convolutional variational autoencoders on the Frey faces, with a Gaussian likelihood.

    python -m benchmarks.faces

Both are trained in the same way, with a mean and a variance for each pixel of each picture. Writes
results/faces.json, and beside it faces.png: frames of the test part; what the convolutional model
makes of their codes; and means for codes that are drawn from the prior. Densities are those of grey
values between 0 and 1, in nats per picture. Chapter ``convolutional`` shows all of it.
"""

import argparse
import math
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import torch

from benchmarks.pictures import grey_sheet, rows
from labsupport import data, evaluation, training
from labsupport.models.convolutional import ConvolutionalVAE
from labsupport.models.vae import VAE
from labsupport.results import summary, write_results

LATENT, BATCH, LR, COLUMNS = 10, 50, 1e-3, 12
FLOOR = 2 * math.log(0.02)  # of the log-variance: 5 of 255 grey values


def models(pixels: int, shape: tuple[int, int]) -> dict[str, VAE]:
    """The two models, with their first weights."""
    given: dict[str, Any] = {"likelihood": "gaussian", "min_log_var": FLOOR}
    return {
        "dense": VAE(pixels, (200, 200), LATENT, **given),
        "convolutional": ConvolutionalVAE(shape, (32, 64), LATENT, **given),
    }


def measured(model: VAE, images: data.Splits, epochs: int, seed: int, k: int) -> dict[str, float]:
    """Train a model; its bounds and its log-likelihood on the test part, in nats per picture."""
    start = time.perf_counter()
    records = training.fit(
        model, images.train.x, objective=training.elbo_with_exact_kl, epochs=epochs,
        batch_size=BATCH, lr=LR, schedule=lambda step: 1 - step / (epochs * steps(images)),
        seed=seed, device="cpu", x_validation=images.validation.x, progress=False,
    )  # fmt: skip
    seconds = (time.perf_counter() - start) / epochs
    x = images.test.x
    with torch.no_grad():
        torch.manual_seed(seed)
        posterior = model.infer(x)
        elbo = model.log_w(x, 100, posterior).mean()
        _, log_var = model.decoder(posterior[0])
    return {
        "minus_elbo_nats": -elbo.item(),
        "nll_nats": -evaluation.log_likelihood(model, x, k).mean().item(),
        "train_minus_elbo_nats": -records[-1]["train"],
        "standard_deviation_grey": (0.5 * log_var).exp().mean().item(),
        "share_at_the_floor": (log_var < FLOOR + 0.01).double().mean().item(),
        "seconds_per_epoch": seconds,
    }


def steps(images: data.Splits) -> int:
    """Of an epoch."""
    return math.ceil(len(images.train.x) / BATCH)


def main(given: list[str] | None = None) -> None:
    """Train, draw, and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", default="frey_faces")
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--k-eval", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path("results"))
    options = parser.parse_args(given)
    torch.set_num_threads(1)
    images = data.load(options.data)
    shape = images.test.shape
    runs: dict[str, list[dict[str, float]]] = {}
    sizes, drawn = {}, None
    for seed in range(options.seeds):
        torch.manual_seed(seed)
        for name, model in models(images.train.x.shape[1], shape).items():
            model.start_from_mean(images.train.x)
            run = measured(model, images, options.epochs, seed, options.k_eval)
            print(seed, name, run, flush=True)
            runs.setdefault(name, []).append(run)
            sizes[name] = sum(parameter.numel() for parameter in model.parameters())
            drawn = model if (seed, name) == (0, "convolutional") else drawn
    assert drawn is not None
    torch.manual_seed(0)
    chosen = torch.linspace(0, len(images.test.x) - 1, COLUMNS).long()
    tiles = rows(drawn, images.test.x[chosen])[: 3 * COLUMNS]  # without drawn pixels
    grey_sheet(1 - tiles, shape, COLUMNS, options.folder / "faces.png")  # light is 1 here
    figures = {
        "data": options.data,
        "train_pictures": len(images.train.x), "test_pictures": len(images.test.x),
        "latent": LATENT, "epochs": options.epochs, "seeds": options.seeds,
        "k_eval": options.k_eval, "floor_grey": math.exp(FLOOR / 2),
        "rows": {name: summary(of) | {"parameters": sizes[name]} for name, of in runs.items()},
    }  # fmt: skip
    command = shlex.join(["python", "-m", "benchmarks.faces", *sys.argv[1:]])
    write_results(options.folder / "faces.json", command, 0, figures)


if __name__ == "__main__":
    main()
