"""Verdicts on the exercises of topic ``elbo``: densities, divergences and posteriors."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from labsupport.checks import numbers, search
from labsupport.checks.compare import DIFFER, Verdict, close, compare
from labsupport.checks.formula import (
    ROUNDED,
    STEP,
    Formula,
    Mistakes,
    others,
    results,
    same,
    small_steps,
)
from labsupport.checks.numbers import Function
from labsupport.checks.parts import all_same
from labsupport.checks.vae.formulas import ALL_SUMMED, MEAN, SIGN

# --- log_joint ------------------------------------------------------------------------------------


def _normal(value: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    return Normal(mean, std, validate_args=False).log_prob(value)


def log_joint(x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Tensor:
    """log N(z; 0, I) + log N(x; W z + b, s^2 I)."""
    prior = _normal(z, z * 0, z * 0 + 1).sum(-1)
    return prior + _normal(x, z @ weight.mT + bias, noise_var.sqrt()).sum(-1)


def log_joint_mistakes(
    x: Tensor, z: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Mistakes:
    """Sentence -> the value of this mistake."""
    prior = _normal(z, z * 0, z * 0 + 1)
    mean = z @ weight.mT + bias
    std = noise_var.sqrt()
    likelihood = _normal(x, mean, std)
    both = prior.sum(-1) + likelihood.sum(-1)
    pixels, latent = weight.shape
    c = math.log(2 * math.pi) / 2
    square = ((x - mean) ** 2).sum(-1)
    return {
        "the prior log p(z) is missing": likelihood.sum(-1),
        "the likelihood log p(x | z) is missing": prior.sum(-1),
        SIGN: -both,
        "the prior is subtracted; a joint is the product of both, so add its logarithm": (
            likelihood.sum(-1) - prior.sum(-1)
        ),
        "return the logarithm of the joint density": both.exp(),
        "the two log-densities are multiplied; add them": likelihood.sum(-1) * prior.sum(-1),
        "the variance stands where the standard deviation belongs": prior.sum(-1)
        + _normal(x, mean, noise_var).sum(-1),
        "noise_var is the variance already: do not square it": prior.sum(-1)
        + _normal(x, mean, noise_var).sum(-1),
        "the bias is missing": prior.sum(-1) + _normal(x, mean - bias, std).sum(-1),
        "the bias has the wrong sign": prior.sum(-1) + _normal(x, mean - 2 * bias, std).sum(-1),
        "the constants -½ log(2π) are missing": both + c * (pixels + latent),
        "the constant -½ log(2π) of the prior is missing": both + c * latent,
        "the constant -½ log(2π) of the likelihood is missing": both + c * pixels,
        "log noise_var has the wrong sign": both + pixels * noise_var.log(),
        "the logarithm of the likelihood's constant is to base 2; the natural one is meant": both
        + pixels / 2 * (2 * math.pi * noise_var).log() * (1 - 1 / math.log(2)),
        "the term log noise_var is missing": both + pixels * noise_var.log() / 2,
        "every pixel brings its own log noise_var, not all of them together one": both
        + (pixels - 1) * noise_var.log() / 2,
        "every pixel brings its own constant -½ log(2π), not all of them together one": both
        + c * (pixels - 1),
        "every coordinate brings its own constant -½ log(2π)": both + c * (pixels + latent - 2),
        "the squared error is not divided by noise_var": both + square / noise_var / 2 - square / 2,
        "the squared error needs its ½": both - square / noise_var / 2,
        "averaged over the pixels and over the latent coordinates; sum over them": prior.mean(-1)
        + likelihood.mean(-1),
        MEAN: prior.sum(-1) + likelihood.mean(-1),
        ALL_SUMMED: prior.sum() + likelihood.sum(),
        "averaged over the rows as well; return one number per row": both.mean(),
    }


LOG_JOINT = Formula(["x", "z", "weight", "bias", "noise_var"], log_joint, log_joint_mistakes)


# --- gaussian_kl_full -----------------------------------------------------------------------------


def gaussian_kl_full(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Tensor:
    """KL(q || p)."""
    return kl_divergence(
        MultivariateNormal(mean_q, cov_q, validate_args=False),
        MultivariateNormal(mean_p, cov_p, validate_args=False),
    )


def kl_mistakes(mean_q: Tensor, cov_q: Tensor, mean_p: Tensor, cov_p: Tensor) -> Mistakes:
    """Sentence -> the value of this mistake."""
    d = mean_q.shape[-1]
    right = gaussian_kl_full(mean_q, cov_q, mean_p, cov_p)
    gap = (mean_p - mean_q).unsqueeze(-1)
    precision = cov_p.inverse()
    trace = (precision @ cov_q).diagonal(0, -2, -1).sum(-1)
    distance = (gap.mT @ precision @ gap)[..., 0, 0]
    ratio = cov_p.logdet() - cov_q.logdet()
    diagonal_q, diagonal_p = (c.diagonal(0, -2, -1) for c in (cov_q, cov_p))
    # a rank-one q - p in the wrong metric
    distance_q = (gap.mT @ cov_q.inverse() @ gap)[..., 0, 0]
    only_diagonal = gaussian_kl_full(
        mean_q, torch.diag_embed(diagonal_q), mean_p, torch.diag_embed(diagonal_p)
    )
    swapped = gaussian_kl_full(mean_p, cov_p, mean_q, cov_q)
    return {
        "this is KL(p || q), the divergence in the other direction": swapped,
        "the ½ in front is missing": 2 * right,
        SIGN: -right,
        "the term -d is missing": right + d / 2,
        "d is subtracted once per dimension; this has -1": right + (d - 1) / 2,
        "the logarithm of the determinants has the wrong sign": right - ratio,
        "the logarithm of the determinants is missing": right - ratio / 2,
        "the distance of the means is counted twice": right + distance / 2,
        "the trace is counted twice": right + trace / 2,
        "the logarithm of the determinants is counted twice": right + ratio / 2,
        "the trace is missing": right - trace / 2,
        "the distance of the means is missing": right - distance / 2,
        "the distance of the means is not weighted with the inverse of cov_p": right
        - distance / 2
        + (gap**2).sum((-2, -1)) / 2,
        "the distance of the means is weighted with the inverse of cov_q; it needs cov_p": right
        - distance / 2
        + distance_q / 2,
        "the distance of the means is weighted with cov_p itself; it needs the inverse": right
        - distance / 2
        + (gap.mT @ cov_p @ gap)[..., 0, 0] / 2,
        "only the diagonals of the covariances are used": only_diagonal,
        "the logarithm of the determinants takes the diagonals alone": right
        - ratio / 2
        + (diagonal_p.log().sum(-1) - diagonal_q.log().sum(-1)) / 2,
        "the trace takes the diagonals alone": right
        - trace / 2
        + (diagonal_q / diagonal_p).sum(-1) / 2,
        "the trace is that of the inverse of cov_q times cov_p": right
        - trace / 2
        + (cov_q.inverse() @ cov_p).diagonal(0, -2, -1).sum(-1) / 2,
        "the covariances are used as if they were standard deviations": gaussian_kl_full(
            mean_q, cov_q @ cov_q, mean_p, cov_p @ cov_p
        ),
        "averaged over the rows as well; return one number per row": right.mean(),
        "summed over every axis; return one number per row": right.sum(),
        "averaged over the dimensions": right / d,
    }


KL = Formula(["mean_q", "cov_q", "mean_p", "cov_p"], gaussian_kl_full, kl_mistakes)


def covariance(factor: Tensor) -> Tensor:
    """A well-conditioned covariance from any square matrices."""
    return factor @ factor.mT + 0.5 * torch.eye(factor.shape[-1]).to(factor)


def of_factors(function: Function) -> Function:
    """The divergence as a function of means and factors, whose gradients are unambiguous."""

    def composed(mean_q: Tensor, factor_q: Tensor, mean_p: Tensor, factor_p: Tensor) -> Any:
        return function(mean_q, covariance(factor_q), mean_p, covariance(factor_p))

    return composed


KL_OF_FACTORS = Formula(
    ["mean_q", "cov_q", "mean_p", "cov_p"], of_factors(gaussian_kl_full), of_factors(kl_mistakes)
)


# --- exercises that return two tensors ------------------------------------------------------------


def two(result: Any, names: tuple[str, str]) -> Verdict:
    """Whether a result is a pair of tensors."""
    if result is None:
        return "nothing is returned: is the `return` missing?"
    if not isinstance(result, tuple | list) or len(result) != 2:
        return f"two tensors should be returned: {names[0]} and {names[1]}"
    if not all(isinstance(part, Tensor) for part in result):
        return f"both {names[0]} and {names[1]} should be tensors"
    return None


Outcomes = tuple[Tensor, Tensor]


class Pair:
    """A formula with two results, judged part by part.

    Args:
        names: of the inputs.
        results: what the two tensors are.
        reference: gives the right pair.
        mistakes: inputs -> sentence -> the pair that this mistake gives.
    """

    def __init__(
        self,
        names: list[str],
        results: tuple[str, str],
        reference: Callable[..., Outcomes],
        mistakes: Callable[..., Mapping[str, Outcomes]],
    ) -> None:
        self.results, self.reference, self.mistakes = results, reference, mistakes
        self.terms = [
            Formula(names, self.part(reference, number), self._mistakes(number))
            for number in (0, 1)
        ]

    @staticmethod
    def part(function: Function, number: int) -> Function:
        """A function that returns one of the two results."""
        return lambda *inputs: function(*inputs)[number]

    def _mistakes(self, number: int) -> Callable[..., Mistakes]:
        return lambda *inputs: {s: pair[number] for s, pair in self.mistakes(*inputs).items()}

    def value(self, function: Function, *inputs: Any) -> Verdict:
        """Whether both results are right."""
        function = numbers.forgiving(function)
        result = function(*inputs)
        sentence = two(result, self.results)
        if sentence is not None:
            return sentence
        right = self.reference(*inputs)
        plain = [compare(t, r) for t, r in zip(result, right, strict=True)]
        if not any(plain):
            return None
        mistakes = self.mistakes(*inputs)
        for text in mistakes:  # those that explain both at once, first
            if self._explains(function, text, (0, 1), inputs):
                return text
        for number, name in enumerate(self.results):
            if plain[number] is not None:
                named = (t for t in mistakes if self._explains(function, t, (number,), inputs))
                sentence = next(named, None) or self._pattern(function, number, result, inputs)
                sentence = sentence or plain[number] or ""
                return sentence if sentence.startswith(name) else f"{name}: {sentence}"
        return None

    def _pattern(
        self, function: Function, number: int, result: Outcomes, inputs: Sequence[Any]
    ) -> Verdict:
        """What is wrong with one of the results, where no mistake explains it."""
        right = self.reference(*inputs)[number]
        if compare(result[number], right) != DIFFER:
            return None
        part, term = self.part(function, number), self.terms[number]
        given = results(function, result, inputs, others(inputs))
        return (
            term.pattern(part, result[number], right, inputs)
            or search.diagnosis(self.reference, given, all_same)
            or term.right_at_zero(part, inputs)
        )

    def _explains(
        self, function: Function, text: str, parts: tuple[int, ...], inputs: Sequence[Any]
    ) -> bool:
        """Whether a mistake gives these results, where they are wrong, here and elsewhere."""
        finite = False
        for given in (inputs, *others(inputs)):
            pair = self.mistakes(*given).get(text)
            try:
                result = function(*given)
            except Exception:
                return False
            if pair is None or two(result, self.results) is not None:
                return False
            right = self.reference(*given)
            for n in parts:
                if compare(result[n], right[n]) is not None and not same(result[n], pair[n]):
                    return False
            finite = finite or all(bool(result[n].isfinite().all()) for n in parts)
        return finite

    def gradient(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether both are right and have the right gradients."""
        sentence = self.value(function, *inputs)
        for number in (0, 1):
            single, term = self.part(function, number), self.terms[number]
            sentence = sentence or term.gradient(single, *inputs)
        return sentence

    def kind(self, function: Function, *inputs: Tensor, fixed: tuple[Any, ...] = ()) -> Verdict:
        """As `Formula.kind`, for both results; ``fixed`` are the arguments after the inputs."""
        like = self.terms[0].names[0]
        return (
            self.value(function, *inputs, *fixed)
            or numbers.number_type(function, *inputs, *fixed, like=like)
            or self.precise(function, *inputs, fixed=fixed)
            or numbers.device(function, *inputs, *fixed, like=like)
        )

    def precise(self, function: Function, *inputs: Tensor, fixed: tuple[Any, ...] = ()) -> Verdict:
        """As `Formula.precise`, for both results; ``fixed`` are the arguments after them."""
        inputs = tuple(i.double() for i in inputs)
        sentence = self.value(function, *inputs, *fixed)
        if sentence is not None:
            return sentence
        here, right = function(*inputs, *fixed), self.reference(*inputs, *fixed)
        for moved in small_steps(inputs):
            there, wanted = function(*moved, *fixed), self.reference(*moved, *fixed)
            for a, b, c, d in zip(there, here, wanted, right, strict=True):
                if not close((a - b) / STEP, (c - d) / STEP, rtol=0.01):
                    return ROUNDED
        return None

    def consistent(self, function: Function, *several: Sequence[Tensor]) -> Verdict:
        """Whether results for several inputs, of the same shapes, err alike.

        A constant that is typed with few digits errs alike everywhere; a part that is rounded to
        float32 on the way does not, even where no small step shows it.
        """
        errors = []
        for inputs in several:
            pairs = zip(function(*inputs), self.reference(*inputs), strict=True)
            errors.append([actual - right for actual, right in pairs])
        for first, *rest in zip(*errors, strict=True):
            if not all(close(other, first, rtol=0.0, atol=1e-9) for other in rest):
                return ROUNDED
        return None


