"""The exercises of topic ``local_reparameterization`` on random weights and on dropout."""

from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

# --- gaussian_weight_kl


def gaussian_weight_kl(mean: Tensor, log_var: Tensor, prior_var: Tensor) -> Tensor:
    """KL(N(mean, exp(log_var)) || N(0, prior_var)), summed over everything."""
    ratio = (log_var.exp() + mean**2) / prior_var
    return 0.5 * (ratio - 1 - log_var + prior_var.log()).sum()


def posterior_and_prior(make: Inputs, *shape: int) -> list[Tensor]:
    """Means and log-variances of weights, and a prior's variance that is not 1."""
    return [make.normal(*shape), make.uniform(-1.2, 0.8, *shape), make.uniform(1.6, 2.8)]


GAUSSIAN_WEIGHT_KL = Declaration(
    gaussian_weight_kl,
    posterior_and_prior,
    [(5, 3), (1, 4), (6, 1), (1, 1)],
    edits={
        "averaged over the weights; add them up": ".sum() -> .mean()",
        "summed over one axis alone; a layer has one divergence, that of all its weights": (
            ".sum() -> .sum(-1)"
        ),
        "the ½ in front is missing": "0.5 * ->",
        "the prior is taken for N(0, 1): divide by prior_var, and add its logarithm": (
            "ratio - 1 - log_var + prior_var.log() -> log_var.exp() + mean**2 - 1 - log_var"
        ),
        "log prior_var is missing": "- log_var + prior_var.log() -> - log_var",
        "log prior_var is subtracted; add it": "+ prior_var.log() -> - prior_var.log()",
        "prior_var is used as a standard deviation; it is the variance": (
            "+ mean**2) / prior_var -> + mean**2) / prior_var**2; "
            "+ prior_var.log() -> + 2 * prior_var.log()"
        ),
        "the -1 is missing": "ratio - 1 - log_var -> ratio - log_var",
        "mean is not squared": "mean**2 -> mean",
        "the mean is not divided by prior_var": (
            "(log_var.exp() + mean**2) / prior_var -> log_var.exp() / prior_var + mean**2"
        ),
        "the variance is not divided by prior_var": (
            "(log_var.exp() + mean**2) / prior_var -> log_var.exp() + mean**2 / prior_var"
        ),
        "log_var is added; subtract it": "- 1 - log_var -> - 1 + log_var",
        "log_var is the logarithm of the variance, not of the standard deviation": (
            "log_var.exp() -> (2 * log_var).exp()"
        ),
        "there is the standard deviation exp(½ log_var) where the variance belongs": (
            "log_var.exp() -> (0.5 * log_var).exp()"
        ),
        "log_var is used as the variance itself; exp is missing": "log_var.exp() -> log_var",
        "the two arguments of the divergence are swapped": (
            "return 0.5 * (ratio - 1 - log_var + prior_var.log()).sum() -> "
            "return 0.5 * ((prior_var + mean**2) / log_var.exp() - 1 + log_var "
            "- prior_var.log()).sum()"
        ),
    },
)


# --- separate_activations


