"""What a learner may borrow in the lab of chapter ``generative``; the densities are torch's."""

import torch
from torch import Tensor
from torch.distributions import (
    Categorical,
    MixtureSameFamily,
    MultivariateNormal,
    Normal,
)

from labsupport.checks.derivation import Lines
from labsupport.models import classifier

__all__ = [  # noqa: RUF022 (the lab's order)
    "parameter_shapes",
    "Classifier",
    "fit_gaussian",
    "bayes_classifier",
    "transformed_log_prob",
    "mixture_log_prob",
    "fit_mixture",
    "sample_on_grid",
    "likelihood_derivation",
]


class Classifier(classifier.Classifier):
    """Logits of p(y | x) with one hidden layer and dropout (eq-generative-classifier)."""

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__(input_dim, hidden_dim, output_dim, dropout_ratio)


def parameter_shapes(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Shapes of W1, b1, W2 and b2, read off the library's own network."""
    names = {"W1": "proj1.weight", "b1": "proj1.bias", "W2": "proj2.weight", "b2": "proj2.bias"}
    own = dict(classifier.Classifier(input_dim, hidden_dim, output_dim).named_parameters())
    return {short: tuple(own[name].shape) for short, name in names.items()}


def fit_gaussian(x: Tensor) -> tuple[Tensor, Tensor]:
    """Mean (d,) and covariance (d, d) of ``x`` (n, d), which divides by n."""
    return x.mean(0), torch.cov(x.T, correction=0).reshape(x.shape[1], x.shape[1])


def bayes_classifier(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(y | x) (m, K) and log p(x) (m,) of Gaussian classes with counted priors."""
    classes = MultivariateNormal(means[:, None], covariances[:, None])
    prior = counts.to(x.dtype) / counts.sum()
    log_joint = classes.log_prob(x).T + prior.log()
    return torch.log_softmax(log_joint, -1), torch.logsumexp(log_joint, -1)


def transformed_log_prob(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log p(x) of sinh((asinh(z) + skew) / tail), shape (...)."""
    bent = tail * torch.asinh(x) - skew
    standard = Normal(torch.zeros_like(tail), torch.ones_like(tail))
    slope = tail * torch.cosh(bent) * torch.rsqrt(1 + x.square())
    return standard.log_prob(torch.sinh(bent)) + torch.log(slope)


def mixture_log_prob(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log p(x) of a Gaussian mixture on the line, shape (...)."""
    return MixtureSameFamily(Categorical(logits=logits), Normal(means, log_stds.exp())).log_prob(x)


def fit_mixture(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradient ascent on the mean log-likelihood; the three parameters after it, each (k,)."""
    parameters = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(parameters, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *parameters).mean().backward()
        optimizer.step()
    one, two, three = (p.detach() for p in parameters)
    return one, two, three


def sample_on_grid(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Points (m,) where the CDF of the grid's density is ``u`` (m,), and log Z, shape ()."""
    log_cells = torch.logaddexp(log_f[1:], log_f[:-1]) + torch.log(grid.diff() / 2)
    log_z = torch.logsumexp(log_cells, 0)
    share = torch.exp(log_cells - log_z)
    cdf = torch.cat([torch.zeros_like(share[:1]), share.cumsum(0)])
    cell = torch.bucketize(u, cdf.detach()[1:-1])
    return grid[cell] + (u - cdf[cell]) / share[cell] * grid.diff()[cell], log_z


likelihood_derivation = Lines(
    [
        r"\mathrm{KL}(\hat p(x) \,\|\, p_\theta(x))",
        r"= \mathbb{E}_{\hat p(x)}[\log \hat p(x) - \log p_\theta(x)]",
        r"= \int \hat p(x) \log \hat p(x) \, dx - \int \hat p(x) \log p_\theta(x) \, dx",
        r"= \mathbb{E}_{\hat p(x)}[\log \hat p(x)] - \frac{1}{N} \sum_{n=1}^{N} \log p_\theta(x_n)",
    ]
)
