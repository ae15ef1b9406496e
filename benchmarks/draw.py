"""DRAW on digits or MNIST, with attention and without, beside a VAE.

    OMP_NUM_THREADS=1 python -m benchmarks.draw

Each model is trained from three seeds by the common loop, with Adam and the gradient's norm clipped
at 10, and evaluated on the same binarized test images with 100 draws. From the first seed the
canvases and windows of a few images are kept.
Writes results/draw-digits.json; the page of chapter ``draw`` shows it.

On binarized MNIST, small and within 20 minutes of a processor (``LABSUPPORT_DATA`` names the folder
of the data, else they are downloaded):

    OMP_NUM_THREADS=1 python -m benchmarks.draw --data binarized_mnist --steps 8 --hidden 128 \
        --latent 16 --read 5 --write 5 --epochs 8 --seeds 1 --test-images 1000 \
        --output results/draw-mnist.json

A picture beside that file has the canvases of eight generated images, a row each.

The same with the settings of the paper (64 steps, LSTMs of 256, 100 latent dimensions a step,
reading 2 × 2, writing 5 × 5) wants a GPU and hours:

    python -m benchmarks.draw --data binarized_mnist --steps 64 --hidden 256 --latent 100 \
        --read 2 --write 5 --epochs 300 --seeds 1 --device cuda --output draw-mnist.json
"""

import argparse
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import torch
from torch import Tensor

from labsupport import data, evaluation, training
from labsupport.models.draw import DRAW, Window
from labsupport.models.vae import VAE
from labsupport.results import summary, write_results

K_EVAL = 100


def made(kind: str, settings: argparse.Namespace, seed: int, images: data.Images) -> Any:
    """The model before training."""
    torch.manual_seed(seed)
    if kind == "VAE":
        small = images.x.shape[1] < 100
        model: Any = VAE(images.x.shape[1], (64, 64) if small else (200, 200), 8 if small else 50)
    else:
        attention = kind == "DRAW with attention"
        model = DRAW(
            images.shape,
            settings.steps,
            settings.hidden,
            settings.latent,
            settings.read if attention else 0,
            settings.write if attention else 0,
        )
    model.to(settings.device).start_from_mean(images.x)
    return model


@torch.no_grad()
def judged(model: Any, x: Tensor) -> dict[str, float]:
    """Test numbers of a trained model, in nats."""
    torch.manual_seed(0)
    nll = -evaluation.log_likelihood(model, x, K_EVAL).mean().item()
    many = x.repeat(10, 1)
    reconstruction, kl = (part.mean().item() for part in model.reconstruction_and_kl(many))
    return {"nll_nats": nll, "minus_elbo_nats": kl - reconstruction, "kl_nats": kl}


@torch.no_grad()
def pictures(model: DRAW, x: Tensor, count: int = 4) -> dict[str, Any]:
    """Canvases (probabilities) and windows while images are generated and reconstructed."""
    found: dict[str, Any] = {}
    for name, given in (("generated", None), ("reconstructed", x[:count])):
        torch.manual_seed(1)
        trace = model.trace(given, count)
        found[name] = {
            "means": rounded(torch.sigmoid(trace.canvases)),
            "read": windows(trace.read),
            "write": windows(trace.write),
        }
    torch.manual_seed(1)
    trace = model.trace(x)
    kl = 0.5 * (trace.mu.square() + trace.log_var.exp() - 1 - trace.log_var).sum(-1).mean(1)
    start = torch.sigmoid(model.canvas)
    return found | {
        "images": rounded(x[:count]),
        "kl_of_steps": kl.tolist(),
        "start": rounded(start),
    }


@torch.no_grad()
def sheet(model: DRAW, shape: tuple[int, int], path: Path, count: int = 8) -> None:
    """Write the canvases of generated images as a picture: at the start, and after each step."""
    torch.manual_seed(1)
    after = torch.sigmoid(model.trace(None, count).canvases)
    before = torch.sigmoid(model.canvas).expand(1, count, -1)
    frames = torch.cat([before, after]).unflatten(-1, shape).permute(1, 2, 0, 3)
    plt.imsave(path, frames.flatten(2).flatten(0, 1).cpu().numpy(), cmap="gray", vmin=0, vmax=1)


def windows(at: Window | None) -> Any:
    """Centre, stride and standard deviation of each step's windows, in pixels."""
    if at is None:
        return None
    return rounded(torch.stack([at.x, at.y, at.stride, at.variance.sqrt()], -1))


def rounded(values: Tensor) -> Any:
    return (values.double() * 100).round().div(100).tolist()


def main() -> None:
    """Train, evaluate, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="digits", choices=["digits", "binarized_mnist"])
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--latent", type=int, default=8)
    parser.add_argument("--read", type=int, default=4)
    parser.add_argument("--write", type=int, default=4)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--test-images", type=int, help="some of them, by one draw; by default all")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--output", type=Path, default=Path("results/draw-digits.json"))
    settings = parser.parse_args()
    start = time.process_time()
    splits = data.load(settings.data, settings.device)
    x = splits.train.x
    grey = settings.data == "digits"
    x_test = (
        data.binarize(splits.test.x, torch.Generator().manual_seed(0)) if grey else splits.test.x
    )
    if settings.test_images is not None:
        order = torch.randperm(len(x_test), generator=torch.Generator().manual_seed(0))
        x_test = x_test[order[: settings.test_images].to(x_test.device)]
    methods, kept = {}, {}
    for kind in ("VAE", "DRAW without attention", "DRAW with attention"):
        runs = []
        for seed in range(settings.seeds):
            model = made(kind, settings, seed, splits.train)
            began = time.process_time()
            training.fit(
                model, x, epochs=settings.epochs, objective=training.elbo_with_exact_kl, lr=2e-3,
                max_norm=10.0, binarize=grey, seed=seed, device=settings.device, progress=False,
            )  # fmt: skip
            seconds = (time.process_time() - began) / settings.epochs
            runs.append(judged(model, x_test) | {"seconds_per_epoch": seconds})
            print(kind, seed, runs[-1], flush=True)
            if seed == 0 and isinstance(model, DRAW) and grey:
                kept[kind] = pictures(model, x_test)
            elif seed == 0 and kind == "DRAW with attention":
                sheet(model, splits.train.shape, settings.output.with_suffix(".png"))
        parameters = sum(p.numel() for p in model.parameters())
        methods[kind] = summary(runs) | {"parameters": parameters}
    figures = {
        "data": settings.data,
        "train_images": len(x),
        "test_images": len(x_test),
        "k_eval": K_EVAL,
        "epochs": settings.epochs,
        "steps": settings.steps,
        "hidden": settings.hidden,
        "latent_of_a_step": settings.latent,
        "read_size": settings.read,
        "write_size": settings.write,
        "methods": methods,
        "pictures": kept,
        "processor_seconds": time.process_time() - start,
    }
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.draw", *sys.argv[1:]]
    )
    write_results(settings.output, command, 0, figures)


if __name__ == "__main__":
    main()
