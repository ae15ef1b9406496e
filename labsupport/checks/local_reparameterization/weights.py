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
    edits="""
        .sum() -> .mean()  # averaged over the weights; add them up
        .sum() -> .sum(-1)  # summed over one axis alone; a layer has one divergence,
            # that of all its weights
        0.5 * ->  # the ½ in front is missing
        return 0.5 * (log_var.exp() + mean**2 - 1 - log_var).sum()  # the prior is taken for N(0,
            # 1): divide by prior_var, and add its logarithm
        - log_var + prior_var.log() -> - log_var  # log prior_var is missing
        + prior_var.log() -> - prior_var.log()  # log prior_var is subtracted; add it
        / prior_var -> / prior_var**2; log_var + prior_var -> log_var + 2 * prior_var
            # prior_var is used as a standard deviation; it is the variance
        ratio - 1 - log_var -> ratio - log_var  # the -1 is missing
        mean**2 -> mean  # mean is not squared
        ratio = log_var.exp() / prior_var + mean**2  # the mean is not divided by prior_var
        ratio = log_var.exp() + mean**2 / prior_var  # the variance is not divided by prior_var
        - 1 - log_var -> - 1 + log_var  # log_var is added; subtract it
        log_var.exp() -> (2 * log_var).exp()  # log_var is the logarithm of the variance,
            # not of the standard deviation
        log_var.exp() -> (0.5 * log_var).exp()
            # there is the standard deviation exp(½ log_var) where the variance belongs
        log_var.exp() -> log_var  # log_var is used as the variance itself; exp is missing
        return 0.5 * ((prior_var + mean**2) / log_var.exp() - 1 + log_var - prior_var.log()).sum()
            # the two arguments of the divergence are swapped
    """,
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
    edits="""
        exp() * noise -> exp() * noise[:1]  # the noise of the first example serves all;
            # each has weights of its own
        exp() * noise -> exp() * noise.mean(0, keepdim=True)
            # the noise is averaged over the examples; each has weights of its own
        (0.5 * weight_log_var).exp() * -> weight_log_var.exp() *
            # exp(weight_log_var) is the variance; the noise is multiplied by the standard deviation
        (0.5 * weight_log_var).exp() * -> weight_log_var *
            # weight_log_var is used as the standard deviation itself
        weight = weight_mean + noise  # the noise is not multiplied by the standard deviation
        weight = weight_mean + 0 * noise  # the noise is missing
        weight = (0.5 * weight_log_var).exp() * noise  # the mean of the weights is missing
        (0.5 * weight_log_var) -> (-0.5 * weight_log_var)  # the ½ has the wrong sign:
            # the standard deviation is exp(½ weight_log_var)
        1 -> (1, 2)  # summed over the outputs too: one number for each example and output is wanted
        .sum(1) -> .mean(1)  # the products are averaged over the inputs; add them up
        return a[..., None] * weight  # the products are not added up over the inputs
        return a @ weight  # every example meets the weights of all examples; use a batched product
    """,
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
    edits="""
        alpha.sqrt() -> alpha  # alpha is the variance of the noise; multiply by its square root
        alpha = ratio  # the ratio itself is taken for the variance;
            # a kept input is divided by 1 - ratio
        alpha = (1 - ratio) / ratio  # alpha is upside down: it is ratio / (1 - ratio)
        alpha = ratio * (1 - ratio)
            # ratio (1 - ratio) is the variance of the mask that is not divided by 1 - ratio
        alpha = 1 / (1 - ratio)  # 1 / (1 - ratio) is the second moment of the noise;
            # subtract the squared mean
        factor = alpha.sqrt() * noise  # the noise has the mean 0;
            # a factor of mean 1 leaves the mean of an input as it is
        return (a + factor) @ weight  # the noise is added to the inputs; it multiplies them
        a * factor @ weight -> (a + alpha.sqrt() * noise) @ weight
            # the noise is added without its factor a: dropout multiplies
        factor = 1 + -> factor = 1 - ratio +  # the mean of the factor is 1 - ratio:
            # the inputs are not rescaled
        a * factor @ weight -> (a * factor / (1 - ratio)) @ weight
            # the inputs are divided by 1 - ratio although the factor has the mean 1
        alpha.sqrt() * noise -> alpha.sqrt() * noise[:1]  # one example's noise serves all
        a * factor @ weight -> a @ weight  # the noise is not used
    """,
)
