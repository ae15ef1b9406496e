"""Verdicts on the exercises of topic ``generative``, all but the network."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal

from labsupport.checks.compare import Verdict, compare
from labsupport.checks.verdicts.terms import Function, Mistakes, Term

Outcome = tuple[Tensor, ...]
HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


class Results:
    """A formula with several results, judged part by part.

    Args:
        inputs: the names of the inputs.
        results: what the tensors are.
        reference: gives the right ones.
        mistakes: inputs -> sentence -> the results that this mistake gives.
    """

    def __init__(
        self,
        inputs: list[str],
        results: tuple[str, ...],
        reference: Callable[..., Outcome],
        mistakes: Callable[..., Mapping[str, Outcome]],
    ) -> None:
        self.results, self.reference, self.mistakes = results, reference, mistakes
        self.terms = [
            Term(inputs, part(reference, number), self._mistakes(number))
            for number in range(len(results))
        ]

    def _mistakes(self, number: int) -> Callable[..., Mistakes]:
        return lambda *inputs: {s: all_[number] for s, all_ in self.mistakes(*inputs).items()}

    def value(self, function: Function, *inputs: Any) -> Verdict:
        """Whether all results are right."""
        found = function(*inputs)
        names = ", ".join(self.results[:-1]) + " and " + self.results[-1]
        if found is None:
            return "nothing is returned: is the `return` missing?"
        if not isinstance(found, tuple | list) or len(found) != len(self.results):
            return f"{len(self.results)} tensors should be returned: {names}"
        if not all(isinstance(tensor, Tensor) for tensor in found):
            return f"{names} should be tensors"
        right, wrong = self.reference(*inputs), self.mistakes(*inputs)
        if all(compare(f, r) is None for f, r in zip(found, right, strict=True)):
            return None
        for sentence, mistaken in wrong.items():  # one that explains all results, first
            if all(compare(f, m) is None for f, m in zip(found, mistaken, strict=True)):
                return sentence
        for number, name in enumerate(self.results):
            named = {s: all_[number] for s, all_ in wrong.items()}
            verdict = compare(found[number], right[number], named)
            if verdict is not None:
                return f"{name}: {verdict}"
        return None

    def every(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether all are right, have the right gradients and all of float64's digits."""
        sentence = self.value(function, *inputs)
        for number, term in enumerate(self.terms):
            single = part(function, number)
            sentence = sentence or term.gradient(single, *inputs) or term.precise(single, *inputs)
        return sentence


def part(function: Function, number: int) -> Function:
    """A function that returns one of several results."""
    return lambda *inputs: function(*inputs)[number]


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


def gaussian(x: Tensor) -> Outcome:
    """The mean and the mean of the outer products."""
    mean = torch.einsum("nd->d", x) / len(x)
    away = x - mean
    return mean, torch.einsum("ni,nj->ij", away, away) / len(x)


def gaussian_mistakes(x: Tensor) -> dict[str, Outcome]:
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


GAUSSIAN = Results(["x"], ("the mean", "the covariance"), gaussian, gaussian_mistakes)


# --- bayes_classifier -----------------------------------------------------------------------------


def bayes(x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor) -> Outcome:
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
) -> dict[str, Outcome]:
    """Sentence -> the results of this mistake."""
    likelihood, prior = _class_log_prob(x, means, covariances), _log_prior(x, counts)
    number = counts.to(x.dtype)
    d, k = means.shape[1], len(means)
    log_det = covariances.logdet()
    squares = -2 * (likelihood + d * HALF_LOG_2PI + log_det / 2)
    joint = likelihood + prior
    evidence = joint.logsumexp(1)
    right = joint - evidence[:, None]

    def of(joint: Tensor) -> Outcome:
        return joint.log_softmax(1), joint.logsumexp(1)

    diagonal = torch.diag_embed(covariances.diagonal(dim1=-2, dim2=-1))
    return {
        "the prior is missing: the labels are not equally frequent": of(likelihood),
        "the prior is the same for all labels; count": of(likelihood - math.log(k)),
        "the counts are not divided by their sum": of(likelihood + number.log()),
        "the prior is added without its logarithm": of(likelihood + prior.exp()),
        "the prior has the wrong sign": of(likelihood - prior),
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
        "log p(x) is one number for each input": (right, joint.flatten().logsumexp(0)),
        "log p(x) should have the shape (m,)": (right, evidence[:, None]),
        "the two results are in the wrong order": (evidence, right),
        "only the most probable label is returned": (right.amax(1), evidence),
    }


