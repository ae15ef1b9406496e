"""Right answers to amortization_gap."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, MultivariateNormal, Normal, kl_divergence


def both_gaps_in_closed_form(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Half the log-ratio of diagonal and determinant; then t - 1 - log t, and the moved mean."""
    identity = torch.eye(weight.shape[1], dtype=mean.dtype, device=mean.device)
    precision = identity + weight.T @ weight / noise_var
    diagonal = precision.diagonal()
    fixed = 0.5 * (diagonal.log().sum() - torch.linalg.slogdet(precision).logabsdet)
    away = mean - torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    excess = log_var + diagonal.log()
    amortization = 0.5 * ((excess.expm1() - excess).sum(-1) + ((away @ precision) * away).sum(-1))
    return fixed.expand_as(amortization).clone(), amortization


def evidence_minus_two_bounds(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(x) and both exact ELBOs with all constants, in float64, and their differences."""
    dtype = mean.dtype
    x, mean, log_var, weight, bias, noise_var = (
        t.double() for t in (x, mean, log_var, weight, bias, noise_var)
    )
    pixels, latent = weight.shape

    def bound(m: Tensor, v: Tensor) -> Tensor:
        error = (x - bias - m @ weight.T).square() + v @ weight.T.square()
        fit = -(error / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1) / 2
        return fit - (m.square() + v - 1 - v.log()).sum(-1) / 2

    covariance = weight @ weight.T + noise_var * torch.eye(
        pixels, dtype=weight.dtype, device=weight.device
    )
    log_p = MultivariateNormal(bias, covariance).log_prob(x)
    precision = torch.diag(torch.ones_like(weight[0])) + weight.T @ weight / noise_var
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    best = bound(centre, (1 / precision.diagonal()).expand(len(x), latent))
    return (log_p - best).to(dtype), (best - bound(mean, log_var.exp())).to(dtype)


def divergences_of_torch_distributions(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """kl_divergence from MultivariateNormals with scale_tril to one given by its precision."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    precision = torch.cholesky_inverse(torch.linalg.cholesky(covariance))
    truth = MultivariateNormal(centre, covariance)
    variances = precision.diagonal().reciprocal()
    best = MultivariateNormal(centre, scale_tril=torch.diag(variances.sqrt()))
    guess = MultivariateNormal(mean, scale_tril=torch.diag_embed(torch.exp(log_var / 2)))
    approximation = kl_divergence(best, truth)
    return approximation, kl_divergence(guess, truth) - approximation


def observation_after_observation(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """A loop over the batch with gaussian_kl_full on single Gaussians."""
    gaps = []
    for i in range(len(x)):
        centres, covariance = posterior_linear_gaussian(x[i : i + 1], weight, bias, noise_var)
        precision = 1 + weight.square().sum(0) / noise_var
        best = gaussian_kl_full(centres[0], torch.diag(1 / precision), centres[0], covariance)
        own = gaussian_kl_full(mean[i], torch.diag(log_var[i].exp()), centres[0], covariance)
        gaps.append(torch.stack([best, own - best]))
    first, second = torch.stack(gaps, dim=1)
    return first, second


def distance_to_the_best_and_what_couples(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """KL from q to the best diagonal one, plus what Lambda off its diagonal adds."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    gram = weight.T @ weight / noise_var
    diagonal = 1 + gram.diagonal()
    best = Normal(centre, diagonal.rsqrt().expand_as(centre))
    own = Normal(mean, torch.exp(0.5 * log_var))
    apart = kl_divergence(Independent(own, 1), Independent(best, 1))
    away = mean - centre
    coupling = gram - torch.diag_embed(gram.diagonal())
    amortization = apart + torch.einsum("bi,ij,bj->b", away, coupling, away) / 2
    approximation = (diagonal.log().sum() + torch.logdet(covariance)) / 2
    return approximation.repeat(len(x)), amortization
