"""Helmholtz machines on digits: wake-sleep against reweighted wake-sleep, one to three layers.

    OMP_NUM_THREADS=1 python -m benchmarks.wake_sleep

Machines of one, two and three layers of binary units are trained from three seeds each, by
wake-sleep (one draw and one dream for each image), by reweighted wake-sleep (ten draws), and by the
latter with dreams besides. All are evaluated on the same binarized test images with 1,000 draws.
Writes results/wake_sleep-digits.json; the page of the chapter shows it.
"""

import argparse
import functools
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from labsupport import data, evaluation, objectives, training
from labsupport.models.helmholtz import Helmholtz, reweighted_wake_sleep, wake_sleep
from labsupport.results import summary, write_results

SEEDS = (0, 1, 2)
K_EVAL, K_ELBO = 1000, 50
LAYERS = ((32,), (64, 32), (64, 32, 16))
METHODS: dict[str, Callable[..., Tensor]] = {
    "wake-sleep": wake_sleep,
    "reweighted, k = 10": functools.partial(reweighted_wake_sleep, k=10),
    "reweighted and sleep": functools.partial(reweighted_wake_sleep, k=10, sleep=True),
}


def trained(layers: tuple[int, ...], objective: Any, seed: int, epochs: int, x: Tensor) -> Any:
    """A model that the common loop has trained, and processor seconds for one epoch."""
    torch.manual_seed(seed)
    model = Helmholtz(x.shape[1], layers)
    model.start_from_mean(x)
    start = time.process_time()
    training.fit(
        model, x, epochs=epochs, objective=objective, lr=3e-3, binarize=True, seed=seed,
        device="cpu", progress=False,
    )  # fmt: skip
    return model, (time.process_time() - start) / epochs


@torch.no_grad()
def judged(model: Helmholtz, x: Tensor) -> dict[str, float]:
    """Test numbers of a trained model,."""
    torch.manual_seed(0)
    nll = -evaluation.log_likelihood(model, x, K_EVAL).mean().item()
    bound = objectives.elbo(model.log_w(x, K_ELBO)).mean().item()
    active = int(evaluation.active_units(model, x).sum())
    return {"nll_nats": nll, "minus_elbo_nats": -bound, "active_units": active}


def main() -> None:
    """Train, evaluate, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=200)
    parser.add_argument("--output", type=Path, default=Path("results/wake_sleep-digits.json"))
    settings = parser.parse_args()
    start = time.process_time()
    digits = data.load("digits")
    x, x_test = digits.train.x, data.binarize(digits.test.x, torch.Generator().manual_seed(0))
    machines = {}
    for layers in LAYERS:
        methods = {}
        for name, objective in METHODS.items():
            runs = []
            for seed in SEEDS:
                model, seconds = trained(layers, objective, seed, settings.epochs, x)
                runs.append(judged(model, x_test) | {"seconds_per_epoch": seconds})
            methods[name] = summary(runs)
            print(f"{layers} {name}: NLL {methods[name]['nll_nats']}", flush=True)
        parameters = sum(p.numel() for p in model.parameters())
        machines["-".join(map(str, layers))] = {"parameters": parameters, "methods": methods}
    figures = {
        "train_images": len(x),
        "test_images": len(x_test),
        "k_eval": K_EVAL,
        "k_elbo": K_ELBO,
        "epochs": settings.epochs,
        "machines": machines,
        "processor_seconds": time.process_time() - start,
    }
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.wake_sleep", *sys.argv[1:]]
    )
    write_results(settings.output, command, SEEDS[0], figures)


if __name__ == "__main__":
    main()
