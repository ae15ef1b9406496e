"""Right answers to e_step."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def softmax_of_the_terms(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """One Gaussian after the other; softmax and logsumexp over the stacked terms."""
    terms = torch.stack(
        [
            weight.log() + MultivariateNormal(mean, covariance).log_prob(z)
            for weight, mean, covariance in zip(weights, means, covariances, strict=True)
        ],
        dim=1,
    )
    return torch.softmax(terms, dim=1), torch.logsumexp(terms, dim=1)


def linear_systems(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """No distributions: distances by solving linear systems, volumes by slogdet."""
    away = (z - means[:, None]).mT
    distance = (away * torch.linalg.solve(covariances, away)).sum(1)
    volume = torch.linalg.slogdet(2 * math.pi * covariances).logabsdet
    terms = torch.log(weights)[:, None] - (distance + volume[:, None]) / 2
    log_p = terms.logsumexp(0)
    return (terms - log_p).exp().T, log_p


def gradient_of_the_evidence(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The responsibilities are the gradient of log p(z) by its terms: torch.func finds both."""
    terms = weights.log() + MultivariateNormal(means, covariances).log_prob(z.unsqueeze(-2))
    both = torch.func.vmap(torch.func.grad_and_value(lambda term: torch.logsumexp(term, 0)))
    shares, log_p = both(terms)
    return shares, log_p


def code_after_code(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """vmap over the codes; Cholesky factors once, triangular systems, shift by the largest term."""
    factors = torch.linalg.cholesky(covariances)
    constant = weights.log() - torch.diagonal(factors, dim1=-2, dim2=-1).log().sum(-1)
    constant = constant - z.shape[-1] * math.log(2 * math.pi) / 2

    def one(code: Tensor) -> tuple[Tensor, Tensor]:
        away = (code - means).unsqueeze(-1)
        white = torch.linalg.solve_triangular(factors, away, upper=False).squeeze(-1)
        terms = constant - white.square().sum(-1) / 2
        top = terms.max()
        scaled = torch.exp(terms - top)
        return scaled / scaled.sum(), top + scaled.sum().log()

    shares, log_p = torch.func.vmap(one)(z)
    return shares, log_p


def gaussians_of_factors(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Gaussians from their Cholesky factors; adds up the terms with logaddexp."""
    factors = torch.linalg.cholesky(covariances)
    terms = MultivariateNormal(means, scale_tril=factors).log_prob(z[:, None, :]) + weights.log()
    log_p = terms[:, 0]
    for column in terms.unbind(1)[1:]:
        log_p = torch.logaddexp(log_p, column)
    return torch.exp(torch.log_softmax(terms, -1)), log_p
