"""Wrong answers to amortization_gap."""

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal


def variances_of_the_posterior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The best diagonal Gaussian has the variances 1 / Lambda_jj, not those of the posterior."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(cov.diagonal())
    first = gaussian_kl_full(centre, best, centre, cov).expand(len(x))
    return first, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, cov) - first


def whole_gap_as_second(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The second result is the whole gap of the encoder; the approximation gap is not taken off."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(cov).diagonal())
    first = gaussian_kl_full(centre, best, centre, cov).expand(len(x))
    return first, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, cov)


def divergence_to_the_best_diagonal(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The amortization gap is not the KL from the encoder's q to the best diagonal Gaussian: off-diagonal Lambda is lost."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(cov).diagonal())
    first = gaussian_kl_full(centre, best, centre, cov).expand(len(x))
    return first, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, best)


def best_one_at_the_encoders_mean(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The best diagonal Gaussian lies at the posterior's mean; here it keeps the encoder's."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(cov).diagonal())
    first = gaussian_kl_full(mean, best, centre, cov)
    return first, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, cov) - first


def divergences_from_the_posterior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Both divergences are swapped: KL(posterior || q), not KL(q || posterior)."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(cov).diagonal())
    first = gaussian_kl_full(centre, cov, centre, best).expand(len(x))
    return first, gaussian_kl_full(centre, cov, mean, torch.diag_embed(log_var.exp())) - first


def standard_deviations_on_the_diagonal(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """exp(log_var / 2) is the standard deviation; the covariance needs the variance."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(cov).diagonal())
    first = gaussian_kl_full(centre, best, centre, cov).expand(len(x))
    return first, gaussian_kl_full(mean, torch.diag_embed((log_var / 2).exp()), centre, cov) - first


def best_variances_without_the_prior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The best variances are one over the diagonal of I + W^T W / s^2: the identity is missing."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(noise_var / weight.square().sum(0))
    first = gaussian_kl_full(centre, best, centre, cov).expand(len(x))
    return first, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, cov) - first


def elbos_estimated_from_draws(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The two ELBOs are estimated from 50 draws: the gaps are noisy, though they are known exactly."""
    centre, cov = posterior_linear_gaussian(x, weight, bias, noise_var)
    std = torch.linalg.inv(cov).diagonal().rsqrt().diag().expand(len(x), -1, -1)
    model = (weight, bias, noise_var)
    eye = torch.eye(len(bias), dtype=x.dtype, device=x.device)
    evidence = MultivariateNormal(bias, weight @ weight.T + noise_var * eye).log_prob(x)
    best = elbo_monte_carlo(x, centre, std, *model, 50)
    own = elbo_monte_carlo(x, mean, torch.diag_embed((log_var / 2).exp()), *model, 50)
    return evidence - best, best - own
