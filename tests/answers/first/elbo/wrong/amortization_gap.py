"""Wrong answers to amortization_gap."""

import torch
from torch import Tensor


def best_has_marginal_variances(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The best diagonal Gaussian is given the posterior's variances instead of 1 / Lambda_jj."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(covariance.diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def total_for_amortization(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The second result is the whole gap; the approximation gap is not subtracted."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    return approximation, gaussian_kl_full(
        mean, torch.diag_embed(log_var.exp()), centre, covariance
    )


def gaps_in_wrong_order(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The amortization gap is returned first."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return total - approximation, approximation


def divergences_swapped(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Both divergences are swapped: KL(posterior || q) is not the gap."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, covariance, centre, best)
    total = gaussian_kl_full(centre, covariance, mean, torch.diag_embed(log_var.exp()))
    return approximation, total - approximation


def one_number_for_the_approximation(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The approximation gap has shape () instead of (batch,)."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre[0], best, centre[0], covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def best_keeps_the_encoders_mean(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The best diagonal Gaussian is given the encoder's mean instead of the posterior's."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(mean, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def kl_from_encoder_to_best(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The amortization gap is taken as KL(q || best diagonal), which ignores the correlations."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    return approximation, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, best)


def log_var_as_log_std(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """exp(2 log_var) takes log_var for the logarithm of the standard deviation."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed((2 * log_var).exp()), centre, covariance)
    return approximation, total - approximation


def gap_to_the_prior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The encoder is compared with the prior N(0, I) instead of the posterior."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    identity = torch.eye(mean.shape[-1], dtype=mean.dtype, device=mean.device)
    total = gaussian_kl_full(
        mean, torch.diag_embed(log_var.exp()), torch.zeros_like(mean), identity
    )
    return approximation, total - approximation


def averaged_over_the_batch(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Each gap is averaged over the batch; every observation has its own."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal()).expand(len(x), -1, -1)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    amortization = (total - approximation).mean().expand(len(x))
    return approximation.mean().expand(len(x)), amortization
