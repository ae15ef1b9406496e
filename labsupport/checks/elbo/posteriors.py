"""The exercises of topic ``elbo`` on the posterior: exact, searched for, and amortized."""

from typing import Any

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict, close
from labsupport.checks.declaration import NEEDS, Declaration
from labsupport.checks.elbo.formulas import gaussian_kl_full, model
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

Outcomes = tuple[Tensor, Tensor]
SIZES = [(4, 5, 3), (1, 3, 2), (4, 5, 1), (3, 2, 3)]  # observations, pixels, latent


def observed(make: Inputs, n: int, pixels: int, latent: int, uneven: float = 1.0) -> list[Tensor]:
    """Observations and a model, in which the columns of W become smaller, and the noise as well."""
    weight, bias, noise_var = model(make, pixels, latent)
    columns = uneven ** torch.arange(latent, dtype=make.dtype)
    return [make.normal(n, pixels), weight * columns, bias, noise_var * uneven]


def noisy(
    make: Inputs, n: int, pixels: int, latent: int, uneven: float = 1.0, common: bool = False
) -> list[Tensor]:
    """As `observed`, with a noise variance for each pixel, or one for all."""
    x, weight, bias, noise_var = observed(make, n, pixels, latent, uneven)
    return [x, weight, bias, noise_var if common else noise_var * make.uniform(0.5, 2.5, pixels)]


def encoded(make: Inputs, n: int, pixels: int, latent: int) -> list[Tensor]:
    """Observations, means and log-variances of q, and a model."""
    q = [make.normal(n, latent), make.normal(n, latent)]
    return [make.normal(n, pixels), *q, *model(make, pixels, latent)]


# --- posterior_linear_gaussian


