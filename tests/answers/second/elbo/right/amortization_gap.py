"""Right answers to amortization_gap."""

import math

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, kl_divergence


def difference_of_two_divergences(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Two calls of gaussian_kl_full, as the hint says, in float64."""
    args = [t.double() for t in (x, weight, bias, noise_var)]
    centre, cov = posterior_linear_gaussian(*args)
    best = torch.diag(1 / torch.linalg.inv(cov).diagonal())
    first = gaussian_kl_full(centre, best, centre, cov).expand(len(centre))
    total = gaussian_kl_full(mean.double(), torch.diag_embed(log_var.double().exp()), centre, cov)
    return first.to(mean.dtype), (total - first).to(mean.dtype)


def formulas_from_the_precision(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Both gaps in closed form from Lambda; nothing is subtracted that cancels."""
    eye = torch.eye(weight.shape[1], dtype=mean.dtype, device=mean.device)
    precision = eye + weight.T @ weight / noise_var
    centre = torch.linalg.solve(precision, weight.T @ (x - bias).T / noise_var).T
    logs = precision.diagonal().log()
    approximation = 0.5 * (logs.sum() - torch.logdet(precision))
    late = log_var + logs  # log of the ratio of the encoder's variance and the best one
    quadratic = torch.einsum("bi,ij,bj->b", mean - centre, precision, mean - centre)
    amortization = 0.5 * ((torch.expm1(late) - late).sum(-1) + quadratic)
    return approximation.repeat(mean.shape[0]), amortization


def exact_elbos_and_evidence(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The evidence from MultivariateNormal and two exact ELBOs, as the docstring defines the gaps, in float64."""
    x_, w, b, v = x.double(), weight.double(), bias.double(), noise_var.double()
    pixels, latent = w.shape

    def exact_elbo(m: Tensor, log_v: Tensor) -> Tensor:
        error = (x_ - b - m @ w.T).square().sum(-1) + (log_v.exp() * w.square().sum(0)).sum(-1)
        fit = -0.5 * (pixels * torch.log(2 * math.pi * v) + error / v)
        return fit - 0.5 * (m.square() + log_v.exp() - 1 - log_v).sum(-1)

    precision = torch.eye(latent, dtype=w.dtype, device=w.device) + w.T @ w / v
    centre = (x_ - b) @ w @ torch.linalg.inv(precision) / v
    best = exact_elbo(centre, -precision.diagonal().log().expand_as(centre))
    covariance = w @ w.T + v * torch.eye(pixels, dtype=w.dtype, device=w.device)
    evidence = MultivariateNormal(b, covariance).log_prob(x_)
    gap = evidence - best
    return gap.to(mean.dtype), (best - exact_elbo(mean.double(), log_var.double())).to(mean.dtype)


def loop_with_library_divergences(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """One observation after the other, with torch.distributions.kl_divergence, in float64."""
    centre, cov = posterior_linear_gaussian(
        x.double(), weight.double(), bias.double(), noise_var.double()
    )
    best = (1 / torch.linalg.inv(cov).diagonal()).diag()
    approximation, amortization = [], []
    for c, m, v in zip(centre, mean.double(), log_var.double(), strict=True):
        truth = MultivariateNormal(c, cov, validate_args=False)
        smallest = kl_divergence(MultivariateNormal(c, best), truth)
        encoder = MultivariateNormal(m, scale_tril=torch.diag((v / 2).exp()))
        approximation.append(smallest)
        amortization.append(kl_divergence(encoder, truth) - smallest)
    return torch.stack(approximation).to(mean.dtype), torch.stack(amortization).to(mean.dtype)
