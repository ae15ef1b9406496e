"""Right answers to importance_sampling."""
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution


def weight_from_logarithms(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """exp of the difference of log-densities, then mc_estimate."""
    x = q.sample((n,))
    w = (p.log_prob(x) - q.log_prob(x)).exp()
    return mc_estimate(w * f(x))


def integral_of_f_times_p(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The integral of f p, by the exercise before."""
    return integrate(lambda x: f(x) * p.log_prob(x).exp(), q, n)


def written_out_in_double(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Sums in double precision, standard error from the squared deviations."""
    x = q.sample(torch.Size((n,)))
    terms = torch.exp(p.log_prob(x).double() - q.log_prob(x).double()) * f(x).double()
    mean = terms.sum() / n
    error = ((terms - mean).square().sum() / (n * (n - 1))).sqrt()
    return mean.to(x), error.to(x)


def ratio_of_densities(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """The plain ratio of both densities in double precision, then back to the dtype of the draws."""
    x = q.sample((n,))
    target, proposal = (d.log_prob(x).double().exp() for d in (p, q))
    return mc_estimate((target / proposal * f(x)).to(x.dtype))


def one_factor_taken_out(
    f: Callable[[Tensor], Tensor], p: Distribution, q: Distribution, n: int
) -> tuple[Tensor, Tensor]:
    """Takes the largest weight out of the average, and puts it back at the end."""
    x = q.sample((n,))
    log_w = p.log_prob(x) - q.log_prob(x)
    top = log_w.max()
    if torch.isinf(top):
        top = torch.zeros_like(top)
    g = f(x) * (log_w - top).exp()
    scale = top.exp()
    return scale * g.mean(), scale * g.std(unbiased=True) / n**0.5
