"""The exercise ``path_log_w`` of topic ``iwae``: weights that move through their draws alone."""

import math
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, close
from labsupport.checks.declaration import Declaration
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

EXACT = {"rtol": 1e-11, "atol": 1e-11}  # of gradients in float64, to see a part in float32


def path_log_w(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """log p(z) + log p(x | z) - log q(z), q's parameters constant in the last."""
    z = mean + (0.5 * log_var).exp() * noise
    fixed, log_v = mean.detach(), log_var.detach()
    error = x - z @ weight.mT - bias
    prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    likelihood = -0.5 * (error**2 / noise_var + (2 * math.pi * noise_var).log()).sum(-1)
    log_q = -0.5 * ((z - fixed) ** 2 / log_v.exp() + log_v + math.log(2 * math.pi)).sum(-1)
    return prior + likelihood - log_q


def draws_of_q(make: Inputs, k: int, batch: int, pixels: int, latent: int) -> list[Tensor]:
    """Observations, noise, q, and a model."""
    return [
        make.normal(batch, pixels),
        make.normal(k, batch, latent),
        make.normal(batch, latent),
        make.uniform(-0.9, 0.9, batch, latent),
        make.normal(pixels, latent),
        make.normal(pixels),
        make.uniform(0.4, 0.8),
    ]


def through_the_draws(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the gradient in q's parameters is that of the path and nothing else."""
    inputs = draws_of_q(Inputs(generator), 3, 2, 4, 2)

    def slopes(compute: Function) -> list[Any]:
        given = [i.detach().clone().requires_grad_() for i in inputs]
        value = compute(*given)
        if not isinstance(value, Tensor) or not value.requires_grad:
            return [None] * 4
        return [*torch.autograd.grad(value.sum(), given[:4], allow_unused=True)]

    found, right = slopes(numbers.forgiving(function)), slopes(path_log_w)
    if all(
        a is not None and b is not None and close(a, b) for a, b in zip(found, right, strict=True)
    ):
        return None

    def whole(*given: Tensor) -> Tensor:
        x, noise, mean, log_var, weight, bias, noise_var = given
        z = mean + (0.5 * log_var).exp() * noise
        log_q = path_log_w(*given) * 0 - 0.5 * (
            (z - mean) ** 2 / log_var.exp() + log_var + math.log(2 * math.pi)
        ).sum(-1)
        error = x - z @ weight.mT - bias
        likelihood = -0.5 * (error**2 / noise_var + (2 * math.pi * noise_var).log()).sum(-1)
        return -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1) + likelihood - log_q

    def still(*given: Tensor) -> Tensor:
        x, noise, mean, log_var, *model = given
        return path_log_w(x, noise, mean.detach(), log_var.detach(), *model)

    def cut(*given: Tensor) -> Tensor:
        """z is constant in log q as well."""
        noise, mean, log_var = given[1:4]
        z = mean + (0.5 * log_var).exp() * noise
        gap = (z - mean.detach()) ** 2 / log_var.detach().exp()
        return path_log_w(*given) - 0.5 * (gap - gap.detach()).sum(-1)

    for other, sentence in (
        (whole, "q's parameters move in log q as well: stop them there, by .detach()"),
        (still, "the draws z do not move with q's parameters: stop these in log q alone"),
        (cut, "z is constant in log q: stop q's parameters there, and not z"),
    ):
        theirs = slopes(other)
        if all(
            (a is None or not a.any()) and (b is None or not b.any())
            if a is None or b is None
            else close(a, b)
            for a, b in zip(found[1:], theirs[1:], strict=True)
        ):
            return sentence
    if all(a is not None and close(a, b) for a, b in zip(found, right, strict=True)):
        return ROUNDED
    return "the value is right, but not the gradient in q's parameters: it comes through z alone"


PATH_LOG_W = Declaration(
    path_log_w,
    draws_of_q,
    [(3, 2, 4, 2), (1, 3, 2, 1), (4, 1, 3, 3)],
    edits={
        "log p(z) is missing": "return prior + likelihood -> return likelihood",
        "log p(x | z) is missing": "return prior + likelihood -> return prior",
        "log q(z) is missing": "likelihood - log_q -> likelihood",
        "log q(z) is added; subtract it": "likelihood - log_q -> likelihood + log_q",
        "log_var is used as a standard deviation's logarithm in z": (
            "(0.5 * log_var).exp() -> log_var.exp()"
        ),
        "the noise is not scaled in z": "mean + (0.5 * log_var).exp() * noise -> mean + noise",
        "the noise is missing in z": "mean + (0.5 * log_var).exp() * noise -> "
        "mean + (0.5 * log_var).exp()",
        "z has no mean: mean is to be added": "mean + (0.5 * log_var).exp() * noise -> "
        "(0.5 * log_var).exp() * noise",
        "the variance's logarithm is missing in log q": "log_v.exp() + log_v -> log_v.exp()",
        "the squared distance is not divided by the variance in log q": (
            "(z - fixed) ** 2 / log_v.exp() -> (z - fixed) ** 2"
        ),
        "the bias is missing": "z @ weight.mT - bias -> z @ weight.mT",
        "the squared error is not divided by noise_var": "error**2 / noise_var -> error**2",
        "log noise_var is missing in the likelihood": "(2 * math.pi * noise_var).log() -> "
        "math.log(2 * math.pi)",
        "log 2π is missing in the prior": "z**2 + math.log(2 * math.pi) -> z**2",
        "log 2π is missing in log q": "+ log_v + math.log(2 * math.pi) -> + log_v",
        "log 2π is missing in the likelihood": "(2 * math.pi * noise_var).log() -> noise_var.log()",
        "averaged over the draws: return one number for each": (
            "return prior + likelihood - log_q -> return (prior + likelihood - log_q).mean(0)"
        ),
    },
    also=[through_the_draws],
)
