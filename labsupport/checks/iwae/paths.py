"""The exercise ``path_log_w`` of topic ``iwae``: weights that move through their draws alone."""

import math

from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.slopes import Slopes


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


PATHS = """
    fixed, log_v = mean, log_var  # q's parameters move in log q as well: stop them there,
        # by .detach()
    z = mean.detach() + (0.5 * log_var.detach()).exp() * noise
        # the draws z do not move with q's parameters: stop these in log q alone
    (z - fixed) -> (z.detach() - fixed)  # z is constant in log q: stop q's parameters there,
        # and not z
"""

PATH_LOG_W = Declaration(
    path_log_w,
    draws_of_q,
    [(3, 2, 4, 2), (1, 3, 2, 1), (4, 1, 3, 3)],
    edits="""
        return likelihood - log_q  # log p(z) is missing
        return prior - log_q  # log p(x | z) is missing
        likelihood - log_q -> likelihood  # log q(z) is missing
        likelihood - log_q -> likelihood + log_q  # log q(z) is added; subtract it
        z = mean + log_var.exp() * noise  # log_var is used as a standard deviation's logarithm in z
        z = mean + noise  # the noise is not scaled in z
        z = mean + (0.5 * log_var).exp()  # the noise is missing in z
        z = (0.5 * log_var).exp() * noise  # z has no mean: mean is to be added
        log_v.exp() + log_v -> log_v.exp()  # the variance's logarithm is missing in log q
        2 / log_v.exp() -> 2  # the squared distance is not divided by the variance in log q
        z @ weight.mT - bias -> z @ weight.mT  # the bias is missing
        error**2 / noise_var -> error**2  # the squared error is not divided by noise_var
        (2 * math.pi * noise_var).log() -> math.log(2 * math.pi)
            # log noise_var is missing in the likelihood
        z**2 + math.log(2 * math.pi) -> z**2  # log 2π is missing in the prior
        + log_v + math.log(2 * math.pi) -> + log_v  # log 2π is missing in log q
        (2 * math.pi * noise_var).log() -> noise_var.log()  # log 2π is missing in the likelihood
        return (prior + likelihood - log_q).mean(0)  # averaged over the draws:
            # return one number for each
    """,
    also=[
        Slopes(
            path_log_w,
            lambda make: draws_of_q(make, 3, 2, 4, 2),
            dict.fromkeys(("x", "noise", "mean", "log_var"), "that of the path through z alone"),
            PATHS,
        )
    ],
)