def covariances_of(factors: Tensor) -> Tensor:
    """Well-conditioned covariances, (K, d, d), from any square matrices."""
    identity = torch.eye(factors.shape[-1], dtype=factors.dtype)
    return factors @ factors.mT + 0.5 * identity


def classifier_results(counts: Tensor) -> Results:
    """How ``bayes_classifier`` is judged with these counts, as a function of x, means, factors."""

    def of_factors(function: Function) -> Function:
        return lambda x, means, factors: function(x, means, covariances_of(factors), counts)

    return Results(
        ["x", "means", "covariances"],
        ("log p(y | x)", "log p(x)"),
        of_factors(bayes),
        of_factors(bayes_mistakes),
    )


def bayes_rule(
    function: Function,
    x: Tensor,
    means: Tensor,
    factors: Tensor,
    counts: Tensor,
    *,
    all_: bool = False,
) -> Verdict:
    """Whether ``bayes_classifier`` is right; with ``all_``, its gradients and precision too."""

    def given(x: Tensor, means: Tensor, factors: Tensor) -> Any:
        return function(x, means, covariances_of(factors), counts)

    results = classifier_results(counts)
    return (results.every if all_ else results.value)(given, x, means, factors)


def bayes_far(
    function: Function, x: Tensor, means: Tensor, factors: Tensor, counts: Tensor
) -> Verdict:
    """Whether inputs far from all means get finite, right results."""
    sentence = bayes_rule(function, 300 * x, means, factors, counts)
    if sentence is None:
        return None
    return f"for inputs far from all means: {sentence} (stay with logarithms, use logsumexp)"


# --- transformed_log_prob -------------------------------------------------------------------------


