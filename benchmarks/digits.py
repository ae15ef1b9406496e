"""All models of the course on the same data: likelihood, bound, active units, time and size.

    OMP_NUM_THREADS=1 python -m benchmarks.digits
    OMP_NUM_THREADS=1 LABSUPPORT_DATA=... python -m benchmarks.digits --data mnist --minutes 20
    LABSUPPORT_DATA=... python -m benchmarks.digits --data mnist --device cuda --minutes 1

On digits each model is trained for as many epochs from three seeds; on MNIST from one, for at most
so many minutes: of the processor, or of the clock on a GPU, where the step is replayed as a CUDA
graph. Pixels are binarized anew at every access in training, and once for the test. A row is added
by one line of ROWS; ``--row NAME`` runs that one alone and keeps the others of the file. Writes
results/digits.json, results/mnist.json or results/mnist-cuda.json; the page on the models shows
them.
"""

import argparse
import functools
import json
import math
import shlex
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from labsupport import data, discrete, evaluation, objectives, training
from labsupport.errors import InputError
from labsupport.models.binary_vae import BinaryVAE
from labsupport.models.convolutional import ConvolutionalVAE
from labsupport.models.darn import DARN
from labsupport.models.dlgm import DLGM
from labsupport.models.full_covariance import FullCovarianceVAE
from labsupport.models.helmholtz import Helmholtz, reweighted_wake_sleep, wake_sleep
from labsupport.models.two_layers import TwoLayerVAE
from labsupport.models.vae import VAE
from labsupport.results import write_results

K_EVAL = 1000


class Size(NamedTuple):
    """Widths and latent dimensions for one data set; the upper ones for a second layer."""

    hidden: tuple[int, ...]
    latent: int
    upper_hidden: tuple[int, ...]
    upper_latent: int


class Row(NamedTuple):
    """A model of the table: how it is made of pixels and a size, and what it maximizes."""

    make: Callable[[int, Size], nn.Module]
    objective: Callable[..., Tensor] = training.elbo
    published: str = ""  # on MNIST, in nats, with its source
    reimplemented: str = ""


SIZES = {
    "digits": Size((64, 64), 8, (32, 32), 4),
    "mnist": Size((200, 200), 50, (100, 100), 50),
}


def one_layer(pixels: int, size: Size) -> VAE:
    """The VAE of Kingma and Welling."""
    return VAE(pixels, size.hidden, size.latent)


def full_covariance(pixels: int, size: Size) -> FullCovarianceVAE:
    """The same with a covariance matrix in the encoder."""
    return FullCovarianceVAE(pixels, size.hidden, size.latent)


def convolutional(pixels: int, size: Size) -> ConvolutionalVAE:
    """Two convolutions there and two up-convolutions back."""
    side = math.isqrt(pixels)
    return ConvolutionalVAE((side, side), (16, 32) if side == 8 else (32, 64), size.latent)


def two_layers(pixels: int, size: Size) -> TwoLayerVAE:
    """Two stochastic layers; the lower one is twice as large on MNIST, as in the paper."""
    latent = 2 * size.latent if pixels == 784 else size.latent
    return TwoLayerVAE(pixels, size.hidden, latent, size.upper_hidden, size.upper_latent)


def draws(k: int, gradient: str = "iwae") -> Callable[..., Tensor]:
    """The importance-weighted bound of k draws."""
    return functools.partial(training.importance_weighted, k=k, gradient=gradient)


def flow(posterior: str, length: int) -> Callable[[int, Size], DLGM]:
    """A deep latent Gaussian model with a chain of maps as its posterior."""
    return lambda pixels, size: DLGM(pixels, size.hidden, size.latent, posterior, length)


def bits(pixels: int, size: Size) -> BinaryVAE:
    """A VAE of binary codes, with twice as many bits as there are latent dimensions."""
    return BinaryVAE(pixels, size.hidden, 2 * size.latent)


