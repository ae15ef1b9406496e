"""Pictures in the size of MNIST, of two measured runs: what a VAE sees, rebuilds and draws.

    OMP_NUM_THREADS=1 python -m benchmarks.pictures

The networks are those of ``labsupport train vae --data mnist``, trained with 50 latent dimensions
and with two. Writes results/vae-pictures.json, and beside it

- vae-pictures-rows.png, a column for each of ten images: test images, black and white as they were
  seen; what the model with 50 dimensions makes of their codes; then, of ten codes that are drawn
  from the prior, the means, and pixels drawn from these;
- vae-pictures-plane.png: the means over the plane of two dimensions, spaced so that each picture
  stands for the same prior probability.

Chapter ``vae`` shows them.
"""

import argparse
import shlex
import sys
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal

from benchmarks.chairs import sheet
from labsupport import data, training
from labsupport.models.vae import VAE
from labsupport.results import write_results

COLUMNS, SIDE, SCALE = 10, 15, 2  # pictures in a row; along the plane; pixels of the file for one


def grey_sheet(x: Tensor, shape: tuple[int, int], columns: int, path: Path) -> None:
    """Write images (n, pixels), 0 (white) to 1 (black), as one file, row by row."""
    paper = 1 - x.reshape(-1, 1, *shape).expand(-1, 3, -1, -1)
    sheet(paper.repeat_interleave(SCALE, 2).repeat_interleave(SCALE, 3), columns, path)


def trained(images: data.Splits, latent: int, epochs: int, seed: int) -> tuple[VAE, dict[str, Any]]:
    """A VAE after so many epochs, and its mean bounds in nats per image."""
    torch.manual_seed(seed)
    model = VAE(images.train.x.shape[1], (200, 200), latent)
    model.start_from_mean(images.train.x)
    records = training.fit(
        model,
        images.train.x,
        objective=training.elbo_with_exact_kl,
        epochs=epochs,
        device="cpu",
        seed=seed,
        binarize=True,
        x_validation=images.validation.x,
    )
    last = records[-1]
    return model, {"train": last["train"], "validation": last["validation"]}


@torch.no_grad()
def rows(model: VAE, x: Tensor) -> Tensor:
    """Four rows of pictures, one under the other; x (COLUMNS, pixels) are black and white."""
    rebuilt, _ = model.decoder.mean_and_sample(model.infer(x)[0])
    return torch.cat([x, rebuilt, *model.generate(len(x))])


@torch.no_grad()
def plane(model: VAE) -> Tensor:
    """The means over the latent plane: the first coordinate grows to the right, the other up."""
    quantiles = Normal(0.0, 1.0).icdf((torch.arange(SIDE) + 0.5) / SIDE)
    points = torch.stack(torch.meshgrid(quantiles, quantiles.flip(0), indexing="xy"), -1)
    return model.decoder.mean_and_sample(points.reshape(-1, 2))[0]


def main(given: list[str] | None = None) -> None:
    """Train, draw, and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", default="mnist")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path("results"))
    options = parser.parse_args(given)
    torch.set_num_threads(1)
    images = data.load(options.data)
    shape = images.test.shape
    figures: dict[str, Any] = {"data": options.data, "epochs": options.epochs}
    deep, figures["50 dimensions"] = trained(images, 50, options.epochs, options.seed)
    flat, figures["2 dimensions"] = trained(images, 2, options.epochs, options.seed)
    generator = torch.Generator().manual_seed(options.seed)
    seen = data.binarize(images.test.x[:COLUMNS], generator)
    torch.manual_seed(options.seed)
    grey_sheet(rows(deep, seen), shape, COLUMNS, options.folder / "vae-pictures-rows.png")
    grey_sheet(plane(flat), shape, SIDE, options.folder / "vae-pictures-plane.png")
    command = shlex.join(["python", "-m", "benchmarks.pictures", *sys.argv[1:]])
    write_results(options.folder / "vae-pictures.json", command, options.seed, figures)


if __name__ == "__main__":
    main()
