"""The exercises of topic ``generative`` on shapes, the Gaussian and Bayes' rule."""

import math
from collections.abc import Iterator, Mapping

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict, close
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function, forgiving
from labsupport.checks.parts import listed

LOG_2PI = math.log(2 * math.pi)
Outcomes = tuple[Tensor, Tensor]


# --- parameter_shapes


def shapes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether ``parameter_shapes`` is right for any sizes, all of them different."""
    a, b, c = (2 + torch.randperm(30, generator=generator)[:3]).tolist()
    for sizes in ((a, b, c), (c, a, b), (1, b, c), (a, 1, c), (a, b, 1)):
        sentence = _shapes(function, *sizes)
        if sentence is not None:
            given = zip(("input_dim", "hidden_dim", "output_dim"), sizes, strict=True)
            return f"{sentence} ({', '.join(f'{name} = {size}' for name, size in given)})"
    return None


def _shapes(function: Function, inputs: int, hidden: int, outputs: int) -> Verdict:
    right = {"W1": (hidden, inputs), "b1": (hidden,), "W2": (outputs, hidden), "b2": (outputs,)}
    found = function(inputs, hidden, outputs)
    if found is None:
        return "nothing is returned: is the `return` missing?"
    if not isinstance(found, Mapping) or set(found) != set(right):
        return 'the result should be a dictionary with the keys "W1", "b1", "W2" and "b2"'
    for name, expected in right.items():
        sentence = _shape(found[name], expected, name)
        if sentence is not None:
            return f"{name}: {sentence}"
    return None


def _shape(actual: object, expected: tuple[int, ...], name: str) -> Verdict:
    if type(actual) is int:
        return "a shape is a tuple; that of a vector is written (n,), with a comma"
    if not isinstance(actual, tuple | list) or any(type(n) is not int for n in actual):
        return "a shape is a tuple of whole numbers"
    actual = tuple(actual)
    if actual == expected:
        return None
    if len(expected) == 1:
        if sorted(actual) == sorted((1, *expected)):
            return "a vector has one axis, (n,)"
        return f"it is added to W{name[1]} times its input, so it is as long as that"
    if actual == expected[::-1]:
        return (
            "this is the transpose: W x has as many entries as W has rows, and W needs as many "
            "columns as x has entries"
        )
    if len(actual) != 2:
        return "a matrix has two axes"
    source, target = (
        ("x", "the hidden vector") if name == "W1" else ("the hidden vector", "the logits")
    )
    if actual[1] != expected[1]:
        return f"it is multiplied by {source}, so it has as many columns as that has entries"
    return f"its product is {target}, so it has as many rows as that has entries"


# --- fit_gaussian


def fit_gaussian(x: Tensor) -> Outcomes:
    """The mean and the mean of the outer products."""
    mean = x.mean(0)
    away = x - mean
    covariance = away.mT @ away / len(x)
    return mean, covariance


def observed(make: Inputs, n: int, d: int, outlier: float = 0.0) -> list[Tensor]:
    """Observations, of which the last may be far from the others."""
    x = 1 + 2 * make.normal(n, d)
    x[-1] += outlier
    return [x]


MOMENTS = ("the mean", "the covariance")


def of_small_data(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the covariance of data of a small scale is that of the data alone."""
    (x,) = observed(Inputs(generator), 9, 3)
    found = forgiving(function)(x / 1000)
    if listed(found, MOMENTS) is None and not close(found[1] * 1e6, fit_gaussian(x)[1]):
        return "for data of a small scale the covariance is too large: add nothing to it"
    return None