def helmholtz(pixels: int, size: Size) -> Helmholtz:
    """Two layers of binary units."""
    return Helmholtz(pixels, (size.hidden[0], size.hidden[0] // 2))


def autoregressive(pixels: int, size: Size) -> DARN:
    """DARN, with four times as many binary units as there are latent dimensions."""
    return DARN(pixels, size.hidden[:1], 4 * size.latent)


BURDA = "Burda et al., Table 1"
REZENDE = "Rezende and Mohamed"
ROWS: dict[str, Row] = {
    "VAE": Row(one_layer, training.elbo, f"86.76 ({BURDA})"),
    "VAE, exact KL": Row(one_layer, training.elbo_with_exact_kl),
    "full covariance, exact KL": Row(full_covariance, training.elbo_with_exact_kl),
    "convolutional VAE": Row(convolutional, training.elbo_with_exact_kl),
    "IWAE, k = 5": Row(one_layer, draws(5), f"85.54 ({BURDA})"),
    "IWAE, k = 50": Row(one_layer, draws(50), f"84.78 ({BURDA})", "84.59 (xqding)"),
    "IWAE, k = 50, one draw": Row(one_layer, draws(50, "one")),
    "IWAE, k = 50, DReG": Row(one_layer, draws(50, "dreg")),
    "two layers, VAE": Row(two_layers, training.elbo, f"85.33 ({BURDA})"),
    "two layers, k = 5": Row(two_layers, draws(5), f"83.89 ({BURDA})"),
    "two layers, k = 50": Row(two_layers, draws(50), f"82.90 ({BURDA})", "83.29 (xqding)"),
    "10 planar maps": Row(
        flow("planar", 10), training.elbo, f"≤ 87.5 ({REZENDE})", "NLL 88.95 (andrehuang)"
    ),
    "10 radial maps": Row(flow("radial", 10)),
    "NICE, 10 couplings": Row(
        flow("nice", 10), training.elbo, f"≤ 88.6 ({REZENDE})", "NLL 90.0 (andrehuang)"
    ),
    "2 autoregressive maps": Row(flow("iaf", 2)),
    "Hamiltonian, 4 steps": Row(
        flow("hamiltonian", 4), training.elbo, "NLL 86.40 (Salimans et al.)"
    ),
    "bits, VIMCO, k = 5": Row(bits, functools.partial(discrete.objective, estimator="vimco", k=5)),
    "Helmholtz, wake-sleep": Row(helmholtz, wake_sleep, "106.9 (Bornschein and Bengio)"),
    "Helmholtz, reweighted, k = 5": Row(
        helmholtz, functools.partial(reweighted_wake_sleep, k=5), "93.4 (the same)"
    ),
    "DARN": Row(
        autoregressive,
        functools.partial(discrete.objective, estimator="leave_one_out", k=4),
        "84.71 (Gregor et al.)",
    ),
}


class TimeIsUp(Exception):
    """The budget of a row is spent."""


def clock_of(device: str) -> Callable[[], float]:
    """Processor seconds, or on a GPU, for which the processor waits, those of the wall."""
    return time.process_time if device == "cpu" else time.perf_counter


def train(
    row: Row,
    size: Size,
    x: Tensor,
    seed: int,
    *,
    epochs: int | None,
    seconds: float | None,
    device: str = "cpu",
) -> tuple[nn.Module, float, float]:
    """A trained model, the epochs that it took, and seconds for one of them (see `clock_of`).

    The step size is 1e-3; with a budget of seconds it falls linearly to a hundredth of that.
    """
    torch.manual_seed(seed)
    model: Any = row.make(x.shape[1], size)
    if hasattr(model, "start_from_mean"):
        model.start_from_mean(x)
    steps_an_epoch, taken = math.ceil(len(x) / 100), 0
    clock = clock_of(device)
    begin = clock()

    def left(step: int) -> float:
        if seconds is None:
            return 1.0
        return max(0.01, 1 - (clock() - begin) / seconds)

    def watch(model: Any, step: int) -> None:
        nonlocal taken
        taken = step
        if seconds is not None and clock() - begin > seconds:
            raise TimeIsUp

    try:
        training.fit(
            model, x, epochs=epochs or 10**6, objective=row.objective, schedule=left, seed=seed,
            binarize=True, after_step=watch, device=device, cuda_graph=device == "cuda",
            progress=False,
        )  # fmt: skip
    except TimeIsUp:
        model.eval()
    done = taken / steps_an_epoch
    return model, done, (clock() - begin) / done


def judged(model: Any, x: Tensor, k: int) -> dict[str, Any]:
    """Test numbers of a trained model, in nats; of each layer, how many units are active."""
    torch.manual_seed(0)
    log_p = evaluation.log_likelihood(model, x, k)
    with torch.no_grad():
        parts = [objectives.elbo(model.log_w(part, 20)) for part in x.split(100)]
    active = [int(evaluation.active_units(model, x).sum())]
    if hasattr(model, "upper_means"):
        means = torch.cat([model.upper_means(part) for part in x.split(100)])
        active.append(int((means.var(0) > 0.01).sum()))
    return {
        "nll_nats": -log_p.mean().item(),
        "nll_standard_error_over_images_nats": log_p.std().item() / math.sqrt(len(x)),
        "minus_elbo_nats": -torch.cat(parts).mean().item(),
        "active_units": active,
    }


def summary(row: Row, runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The runs, and mean and standard error over the seeds of what is a number."""
    found: dict[str, Any] = {"runs": runs}
    for name in ("nll_nats", "minus_elbo_nats", "seconds_per_epoch"):
        values = torch.tensor([run[name] for run in runs], dtype=torch.float64)
        error = values.std().item() / math.sqrt(len(values)) if len(values) > 1 else None
        found[name] = [values.mean().item(), error]
    units = torch.tensor([run["active_units"] for run in runs], dtype=torch.float64)
    found["active_units"] = units.mean(0).tolist()
    found["parameters"] = runs[0]["parameters"]
    return found | {"published": row.published, "reimplemented": row.reimplemented}


def command(module: str, words: list[str], rows: list[str], every: Iterable[str]) -> str:
    """What makes the whole file: its runs do not depend on each other, nor on which came last."""
    one = [at for at, word in enumerate(words) if word in ("--row", "--seed")]
    named = {place for at in one for place in (at, at + 1)}
    others = [word for place, word in enumerate(words) if place not in named]
    chosen = [] if {*rows} == {*every} else [word for row in rows for word in ("--row", row)]
    return f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", module, *others, *chosen]
    )


def main() -> None:
    """Train, evaluate, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="digits", choices=list(SIZES))
    parser.add_argument("--row", action="append", choices=list(ROWS), help="this one alone")
    parser.add_argument("--epochs", type=int, default=100, help="on digits")
    parser.add_argument("--minutes", type=float, default=20, help="of each row, on MNIST")
    parser.add_argument("--seeds", type=int, help="by default 3 on digits, 1 on MNIST")
    parser.add_argument("--k-eval", type=int, default=K_EVAL)
    parser.add_argument("--test-images", type=int, help="the first ones; by default all")
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    if not 0 < options.minutes <= 20:
        raise InputError(f"a row has a budget of at most 20 minutes, not {options.minutes:g}")
    small = options.data == "digits"
    where = "" if options.device == "cpu" else f"-{options.device}"
    output = options.output or Path(f"results/{options.data}{where}.json")
    seeds = options.seeds or (3 if small else 1)
    budget = {"epochs": options.epochs, "seconds": None}
    if not small:
        budget = {"epochs": None, "seconds": 60 * options.minutes}

    splits = data.load(options.data)
    x_test = data.binarize(splits.test.x, torch.Generator().manual_seed(0))
    x_test = x_test[: options.test_images].to(options.device)
    rows = {}
    if options.row and output.exists():
        rows = json.loads(output.read_text())["figures"]["rows"]
    for name in options.row or ROWS:
        row, runs = ROWS[name], []
        for seed in range(seeds):
            model, done, seconds = train(
                row, SIZES[options.data], splits.train.x, seed, **budget, device=options.device
            )
            run = judged(model, x_test, options.k_eval)
            size = sum(p.numel() for p in model.parameters())
            runs.append(run | {"epochs": done, "seconds_per_epoch": seconds, "parameters": size})
        rows[name] = summary(row, runs)
        print(
            f"{name}: NLL {rows[name]['nll_nats']}, active {rows[name]['active_units']}", flush=True
        )
        figures = {
            "data": options.data,
            "train_images": len(splits.train.x),
            "test_images": len(x_test),
            "k_eval": options.k_eval,
            "seeds": seeds,
            "budget": budget,
            "rows": {name: rows[name] for name in ROWS if name in rows},
        }
        # After each row, so that none is lost.
        made_by = command("benchmarks.digits", sys.argv[1:], list(figures["rows"]), ROWS)
        write_results(output, made_by, 0, figures)


if __name__ == "__main__":
    main()
