"""How good a trained model is: its likelihood, and how many latent dimensions it uses.

Chapter ``vae``; Burda, Grosse and Salakhutdinov (2016), sections 5 and 5.2. Both
functions encode each observation once, through ``model.infer``. Everything is in nats.
"""

import math
from typing import Any

import torch
from torch import Tensor


@torch.no_grad()
def log_likelihood(
    model: Any, x: Tensor, k: int = 5000, *, rows: int = 1000, progress: bool = False
) -> Tensor:
    """Importance-sampled log p(x) of each of ``x`` (n, pixels), shape (n,).

    The estimate is the importance-weighted bound of ``k`` draws, log 1/k sum_i w_i: too small on
    average, by less the larger ``k`` is. It is summed up over chunks of draws, so memory does not
    grow with ``k``.

    Args:
        model: has ``infer(x)`` and ``log_w(x, k, posterior)``.
        x: observations, on the model's device.
        k: draws of each observation.
        rows: latent points decoded at once; 1,000 to 2,000 are fastest on a CPU.
        progress: show a progress bar.

    Raises:
        ValueError: ``k`` or ``rows`` is less than 1.
    """
    from tqdm import tqdm

    if k < 1 or rows < 1:
        raise ValueError(f"the estimate needs at least one draw and one row, not {k} and {rows}")

    draws = min(k, max(1, rows // 100))  # of each observation at once
    parts = x.split(max(1, rows // draws))
    estimates = []
    for part in tqdm(parts, disable=not progress, unit="batch", desc=f"log p(x), k = {k}"):
        posterior = model.infer(part)
        total = torch.full((len(part),), -math.inf, device=x.device, dtype=x.dtype)
        for done in range(0, k, draws):
            log_w = model.log_w(part, min(draws, k - done), posterior)
            total = torch.logaddexp(total, torch.logsumexp(log_w, 0))
        estimates.append(total - math.log(k))
    return torch.cat(estimates)


@torch.no_grad()
def active_units(model: Any, x: Tensor, threshold: float = 0.01) -> Tensor:
    """Which latent dimensions are used: Cov_x(E_q(z|x)[z]) > ``threshold``, bool (latent,).

    A dimension whose posterior mean hardly moves with ``x`` tells the decoder nothing about it.
    ``active_units(model, x).sum()`` is the number that papers report.

    Args:
        model: its ``infer(x)`` returns the posterior's means first, (batch, latent).
        x: observations (n, pixels), n at least 2, on the model's device.
        threshold: variance of the posterior mean over the data.
    """
    means = torch.cat([model.infer(part)[0] for part in x.split(1000)])
    return means.var(0) > threshold