def posterior_linear_gaussian(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Outcomes:
    """Mean and covariance of p(z | x)."""
    weighed = weight / noise_var.unsqueeze(-1)
    gram = weight.mT @ weighed
    precision = torch.eye(len(gram), dtype=x.dtype) + gram
    covariance = precision.inverse()
    mean = (x - bias) @ weighed @ covariance
    return mean, covariance


POSTERIOR = Declaration(
    posterior_linear_gaussian,
    noisy,
    [*SIZES, (4, 5, 3, 0.05), (4, 5, 3, 1.0, True), (3, 2, 3, 1.0, True)],
    results=("the mean", "the covariance"),
    edits="""
        x - bias -> x  # the bias is not subtracted from x
        x - bias -> x + bias  # the bias is added to x; subtract it
        @ weighed @ covariance -> @ weight @ covariance  # the mean is not divided by noise_var
        @ weighed @ covariance -> @ weighed  # the mean is not multiplied by the covariance
        mean = (x - bias) -> mean = (bias - x)  # the mean has the wrong sign
        return mean, precision  # this is the precision; the covariance is its inverse
        precision.inverse() -> precision  # the precision is used as if it were the covariance
        weight.mT @ weighed -> weight.mT @ weight  # W^T W is not divided by noise_var
        weighed = weight  # noise_var is missing everywhere
        weight.mT @ weighed -> weight.mT @ (weight * noise_var.unsqueeze(-1))
            # W^T W is multiplied by noise_var; divide by it
        .unsqueeze -> .sqrt().unsqueeze  # the standard deviation stands where noise_var belongs
        unsqueeze(-1) -> mean()  # the average of all variances stands where each pixel has its own
        unsqueeze(-1) -> sum()  # the variances are added up; each pixel is divided by its own
        weight.mT @ -> weighed.mT @  # both factors W are divided by noise_var; divide one
        return mean, torch.diag(covariance.diagonal())  # the covariance is not diagonal:
            # keep the other entries
        precision.inverse() -> torch.diag(precision.diagonal()).inverse()
            # only the diagonal of the precision is inverted
        return mean, -> return mean.mean(0),  # the mean is averaged over the batch
        return mean, -> return mean.mean(0).expand_as(mean),  # one mean is repeated in every row;
            # each row of x has its own
        return covariance, mean  # the two results are in the wrong order
        return mean, covariance.expand(len(x), *gram.shape)  # the covariance has one copy per row;
            # all rows share one matrix
        covariance = torch.linalg.pinv(gram)  # the prior's identity is missing in the precision
    """,
)


# --- fit_local_posterior


def fit_local_posterior(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
) -> Outcomes:
    """Gradient ascent with the gradients by hand."""
    for _ in range(steps):
        weighed = weight / noise_var.unsqueeze(-1)
        variance, strength = log_var.exp(), (weight * weighed).sum(0)
        to_mean = (x - bias - mean @ weight.mT) @ weighed - mean
        to_log_var = -0.5 * variance * strength - variance / 2 + 0.5
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var


def steps_of(
    make: Inputs,
    n: int,
    pixels: int,
    latent: int,
    steps: int = 5,
    lr: float = 0.01,
    common: bool = False,
) -> list[object]:
    """What `encoded` gives, with a noise variance for each pixel or one for all, and steps."""
    *others, noise_var = encoded(make, n, pixels, latent)
    spread = 1.0 if common else make.uniform(0.5, 2.5, pixels)
    return [*others, noise_var * spread, steps, lr]


def other_steps(x: Tensor, mean: Tensor, log_var: Tensor, *others: Any) -> dict[str, Outcomes]:
    """Mistakes that no edit makes."""
    weight, bias, noise_var, steps, lr = others

    def with_momentum(keep: float) -> Outcomes:
        m, v, gone_m, gone_v = mean, log_var, mean * 0, log_var * 0
        for _ in range(steps):
            new_m, new_v = fit_local_posterior(x, m, v, weight, bias, noise_var, 1, lr)
            gone_m, gone_v = keep * gone_m + new_m - m, keep * gone_v + new_v - v
            m, v = m + gone_m, v + gone_v
        return m, v

    return {
        "the gradients of earlier steps are added: clear them": with_momentum(1.0),
        "this is ascent with momentum 0.9; the plain gradient is meant": with_momentum(0.9),
    }


LOCAL = Declaration(
    fit_local_posterior,
    steps_of,
    [(4, 5, 3, 1, 0.03), *SIZES, (4, 3, 2, 2, 0.05), (4, 5, 3, 2, 0.03, True)],
    results=("mean", "log_var"),
    differentiable=False,
    hard={
        "after steps that gain little it is elsewhere: are all of them taken?": lambda make: [
            steps_of(make, 4, 5, 3, 400, 4e-6)
        ]
    },
    edits="""
        + lr => - lr  # the steps go down; an ELBO is raised, so add the gradient
        + lr => + lr / len(x)  # the ELBO is averaged over the batch, so every step is too small;
            # each observation has its own
        + lr => + lr / len(bias)  # the ELBO is divided by the number of pixels
        @ weighed - mean -> @ weighed; - variance / 2 + 0.5 ->  # the KL is missing
        @ weighed - mean -> @ weighed + mean; - variance / 2 + 0.5 -> + variance / 2 - 0.5
            # the KL is added; subtract it
        - variance / 2 + 0.5 -> - variance / 2  # the entropy term log_var is missing in the KL
        log_var.exp() -> torch.ones_like(log_var)  # the derivative of exp(log_var) is missing
        lr * to_log_var -> lr * to_log_var / variance  # this is the gradient with respect to the
            # variance; for log_var it is that times exp(log_var)
        weighed = weight  # the squared error is not divided by noise_var
        (weight * weighed).sum(0) -> (weight.mT @ weighed).sum(0)  # rows of WᵀW are summed;
            # for log_var its diagonal is meant
        @ weighed - mean -> @ weighed * -2 - mean; -0.5 * variance -> variance
            # the squared error needs its factor -½
        to_log_var = -variance / 2 + 0.5
            # the variance of q is missing in the expected squared error
        noise_var.unsqueeze(-1) -> noise_var.mean()
            # the average of all noise variances stands where each pixel has its own
        log_var + lr * to_log_var -> log_var  # log_var does not move
        mean + lr * to_mean -> mean  # the mean does not move
        range(steps) -> range(0)  # nothing moves: this is where it started
        range(steps) -> range(1)  # one step is taken, not `steps` of them
        range(steps) -> range(steps + 1)  # one step too many
        range(steps) -> range(steps - 1)  # one step too few
        x - bias - -> x -  # the bias is missing
        lr * =>  # lr is not used
        return mean, log_var.exp()  # the variance is returned; return its logarithm
        return log_var, mean  # the two results are in the wrong order
        mean = 0 * mean; log_var = 0 * log_var  # the start is ignored:
            # begin at the given mean and log_var
    """,
    wrong=other_steps,
)


# --- amortization_gap


def amortization_gap(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Outcomes:
    """Approximation and amortization gap from the closed forms of the page."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    precision = covariance.inverse()
    strength = precision.diagonal()
    approximation = 0.5 * (strength.log().sum() - precision.logdet()).expand(len(x))
    away, ratio = mean - centre, log_var.exp() * strength
    total = ((away @ precision) * away).sum(-1) + (ratio - 1 - ratio.log()).sum(-1)
    return approximation, 0.5 * total


def gap_mistakes(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> dict[str, Outcomes]:
    """Mistakes that are no edit: other divergences."""
    centre, covariance = posterior_linear_gaussian(x, weight, bias, noise_var)
    total = sum(amortization_gap(x, mean, log_var, weight, bias, noise_var))
    moments = torch.diag(covariance.diagonal())
    matched = gaussian_kl_full(centre, moments, centre, covariance).expand(len(x))
    best = torch.diag(1 / covariance.inverse().diagonal())
    reverse = gaussian_kl_full(centre, covariance, centre, best).expand(len(x))
    wrong_way = gaussian_kl_full(centre, covariance, mean, torch.diag_embed(log_var.exp()))
    return {
        "the best diagonal Gaussian has the variances 1/Λ_jj, not those of the posterior": (
            matched,
            total - matched,
        ),
        "the divergences are KL(posterior || q); they should be KL(q || posterior)": (
            reverse,
            wrong_way - reverse,
        ),
    }


def consistent(function: Function, generator: torch.Generator) -> Verdict:
    """Whether results for several inputs, of the same shapes, err alike.

    A constant that is typed with few digits errs alike everywhere; a part that is rounded to
    float32 on the way does not, even where no small step shows it.
    """
    errors = []
    for _ in range(6):
        inputs = encoded(Inputs(generator), 4, 3, 2)
        pairs = zip(function(*inputs), amortization_gap(*inputs), strict=True)
        errors.append([actual - right for actual, right in pairs])
    for first, *rest in zip(*errors, strict=True):
        if not all(close(other, first, rtol=0.0, atol=1e-9) for other in rest):
            return ROUNDED
    return None


AMORTIZATION_GAP = Declaration(
    amortization_gap,
    encoded,
    SIZES,
    results=("the approximation gap", "the amortization gap"),
    wrong=gap_mistakes,
    also=[consistent],
    hint=NEEDS,
    edits="""
        return 0.5 * total, approximation  # the two results are in the wrong order:
            # the approximation gap comes first
        return approximation, approximation + 0.5 * total  # the second result is the whole gap;
            # subtract the approximation gap
        return approximation + 0.5 * total, 0.5 * total  # the first result is the whole gap;
            # it should be that of the best diagonal Gaussian
        return approximation, -0.5 * total  # the amortization gap has the wrong sign
        return -approximation, -0.5 * total  # both have the wrong sign
        return approximation[0], 0.5 * total  # the approximation gap is one number;
            # repeat it for every row
        return approximation.mean(), 0.5 * total.mean()  # averaged over the batch:
            # return one number per row
        return approximation, 0.5 * (log_var.exp() + mean**2 - 1 - log_var).sum(-1) - approximation
            # the KL to the prior stands where the KL to the posterior belongs
        log_var = 2 * log_var  # log_var is the logarithm of the variance,
            # not of the standard deviation
        return 0 * approximation, approximation + 0.5 * total  # the approximation gap is missing:
            # the best diagonal Gaussian is not the posterior
        return 2 * approximation, total  # the ½ in front of the divergences is missing
    """,
)
