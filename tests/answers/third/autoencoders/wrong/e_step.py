"""Wrong answers to e_step."""

import torch
from torch import Tensor
from torch.distributions import Categorical, MultivariateNormal


def mixture_of_the_library(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Categorical raises weights below 1e-7 to 1e-7: rare Gaussians, and absent ones, get too much."""
    labels = Categorical(probs=weights)
    terms = labels.logits + MultivariateNormal(means, covariances).log_prob(z[:, None])
    log_p = terms.logsumexp(-1)
    return torch.exp(terms - log_p[:, None]), log_p


def responsibilities_of_equal_weights(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(z) is right, but the responsibilities forget the weights."""
    log_normal = MultivariateNormal(means, covariances).log_prob(z[:, None])
    return torch.softmax(log_normal, -1), torch.logsumexp(weights.log() + log_normal, -1)


def winner_takes_all(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The nearest Gaussian gets the whole responsibility: 1 and 0 instead of probabilities."""
    terms = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    hard = torch.nn.functional.one_hot(terms.argmax(-1), len(weights)).to(z.dtype)
    return hard, terms.logsumexp(-1)


def normalized_over_the_codes(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The responsibilities of each Gaussian sum to 1 over the codes, not those of each code."""
    terms = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return torch.softmax(terms, 0), terms.logsumexp(-1)


def covariance_read_as_precision(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Passes the covariances as precision matrices: wrong unless they are their own inverse."""
    gaussians = MultivariateNormal(means, precision_matrix=covariances)
    terms = weights.log() + gaussians.log_prob(z[:, None])
    return torch.softmax(terms, -1), terms.logsumexp(-1)


def terms_clamped(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Clamps the terms at -700: codes that are far from all Gaussians are shared out equally."""
    terms = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    terms = terms.clamp(min=-700)
    return torch.softmax(terms, -1), terms.logsumexp(-1)


def jitter_for_safety(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds 1e-3 to the diagonal of the covariances, which nobody asked for."""
    jitter = 1e-3 * torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    terms = weights.log() + MultivariateNormal(means, covariances + jitter).log_prob(z[:, None])
    return torch.softmax(terms, -1), terms.logsumexp(-1)


def constants_dropped(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """Leaves out (2 pi)^(-latent / 2), which cancels in the responsibilities but not in log p(z)."""
    away = z[:, None] - means
    distance = (away * torch.linalg.solve(covariances, away[..., None])[..., 0]).sum(-1)
    terms = weights.log() - (distance + torch.logdet(covariances)) / 2
    return torch.softmax(terms, -1), terms.logsumexp(-1)


def responsibilities_detached(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """The responsibilities are detached, as EM needs no gradient of them: none flows back."""
    terms = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    return torch.softmax(terms, -1).detach(), terms.logsumexp(-1)


def entropy_bound(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> tuple[Tensor, Tensor]:
    """log p(z) is the expected log joint under the responsibilities: their entropy is missing."""
    terms = weights.log() + MultivariateNormal(means, covariances).log_prob(z[:, None])
    shares = torch.softmax(terms, -1)
    return shares, (shares * terms).sum(-1)
