"""Verdicts on the shapes, the Gaussian and Bayes' rule of topic ``generative``."""

import math
from collections.abc import Iterator, Mapping

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict
from labsupport.checks.formula import Function
from labsupport.checks.parts import Outcomes, Parts

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


# --- parameter_shapes -----------------------------------------------------------------------------


def shapes(function: Function, inputs: int, hidden: int, outputs: int) -> Verdict:
    """Whether ``parameter_shapes`` is right for these three different sizes, none of them 1."""
    right = {
        "W1": (hidden, inputs),
        "b1": (hidden,),
        "W2": (outputs, hidden),
        "b2": (outputs,),
    }
    found = function(inputs, hidden, outputs)
    if found is None:
        return "nothing is returned: is the `return` missing?"
    if not isinstance(found, Mapping) or set(found) != set(right):
        return 'the result should be a dictionary with the keys "W1", "b1", "W2" and "b2"'
    for name, expected in right.items():
        actual = found[name]
        if type(actual) is int:
            return f"{name}: a shape is a tuple; that of a vector is written (n,), with a comma"
        if not isinstance(actual, tuple | list) or any(type(n) is not int for n in actual):
            return f"{name}: a shape is a tuple of whole numbers"
        actual = tuple(actual)
        if actual == expected:
            continue
        if len(expected) == 2:
            return f"{name}: {_matrix(actual, expected, name)}"
        if sorted(actual) == sorted((1, *expected)):
            return f"{name}: a vector has one axis, (n,)"
        return f"{name}: it is added to W{name[1]} times its input, so it is as long as that"
    return None


def _matrix(actual: tuple[int, ...], expected: tuple[int, int], name: str) -> str:
    if actual == expected[::-1]:
        return (
            "this is the transpose: W x has as many entries as W has rows, and W needs as many "
            "columns as x has entries"
        )
    if len(actual) != 2:
        return "a matrix has two axes"
    source = "x" if name == "W1" else "the hidden vector"
    target = "the hidden vector" if name == "W1" else "the logits"
    if actual[1] != expected[1]:
        return f"it is multiplied by {source}, so it has as many columns as that has entries"
    return f"its product is {target}, so it has as many rows as that has entries"


# --- fit_gaussian ---------------------------------------------------------------------------------


def gaussian(x: Tensor) -> Outcomes:
    """The mean and the mean of the outer products."""
    mean = torch.einsum("nd->d", x) / len(x)
    away = x - mean
    return mean, torch.einsum("ni,nj->ij", away, away) / len(x)


def gaussian_mistakes(x: Tensor) -> dict[str, Outcomes]:
    """Sentence -> the results of this mistake."""
    n, d = x.shape
    mean, covariance = gaussian(x)
    raw = x.T @ x / n
    rows = x - x.mean(1, keepdim=True)
    std = covariance.diagonal().sqrt()
    return {
        "the covariance divides by n - 1; maximum likelihood divides by n": (
            mean,
            covariance * n / (n - 1),
        ),
        "the covariance is not divided by n": (mean, covariance * n),
        "the mean is not subtracted before the products": (mean, raw),
        "these are the variances; return the whole matrix": (mean, covariance.diagonal()),
        "these are the standard deviations; return the covariance": (mean, std),
        "the entries off the diagonal are missing": (mean, torch.diag(covariance.diagonal())),
        "this is the correlation: it is divided by the standard deviations": (
            mean,
            covariance / torch.outer(std, std),
        ),
        "the mean is added up; divide by n": (mean * n, covariance),
        "the mean is over the coordinates; take it over the observations, the first axis": (
            x.mean(1),
            rows @ rows.T / d,
        ),
        "the mean is over every axis; take it over the first": (x.mean(), covariance),
        "one mean for all coordinates is subtracted; each has its own": (
            mean,
            (x - x.mean()).T @ (x - x.mean()) / n,
        ),
        "this is the median; the mean is most probable": (x.median(0).values, covariance),
        "this is the largest of each coordinate, not the mean": (x.amax(0), covariance),
        "this is the standard deviation of each coordinate, not the mean": (x.std(0), covariance),
        "divided by n - 1; the mean divides by n": (mean * n / (n - 1), covariance),
        "these are the observations; return their mean": (x, covariance),
        "torch.cov wants a row for each coordinate: give it x.T, with correction=0": (
            mean,
            rows @ rows.T / d,
        ),
        "torch.cov wants a row for each coordinate, x.T, and divides by n - 1": (
            mean,
            rows @ rows.T / max(d - 1, 1e-6),
        ),
        "the covariance is divided by the number of all numbers; divide by n": (
            mean,
            covariance / d,
        ),
        "the mean of the products over every axis; keep the matrix": (mean, covariance.mean()),
        "the mean is added before the products; subtract it": (
            mean,
            covariance + 4 * torch.outer(mean, mean),
        ),
        "the signs of the two factors differ, so that variances are negative": (mean, -covariance),
        "the covariance is multiplied by n; divide": (mean, covariance * n**2),
        "the mean should have the shape (d,)": (mean[None], covariance),
        "it divides by d; divide by the number of observations": (mean, covariance * n / d),
        "the matrix is that of the observations, (n, n); it should be (d, d)": (
            mean,
            (x - mean) @ (x - mean).T / n,
        ),
        "this is the inverse, the precision": (mean, torch.linalg.pinv(covariance)),
        "the two results are in the wrong order": (covariance, mean),
        "the covariance divides by n + 1": (mean, covariance * n / (n + 1)),
    }


