"""Right answers to self_normalized_importance_sampling."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Categorical, Distribution


def probabilities_of_a_categorical(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Lets torch.distributions normalize the weights, and takes the length of a vector."""
    x = q.sample((n,))
    shares = Categorical(logits=log_p(x) - q.log_prob(x), validate_args=False).probs.to(x.dtype)
    values = torch.where(shares > 0, f(x).to(x.dtype), torch.zeros_like(x))
    mean = torch.dot(shares, values)
    return mean, torch.linalg.vector_norm(shares * (values - mean))


def ratio_of_two_sums(
    f: Callable[[Tensor], Tensor], log_p: Callable[[Tensor], Tensor], q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Divides sums of weights relative to the heaviest, over the draws whose weight is not 0."""
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = torch.exp(log_w - log_w.max()).to(x.dtype)
    used = w > 0
    w, values = w[used], f(x)[used].to(x.dtype)
    total = w.sum()
    mean = (w * values).sum() / total
    return mean, (w * (values - mean)).square().sum().sqrt() / total