def transformed(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log p(x), with the inverse written with exponentials."""
    bent = tail * torch.asinh(x) - skew
    z, slope = (bent.exp() - (-bent).exp()) / 2, (bent.exp() + (-bent).exp()) / 2
    slope = slope * tail / (x.square() + 1).sqrt()
    return slope.log() - HALF_LOG_2PI - z.square() / 2


def transformed_mistakes(x: Tensor, skew: Tensor, tail: Tensor) -> Mistakes:
    """Sentence -> the value of this mistake."""
    asinh = torch.asinh(x)
    bent = tail * asinh - skew
    right, z = transformed(x, skew, tail), torch.sinh(bent)
    log_cosh, log_root = torch.cosh(bent).log(), torch.log1p(x.square()) / 2
    slope = tail.log() + log_cosh - log_root
    base = -HALF_LOG_2PI - z.square() / 2
    forward = torch.sinh((asinh + skew) / tail)
    forward_slope = torch.cosh((asinh + skew) / tail).log() - tail.log() - log_root
    return {
        "the slope of the inverse is missing": base,
        "the slope is subtracted: the factor is |dz/dx|, not |dx/dz|": base - slope,
        "the density is evaluated at f(x); z is the inverse, f^-1(x)": -HALF_LOG_2PI
        - forward.square() / 2
        + forward_slope,
        "the density is evaluated at f(x), and without a slope": -HALF_LOG_2PI
        - forward.square() / 2,
        "skew has the wrong sign": transformed(x, -skew, tail),
        "asinh(x) is multiplied by tail in the inverse, not divided": transformed(
            x, skew, 1 / tail
        ),
        "skew is multiplied by tail in the inverse; it is not": transformed(x, skew * tail, tail),
        "tail is missing in the slope": right - tail.log(),
        "the cosh is missing in the slope": right - log_cosh,
        "the slope of asinh, 1 / sqrt(1 + x²), is missing": right + log_root,
        "the slope of asinh is 1 / sqrt(1 + x²), with a root": right - log_root,
        "1 + sinh² = cosh², so log cosh is ½ log(1 + z²)": right + log_cosh,
        "the constant -½ log(2π) is missing": right + HALF_LOG_2PI,
        "the constant is -½ log(2π)": right - HALF_LOG_2PI,
        "z² needs its ½": right - z.square() / 2,
        "the normal density of x, not of z": -HALF_LOG_2PI - x.square() / 2 + slope,
        "the normal density itself is missing: this is the slope alone": slope,
        "return the logarithm of the density": right.exp(),
        "the slope is added without its logarithm": base + slope.exp(),
        "the sign is wrong": -right,
        "summed over every axis; return one number per point": right.sum(),
        "averaged; return one number per point": right.mean(),
    }


TRANSFORMED = Term(["x", "skew", "tail"], transformed, transformed_mistakes)


# --- mixture_log_prob -----------------------------------------------------------------------------


def _components(x: Tensor, means: Tensor, stds: Tensor) -> Tensor:
    return Normal(means, stds, validate_args=False).log_prob(x[..., None])


def mixture(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log p(x) of the mixture."""
    log_weights = logits - logits.logsumexp(0)
    return (log_weights + _components(x, means, log_stds.exp())).logsumexp(-1)


def mixture_mistakes(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Mistakes:
    """Sentence -> the value of this mistake."""
    k, weights = len(logits), logits.softmax(0)
    log_weights, stds = logits.log_softmax(0), log_stds.exp()
    normal = _components(x, means, stds)
    right = mixture(x, logits, means, log_stds)
    away = (x[..., None] - means) / stds
    return {
        "the weights are missing": normal.logsumexp(-1),
        "all components have the same weight; use softmax(logits)": normal.logsumexp(-1)
        - math.log(k),
        "the logits are not normalized: the weights are softmax(logits)": (
            logits + normal
        ).logsumexp(-1),
        "the weights are added to the log-densities; add their logarithms": (
            weights + normal
        ).logsumexp(-1),
        "this is the average of log-densities; take the logarithm of the average density": (
            weights * normal
        ).sum(-1),
        "this is the largest term; add all of them": (log_weights + normal).amax(-1),
        "the terms of the components are added as logarithms; add densities": (
            log_weights + normal
        ).sum(-1),
        "the components are not added up": log_weights + normal,
        "log_stds are logarithms of standard deviations, not of variances": (
            log_weights + _components(x, means, (log_stds / 2).exp())
        ).logsumexp(-1),
        "log_stds are logarithms: the standard deviations are exp(log_stds)": (
            log_weights
            - HALF_LOG_2PI
            - log_stds.abs().log()
            - ((x[..., None] - means) / log_stds) ** 2 / 2
        ).logsumexp(-1),
        "the term -log_stds is missing: a wide component is lower": (
            log_weights + normal + log_stds
        ).logsumexp(-1),
        "log_stds has the wrong sign in the density": (
            log_weights + normal + 2 * log_stds
        ).logsumexp(-1),
        "log_stds needs no ½": (log_weights + normal + log_stds / 2).logsumexp(-1),
        "the standard deviation is missing under the distance": (
            log_weights + normal + away**2 / 2 - (x[..., None] - means) ** 2 / 2
        ).logsumexp(-1),
        "the distance is divided by the variance; divide by the standard deviation": (
            log_weights + normal + away**2 / 2 - (away / stds) ** 2 / 2
        ).logsumexp(-1),
        "the constant -½ log(2π) is missing": right + HALF_LOG_2PI,
        "the constant is -½ log(2π)": right - HALF_LOG_2PI,
        "the squared distance needs its ½": (log_weights + normal - away**2 / 2).logsumexp(-1),
        "the distance is not squared": (log_weights + normal + away**2 / 2 - away / 2).logsumexp(
            -1
        ),
        "return the logarithm of the density": right.exp(),
        "the sign is wrong": -right,
        "summed over the points as well; return one number per point": right.sum(),
        "averaged over the points; return one number per point": right.mean(),
        "the sum is divided by the number of components; the weights sum to one already": right
        - math.log(k),
    }


MIXTURE = Term(["x", "logits", "means", "log_stds"], mixture, mixture_mistakes)


def mixture_far(function: Function, *inputs: Tensor) -> Verdict:
    """Whether points far from all components get finite, right values and gradients."""
    x, *parameters = inputs
    far = x + 300 * torch.sign(x)
    sentence = MIXTURE.value(function, far, *parameters) or MIXTURE.gradient(
        function, far, *parameters
    )
    if sentence is None:
        return None
    return (
        f"for points far from all components: {sentence} (densities underflow there: "
        "stay with logarithms, use torch.logsumexp)"
    )


# --- fit_mixture ----------------------------------------------------------------------------------


def _ascent(
    x: Tensor,
    logits: Tensor,
    means: Tensor,
    log_stds: Tensor,
    steps: int,
    lr: float,
    factors: tuple[float, float, float] = (1.0, 1.0, 1.0),
    in_turn: bool = False,
    centred: bool = True,
) -> Outcome:
    """Gradient ascent with the gradients by hand: responsibilities times derivatives."""
    for _ in range(steps):

        def share(logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
            stds = log_stds.exp()
            return (logits + _components(x, means, stds)).softmax(-1)

        def away(means: Tensor, log_stds: Tensor) -> Tensor:
            return (x[:, None] - means) / log_stds.exp()

        old = logits, means, log_stds
        weights = logits.softmax(0) if centred else torch.zeros_like(logits)
        logits = logits + factors[0] * lr * (share(*old) - weights).mean(0)
        at = (logits, means, log_stds) if in_turn else old
        slope = share(*at) * away(*at[1:]) / at[2].exp()
        means = means + factors[1] * lr * slope.mean(0)
        at = (logits, means, log_stds) if in_turn else old
        slope = share(*at) * (away(*at[1:]) ** 2 - 1)
        log_stds = log_stds + factors[2] * lr * slope.mean(0)
    return logits, means, log_stds


def ascent(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> Outcome:
    """The right steps."""
    return _ascent(x, logits, means, log_stds, steps, lr)


def ascent_mistakes(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> dict[str, Outcome]:
    """Sentence -> the results of this mistake."""
    start, n = (logits, means, log_stds), float(len(x))
    right = _ascent(x, *start, steps, lr)

    def with_(a: float, b: float, c: float) -> Outcome:
        return _ascent(x, *start, steps, lr, (a, b, c))

    return {
        "the steps go down; a likelihood is raised, so add the gradient": with_(-1, -1, -1),
        "the log-likelihood is added up; take its mean over the observations": with_(n, n, n),
        "the log-likelihood is divided by n twice": with_(1 / n, 1 / n, 1 / n),
        "the logits do not move": with_(0, 1, 1),
        "the means do not move": with_(1, 0, 1),
        "log_stds does not move": with_(1, 1, 0),
        "only the means move": with_(0, 1, 0),
        "nothing moves: this is where it started": start,
        "one step is taken, not `steps` of them": _ascent(x, *start, 1, lr),
        "one step too many": _ascent(x, *start, steps + 1, lr),
        "one step too few": _ascent(x, *start, steps - 1, lr),
        "lr is not used": _ascent(x, *start, steps, 1.0),
        "lr counts twice": _ascent(x, *start, steps, 2 * lr),
        "lr is squared, or multiplied in twice": _ascent(x, *start, steps, lr * lr),
        "the parameters move one after the other; all three move at once": _ascent(
            x, *start, steps, lr, in_turn=True
        ),
        "the gradient with respect to the logits lacks the normalization of softmax": _ascent(
            x, *start, steps, lr, centred=False
        ),
        "the weights are returned; return the logits": (right[0].softmax(0), *right[1:]),
        "the standard deviations are returned; return their logarithms": (
            *right[:2],
            right[2].exp(),
        ),
        "the results are in the wrong order": (right[2], right[1], right[0]),
        "logits and means are exchanged": (right[1], right[0], right[2]),
        "means and log_stds are exchanged": (right[0], right[2], right[1]),
        "the start is ignored: begin at the given parameters": _ascent(
            x, logits * 0, means * 0, log_stds * 0, steps, lr
        ),
    }


FIT = Results(
    ["x", "logits", "means", "log_stds"], ("logits", "means", "log_stds"), ascent, ascent_mistakes
)


def fitted(function: Function, *inputs: Any) -> Verdict:
    """Whether ``fit_mixture`` is right, its results detached, and all of it in float64."""
    sentence = FIT.value(function, *inputs)
    if sentence is not None:
        return sentence
    if any(t.requires_grad for t in function(*inputs)):
        return "the results still require gradients: detach them, so that no graph is kept"
    *tensors, steps, lr = inputs

    def same_steps(*tensors: Tensor) -> Any:
        return function(*tensors, steps, lr)

    def right(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Outcome:
        return _ascent(x, logits, means, log_stds, steps, lr)

    for number, name in enumerate(FIT.results):
        term = Term(FIT.terms[number].names, part(right, number), lambda *_: {})
        sentence = term.precise(part(same_steps, number), *tensors)
        if sentence is not None:
            return f"{name}: {sentence}"
    return None


# --- sample_on_grid -------------------------------------------------------------------------------


def on_grid(log_f: Tensor, grid: Tensor, u: Tensor) -> Outcome:
    """Points and log Z, with a comparison of every u with every grid point."""
    return _on_grid(log_f, grid, u)


def _on_grid(
    log_f: Tensor, grid: Tensor, u: Tensor, mass: Tensor | None = None, place: str = "linear"
) -> Outcome:
    largest = log_f.detach().amax()
    f = (log_f - largest).exp()
    if mass is None:
        mass = 0.5 * (f[1:] + f[:-1]) * (grid[1:] - grid[:-1])
    share = mass / mass.sum()
    upper = share.cumsum(0)
    below = (u[:, None] >= upper).sum(1).clamp(max=len(mass) - 1)  # the cell of each u
    lower = upper[below] - share[below]
    inside = (u - lower) / share[below]
    if place == "left":
        inside = inside * 0
    if place == "right":
        inside = inside * 0 + 1
    if place == "middle":
        inside = inside * 0 + 0.5
    x = grid[below] + inside * (grid[below + 1] - grid[below])
    return x, largest + mass.sum().log()


def on_grid_mistakes(log_f: Tensor, grid: Tensor, u: Tensor) -> dict[str, Outcome]:
    """Sentence -> the results of this mistake."""
    x, log_z = on_grid(log_f, grid, u)
    largest = log_f.amax()
    f, width = (log_f - largest).exp(), grid[1:] - grid[:-1]
    trapezoids = 0.5 * (f[1:] + f[:-1]) * width
    even = (grid[-1] - grid[0]) / (len(grid) - 1)
    cdf = torch.cat([f[:1] * 0, trapezoids.cumsum(0)]) / trapezoids.sum()

    def at_points(rule: Tensor) -> Tensor:
        return grid[rule.clamp(0, len(grid) - 1)]

    index = (u[:, None] > cdf).sum(1)
    return {
        "the largest log_f, which was subtracted, is not added to log Z again": (
            x,
            log_z - largest,
        ),
        "this is Z; return its logarithm": (x, log_z.exp()),
        "log Z has the wrong sign": (x, -log_z),
        "the width of the cells is missing in log Z": (x, log_f.logsumexp(0)),
        "the width of the cells is missing": _on_grid(log_f, grid, u, 0.5 * (f[1:] + f[:-1])),
        "the grid is taken for even; each cell has its own width": _on_grid(
            log_f, grid, u, 0.5 * (f[1:] + f[:-1]) * even
        ),
        "the left end of each cell gives its height; a trapezoid takes the mean of both": _on_grid(
            log_f, grid, u, f[:-1] * width
        ),
        "the right end of each cell gives its height; a trapezoid takes the mean of both": (
            _on_grid(log_f, grid, u, f[1:] * width)
        ),
        "the ½ of the trapezoids is missing in log Z": (x, log_z + math.log(2)),
        "the trapezoids average log_f; average exp(log_f)": _on_grid(
            log_f, grid, u, torch.exp(0.5 * (log_f[1:] + log_f[:-1]) - largest) * width
        ),
        "log Z is the sum of all cells, not the largest": (x, trapezoids.amax().log() + largest),
        "the points are ends of cells; interpolate inside": _on_grid(log_f, grid, u, place="left"),
        "the points are the right ends of cells; interpolate inside": _on_grid(
            log_f, grid, u, place="right"
        ),
        "the points are the middles of cells; interpolate inside": _on_grid(
            log_f, grid, u, place="middle"
        ),
        "the CDF is built from the right: u = 0 belongs to the left end": (
            on_grid(log_f, grid, 1 - u)[0],
            log_z,
        ),
        "u is stretched over the grid; invert the CDF": (
            grid[0] + u * (grid[-1] - grid[0]),
            log_z,
        ),
        "the points are one cell too far to the left": (at_points(index - 2), log_z),
        "the two results are in the wrong order": (log_z, x),
        "log Z should have the shape ()": (x, log_z[None]),
    }


GRID = Results(["log_f", "grid", "u"], ("x", "log Z"), on_grid, on_grid_mistakes)


def grid_stable(function: Function, log_f: Tensor, grid: Tensor, u: Tensor) -> Verdict:
    """Whether log_f may be large, small, or so low somewhere that a cell has no mass at all."""
    for shift, what in ((1500.0, "large"), (-1500.0, "small")):
        sentence = GRID.value(function, log_f + shift, grid, u)
        if sentence is not None:
            return f"for a {what} log_f: {sentence} (subtract the largest before exp)"
    gap = torch.zeros_like(log_f)
    gap[len(gap) // 3 : 2 * len(gap) // 3] = -3000.0
    sentence = GRID.value(function, log_f + gap, grid, u)
    return sentence and f"where cells in the middle have no mass: {sentence}"
