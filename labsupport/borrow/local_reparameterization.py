"""What a learner may borrow in the lab of chapter ``local_reparameterization``."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from labsupport.checks.derivation import Lines

__all__ = [  # noqa: RUF022 (the lab's order)
    "sgvb",
    "variance_parts",
    "gaussian_weight_kl",
    "separate_activations",
    "activation_moments",
    "draw_activations",
    "dropout_activations",
    "predictive_log_prob",
    "calibration_error",
    "variance_derivation",
    "activation_derivation",
]


def sgvb(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Estimates of the bound, one for each draw, shape (k,)."""
    return log_p.sum(1) * (n / log_p.shape[1]) - kl


def variance_parts(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """The parts of the variances and of the covariances, each ()."""
    m = values.shape[1]
    covariance = values.T.cov().reshape(m, m) * (n / m) ** 2
    own = covariance.diagonal().sum()
    return own, covariance.sum() - own


def gaussian_weight_kl(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """The divergence from N(0, prior_var), summed over all weights, shape ()."""
    prior = Normal(torch.zeros_like(prior_var), prior_var.sqrt())
    return kl_divergence(Normal(mean, torch.exp(0.5 * log_var)), prior).sum()


def separate_activations(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Activations with weights of their own for each example, shape (batch, outputs)."""
    std = torch.exp(0.5 * weight_log_var)
    return a @ weight_mean + torch.einsum("bi,io,bio->bo", a, std, noise)


def activation_moments(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Means and variances of the activations, each (batch, outputs)."""
    return a @ weight_mean, a.square() @ weight_log_var.exp()


def draw_activations(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """A draw of the activations of each example, shape (batch, outputs)."""
    gamma, delta = activation_moments(a, weight_mean, weight_log_var)
    safe = torch.where(delta > 0, delta, 1.0)
    return gamma + torch.where(delta > 0, safe.sqrt(), 0.0) * torch.randn_like(gamma)


def dropout_activations(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Activations with Gaussian dropout of the inputs, shape (batch, outputs)."""
    return (a + a * (ratio / (1 - ratio)).sqrt() * noise) @ weight


def predictive_log_prob(logits: Tensor) -> Tensor:
    """Log of the mean probabilities, shape (batch, classes)."""
    return torch.log_softmax(logits, -1).logsumexp(0) - math.log(len(logits))


def calibration_error(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The expected calibration error, shape ()."""
    part = torch.nn.functional.one_hot((confidence * bins).long(), bins).to(confidence.dtype)
    return ((correct - confidence) @ part).abs().sum() / len(confidence)


variance_derivation = Lines(
    [
        r"\operatorname{Var}\left[\frac{N}{M} \sum_{i=1}^M L_i\right]",
        r"= \frac{N^2}{M^2} \sum_{i=1}^M \sum_{j=1}^M \operatorname{Cov}[L_i, L_j]",
        r"= \frac{N^2}{M^2} (M V + M (M - 1) C)",
        r"= N^2 \left(\frac{1}{M} V + \frac{M - 1}{M} C\right)",
    ]
)
activation_derivation = Lines(
    [
        r"\operatorname{Var}\left[\sum_{i=1}^n a_i w_i\right]",
        r"= \sum_{i=1}^n \operatorname{Var}[a_i w_i]",
        r"= \sum_{i=1}^n a_i^2 \operatorname{Var}[w_i]",
        r"= \sum_{i=1}^n a_i^2 \sigma_i^2",
    ]
)