def many_dimensions(function: Function, generator: torch.Generator, d: int = 240) -> Verdict:
    """Whether the divergence is right where the determinants are too small for float64."""
    means = 0.01 * torch.randn(2, d, generator=generator, dtype=torch.float64)
    variances = 0.01 * (0.5 + torch.rand(2, d, generator=generator, dtype=torch.float64))
    covariances = torch.diag_embed(variances)
    inputs = (means[0], covariances[0], means[1], covariances[1])
    result = numbers.forgiving(function)(*inputs)
    sentence = KL.named(function, result, gaussian_kl_full(*inputs), *inputs)
    if sentence is not None and isinstance(result, Tensor) and not result.isfinite().all():
        sentence = (
            "a determinant is too small to be held: take its logarithm with torch.logdet or from "
            "the diagonal of a Cholesky factor"
        )
    return sentence and f"in {d} dimensions: {sentence}"


# --- posterior_linear_gaussian --------------------------------------------------------------------


def posterior(x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor) -> Outcomes:
    """The posterior by conditioning the joint Gaussian of z and x on x."""
    identity = torch.eye(weight.shape[0], dtype=weight.dtype)
    gain = torch.linalg.solve(weight @ weight.T + noise_var * identity, weight).T
    return (x - bias) @ gain.T, torch.eye(weight.shape[1], dtype=weight.dtype) - gain @ weight


