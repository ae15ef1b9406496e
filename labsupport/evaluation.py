"""How good a trained model is: its likelihood, and how many latent dimensions it uses.

Chapter ``vae``; Burda, Grosse and Salakhutdinov (2016), sections 5 and 5.2. Both
functions encode each observation once, through ``model.infer``. Everything is in nats.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from labsupport.devices import keep_freed_memory


@contextmanager
def evaluating(model: Any) -> Iterator[None]:
    """Evaluation mode, without dropout; afterwards every module is in the mode that it had."""
    modes = []
    if isinstance(model, nn.Module):
        modes = [(module, module.training) for module in model.modules()]
        model.eval()
    try:
        yield
    finally:
        for module, training in modes:
            module.training = training


@torch.no_grad()
def log_likelihood(
    model: Any,
    x: Tensor,
    k: int = 5000,
    *,
    condition: Tensor | None = None,
    rows: int | None = None,
    progress: bool = False,
) -> Tensor:
    """Importance-sampled log p(x) of each of ``x`` (n, pixels), shape (n,).

    The estimate is the importance-weighted bound of ``k`` draws, log 1/k sum_i w_i: too small on
    average, by less the larger ``k`` is. It is summed up over chunks of draws, so memory does not
    grow with ``k``. The model is in evaluation mode meanwhile.

    Args:
        model: has ``infer(x)`` and ``log_w(x, k, posterior)``; both take ``condition=`` if one is
            given. If it has ``check_data(x)``, that is asked whether ``x`` can be what it models.
        x: observations, on the model's device.
        k: draws of each observation.
        condition: of each observation, shape (n, ...); the result is then log p(x | condition).
        rows: latent points decoded at once; by default 500 on a CPU, whose cache holds them, and
            50,000 elsewhere.
        progress: show a progress bar.

    Raises:
        ValueError: ``k`` or ``rows`` is less than 1, or there is not one condition for each of x.
        InputError: the model cannot have made ``x``: pixels outside [0, 1] where it is Bernoulli's.
    """
    from tqdm import tqdm

    if x.is_cpu:
        keep_freed_memory()
    if rows is None:
        rows = 500 if x.is_cpu else 50_000
    if k < 1 or rows < 1:
        raise ValueError(f"the estimate needs at least one draw and one row, not {k} and {rows}")

    if condition is not None and len(condition) != len(x):
        raise ValueError(f"there are {len(condition)} conditions for {len(x)} observations")
    if hasattr(model, "check_data"):
        model.check_data(x)

    size = max(1, min(len(x), 100, rows))
    draws = min(k, rows // size)  # of each observation at once
    parts = x.split(size)
    conditions: list[dict[str, Tensor]] = [{}] * len(parts)
    if condition is not None:
        conditions = [{"condition": part} for part in condition.split(size)]
    estimates = []
    with evaluating(model):
        for part, given in tqdm(
            zip(parts, conditions, strict=True),
            total=len(parts),
            disable=not progress,
            unit="batch",
            desc=f"log p(x), k = {k}",
        ):
            posterior = model.infer(part, **given)
            total = torch.full((), -math.inf, device=x.device)
            for done in range(0, k, draws):
                log_w = model.log_w(part, min(draws, k - done), posterior, **given)
                total = torch.logaddexp(total.to(log_w.dtype), torch.logsumexp(log_w, 0))
            estimates.append(total - math.log(k))
    return torch.cat(estimates)


@torch.no_grad()
def active_units(
    model: Any, x: Tensor, threshold: float = 0.01, *, condition: Tensor | None = None
) -> Tensor:
    """Which latent dimensions are used: Cov_x(E_q(z|x)[z]) > ``threshold``, bool (latent,).

    A dimension whose posterior mean hardly moves with ``x`` tells the decoder nothing about it.
    ``active_units(model, x).sum()`` is the number that papers report.

    Args:
        model: its ``infer(x)`` returns the posterior's means first, (batch, latent).
        x: observations (n, pixels), n at least 2, on the model's device.
        threshold: variance of the posterior mean over the data.
        condition: of each observation, shape (n, ...), for a model that has one.

    Raises:
        ValueError: there are fewer than two observations, over which nothing varies.
    """
    if len(x) < 2:
        raise ValueError("active units vary over the data: give at least two observations")
    parts: list[tuple[Tensor, ...]] = [(part,) for part in x.split(1000)]
    if condition is not None:
        parts = list(zip(x.split(1000), condition.split(1000), strict=True))
    with evaluating(model):
        means = torch.cat([model.infer(*part)[0] for part in parts])
    return means.var(0) > threshold


def calibration_error(probabilities: Tensor, labels: Tensor, bins: int = 15) -> Tensor:
    """Expected calibration error: how far confidence and accuracy are apart, shape ().

    The predictions are sorted by their confidence, the largest probability, into ``bins`` parts of
    [0, 1] of equal width; one on a border belongs to the part above it. The error is the mean over
    the parts of ``|accuracy - mean confidence|``, each weighted by its share of the predictions
    (eq-local_reparameterization-ece).

    Args:
        probabilities: predicted, with the sum 1 in each row, shape (n, classes).
        labels: the right classes, whole numbers, shape (n,).
        bins: number of parts.
    """
    confidence, guess = probabilities.max(1)
    part = (confidence * bins).long().clamp(max=bins - 1)
    gap = (guess == labels).to(confidence) - confidence
    sums = torch.zeros(bins, device=gap.device, dtype=gap.dtype).index_add(0, part, gap)
    return sums.abs().sum() / len(labels)
