"""Flows: four energies on the plane, and posteriors compared on digits.

    OMP_NUM_THREADS=1 python -m benchmarks.flows energies
    OMP_NUM_THREADS=1 python -m benchmarks.flows digits
    OMP_NUM_THREADS=1 python -m benchmarks.flows patches

``energies`` fits chains of 2, 8 and 32 planar maps to the four energies of Rezende and Mohamed
(2015), from three seeds each, and writes results/flows-energies.json with the divergences and the
maps of one seed, of which the page of chapter ``flows`` draws the densities. ``digits`` trains the
deep latent Gaussian model with each posterior, and the deep autoregressive network, and writes
results/flows-digits.json. ``patches`` is the paper's third table, on patches of CIFAR-10, for who
has these data: see `labsupport.patches`.
"""

import argparse
import functools
import math
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from labsupport import data, discrete, evaluation, flows, objectives, training
from labsupport.flows.energies import ENERGIES, log_normalizer
from labsupport.models.darn import DARN
from labsupport.models.dlgm import DLGM, annealed
from labsupport.results import mean_and_error, write_results

SEEDS = (0, 1, 2)
LENGTHS = (2, 8, 32)
HIDDEN, LATENT = (64, 64), 8
K_EVAL = 1000
POSTERIORS: dict[str, tuple[str, int]] = {
    "diagonal": ("diagonal", 0),
    "planar, K = 2": ("planar", 2),
    "planar, K = 10": ("planar", 10),
    "radial, K = 10": ("radial", 10),
    "NICE, K = 10": ("nice", 10),
    "affine couplings, K = 4": ("affine", 4),
    "inverse autoregressive, K = 2": ("iaf", 2),
    "Hamiltonian, 4 steps": ("hamiltonian", 4),
}


def chains_from_seeds(length: int) -> list[flows.Chain]:
    """One chain for each energy and each seed, in this order."""
    chains = []
    for _ in ENERGIES:
        for seed in SEEDS:
            torch.manual_seed(seed)
            chains.append(flows.chain("planar", length, 2))
    return chains


def of_energies(z: Tensor) -> Tensor:
    """U of points (fits, n, 2), each in the energy of its fit, (fits, n)."""
    parts = z.split(len(SEEDS))
    return torch.cat([energy(part) for energy, part in zip(ENERGIES.values(), parts, strict=True)])


def fit_energies(length: int, steps: int) -> tuple[Tensor, Tensor, list[flows.Chain]]:
    """KL(q_K || exp(-U) / Z) of each fit, where q_0 starts, and the chains.

    All energies and seeds are fitted side by side, by chains whose parameters are stacked; none
    sees another. q_0 is a diagonal normal density that is learned too: means and logarithms of the
    standard deviations, (fits, 2, 2).
    """
    chains = chains_from_seeds(length)
    stacked, _ = torch.func.stack_module_state(chains)  # type: ignore[arg-type]
    start = torch.zeros(len(chains), 2, 2, requires_grad=True)
    parameters = [start, *stacked.values()]
    optimizer = torch.optim.Adam(parameters, lr=5e-3)

    def moved(numbers: dict[str, Tensor], z: Tensor) -> tuple[Tensor, Tensor]:
        return torch.func.functional_call(chains[0], numbers, (z,))

    def terms(n: int) -> tuple[Tensor, Tensor]:
        """log q_K and U of n draws of each fit, (fits, n)."""
        noise = torch.randn(len(chains), n, 2)
        log_q = -0.5 * (noise.square() + math.log(2 * math.pi)).sum(-1) - start[:, 1:].sum(-1)
        z, log_det = torch.vmap(moved)(stacked, start[:, :1] + start[:, 1:].exp() * noise)
        return log_q - log_det, of_energies(z)

    torch.manual_seed(SEEDS[0])
    for step in range(steps):
        beta = min(1.0, 0.01 + step / (steps / 2))
        for group in optimizer.param_groups:
            group["lr"] = 5e-3 * min(1.0, 2 * (1 - step / steps))
        log_q, energy = terms(128)
        optimizer.zero_grad()
        (log_q + beta * energy).mean(1).sum().backward()
        nn.utils.clip_grad_value_(parameters, 1.0)
        optimizer.step()
    with torch.no_grad():
        drawn = [terms(5000) for _ in range(20)]
        kl = torch.stack([(log_q + energy).mean(1) for log_q, energy in drawn]).mean(0)
        for number, chain in enumerate(chains):
            chain.load_state_dict({name: value[number] for name, value in stacked.items()})
    constants = torch.tensor([log_normalizer(name) for name in ENERGIES for _ in SEEDS])
    return kl + constants, start.detach(), chains


def planar_numbers(chain: flows.Chain) -> list[list[float]]:
    """u, w and b of each map, as they are before the constraint."""
    return [[round(n, 6) for n in each.parameters_of.numbers.tolist()] for each in chain]  # type: ignore[union-attr, operator]