GAUSSIAN = Parts(["x"], ("the mean", "the covariance"), gaussian, gaussian_mistakes)


# --- bayes_classifier -----------------------------------------------------------------------------


def bayes(x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor) -> Outcomes:
    """Posterior and evidence from the joint, whose densities are torch's."""
    joint = _class_log_prob(x, means, covariances) + _log_prior(x, counts)
    evidence = joint.logsumexp(1)
    return joint - evidence[:, None], evidence


def _class_log_prob(x: Tensor, means: Tensor, covariances: Tensor) -> Tensor:
    return MultivariateNormal(means, covariances, validate_args=False).log_prob(x[:, None])


def _log_prior(x: Tensor, counts: Tensor) -> Tensor:
    number = counts.to(x.dtype)
    return (number / number.sum()).log()


def bayes_mistakes(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> dict[str, Outcomes]:
    """Sentence -> the results of this mistake."""
    likelihood, prior = _class_log_prob(x, means, covariances), _log_prior(x, counts)
    number = counts.to(x.dtype)
    d, k = means.shape[1], len(means)
    log_det = covariances.logdet()
    squares = -2 * (likelihood + d * HALF_LOG_2PI + log_det / 2)
    joint = likelihood + prior
    evidence = joint.logsumexp(1)
    right = joint - evidence[:, None]

    def of(joint: Tensor) -> Outcomes:
        return joint.log_softmax(1), joint.logsumexp(1)

    diagonal = torch.diag_embed(covariances.diagonal(dim1=-2, dim2=-1))
    return {
        "the prior is missing: the labels are not equally frequent": of(likelihood),
        "the prior is the same for all labels; count": of(likelihood - math.log(k)),
        "the counts are not divided by their sum": of(likelihood + number.log()),
        "the prior is added without its logarithm": of(likelihood + prior.exp()),
        "the prior has the wrong sign": of(likelihood - prior),
        "the prior counts twice": of(joint + prior),
        "the counts are divided by the number of classes; divide by their sum": of(
            likelihood + (number / k).log()
        ),
        "the counts are divided by the number of inputs x; divide by their sum": of(
            likelihood + (number / len(x)).log()
        ),
        "the counts are divided by the largest; divide by their sum": of(
            likelihood + (number / number.amax()).log()
        ),
        "the densities are used without their logarithms beside the logarithm of the prior": of(
            likelihood.exp() + prior
        ),
        "x is not used: the means are compared with 0": of(
            _class_log_prob(torch.zeros_like(x), means, covariances) + prior
        ),
        "the means are not subtracted": of(
            _class_log_prob(x, torch.zeros_like(means), covariances) + prior
        ),
        "the means are added to x; subtract them": of(
            _class_log_prob(x, -means, covariances) + prior
        ),
        "the prior is softmax(counts); it is the share, counts / counts.sum()": of(
            likelihood + number.log_softmax(0)
        ),
        "½ log det of the covariance is missing": of(joint + log_det / 2),
        "log det of the covariance needs its ½": of(joint - log_det / 2),
        "log det of the covariance has the wrong sign": of(joint + log_det),
        "the constant -½ d log(2π) is missing": (right, evidence + d * HALF_LOG_2PI),
        "every coordinate brings its own constant -½ log(2π)": (
            right,
            evidence + (d - 1) * HALF_LOG_2PI,
        ),
        "the squared distance needs its ½": of(joint - squares / 2),
        "the squared distance has the wrong sign": of(joint + squares),
        "the squared distance has a ½ too many": of(joint + squares / 4),
        "the distance is not squared": of(joint + squares / 2 - squares.sqrt() / 2),
        "the constant -½ d log(2π) has the wrong sign": (right, evidence + 2 * d * HALF_LOG_2PI),
        "the constant -½ d log(2π) lacks its ½": (right, evidence - d * HALF_LOG_2PI),
        "the squared distance is not divided by the covariance": of(
            joint + squares / 2 - (x[:, None] - means).square().sum(-1) / 2
        ),
        "only the diagonals of the covariances are used": of(
            _class_log_prob(x, means, diagonal) + prior
        ),
        "the covariances are used as if they were factors": of(
            _class_log_prob(x, means, covariances @ covariances) + prior
        ),
        "the inverses of the covariances are used": of(
            _class_log_prob(x, means, covariances.inverse()) + prior
        ),
        "all classes get the first one's covariance": of(
            _class_log_prob(x, means, covariances[:1].expand_as(covariances)) + prior
        ),
        "this is the joint log p(x, y); subtract log p(x)": (joint, evidence),
        "this is log p(x | y); it is not Bayes' rule yet": (likelihood, evidence),
        "these are probabilities; return their logarithms": (right.exp(), evidence.exp()),
        "these are probabilities; return logarithms": (right.exp(), evidence),
        "p(x) is returned; return its logarithm": (right, evidence.exp()),
        "the posterior is normalized over the inputs; normalize over the labels": (
            joint.log_softmax(0),
            evidence,
        ),
        "the rows of the first result belong to inputs, its columns to labels": (
            right.T,
            evidence,
        ),
        "log p(x) is the sum over the labels, not the largest": (right, joint.amax(1)),
        "log p(x) is not the sum of the logarithms": (right, joint.sum(1)),
        "log p(x) is not the mean over the labels": (right, evidence - math.log(k)),
        "log p(x) has the wrong sign": (right, -evidence),
        "log p(x) lacks the prior": (right, likelihood.logsumexp(1)),
        "log p(y | x) lacks the prior": (likelihood.log_softmax(1), evidence),
        "this is the sum of the posterior, which is 1; log p(x) is the logsumexp of the joint": (
            right,
            right.logsumexp(1),
        ),
        "log p(x) is taken over the inputs, the first axis; take it over the labels": (
            right,
            joint.logsumexp(0),
        ),
        "log p(x) is added; subtract it from the joint": (joint + evidence[:, None], evidence),
        "log p(x) is one number for each input": (right, joint.flatten().logsumexp(0)),
        "log p(x) should have the shape (m,)": (right, evidence[:, None]),
        "the two results are in the wrong order": (evidence, right),
        "only the most probable label is returned": (right.amax(1), evidence),
    }


def covariances_of(factors: Tensor) -> Tensor:
    """Well-conditioned covariances, (K, d, d), from any square matrices."""
    identity = torch.eye(factors.shape[-1], dtype=factors.dtype, device=factors.device)
    return factors @ factors.mT + 0.5 * identity


def _classifier_parts(counts: Tensor) -> Parts:
    """How ``bayes_classifier`` is judged with these counts, as a function of x, means, factors."""
    return Parts(
        ["x", "means", "covariances"],
        ("log p(y | x)", "log p(x)"),
        of_factors(bayes, counts),
        of_factors(bayes_mistakes, counts),
    )


def of_factors(function: Function, counts: Tensor) -> Function:
    """``bayes_classifier`` as a function of factors, whose gradients are unambiguous."""
    return lambda x, means, factors: function(x, means, covariances_of(factors), counts)


def _others(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    yield 0.7 * x + 0.2, 0.6 * means - 0.1, 1.3 * covariances, counts + 1
    yield x.flip(0) - 0.4, means.flip(0), covariances.flip(0), counts


BAYES = Parts(
    ["x", "means", "covariances", "counts"],
    ("log p(y | x)", "log p(x)"),
    bayes,
    bayes_mistakes,
    _others,
)


def bayes_rule(
    function: Function, x: Tensor, means: Tensor, factors: Tensor, counts: Tensor
) -> Verdict:
    """Whether ``bayes_classifier`` is right."""
    return BAYES.value(function, x, means, covariances_of(factors), counts)


def bayes_gradient(
    function: Function, x: Tensor, means: Tensor, factors: Tensor, counts: Tensor
) -> Verdict:
    """Whether gradients flow back through both results."""
    parts = _classifier_parts(counts)
    return parts.gradient(of_factors(function, counts), x, means, factors)


def bayes_kind(
    function: Function, x: Tensor, means: Tensor, factors: Tensor, counts: Tensor
) -> Verdict:
    """Whether both have the dtype and the device of ``x``."""
    inputs = (x, means, covariances_of(factors), counts)
    return (
        BAYES.value(function, *inputs)
        or numbers.number_type(function, *inputs, like="x")
        or _classifier_parts(counts).precise(of_factors(function, counts), x, means, factors)
        or numbers.device(function, *inputs, like="x")
    )


def bayes_far(
    function: Function, x: Tensor, means: Tensor, factors: Tensor, counts: Tensor
) -> Verdict:
    """Whether inputs far from all means get finite, right results."""
    near = bayes_rule(function, x, means, factors, counts)
    if near is not None:
        return near
    covariances = covariances_of(factors)
    sentence = bayes_rule(function, 300 * x, means, factors, counts)
    if sentence is None:
        return None
    result = numbers.forgiving(function)(300 * x, means, covariances, counts)
    if not all(t.isfinite().all() for t in result):
        return (
            "for inputs far from all means the densities round to 0, and their logarithms are not "
            "finite: stay with logarithms, use torch.logsumexp"
        )
    return f"for inputs far from all means: {sentence}"
