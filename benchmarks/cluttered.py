"""Four classifiers of small cluttered translated MNIST, at equal numbers of steps.

    OMP_NUM_THREADS=1 python -m benchmarks.cluttered

The task of Mnih et al. (2014) with digits half as long: MNIST averaged to 14 × 14 pixels, somewhere
on 40 × 40, with 4 distractors of 4 × 4. Every minibatch has new clutter. All classifiers are
trained for as many steps with Adam, whose rate falls to 0 over the second half, and are judged on
the same test images. RAM's places are drawn with a standard deviation that falls with the rate,
from 0.2 to 0.05, and the network that chooses them learns at a tenth of the rate: at the whole of
it, places wander off before the classifier is often right. Writes results/cluttered.json; the page
of chapter ``draw`` shows it.

The task at full size, with the paper's glimpses, wants a GPU:

    python -m benchmarks.cluttered --size 100 --distractors 8 --patch 12 --steps 100000 \
        --batch-size 128 --lr 0.001 --device cuda --output cluttered-100.json
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.digits import command
from labsupport import data
from labsupport.evaluation import evaluating
from labsupport.models import attention_classifier, ram
from labsupport.models.attention_classifier import AttentionClassifier, ConvolutionalClassifier
from labsupport.models.ram import RAM
from labsupport.results import write_results

SEEDS = 3  # of each row
WIDEST, NARROWEST = 0.2, 0.05  # standard deviation of RAM's places, at first and at the end
LOCATOR = 0.1  # of the rate of all else
ROWS: dict[str, Callable[[tuple[int, int], argparse.Namespace], nn.Module]] = {
    "convolutional, 2 layers": lambda shape, s: ConvolutionalClassifier(shape),
    "RAM, 4 glimpses, 4 scales": lambda shape, s: RAM(
        shape, glimpses=4, patch=s.patch, hidden=s.hidden
    ),
    "RAM, 8 glimpses, 4 scales": lambda shape, s: RAM(
        shape, glimpses=8, patch=s.patch, hidden=s.hidden
    ),
    "differentiable, 4 glimpses": lambda shape, s: AttentionClassifier(
        shape, glimpses=4, patch=s.patch, hidden=s.hidden
    ),
}


def halved(images: data.Images) -> data.Images:
    """Images of half the length, by averages of 2 × 2 pixels."""
    x = F.avg_pool2d(images.x.unflatten(-1, images.shape)[:, None], 2)
    return images._replace(x=x.flatten(1), shape=(images.shape[0] // 2, images.shape[1] // 2))


def trained(
    model: Any, images: data.Images, canvas: dict[str, Any], settings: argparse.Namespace
) -> Any:
    """The model after so many steps, each with clutter of its own."""
    objective = ram.objective if isinstance(model, RAM) else attention_classifier.objective
    named = list(model.named_parameters())
    slow = [parameter for name, parameter in named if name.startswith("locator")]
    rest = [parameter for name, parameter in named if not name.startswith("locator")]
    groups = [{"params": rest, "share": 1.0}, {"params": slow, "share": LOCATOR}]
    optimizer = torch.optim.Adam([group for group in groups if group["params"]])
    assert images.labels is not None
    for step in range(settings.steps):
        falling = min(1.0, 2 * (1 - step / settings.steps))
        for group in optimizer.param_groups:
            group["lr"] = settings.lr * group["share"] * falling
        if isinstance(model, RAM):
            model.std = NARROWEST + (WIDEST - NARROWEST) * falling
        rows = torch.randint(len(images.x), (settings.batch_size,)).to(images.x.device)
        x = data.clutter(images.x[rows], images.shape, **canvas)
        loss = -objective(model, x, images.labels[rows]).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimizer.step()
    return model.eval()


@torch.no_grad()
def error(model: Any, x: Tensor, labels: Tensor) -> float:
    """Share of wrong answers in per cent; places are not drawn but the means."""
    with evaluating(model):
        found = torch.cat([model.logits(part).argmax(-1) for part in x.split(500)])
    return 100 * (found != labels).double().mean().item()


def main() -> None:
    """Train, evaluate, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=40, help="below 100, digits are halved")
    parser.add_argument("--distractors", type=int, default=4)
    parser.add_argument("--patch", type=int, default=8, help="rows and columns of a glimpse")
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--steps", type=int, default=30_000)
    parser.add_argument("--row", action="append", choices=list(ROWS), help="this one alone")
    parser.add_argument("--seed", action="append", type=int, help="this one alone")
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--test-images", type=int, default=5000)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--output", type=Path, default=Path("results/cluttered.json"))
    settings = parser.parse_args()
    mnist = data.load("mnist", settings.device)
    half = settings.size < 100
    train, test = ((halved(part) if half else part) for part in (mnist.train, mnist.test))
    canvas: dict[str, Any] = {
        "size": settings.size,
        "distractors": settings.distractors,
        "patch": 4 if half else 8,
    }
    judged_on = data.cluttered(test, settings.test_images, seed=1, **canvas)
    assert judged_on.labels is not None
    figures: dict[str, Any] = {
        "size": settings.size,
        "digit": train.shape[0],
        "distractors": canvas["distractors"],
        "distractor": canvas["patch"],
        "patch": settings.patch,
        "hidden": settings.hidden,
        "steps": settings.steps,
        "batch_size": settings.batch_size,
        "lr": settings.lr,
        "test_images": len(judged_on.x),
    }
    rows: dict[str, Any] = {}
    if settings.output.exists():  # runs of the same settings stay, but those made anew
        found = json.loads(settings.output.read_text("utf-8"))["figures"]
        rows = found["rows"] if {**found, **figures} == found else {}
    for name in settings.row or ROWS:
        runs = {run["seed"]: run for run in rows.get(name, {"runs": []})["runs"]}
        for seed in settings.seed or range(SEEDS):
            torch.manual_seed(seed)
            model = ROWS[name]((settings.size, settings.size), settings).to(settings.device)
            began = time.process_time()
            trained(model, train, canvas, settings)
            seconds = time.process_time() - began
            wrong = error(model, judged_on.x, judged_on.labels)
            runs[seed] = {"seed": seed, "error_percent": wrong, "seconds": seconds}
            print(name, runs[seed], flush=True)
        errors = torch.tensor([run["error_percent"] for run in runs.values()], dtype=torch.float64)
        several = len(errors) > 1  # one run has no spread
        spread = errors.std().item() / math.sqrt(len(errors)) if several else None
        rows[name] = {
            "runs": [runs[seed] for seed in sorted(runs)],
            "error_percent": [errors.mean().item(), spread],
            "seconds": sum(run["seconds"] for run in runs.values()) / len(runs),
            "parameters": sum(p.numel() for p in model.parameters()),
        }
        rows = {name: rows[name] for name in ROWS if name in rows}
        made_by = command("benchmarks.cluttered", sys.argv[1:], list(rows), ROWS)
        # After every row, so that none is lost.
        write_results(settings.output, made_by, 0, figures | {"rows": rows})


if __name__ == "__main__":
    main()
