"""A likelihood and training steps against the matrix products that they cannot do without.

    OMP_NUM_THREADS=1 python -m benchmarks.speed

One VAE (784-200-200-50, tanh, Bernoulli pixels, minibatches of 100), on the CPU:

- the likelihood of 5,000 draws by `evaluation.log_likelihood`, over the products of its decoder;
- an importance-weighted step with 50 draws, compiled and not, over its products, there and back;
- a step of `training.fit`, compiled and not, over a bare loop with torch's default Adam.

All take turns in one run, on one thread, and processor time is counted, so that what else the
machine does falls on all alike; a ratio is the median of those of neighbours. The images are
random: how long something takes does not depend on what they show. Writes results/speed.json.
"""

import functools
import shlex
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.training_step import BareVAE
from labsupport import evaluation, training
from labsupport.models.vae import VAE
from labsupport.results import write_results

REPEATS, STEPS, WARM, BATCH, DRAWS, POINTS = 9, 30, 5, 100, 50, 4
TARGETS = {
    "likelihood / products": 1.6,
    "IWAE step, compiled / products": 1.3,
    "IWAE step / products": None,
    "step of fit, compiled / bare loop": 0.75,
    "bare loop, fused Adam / bare loop": None,
    "step of fit / bare loop": 0.83,
}


def weights(module: nn.Module) -> list[Tensor]:
    """The matrices of its linear layers, in their order."""
    return [m.weight.detach() for m in module.modules() if isinstance(m, nn.Linear)]


def forward(rows: int, matrices: list[Tensor]) -> list[Tensor]:
    """The inputs of all layers for so many rows, by products alone."""
    inputs = [torch.zeros(rows, matrices[0].shape[1])]
    for matrix in matrices:
        inputs.append(inputs[-1] @ matrix.T)
    return inputs


def there_and_back(rows: int, matrices: list[Tensor], to_inputs: bool) -> None:
    """The products of a forward and a backward pass."""
    inputs = forward(rows, matrices)
    slope = inputs[-1]
    for number in reversed(range(len(matrices))):
        slope.T @ inputs[number]
        if number or to_inputs:
            slope = slope @ matrices[number]


def step_of_fit(objective: Callable[..., Tensor], x: Tensor, compiled: bool) -> float:
    """Milliseconds of a step within `fit`, the first ones left out."""
    times: list[float] = []
    training.fit(
        VAE(784), x, epochs=1, objective=objective, batch_size=BATCH, binarize=True, device="cpu",
        compile=compiled, progress=False,
        after_step=lambda *_: times.append(time.process_time()),
    )  # fmt: skip
    return (times[-1] - times[WARM]) / (len(times) - 1 - WARM) * 1e3


def bare_step(x: Tensor, **settings: Any) -> float:
    """Milliseconds of a step of the loop that everybody writes, with torch's default Adam."""
    model, times = BareVAE(), []
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, **settings)
    for batch in torch.randperm(len(x)).split(BATCH):
        loss = model.one_draw(torch.bernoulli(x[batch]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        times.append(time.process_time())
    return (times[-1] - times[WARM]) / (len(times) - 1 - WARM) * 1e3


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1e3


def main() -> None:
    """Time all in turns, print the ratios beside what they are to be, and write the results."""
    torch.manual_seed(0)
    model, x = VAE(784), torch.rand(STEPS * BATCH, 784)
    encoder, decoder = weights(model.encoder), weights(model.decoder)
    test = torch.rand(POINTS, 784).round()
    iwae = functools.partial(training.importance_weighted, k=DRAWS)

    def products_of_likelihood() -> None:
        for _ in range(10 * POINTS):  # chunks of 500 rows
            forward(500, decoder)

    def products_of_step() -> None:
        there_and_back(BATCH, encoder, to_inputs=False)
        there_and_back(BATCH * DRAWS, decoder, to_inputs=True)

    def products_of_vae() -> None:
        there_and_back(BATCH, encoder, to_inputs=False)
        there_and_back(BATCH, decoder, to_inputs=True)

    few = x[: (WARM + 8) * BATCH]
    work: dict[str, Callable[[], float]] = {
        "likelihood": lambda: timed(lambda: evaluation.log_likelihood(model, test, 5000)),
        "products of the likelihood": lambda: timed(products_of_likelihood),
        "IWAE step": lambda: step_of_fit(iwae, few, False),
        "IWAE step, compiled": lambda: step_of_fit(iwae, few, True),
        "products of the IWAE step": lambda: timed(products_of_step),
        "step of fit": lambda: step_of_fit(training.elbo, x, False),
        "step of fit, compiled": lambda: step_of_fit(training.elbo, x, True),
        "bare loop": lambda: bare_step(x),
        "bare loop, fused Adam": lambda: bare_step(x, fused=True),
        "products of a step": lambda: timed(products_of_vae),
    }
    pairs = {
        "likelihood / products": ("likelihood", "products of the likelihood"),
        "IWAE step / products": ("IWAE step", "products of the IWAE step"),
        "IWAE step, compiled / products": ("IWAE step, compiled", "products of the IWAE step"),
        "step of fit / bare loop": ("step of fit", "bare loop"),
        "bare loop, fused Adam / bare loop": ("bare loop, fused Adam", "bare loop"),
        "step of fit, compiled / bare loop": ("step of fit, compiled", "bare loop"),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for repeat in range(-1, REPEATS):
        for name in work if repeat % 2 else reversed(work):
            took = work[name]()
            if repeat >= 0:  # the first round compiles and allocates
                times[name].append(took)
    ratios = {}
    for name, (one, other) in pairs.items():
        found = [a / b for a, b in zip(times[one], times[other], strict=True)]
        ratios[name] = {"ratio": statistics.median(found), "target": TARGETS[name], "all": found}
        goal = f", to be at most {TARGETS[name]}" if TARGETS[name] else ""
        print(f"{name}: {ratios[name]['ratio']:.2f} ({min(found):.2f} to {max(found):.2f}){goal}")
    median = {name: statistics.median(values) for name, values in times.items()}
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.speed", *sys.argv[1:]]
    )
    write_results("results/speed.json", command, 0, {"ratios": ratios, "median_ms": median})


if __name__ == "__main__":
    main()