FIT_GAUSSIAN = Declaration(
    fit_gaussian,
    observed,
    [(7, 3), (15, 3, 100.0), (5, 1), (2, 4), (1, 3), (12, 2)],
    results=MOMENTS,
    also=[of_small_data],
    edits="""
        / len(x) -> / max(len(x) - 1, 0.5)  # the covariance divides by n - 1;
            # maximum likelihood divides by n
        / len(x) ->  # the covariance is not divided by n
        x - mean -> x  # the mean is not subtracted before the products
        return mean, covariance.diagonal()  # these are the variances; return the whole matrix
        return mean, covariance.diagonal().sqrt()  # these are the standard deviations;
            # return the covariance
        return mean, covariance.diagonal().diag()  # the entries off the diagonal are missing
        len(x) -> len(x) * (0 * x.mT @ x + 1).triu()  # half of the matrix is 0: mirror its entries
        mT @ away -> abs().mT @ away.abs()  # the differences are taken without their signs
        return mean, covariance / torch.outer(covariance.diagonal(), covariance.diagonal()).sqrt()
            # this is the correlation: it is divided by the standard deviations
        return mean, -> return x.sum(0),  # the mean is added up; divide by n
        mean = x.mean(1); away = (x - mean[:, None]).mT; covariance = away.mT @ away / x.shape[1]
            # the mean is over the coordinates; take it over the observations, the first axis
        return mean, -> return x.mean(),  # the mean is over every axis; take it over the first
        x - mean -> x - x.mean()  # one mean for all coordinates is subtracted; each has its own
        x - mean -> x - x[0]  # the first observation is subtracted from the others, not the mean
        return mean -> return x.median(0).values  # this is the median; the mean is most probable
        x - mean -> (x - x.mean(1)[:, None]).mT; len(x) -> x.shape[1]
            # torch.cov wants a row for each coordinate: give it x.T, with correction=0
        x - mean -> (x - x.mean(1)[:, None]).mT; len(x) -> max(x.shape[1] - 1, 0.5)
            # torch.cov wants a row for each coordinate, x.T, and divides by n - 1
        len(x) -> x.numel()  # the covariance is divided by the number of all numbers; divide by n
        return mean, covariance.mean()  # this is one number; the covariance is a matrix, (d, d)
        len(x) -> x.shape[1]  # it divides by d; divide by the number of observations
        away.mT @ away -> away @ away.mT  # the matrix is that of the observations, (n, n);
            # it should be (d, d)
        return mean, torch.linalg.pinv(covariance)  # this is the inverse, the precision
        mean, covariance -> covariance, mean  # the two results are in the wrong order
    """,
    examples=[
        [[[1.0], [3.0]]],
        [[[1.0, 0.0], [3.0, 4.0]]],
        [[[1.0, 0.0], [3.0, 4.0], [2.0, 5.0]]],
    ],
    hard={
        "for data far from 0 the covariance is wrong in float32: subtract the mean before the "
        "products, else large numbers cancel and rounding is left": lambda make: [
            # Rounded to sixteenths and mirrored, so that float32 holds the mean exactly.
            [torch.cat([512 + half, 512 - half])]
            for half in [(make.normal(4, 3).float() * 16).round() / 16]
        ]
    },
)


# --- bayes_classifier


def bayes_classifier(x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor) -> Outcomes:
    """Posterior and evidence from the joint."""
    precisions, away = covariances.inverse(), x[:, None] - means
    squares = torch.einsum("mki, kij, mkj -> mk", away, precisions, away)
    log_det = covariances.logdet()
    likelihood = -0.5 * (squares + log_det + x.shape[1] * LOG_2PI)
    number = counts.to(x.dtype)
    prior = (number / number.sum()).log()
    joint = likelihood + prior
    evidence = joint.logsumexp(1)
    posterior = joint - evidence[:, None]
    return posterior, evidence


def classes(make: Inputs, m: int, k: int, d: int) -> list[Tensor]:
    """Inputs, means, any square matrices and counts of k classes."""
    counts = torch.randint(1, 30, (k,), generator=make.generator)
    return [make.normal(m, d), make.normal(k, d), make.normal(k, d, d), counts]


def with_covariances(x: Tensor, means: Tensor, factors: Tensor, counts: Tensor) -> list[Tensor]:
    """The same with well-conditioned covariances, whose gradients are unambiguous."""
    identity = torch.eye(factors.shape[-1]).to(factors)
    return [x, means, factors @ factors.mT + 0.5 * identity, counts]


