"""Wrong answers to amortization_gap."""

import torch
from torch import Tensor


def variances_of_the_posterior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the posterior's own variances for the best diagonal ones: they are too wide."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(covariance.diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def whole_gap_as_amortization(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The second gap is the encoder's whole gap; the approximation gap is not taken out."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    return approximation, gaussian_kl_full(
        mean, torch.diag_embed(log_var.exp()), centre, covariance
    )


def gaps_in_the_other_order(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Returns the amortization gap first."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return total - approximation, approximation


def best_variances_around_the_guess(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The best Gaussian keeps the encoder's mean: that mean's error counts as approximation."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(mean, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def divergence_from_the_posterior(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Both divergences are KL(posterior || q), the other way round."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, covariance, centre, best)
    total = gaussian_kl_full(centre, covariance, mean, torch.diag_embed(log_var.exp()))
    return approximation, total - approximation


def approximation_as_one_number(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The approximation gap has the shape (), not (batch,)."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre[0], best, centre[0], covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def deviations_as_variances(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Puts the encoder's standard deviations on the diagonal of its covariance."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    guess = torch.diag_embed(torch.exp(0.5 * log_var))
    return approximation, gaussian_kl_full(mean, guess, centre, covariance) - approximation


def only_the_mean_is_amortized(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The amortization gap counts the encoder's means only, and never looks at log_var."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    precision = torch.linalg.inv(covariance)
    best = torch.diag(1 / precision.diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    away = mean - centre
    return approximation, 0.5 * (away @ precision * away).sum(-1)


def variances_of_the_first_observation(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Uses log_var[0] for the whole batch: right if all observations have the same variances."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag(log_var[0].exp()), centre, covariance)
    return approximation, total - approximation


def divergence_to_the_best_diagonal(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes KL(q || best diagonal) for the second gap: right only if Lambda is diagonal."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    return approximation, gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, best)


def best_round_gaussian(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The best Gaussian has one variance for all coordinates, and need not."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    variance = 1 / torch.linalg.inv(covariance).diagonal().mean()
    best = variance * torch.eye(mean.shape[1], dtype=mean.dtype, device=mean.device)
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    total = gaussian_kl_full(mean, torch.diag_embed(log_var.exp()), centre, covariance)
    return approximation, total - approximation


def amortization_from_draws(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> tuple[Tensor, Tensor]:
    """The encoder's ELBO is estimated from 1000 draws, so the amortization gap is noisy."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    best = torch.diag(1 / torch.linalg.inv(covariance).diagonal())
    approximation = gaussian_kl_full(centre, best, centre, covariance)
    scale = torch.diag_embed((0.5 * log_var).exp())
    exact = torch.linalg.cholesky(covariance).expand(len(x), -1, -1)
    log_p = elbo_monte_carlo(x, centre, exact, weight, bias, noise_var, 1)
    own = elbo_monte_carlo(x, mean, scale, weight, bias, noise_var, 1000)
    return approximation, log_p - own - approximation
