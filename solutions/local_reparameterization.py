"""Reference answers of the lab ``local_reparameterization``."""

import math

import torch
from torch import Tensor


def sgvb(log_p: Tensor, kl: Tensor, n: int) -> Tensor:
    """Estimate the bound of all labels from a minibatch (eq-local_reparameterization-sgvb).

    Args:
        log_p: log-likelihoods log p(y | x, W) of the minibatch's examples, for k draws of the
            weights, shape (k, batch).
        kl: the divergence of the posterior of all weights from their prior, shape ().
        n: number of examples in the whole data set.

    Returns:
        One estimate for each draw, shape (k,), in the dtype and on the device of ``log_p``.
        Gradients flow back.
    """
    return n * log_p.mean(1) - kl


def variance_parts(values: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Split the variance of a minibatch estimate in two (eq-local_reparameterization-variance).

    The estimate is n / M times the sum of the M values of a row. Its variance over the rows comes
    from the variances of the M columns, and from the covariances of each pair of columns.

    Args:
        values: what each of M examples adds, in independent repetitions, shape (repetitions, M).
        n: number of examples in the whole data set.

    Returns:
        The part of the variances and the part of the covariances, each (), in the dtype and on the
        device of ``values``; with repetitions - 1 degrees of freedom. Together they are the
        variance of the estimate.
    """
    centred = values - values.mean(0)
    freedom = len(values) - 1
    own = centred.square().sum() / freedom
    total = centred.sum(1).square().sum() / freedom
    scale = (n / values.shape[1]) ** 2
    return scale * own, scale * (total - own)


def gaussian_weight_kl(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """KL(N(mean, exp(log_var)) || N(0, prior_var)) of all weights of a layer.

    Args:
        mean: means of the weights, shape (inputs, outputs).
        log_var: logarithms of their variances, shape (inputs, outputs).
        prior_var: variance of the prior, shape ().

    Returns:
        The divergence of all weights together, shape (), in the dtype and on the device of
        ``mean``. Gradients flow back.
    """
    ratio = (torch.exp(log_var) + mean**2) / prior_var
    return 0.5 * (ratio - 1 - log_var + torch.log(prior_var)).sum()


def separate_activations(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Activations b = a W, each example with a draw of the weights of its own.

    Args:
        a: inputs of the layer, shape (batch, inputs).
        weight_mean: means of the weights, shape (inputs, outputs).
        weight_log_var: logarithms of the variances of the weights, shape (inputs, outputs).
        noise: standard normal numbers, shape (batch, inputs, outputs).

    Returns:
        The activations, shape (batch, outputs), in the dtype and on the device of ``a``. Gradients
        flow back.
    """
    weight = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.bmm(a[:, None], weight)[:, 0]


def activation_moments(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor
) -> tuple[Tensor, Tensor]:
    """Means and variances of b = a W (eq-local_reparameterization-moments).

    Args:
        a: inputs of the layer, shape (batch, inputs).
        weight_mean: means of the independent normal weights, shape (inputs, outputs).
        weight_log_var: logarithms of the variances of the weights, shape (inputs, outputs).

    Returns:
        gamma, the means, and delta, the variances of the activations, each (batch, outputs), in the
        dtype and on the device of ``a``. Gradients flow back.
    """
    return a @ weight_mean, a**2 @ torch.exp(weight_log_var)


def draw_activations(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor) -> Tensor:
    """Draw the activations b = a W, never the weights (eq-local_reparameterization-draw).

    Args:
        a: inputs of the layer, shape (batch, inputs); a row may be all zeros.
        weight_mean: means of the independent normal weights, shape (inputs, outputs).
        weight_log_var: logarithms of the variances of the weights, shape (inputs, outputs).

    Returns:
        One draw for each example, independent of the others, shape (batch, outputs), in the dtype
        and on the device of ``a``. Gradients flow back, and none is NaN.
    """
    gamma = a @ weight_mean
    delta = a**2 @ torch.exp(weight_log_var)
    std = torch.sqrt(delta + torch.finfo(delta.dtype).tiny)
    return gamma + std * torch.randn_like(gamma)


def dropout_activations(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Activations with Gaussian dropout of the inputs (eq-local_reparameterization-dropout).

    Each input is multiplied with a number of mean 1 and of the variance that dropout with this
    ratio has: that keeps an input with the probability 1 - ratio, and divides it by 1 - ratio.

    Args:
        a: inputs of the layer, shape (batch, inputs).
        weight: the weights, which are not random, shape (inputs, outputs).
        ratio: the probability with which dropout would drop an input, in [0, 1), shape ().
        noise: standard normal numbers, shape (batch, inputs).

    Returns:
        The activations, shape (batch, outputs), in the dtype and on the device of ``a``. Gradients
        flow back, to a ratio above 0.
    """
    alpha = ratio / (1 - ratio)
    factor = 1 + torch.sqrt(alpha) * noise
    return (a * factor) @ weight


def predictive_log_prob(logits: Tensor) -> Tensor:
    """Log-probabilities of the classes, averaged over draws (eq-local_reparameterization-predict).

    Args:
        logits: of k draws of the network, of any size, shape (k, batch, classes).

    Returns:
        The logarithm of the mean of the k probabilities of each class, shape (batch, classes), in
        the dtype and on the device of ``logits``. Gradients flow back.
    """
    log_p = torch.log_softmax(logits, -1)
    return torch.logsumexp(log_p, 0) - math.log(len(logits))


def calibration_error(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """How far confidence and accuracy are apart (eq-local_reparameterization-ece).

    The predictions are sorted into parts of [0, 1] of equal width by their confidence; one on a
    border belongs to the part above it. The error is
    the mean over the parts of the distance between the share of right predictions and the mean
    confidence, each part weighted by its share of all predictions.

    Args:
        confidence: probability of the predicted class, in (0, 1), shape (n,).
        correct: 1 where the prediction is right, else 0, shape (n,).
        bins: number of parts; some may be empty.

    Returns:
        The error, shape (), in the dtype and on the device of ``confidence``.
    """
    part = (confidence * bins).long()
    gaps = confidence.new_zeros(bins).index_add(0, part, correct - confidence)
    return gaps.abs().sum() / len(confidence)


variance_derivation = [
    r"\operatorname{Var}\left[\frac{N}{M} \sum_{i=1}^M L_i\right]",
    r"= \frac{N^2}{M^2} \operatorname{Var}\left[\sum_{i=1}^M L_i\right]",
    r"= \frac{N^2}{M^2} \sum_{i=1}^M \sum_{j=1}^M \operatorname{Cov}[L_i, L_j]",
    r"= \frac{N^2}{M^2} \left(\sum_{i=1}^M \operatorname{Var}[L_i]"
    r" + 2 \sum_{i=1}^M \sum_{j=i+1}^M \operatorname{Cov}[L_i, L_j]\right)",
    r"= \frac{N^2}{M^2} (M V + M (M - 1) C)",
    r"= N^2 \left(\frac{1}{M} V + \frac{M - 1}{M} C\right)",
]


activation_derivation = [
    r"\operatorname{Var}\left[\sum_{i=1}^n a_i w_i\right]",
    r"= \operatorname{Var}\left[\sum_{i=1}^n a_i (\mu_i + \sigma_i \varepsilon_i)\right]",
    r"= \operatorname{Var}\left[\sum_{i=1}^n a_i \sigma_i \varepsilon_i\right]",
    r"= \sum_{i=1}^n \operatorname{Var}[a_i \sigma_i \varepsilon_i]",
    r"= \sum_{i=1}^n a_i^2 \sigma_i^2 \operatorname{Var}[\varepsilon_i]",
    r"= \sum_{i=1}^n a_i^2 \sigma_i^2",
]
