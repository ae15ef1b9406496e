"""Importance-weighted autoencoders on digits: draws, gradients, and what the optimizer costs.

    OMP_NUM_THREADS=1 python -m benchmarks.iwae

First, a VAE and importance-weighted autoencoders with 5 and 50 draws are trained, from three seeds
each, the last also with the gradients of chapter ``iwae``. Then the same model with 5 draws is
trained as the paper of Burda, Grosse and Salakhutdinov (2016) says and as the authors' released
code does it, and with one difference at a time. All are evaluated on the same binarized test images
with 1,000 draws. Last, the evidence of images that a trained model itself has made is bounded from
both sides. Writes results/iwae-digits.json; the page of the chapter shows it.
"""

import argparse
import functools
import math
import shlex
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from labsupport import annealing, data, evaluation, objectives, training
from labsupport.models.vae import VAE, gaussian_log_likelihood
from labsupport.results import summary, write_results

HIDDEN, LATENT = (64, 64), 8
SEEDS = (0, 1, 2)
K_EVAL = 1000
METHODS: dict[str, dict[str, Any]] = {
    "VAE": {"k": 1},
    "IWAE, k = 5": {"k": 5},
    "IWAE, k = 50": {"k": 50},
    "IWAE, k = 50, doubly reparameterized": {"k": 50, "gradient": "dreg"},
    "IWAE, k = 50, sticking the landing": {"k": 50, "gradient": "stl"},
}
TEXT: dict[str, Any] = {
    "beta_1": 0.9,
    "second_moment": 0.0,
    "summed": False,
    "shuffled": True,
}
RELEASED = {"beta_1": 0.99, "second_moment": 1.0, "summed": True, "shuffled": False}
OPTIMIZERS = {
    "the paper's text": TEXT,
    "beta_1 = 0.99": TEXT | {"beta_1": 0.99},
    "second moments start at 1": TEXT | {"second_moment": 1.0},
    "gradient summed over the minibatch": TEXT | {"summed": True},
    "minibatches in the order of the file": TEXT | {"shuffled": False},
    "the released code": RELEASED,
}


class Adam(torch.optim.Optimizer):
    """Kingma and Ba's Adam with epsilon = 1e-4, and a start of the second moments to choose.

    The step size carries the correction of both means, whatever the second moments start at.
    """

    def __init__(
        self, parameters: Iterable[Tensor], lr: float, beta_1: float, second_moment: float
    ) -> None:
        super().__init__(parameters, {"lr": lr})
        self.beta_1, self.second_moment, self.steps = beta_1, second_moment, 0

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> None:  # type: ignore[override]
        """One step along the negative gradient."""
        self.steps += 1
        correction = math.sqrt(1 - 0.999**self.steps) / (1 - self.beta_1**self.steps)
        for group in self.param_groups:
            for parameter in group["params"]:
                state = self.state[parameter]
                if not state:
                    state["first"] = torch.zeros_like(parameter)
                    state["second"] = torch.full_like(parameter, self.second_moment)
                state["first"].lerp_(parameter.grad, 1 - self.beta_1)
                state["second"].lerp_(parameter.grad.square(), 0.001)
                scale = state["second"].sqrt() + 1e-4
                parameter.addcdiv_(state["first"], scale, value=-group["lr"] * correction)


def made(seed: int, x: Tensor) -> VAE:
    """The model before training."""
    torch.manual_seed(seed)
    model = VAE(x.shape[1], HIDDEN, LATENT)
    model.start_from_mean(x)
    return model


def judged(model: VAE, x: Tensor) -> dict[str, float]:
    """Test numbers of a trained model, in nats."""
    torch.manual_seed(0)
    nll = -evaluation.log_likelihood(model, x, K_EVAL).mean().item()
    with torch.no_grad():
        bound = objectives.elbo(model.log_w(x, 50)).mean().item()
    active = int(evaluation.active_units(model, x).sum())
    return {"nll_nats": nll, "minus_elbo_nats": -bound, "active_units": active}


def by_method(settings: dict[str, Any], seed: int, epochs: int, x: Tensor) -> tuple[VAE, float]:
    """A model that the common loop has trained, and processor seconds for one epoch."""
    model = made(seed, x)
    start = time.process_time()
    objective = functools.partial(training.importance_weighted, **settings)
    training.fit(
        model, x, epochs=epochs, objective=objective, binarize=True, seed=seed, device="cpu",
        progress=False,
    )  # fmt: skip
    return model, (time.process_time() - start) / epochs


