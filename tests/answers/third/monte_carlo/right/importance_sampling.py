"""Right answers to importance_sampling."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def integral_of_p_times_f(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The integral of p f, estimated with draws from q, by the exercise before."""
    return integrate(lambda x: p.log_prob(x).exp() * f(x), q, n)


def one_draw_at_a_time(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """A loop of n draws; f is called on all of them at the end."""
    draws = [q.sample() for _ in range(n)]
    x = torch.stack(draws)
    log_w = torch.stack([p.log_prob(draw) - q.log_prob(draw) for draw in draws])
    return mc_estimate(f(x) * log_w.exp())


def products_in_double(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Weights and products in float64; mean and bar written out; back to the draws' dtype."""
    x = q.sample((n,))
    log_w = p.log_prob(x).double() - q.log_prob(x).double()
    values = log_w.exp() * f(x)
    error = torch.sqrt((values - values.mean()).square().sum() / (n - 1) / n)
    return values.mean().to(x.dtype), error.to(x.dtype)


def inner_product_with_the_weights(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The mean as an inner product of weights with values, over n."""
    x = q.sample(torch.Size((n,)))
    weights = torch.exp(p.log_prob(x)) * torch.exp(-q.log_prob(x))
    values = f(x).to(weights)
    return torch.dot(weights, values) / n, torch.std(weights * values) / n**0.5


def draws_as_a_column(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Draws of shape (n, 1), flattened before f sees them."""
    x = q.sample((n, 1)).flatten()
    ratio = (-(q.log_prob(x) - p.log_prob(x))).exp()
    spread, mean = torch.std_mean(ratio * f(x))
    return mean, spread / math.sqrt(n)