def other_classes(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> Iterator[list[Tensor]]:
    """Other inputs, whose covariances are some."""
    yield [0.7 * x + 0.2, 0.6 * means - 0.1, 1.3 * covariances, counts + 1]
    yield [x.flip(0) - 0.4, means.flip(0), covariances.flip(0), counts]


BAYES = Declaration(
    bayes_classifier,
    classes,
    [(5, 4, 3), (1, 2, 3), (4, 3, 1), (3, 3, 3), (2, 5, 2)],
    results=("log p(y | x)", "log p(x)"),
    given=with_covariances,
    others=other_classes,
    edits="""
        joint = likelihood  # the prior is missing: the labels are not equally frequent
        joint = likelihood - math.log(len(means))  # the prior is the same for all labels; count
        prior = number.log()  # the counts are not divided by their sum
        likelihood + prior -> likelihood + prior.exp()  # the prior is added without its logarithm
        number.sum() -> len(x)  # the counts are divided by the number of inputs x;
            # divide by their sum
        likelihood + prior -> likelihood.exp() + prior
            # the densities are used without their logarithms beside the logarithm of the prior
        x[:, None] - means -> x[:, None] - 0 * means  # the means are not subtracted
        prior = number.log_softmax(0)  # the prior is softmax(counts); it is the share,
            # counts / counts.sum()
        squares + log_det -> squares  # ½ log det of the covariance is missing
        squares + log_det -> squares + 2 * log_det  # log det of the covariance needs its ½
        + x.shape[1] * LOG_2PI ->  # the constant -½ d log(2π) is missing
        x.shape[1] * LOG_2PI -> LOG_2PI  # every coordinate brings its own constant -½ log(2π)
        x.shape[1] * LOG_2PI -> len(means) * LOG_2PI
            # the constant -½ log(2π) is counted for each class; each coordinate brings one
        squares + log_det -> 2 * squares + log_det  # the squared distance needs its ½
        squares + log_det -> away.square().sum(-1) + log_det
            # the squared distance is not divided by the covariance
        covariances. => (covariances @ covariances).
            # the covariances are used as if they were factors
        covariances.inverse() -> covariances; covariances.logdet() -> -covariances.logdet()
            # the inverses of the covariances are used
        covariances.inverse() ->
            torch.diag_embed(torch.linalg.cholesky(covariances).diagonal(dim1=-2, dim2=-1) ** -2)
            # of each factor only the diagonal is used
        return joint, evidence  # this is the joint log p(x, y); subtract log p(x)
        return likelihood, evidence  # this is log p(x | y); it is not Bayes' rule yet
        return posterior.exp(), evidence.exp()  # these are probabilities; return their logarithms
        return posterior.exp(), evidence  # these are probabilities; return logarithms
        return joint.log_softmax(0), evidence  # the posterior is normalized over the inputs;
            # normalize over the labels
        return posterior.T, evidence  # the rows of the first result belong to inputs,
            # its columns to labels
        return posterior, joint.amax(1)  # log p(x) is the sum over the labels, not the largest
        , evidence -> , evidence - math.log(len(means))  # log p(x) is not the mean over the labels
        return posterior, likelihood.logsumexp(1)  # log p(x) lacks the prior
        return likelihood.log_softmax(1), evidence  # log p(y | x) lacks the prior
        return posterior, posterior.logsumexp(1)  # this is the sum of the posterior, which is 1;
            # log p(x) is the logsumexp of the joint
        return posterior, joint.logsumexp(0)  # log p(x) is taken over the inputs, the first axis;
            # take it over the labels
        return evidence, posterior  # the two results are in the wrong order
        return posterior.amax(1), evidence  # only the most probable label is returned
        covariances = torch.diag_embed(covariances.diagonal(0, -2, -1))
            # only the diagonals of the covariances are used
        covariances = covariances[:1].expand_as(covariances)
            # all classes get the first one's covariance
        covariances = torch.tensordot(counts.to(x) / counts.sum(), covariances, 1) + 0 * covariances
            # all classes get one covariance, the average of theirs
    """,
    examples=[
        [[[0.0], [1.0]], [[0.0], [2.0]], [[[1.0]], [[1.0]]], [1, 1]],
        [[[0.0], [1.0]], [[0.0], [2.0]], [[[1.0]], [[1.0]]], [1, 3]],
        [[[0.0], [1.0]], [[0.0], [2.0]], [[[1.0]], [[4.0]]], [1, 3]],
        [[[0.0, 1.0]], [[0.0, 0.0], [2.0, 0.0]], [[[1.0, 0.5], [0.5, 1.0]]] * 2, [1, 3]],
    ],
    hard={
        "for inputs far from all means the densities round to 0, and their logarithms are not "
        "finite: stay with logarithms, use torch.logsumexp": lambda make: [
            [300 * x, *others] for x, *others in [classes(make, 5, 4, 3)]
        ]
    },
)
