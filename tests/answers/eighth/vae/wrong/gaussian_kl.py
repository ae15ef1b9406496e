"""Wrong answers to gaussian_kl."""

import torch
from torch import Tensor


def of_one_draw(mu: Tensor, log_var: Tensor) -> Tensor:
    """Estimates log q(z) - log p(z) from one draw: right on average only, random for any input."""
    noise = torch.randn_like(mu)
    z = mu + (log_var / 2).exp() * noise
    return 0.5 * (z**2 - noise**2 - log_var).sum(-1)


def all_but_the_first_axis(mu: Tensor, log_var: Tensor) -> Tensor:
    """Sums over all axes but the first, which shows if there are two leading axes or none."""
    terms = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return terms.reshape(len(terms), -1).sum(1)


def log_of_variance_and_epsilon(mu: Tensor, log_var: Tensor) -> Tensor:
    """Goes through sigma^2 and log(sigma^2 + 1e-6), which is wrong by 3 nats for log_var = -20."""
    var = log_var.exp()
    return 0.5 * (mu**2 + var - 1 - torch.log(var + 1e-6)).sum(-1)