def posterior_mistakes(
    x: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> dict[str, Outcomes]:
    """Sentence -> the pair of this mistake."""
    identity = torch.eye(weight.shape[1], dtype=weight.dtype)
    gram, error = weight.T @ weight, (x - bias) @ weight
    precision = identity + gram / noise_var
    right = precision.inverse()
    mean = error @ right / noise_var

    def with_precision(matrix: Tensor) -> Outcomes:
        return error @ matrix.inverse() / noise_var, matrix.inverse()

    diagonal = torch.diag(right.diagonal())
    standard = identity + gram / noise_var.sqrt()
    return {
        "the bias is not subtracted from x": (x @ weight @ right / noise_var, right),
        "the bias is added to x; subtract it": ((x + bias) @ weight @ right / noise_var, right),
        "the mean is not divided by noise_var": (error @ right, right),
        "the mean is not multiplied by the covariance": (error / noise_var, right),
        "the mean has the wrong sign": (-mean, right),
        "this is the precision; the covariance is its inverse": (mean, precision),
        "the precision is used as if it were the covariance": (
            error @ precision / noise_var,
            precision,
        ),
        "the prior's identity is missing in the precision": (
            error @ torch.linalg.pinv(gram),
            torch.linalg.pinv(gram) * noise_var,
        ),
        "W^T W is not divided by noise_var": with_precision(identity + gram),
        "noise_var is missing everywhere": (
            error @ (identity + gram).inverse(),
            (identity + gram).inverse(),
        ),
        "W^T W is multiplied by noise_var; divide by it": with_precision(
            identity + gram * noise_var
        ),
        "the standard deviation stands where noise_var belongs": (
            error @ standard.inverse() / noise_var.sqrt(),
            standard.inverse(),
        ),
        "the covariance is not diagonal: keep the other entries": (mean, diagonal),
        "only the diagonal of the precision is inverted": with_precision(
            torch.diag(precision.diagonal())
        ),
        "noise_var is multiplied into the identity and missing in front": (
            error @ (noise_var * identity + gram).inverse(),
            (noise_var * identity + gram).inverse(),
        ),
        "the mean is averaged over the batch": (mean.mean(0), right),
        "one mean is repeated in every row; each row of x has its own": (
            mean.mean(0).expand_as(mean),
            right,
        ),
        "the two results are in the wrong order": (right, mean),
        "the covariance has one copy per row; all rows share one matrix": (
            mean,
            right.expand(len(x), *right.shape),
        ),
    }


class Posterior(Pair):
    """The pair of `posterior`, whose mean is wrong where the covariance is."""

    def value(self, function: Function, *inputs: Any) -> Verdict:
        """Whether both results are right; a wrong covariance is named before the mean."""
        sentence = super().value(function, *inputs)
        if sentence is None or sentence.endswith(tuple(self.mistakes(*inputs))):
            return sentence
        x, weight, bias, noise_var = inputs
        result = numbers.forgiving(function)(*inputs)
        if two(result, self.results) is not None:
            return sentence
        mean, covariance = result
        wrong = compare(covariance, self.reference(*inputs)[1]) == DIFFER
        if wrong and close(mean, (x - bias) @ weight @ covariance.to(x) / noise_var):
            return (
                "the mean follows from the covariance, which is wrong: is it the inverse of "
                "I + WᵀW / noise_var?"
            )
        return sentence


POSTERIOR = Posterior(
    ["x", "weight", "bias", "noise_var"],
    ("the mean", "the covariance"),
    posterior,
    posterior_mistakes,
)


# --- fit_local_posterior --------------------------------------------------------------------------


def _ascent(
    x: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
    steps: int,
    lr: float,
    kl_sign: float = -1.0,
    direction: float = 1.0,
    chain: bool = True,
    entropy: float = 0.5,
    noise_divides: bool = True,
    share: float = 1.0,
    in_turn: bool = False,
    variance_counts: float = 1.0,
    in_variance: bool = False,
) -> Outcomes:
    """Gradient ascent with the gradients by hand, or with one part of them wrong."""
    weak = noise_var if noise_divides else torch.ones_like(noise_var)
    column = (weight**2).sum(0) / weak
    for _ in range(steps):
        variance = log_var.exp()
        to_mean = (x - bias - mean @ weight.T) @ weight / weak + kl_sign * mean
        outer = variance if chain else torch.ones_like(variance)
        to_log_var = -outer * variance_counts * column / 2
        to_log_var = to_log_var + kl_sign * (outer / 2 - entropy)
        to_log_var = to_log_var / variance if in_variance else to_log_var
        mean = mean + direction * share * lr * to_mean
        if not in_turn:
            log_var = log_var + direction * share * lr * to_log_var
    return mean, log_var


_steps: Callable[..., Outcomes] = _ascent  # called with all inputs at once


def ascent(*inputs: Any) -> Outcomes:
    """The right steps."""
    return _steps(*inputs)


def ascent_mistakes(*inputs: Any) -> dict[str, Outcomes]:
    """Sentence -> the pair of this mistake."""
    x, mean, log_var, *model, steps, lr = inputs
    weight, bias, noise_var = model
    right = _steps(*inputs)
    return {
        "the steps go down; an ELBO is raised, so add the gradient": _steps(
            *inputs, direction=-1.0
        ),
        "the ELBO is averaged over the batch, so every step is too small; each observation has "
        "its own": _steps(*inputs, share=1 / len(x)),
        "the ELBO is divided by the number of pixels": _steps(*inputs, share=1 / x.shape[-1]),
        "the KL is missing": _steps(*inputs, kl_sign=0.0),
        "the KL is added; subtract it": _steps(*inputs, kl_sign=1.0),
        "the entropy term log_var is missing in the KL": _steps(*inputs, entropy=0.0),
        "the derivative of exp(log_var) is missing": _steps(*inputs, chain=False),
        "this is the gradient with respect to the variance; for log_var it is that times "
        "exp(log_var)": _steps(*inputs, in_variance=True),
        "the squared error is not divided by noise_var": _steps(*inputs, noise_divides=False),
        "the variance of q is missing in the expected squared error": _steps(
            *inputs, variance_counts=0.0
        ),
        "log_var does not move": (right[0], log_var),
        "the mean does not move": (mean, right[1]),
        "nothing moves: this is where it started": (mean, log_var),
        "one step is taken, not `steps` of them": _steps(x, mean, log_var, *model, 1, lr),
        "one step too many": _steps(x, mean, log_var, *model, steps + 1, lr),
        "one step too few": _steps(x, mean, log_var, *model, steps - 1, lr),
        "the bias is missing": _steps(x, mean, log_var, weight, bias * 0, noise_var, steps, lr),
        "lr is not used": _steps(x, mean, log_var, *model, steps, 1.0),
        "the start is ignored: begin at the given mean and log_var": _steps(
            x, mean * 0, log_var * 0, *model, steps, lr
        ),
        "the variance is returned; return its logarithm": (right[0], right[1].exp()),
        "the two results are in the wrong order": (right[1], right[0]),
    }


LOCAL = Pair(
    ["x", "mean", "log_var", "weight", "bias", "noise_var"],
    ("mean", "log_var"),
    ascent,
    ascent_mistakes,
)


# --- amortization_gap -----------------------------------------------------------------------------


def gaps(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> Outcomes:
    """Approximation and amortization gap from the closed forms of the page."""
    centre, covariance = posterior(x, weight, bias, noise_var)
    precision = covariance.inverse()
    strength = precision.diagonal()
    approximation = 0.5 * (strength.log().sum() - precision.logdet()).expand(len(x))
    away, ratio = mean - centre, log_var.exp() * strength
    total = ((away @ precision) * away).sum(-1) + (ratio - 1 - ratio.log()).sum(-1)
    return approximation, 0.5 * total


def gap_mistakes(
    x: Tensor, mean: Tensor, log_var: Tensor, weight: Tensor, bias: Tensor, noise_var: Tensor
) -> dict[str, Outcomes]:
    """Sentence -> the pair of this mistake."""
    right = gaps(x, mean, log_var, weight, bias, noise_var)
    centre, covariance = posterior(x, weight, bias, noise_var)
    q = torch.diag_embed(log_var.exp())
    total = right[0] + right[1]
    moments = torch.diag(covariance.diagonal())
    matched = gaussian_kl_full(centre, moments, centre, covariance).expand(len(x))
    prior = gaussian_kl_full(mean, q, mean * 0, torch.eye(mean.shape[-1], dtype=x.dtype))
    best = torch.diag(1 / covariance.inverse().diagonal())
    reverse = gaussian_kl_full(centre, covariance, centre, best).expand(len(x))
    wrong_way = gaussian_kl_full(centre, covariance, mean, q)
    squared = gaussian_kl_full(mean, q @ q, centre, covariance)
    return {
        "the two results are in the wrong order: the approximation gap comes first": (
            right[1],
            right[0],
        ),
        "the second result is the whole gap; subtract the approximation gap": (right[0], total),
        "the first result is the whole gap; it should be that of the best diagonal Gaussian": (
            total,
            right[1],
        ),
        "the best diagonal Gaussian has the variances 1/Λ_jj, not those of the posterior": (
            matched,
            total - matched,
        ),
        "the amortization gap has the wrong sign": (right[0], -right[1]),
        "both have the wrong sign": (-right[0], -right[1]),
        "the approximation gap is one number; repeat it for every row": (right[0][0], right[1]),
        "averaged over the batch: return one number per row": (right[0].mean(), right[1].mean()),
        "the KL to the prior stands where the KL to the posterior belongs": (
            right[0],
            prior - right[0],
        ),
        "the divergences are KL(posterior || q); they should be KL(q || posterior)": (
            reverse,
            wrong_way - reverse,
        ),
        "log_var is the logarithm of the variance, not of the standard deviation": (
            right[0],
            squared - right[0],
        ),
        "the approximation gap is missing: the best diagonal Gaussian is not the posterior": (
            right[0] * 0,
            total,
        ),
        "the ½ in front of the divergences is missing": (2 * right[0], 2 * right[1]),
    }


GAPS = Pair(
    ["x", "mean", "log_var", "weight", "bias", "noise_var"],
    ("the approximation gap", "the amortization gap"),
    gaps,
    gap_mistakes,
)