def separate_activations(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """Each row of a times a matrix of its own."""
    weight = weight_mean + (0.5 * weight_log_var).exp() * noise
    return (a[..., None] * weight).sum(1)


def layer_with_noise(make: Inputs, batch: int, inputs: int, outputs: int) -> list[Tensor]:
    """Inputs, weights whose log-variances are away from 0, and noise."""
    shape = (inputs, outputs)
    return [
        make.normal(batch, inputs),
        make.normal(*shape),
        make.uniform(-1.4, -0.4, *shape),
        make.normal(batch, *shape),
    ]


SEPARATE_ACTIVATIONS = Declaration(
    separate_activations,
    layer_with_noise,
    [(4, 3, 2), (1, 2, 5), (3, 1, 2), (2, 4, 1), (3, 3, 3)],
    edits={
        "the noise of the first example serves all; each has weights of its own": (
            "(0.5 * weight_log_var).exp() * noise -> (0.5 * weight_log_var).exp() * noise[:1]"
        ),
        "the noise is averaged over the examples; each has weights of its own": (
            "(0.5 * weight_log_var).exp() * noise -> (0.5 * weight_log_var).exp() * "
            "noise.mean(0, keepdim=True)"
        ),
        "exp(weight_log_var) is the variance; the noise is multiplied by the standard deviation": (
            "(0.5 * weight_log_var).exp() * -> weight_log_var.exp() *"
        ),
        "weight_log_var is used as the standard deviation itself": (
            "(0.5 * weight_log_var).exp() * -> weight_log_var *"
        ),
        "the noise is not multiplied by the standard deviation": (
            "(0.5 * weight_log_var).exp() * noise -> noise"
        ),
        "the noise is missing": "weight_mean + (0.5 * weight_log_var).exp() * noise -> "
        "weight_mean + 0 * noise",
        "the mean of the weights is missing": (
            "weight_mean + (0.5 * weight_log_var).exp() * noise -> "
            "(0.5 * weight_log_var).exp() * noise"
        ),
        "the ½ has the wrong sign: the standard deviation is exp(½ weight_log_var)": (
            "(0.5 * weight_log_var) -> (-0.5 * weight_log_var)"
        ),
        "summed over the outputs too: one number for each example and output is wanted": (
            ".sum(1) -> .sum((1, 2))"
        ),
        "the products are averaged over the inputs; add them up": (".sum(1) -> .mean(1)"),
        "the products are not added up over the inputs": (
            "(a[..., None] * weight).sum(1) -> a[..., None] * weight"
        ),
        "every example meets the weights of all examples; use a batched product": (
            "(a[..., None] * weight).sum(1) -> a @ weight"
        ),
    },
)


# --- dropout_activations


def dropout_activations(a: Tensor, weight: Tensor, ratio: Tensor, noise: Tensor) -> Tensor:
    """Inputs times normal factors of mean 1 and variance ratio / (1 - ratio), times the weights."""
    alpha = ratio / (1 - ratio)
    factor = 1 + alpha.sqrt() * noise
    return (a * factor) @ weight


def layer_with_dropout(make: Inputs, batch: int, inputs: int, outputs: int) -> list[Tensor]:
    """Inputs, weights, a ratio at which all wrong variances differ, and noise."""
    return [
        make.normal(batch, inputs),
        make.normal(inputs, outputs),
        make.uniform(0.25, 0.38),
        make.normal(batch, inputs),
    ]


DROPOUT_ACTIVATIONS = Declaration(
    dropout_activations,
    layer_with_dropout,
    [(4, 3, 2), (1, 2, 5), (3, 1, 2), (2, 4, 1), (3, 3, 3)],
    edits={
        "alpha is the variance of the noise; multiply by its square root": (
            "alpha.sqrt() * noise -> alpha * noise"
        ),
        "the ratio itself is taken for the variance; a kept input is divided by 1 - ratio": (
            "alpha = ratio / (1 - ratio) -> alpha = ratio"
        ),
        "alpha is upside down: it is ratio / (1 - ratio)": (
            "alpha = ratio / (1 - ratio) -> alpha = (1 - ratio) / ratio"
        ),
        "ratio (1 - ratio) is the variance of the mask that is not divided by 1 - ratio": (
            "alpha = ratio / (1 - ratio) -> alpha = ratio * (1 - ratio)"
        ),
        "1 / (1 - ratio) is the second moment of the noise; subtract the squared mean": (
            "alpha = ratio / (1 - ratio) -> alpha = 1 / (1 - ratio)"
        ),
        "the noise has the mean 0; a factor of mean 1 leaves the mean of an input as it is": (
            "factor = 1 + alpha.sqrt() * noise -> factor = alpha.sqrt() * noise"
        ),
        "the noise is added to the inputs; it multiplies them": (
            "a * factor @ weight -> (a + factor) @ weight"
        ),
        "the noise is added without its factor a: dropout multiplies": (
            "a * factor @ weight -> (a + alpha.sqrt() * noise) @ weight"
        ),
        "the mean of the factor is 1 - ratio: the inputs are not rescaled": (
            "factor = 1 + -> factor = 1 - ratio +"
        ),
        "the inputs are divided by 1 - ratio although the factor has the mean 1": (
            "a * factor @ weight -> (a * factor / (1 - ratio)) @ weight"
        ),
        "one example's noise serves all": "alpha.sqrt() * noise -> alpha.sqrt() * noise[:1]",
        "the noise is not used": "a * factor @ weight -> a @ weight",
    },
)