def energies(settings: argparse.Namespace) -> dict[str, Any]:
    """The divergences of all fits, and the maps of the first seed."""
    fits: dict[str, Any] = {name: {"log_normalizer": log_normalizer(name)} for name in ENERGIES}
    for length in LENGTHS:
        kl, start, chains = fit_energies(length, settings.steps)
        for number, name in enumerate(ENERGIES):
            at = number * len(SEEDS)
            runs = kl[at : at + len(SEEDS)].tolist()
            fits[name][f"K = {length}"] = {
                "kl_nats": mean_and_error(runs), "runs": runs,
                "mean_and_log_std": start[at].tolist(), "planar": planar_numbers(chains[at]),
            }  # fmt: skip
            print(f"{name}, K = {length}: KL {fits[name][f'K = {length}']['kl_nats']}", flush=True)
    return {"steps": settings.steps, "seeds": list(SEEDS), "fits": fits}


def judged(model: Any, x: Tensor) -> dict[str, float]:
    """Test numbers of a trained model, in nats, with both columns."""
    torch.manual_seed(0)
    nll = -evaluation.log_likelihood(model, x, K_EVAL).mean().item()
    with torch.no_grad():
        bound = objectives.elbo(model.log_w(x, 50)).mean().item()
    active = int(evaluation.active_units(model, x).sum())
    return {"nll_nats": nll, "minus_elbo_nats": -bound, "active_units": active}


def trained(make: Any, objective: Any, seed: int, epochs: int, x: Tensor) -> tuple[Any, float]:
    """A model that the common loop has trained, and processor seconds for one epoch."""
    torch.manual_seed(seed)
    model = make()
    model.start_from_mean(x)
    start = time.process_time()
    training.fit(
        model, x, epochs=epochs, objective=objective, binarize=True, seed=seed, device="cpu",
        progress=False,
    )  # fmt: skip
    return model, (time.process_time() - start) / epochs


def digits(settings: argparse.Namespace) -> dict[str, Any]:
    """Every posterior, and DARN, on the same binarized test images."""
    splits = data.load("digits")
    x, x_test = splits.train.x, data.binarize(splits.test.x, torch.Generator().manual_seed(0))
    rise = settings.epochs * math.ceil(len(x) / 100) / 5  # beta is 1 after a fifth of the steps
    kinds: dict[str, tuple[Any, Any]] = {
        name: (
            functools.partial(DLGM, x.shape[1], HIDDEN, LATENT, kind, length),
            functools.partial(annealed, rise=rise),
        )
        for name, (kind, length) in POSTERIORS.items()
    }
    kinds["DARN, 32 binary units"] = (
        functools.partial(DARN, x.shape[1], (64,), 32),
        functools.partial(discrete.objective, estimator="leave_one_out", k=4),
    )
    models = {}
    for name, (make, objective) in kinds.items():
        runs = []
        for seed in SEEDS:
            model, seconds = trained(make, objective, seed, settings.epochs, x)
            runs.append(judged(model, x_test) | {"seconds_per_epoch": seconds})
        row: dict[str, Any] = {key: mean_and_error([run[key] for run in runs]) for key in runs[0]}
        row |= {"runs": runs, "parameters": sum(p.numel() for p in make().parameters())}
        models[name] = row
        print(f"{name}: NLL {row['nll_nats']}, -ELBO {row['minus_elbo_nats']}", flush=True)
    return {
        "train_images": len(x), "test_images": len(x_test), "k_eval": K_EVAL,
        "epochs": settings.epochs, "rise_steps": rise, "hidden": HIDDEN, "latent": LATENT,
        "models": models,
    }  # fmt: skip


def patches(settings: argparse.Namespace) -> dict[str, Any]:
    """Chains of 0, 2, 5 and 10 planar maps on patches of CIFAR-10 after a logit map."""
    from labsupport.patches import log_abs_det_of_logit

    splits = data.load("cifar10_patches")
    y, y_test = splits.train.x, splits.test.x[: settings.test_patches]
    correction = log_abs_det_of_logit(y_test).mean().item()
    found = {}
    for length in (0, 2, 5, 10):
        torch.manual_seed(SEEDS[0])
        model = DLGM(y.shape[1], (400, 400), 30, "planar", length, likelihood="gaussian")
        model.start_from_mean(y)
        rise = settings.epochs * math.ceil(len(y) / 100) / 5
        training.fit(
            model, y, epochs=settings.epochs, objective=functools.partial(annealed, rise=rise),
            device="cpu", progress=False, max_norm=100.0,
        )  # fmt: skip
        numbers = judged(model, y_test)
        row = {key: value - correction for key, value in numbers.items() if key.endswith("nats")}
        found[f"K = {length}"] = row
        print(f"K = {length}: {row} nats of a patch of pixels in [0, 1]", flush=True)
    return {"train_patches": len(y), "test_patches": len(y_test), "models": found}


def main() -> None:
    """Run one of the three, and write its results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["energies", "digits", "patches"])
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--test-patches", type=int, default=1000)
    parser.add_argument("--output", type=Path, default=None)
    settings = parser.parse_args()
    start = time.process_time()
    figures = {"energies": energies, "digits": digits, "patches": patches}[settings.what](settings)
    figures["processor_seconds"] = time.process_time() - start
    output = settings.output or Path(f"results/flows-{settings.what}.json")
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.flows", *sys.argv[1:]]
    )
    write_results(output, command, SEEDS[0], figures)


if __name__ == "__main__":
    main()