def by_optimizer(
    seed: int, stages: int, x: Tensor, *, summed: bool, shuffled: bool, **settings: Any
) -> VAE:
    """A model that was trained by the schedule of Burda et al.: minibatches of 20, 5 draws.

    Stage i of 0, 1, ... has 3^i epochs at the rate 10^(-i / 7) / 1000. One optimizer serves all.
    """
    model = made(seed, x)
    optimizer = Adam(model.parameters(), 1e-3, **settings)
    for stage in range(stages):
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * 10 ** (-stage / 7)
        for _ in range(3**stage):
            order = torch.randperm(len(x)) if shuffled else torch.arange(len(x))
            for batch in order.split(20):
                log_w = model.log_w(data.binarize(x[batch]), 5)
                bound = objectives.iwae_bound(log_w)
                optimizer.zero_grad()
                (-(bound.sum() if summed else bound.mean())).backward()
                optimizer.step()
    return model.eval()


@torch.no_grad()
def both_sides(model: VAE, images: int = 200, chains: int = 16) -> dict[str, list[float]]:
    """Bounds of log p(x) of images that the model has made: means and their standard errors."""
    torch.manual_seed(0)
    z = torch.randn(images, LATENT)
    x = torch.bernoulli(torch.sigmoid(model.decoder(z)[0]))
    mu, log_var = model.infer(x)

    def log_q(z: Tensor) -> Tensor:
        return gaussian_log_likelihood(z, mu, log_var)

    def log_p(z: Tensor) -> Tensor:
        log_prior = -0.5 * (math.log(2 * math.pi) + z.square()).sum(-1)
        return log_prior + model.decoder.log_likelihood(x, z)

    exact = log_p(z) - log_q(z)
    found = {}
    for k in (1, 10, 100, 1000):
        log_w = model.log_w(x, k)
        found[f"below, {k} draws"] = objectives.iwae_bound(log_w)
        found[f"above, {k} draws"] = objectives.upper_bound(log_w, exact)
    step = 0.4 * torch.exp(0.5 * log_var)
    for steps in (10, 100):
        start = mu + torch.exp(0.5 * log_var) * torch.randn(chains, *mu.shape)
        low = annealing.annealed_log_w(log_q, log_p, start, steps, step_size=step)
        found[f"below, {steps} annealed steps"] = objectives.iwae_bound(low)
        high = annealing.annealed_log_w(
            log_q, log_p, z.expand(chains, *z.shape), steps, step_size=step, backwards=True
        )
        found[f"above, {steps} annealed steps"] = high.mean(0)
    for kind in ("1000 draws", "100 annealed steps"):
        found[f"gap, {kind}"] = found[f"above, {kind}"] - found[f"below, {kind}"]
    return {
        name: [value.mean().item(), value.std().item() / math.sqrt(images)]
        for name, value in found.items()
    }


def main() -> None:
    """Train, evaluate, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--stages", type=int, default=5)
    parser.add_argument("--output", type=Path, default=Path("results/iwae-digits.json"))
    settings = parser.parse_args()
    start = time.process_time()
    digits = data.load("digits")
    x, x_test = digits.train.x, data.binarize(digits.test.x, torch.Generator().manual_seed(0))
    methods, optimizers, sides = {}, {}, {}
    for name, arguments in METHODS.items():
        runs = []
        for seed in SEEDS:
            model, seconds = by_method(arguments, seed, settings.epochs, x)
            runs.append(judged(model, x_test) | {"seconds_per_epoch": seconds})
            if seed == SEEDS[0] and name in ("VAE", "IWAE, k = 50"):
                sides[name] = both_sides(model)
        methods[name] = summary(runs)
        print(f"{name}: NLL {methods[name]['nll_nats']}", flush=True)
    for name, arguments in OPTIMIZERS.items():
        runs = [
            judged(by_optimizer(seed, settings.stages, x, **arguments), x_test) for seed in SEEDS
        ]
        optimizers[name] = summary(runs)
        print(f"{name}: NLL {optimizers[name]['nll_nats']}", flush=True)
    figures = {
        "train_images": len(x),
        "test_images": len(x_test),
        "k_eval": K_EVAL,
        "epochs": settings.epochs,
        "stages": settings.stages,
        "parameters": sum(p.numel() for p in made(0, x).parameters()),
        "methods": methods,
        "optimizers": optimizers,
        "both_sides_nats": sides,
        "processor_seconds": time.process_time() - start,
    }
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.iwae", *sys.argv[1:]]
    )
    write_results(settings.output, command, SEEDS[0], figures)


if __name__ == "__main__":
    main()
