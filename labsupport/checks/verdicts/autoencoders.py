"""Verdicts on the exercises of topic ``autoencoders`` that are formulas: PCA, error and EM."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from labsupport.checks.compare import Verdict, close, compare, shape
from labsupport.checks.verdicts.terms import ROUNDED, Function, Mistakes, Term

Outcomes = tuple[Tensor, ...]


def parts(result: Any, names: Sequence[str]) -> Verdict:
    """Whether a result is a tuple of as many tensors as there are names."""
    if result is None:
        return "nothing is returned: is the `return` missing?"
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    if not isinstance(result, tuple | list) or len(result) != len(names):
        return f"{len(names)} tensors should be returned: {listed}"
    if not all(isinstance(part, Tensor) for part in result):
        return f"{listed} should all be tensors"
    return None


class Parts:
    """A formula with several results, judged part by part.

    Args:
        names: of the inputs.
        results: what the tensors are.
        reference: gives the right ones.
        mistakes: inputs -> sentence -> all tensors as this mistake gives them.
    """

    def __init__(
        self,
        names: Sequence[str],
        results: Sequence[str],
        reference: Callable[..., Outcomes],
        mistakes: Callable[..., Mapping[str, Outcomes]],
    ) -> None:
        self.results, self.reference, self.mistakes = results, reference, mistakes
        self.terms = [
            Term(names, self._part(reference, number), self._mistakes(number))
            for number in range(len(results))
        ]

    @staticmethod
    def _part(function: Function, number: int) -> Function:
        return lambda *inputs: function(*inputs)[number]

    def _mistakes(self, number: int) -> Callable[..., Mistakes]:
        return lambda *inputs: {s: found[number] for s, found in self.mistakes(*inputs).items()}

    def value(self, function: Function, *inputs: Any) -> Verdict:
        """Whether all results are right."""
        result = function(*inputs)
        sentence = parts(result, self.results)
        if sentence is not None:
            return sentence
        right, wrong = self.reference(*inputs), self.mistakes(*inputs)
        verdicts = [compare(t, r) for t, r in zip(result, right, strict=True)]
        if not any(verdicts):
            return None
        for text, found in wrong.items():  # those that explain all at once, first
            if not any(compare(t, w) for t, w in zip(result, found, strict=True)):
                return text
        for number, (name, sentence) in enumerate(zip(self.results, verdicts, strict=True)):
            if sentence is not None:
                own = {text: found[number] for text, found in wrong.items()}
                return f"{name}: {compare(result[number], right[number], own)}"
        return None

    def shapes(self, function: Function, *inputs: Any) -> Verdict:
        """Whether all are right for inputs of these shapes; the sentence names them."""
        sentence = self.value(function, *inputs)
        given = " and ".join(shape(i) for i in inputs if isinstance(i, Tensor))
        return sentence and f"for inputs of shape {given}: {sentence}"

    def every(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether all are right, have the right gradients and all of float64's digits."""
        sentence = self.value(function, *inputs)
        for number, term in enumerate(self.terms):
            single = self._part(function, number)
            found = sentence or term.gradient(single, *inputs) or term.precise(single, *inputs)
            if found is not None and sentence is None:
                return f"{self.results[number]}: {found}"
        return sentence


# --- fit_pca --------------------------------------------------------------------------------------


def pca_images(
    generator: torch.Generator, n: int, pixels: int, dtype: torch.dtype = torch.float64
) -> Tensor:
    """Images with a mean far from 0 and singular values far from each other."""
    noise = torch.randn(n, pixels, generator=generator, dtype=torch.float64)
    u, _, vh = torch.linalg.svd(noise - noise.mean(0), full_matrices=False)
    values = math.sqrt(n) * 0.7 ** torch.arange(len(vh), dtype=torch.float64)
    mean = 1 + torch.rand(pixels, generator=generator, dtype=torch.float64)
    return (mean + (u * values) @ vh).to(dtype)


def _principal(x: Tensor, latent: int) -> Tensor:
    _, vectors = torch.linalg.eigh(x.T @ x)
    return vectors.flip(1)[:, :latent].T


MEAN_MISTAKES: dict[str, Callable[[Tensor], Tensor]] = {
    "this is the mean over all pixels of all images; each pixel has its own": lambda x: x.mean(),
    "this is the mean of each image; take it over the images": lambda x: x.mean(1),
    "the images are added up; divide by their number": lambda x: x.sum(0),
    "divided by n - 1; a mean divides by n": lambda x: x.sum(0) / (len(x) - 1),
    "the first axis is kept; it should be gone": lambda x: x.mean(0, keepdim=True),
    "this is the median": lambda x: x.median(0).values,
    "this is 0; return the mean that was subtracted": lambda x: 0 * x[0],
    "the sign is wrong": lambda x: -x.mean(0),
}
ORDER = "the two results are in the wrong order: first the mean, then the directions"


def pca(function: Function, x: Tensor, latent: int) -> Verdict:
    """Whether ``fit_pca`` gives the mean and the principal directions, up to their signs."""
    result = function(x, latent)
    sentence = parts(result, ("the mean", "the directions"))
    if sentence is not None:
        return sentence
    mean, directions = result
    right_mean, centred = x.mean(0), (x - x.mean(0)).double()
    wrong = {text: f(x) for text, f in MEAN_MISTAKES.items()}
    sentence = compare(mean, right_mean, wrong)
    if sentence is not None:
        return ORDER if compare(directions, right_mean) is None else f"the mean: {sentence}"
    right = _principal(centred, latent).to(x.dtype)
    sentence = _up_to_signs(directions, right)
    if sentence is None:
        if x.dtype == torch.float64 and not (
            close(_signed(directions, right), right, rtol=1e-9)
            and close(mean, right_mean, rtol=1e-12)
        ):
            return ROUNDED
        return None
    return f"the directions: {_named(directions, x, centred, latent) or sentence}"


def _signed(actual: Tensor, right: Tensor) -> Tensor:
    """The rows with the sign that brings each nearest to that of ``right``."""
    return actual * torch.sign((actual * right).sum(1, keepdim=True))


def _up_to_signs(actual: Tensor, right: Tensor) -> Verdict:
    sentence = compare(actual, right)
    return compare(_signed(actual, right), right) if sentence == "the numbers differ" else sentence


def _named(actual: Tensor, x: Tensor, centred: Tensor, latent: int) -> Verdict:
    """The mistake that gives these directions."""
    n, pixels = x.shape
    every = _principal(centred, pixels)
    right = every[:latent]
    values = (every @ centred.T).square().sum(1)[:latent, None].sqrt()
    raw = _principal(x.double(), latent)
    scaled = _principal(centred / centred.std(0), latent)
    few = min(n, pixels)
    candidates = {
        "the mean is not subtracted before the decomposition": raw,
        "these are the directions of the smallest variance": every[:few].flip(0)[:latent],
        "the largest variance comes first": right.flip(0),
        "their rows should have length 1: leave the singular values out": right * values,
        "their rows should have length 1: these are scaled by the standard deviations": right
        * values
        / math.sqrt(n),
        "the pixels are divided by their standard deviations; PCA leaves them as they are": scaled,
        "there should be `latent` of them; these are all": every,
        "there should be `latent` of them; these are one too many": every[: latent + 1],
        "there should be `latent` of them; one is missing": every[: latent - 1],
        "the first is missing": every[1 : latent + 1],
    }
    for sentence, wrong in candidates.items():
        wrong = wrong.to(x.dtype)
        if _up_to_signs(actual, wrong) is None:
            return sentence
        if latent > 1 and actual.shape != right.shape and actual.shape == wrong.T.shape:
            turned = actual.T
            if _up_to_signs(turned, right.to(x.dtype)) is None:
                return "each should be a row, shape (latent, pixels); these are columns"
    if latent < few and actual.shape == (few, pixels) and _up_to_signs(actual, every[:few]) is None:
        return "there should be `latent` of them; these are all"
    if actual.shape == right.shape and actual.dtype == x.dtype:
        rows = torch.linalg.qr(actual.double().T).Q
        if close(rows @ rows.T, right.T @ right, rtol=1e-4):
            return (
                "they span the right subspace, but are not those of the largest variance in "
                "turn, with length 1 and right angles"
            )
        if _up_to_signs(actual, raw.to(x.dtype)) is None:
            return "the mean is not subtracted before the decomposition"
    return None


# --- pca_encode, pca_decode, reconstruction_error -------------------------------------------------

SUMMED = "summed over the batch; every image has its own"


def _encode(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    return torch.einsum("...p,lp->...l", x - mean, directions)


def _encode_mistakes(x: Tensor, mean: Tensor, directions: Tensor) -> Mistakes:
    right = _encode(x, mean, directions)
    length = directions.square().sum(1)
    found = {
        "the mean is not subtracted": _encode(x + mean, mean, directions),
        "the mean is added; subtract it": _encode(x + 2 * mean, mean, directions),
        "the sign is wrong: subtract the mean from x, not x from the mean": -right,
        "this is the reconstruction; return the code": mean + right @ directions,
        "this is the projection, in pixels; return the code": right @ directions,
        "the inner products are divided by the squared length of the direction": right / length,
        "the inner products are divided by the length of the direction": right / length.sqrt(),
        "this fits the directions by least squares; take the inner product with each": right
        @ torch.linalg.pinv(directions @ directions.T),
        "averaged over the pixels; sum": right / x.shape[-1],
        "the mean of the batch is subtracted; subtract the mean that is given": _encode(
            x, x.reshape(-1, x.shape[-1]).mean(0), directions
        ),
        "the code is squared": right.square(),
        "the absolute value is taken; a code has a sign": right.abs(),
    }
    if right.dim() > 1:
        found |= {SUMMED: right.sum(0), "averaged over the batch": right.mean(0)}
    if directions.shape[0] == directions.shape[1]:
        found["a direction is a row of `directions`, not a column"] = (x - mean) @ directions
    return found


ENCODE = Term(["x", "mean", "directions"], _encode, _encode_mistakes)


def _decode(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    return mean + torch.einsum("...l,lp->...p", z, directions)


def _decode_mistakes(z: Tensor, mean: Tensor, directions: Tensor) -> Mistakes:
    right = _decode(z, mean, directions)
    found = {
        "the mean is not added": right - mean,
        "the mean is subtracted; add it": right - 2 * mean,
        "the sign of the directions is wrong": 2 * mean - right,
        "this is the mean alone; the code is not used": mean.expand_as(right),
        "the mean is taken into the sum with the directions: it belongs outside": (
            z.sum(-1, keepdim=True) * mean + right - mean
        ),
        "the directions are divided by their lengths; take them as they are": mean
        + z @ (directions / directions.norm(dim=1, keepdim=True)),
        "averaged over the directions; sum": mean + (right - mean) / z.shape[-1],
        "this is the pseudo-inverse; multiply by the directions themselves": mean
        + z @ torch.linalg.pinv(directions).T,
        "the result is clamped to [0, 1]; leave it as it is": right.clamp(0, 1),
        "a sigmoid is applied; PCA is linear": torch.sigmoid(right),
    }
    if right.dim() > 1:
        found |= {SUMMED: right.sum(0), "averaged over the batch": right.mean(0)}
    if directions.shape[0] == directions.shape[1]:
        found["a direction is a row of `directions`, not a column"] = mean + z @ directions.T
    return found


DECODE = Term(["z", "mean", "directions"], _decode, _decode_mistakes)


def _error(x: Tensor, reconstruction: Tensor) -> Tensor:
    away = x - reconstruction
    return (away * away).sum() / len(x)


def _error_mistakes(x: Tensor, reconstruction: Tensor) -> Mistakes:
    right, away = _error(x, reconstruction), x - reconstruction
    images, pixels = x.shape
    each = away.square().sum(-1)
    return {
        "averaged over the pixels too; sum over them": right / pixels,
        "summed over the images; average over them": right * images,
        "summed over the images and averaged over the pixels; it is the other way round": right
        * images
        / pixels,
        "this is half of it: leave the ½ out": right / 2,
        "the square root is taken; leave the square": right.sqrt(),
        "the square root is taken for each image; leave the square": each.sqrt().mean(),
        "this is the root of the mean over images and pixels": (right / pixels).sqrt(),
        "the differences are not squared": away.sum(-1).mean(),
        "absolute values are taken; square the differences": away.abs().sum(-1).mean(),
        "the sum over the pixels is squared; square first": away.sum(-1).square().mean(),
        "the sign is wrong": -right,
        "this is the largest error; average": each.amax(),
        "one number for each image; average over them": each,
        "x and reconstruction are added; subtract": (x + reconstruction).square().sum(-1).mean(),
        "this is the squared length of x; subtract the reconstruction": x.square().sum(-1).mean(),
        "averaged over the images, not summed over the pixels: one number": away.square().mean(0),
    }


ERROR = Term(["x", "reconstruction"], _error, _error_mistakes)


# --- e_step ---------------------------------------------------------------------------------------


def covariance(factor: Tensor) -> Tensor:
    """Well-conditioned covariances from any square matrices."""
    return factor @ factor.mT + 0.4 * torch.eye(factor.shape[-1], dtype=factor.dtype)


def _log_parts(z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor) -> Tensor:
    gaussians = MultivariateNormal(means, covariances, validate_args=False)
    return weights.log() + gaussians.log_prob(z[:, None])


def _bayes(log_joint: Tensor) -> Outcomes:
    return torch.softmax(log_joint, 1), torch.logsumexp(log_joint, 1)


def expectation(z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor) -> Outcomes:
    """Responsibilities and log p(z)."""
    return _bayes(_log_parts(z, weights, means, covariances))


def expectation_mistakes(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> dict[str, Outcomes]:
    """Sentence -> both results of this mistake."""
    joint = _log_parts(z, weights, means, covariances)
    right, log_p = _bayes(joint)
    d = z.shape[1]
    c = 0.5 * d * math.log(2 * math.pi)
    away = z[:, None] - means
    log_det = 0.5 * torch.logdet(covariances)
    distance = torch.einsum("nci,cij,ncj->nc", away, covariances.inverse(), away)
    diagonal = torch.diag_embed(covariances.diagonal(dim1=1, dim2=2))
    identity = torch.eye(d, dtype=z.dtype).expand_as(covariances)
    hard = torch.nn.functional.one_hot(joint.argmax(1), len(weights)).to(z.dtype)
    squared = _bayes(_log_parts(z, weights, means, covariances @ covariances))
    over_codes = torch.softmax(joint, 0)
    return {
        "the weights are missing": _bayes(joint - weights.log()),
        "the weights are added to the log-densities; add their logarithms": _bayes(
            joint - weights.log() + weights
        ),
        "the weights are squared": _bayes(joint + weights.log()),
        "normalized over the codes; each row, of one code, sums to 1": (over_codes, log_p),
        "not normalized: divide by p(z)": (joint.exp(), log_p),
        "these are the logarithms; return probabilities": (joint - log_p[:, None], log_p),
        "all goes to the likeliest Gaussian; return probabilities": (hard, log_p),
        "one row for each Gaussian; make it one for each code": (right.T, log_p),
        "this is p(z); return its logarithm": (right, log_p.exp()),
        "the logarithms are added up; take the logarithm of the sum": (right, joint.sum(1)),
        "this is that of the likeliest Gaussian alone; add all up": (right, joint.amax(1)),
        "the sign is wrong": (right, -log_p),
        "summed over the codes; return one number for each": (right, log_p.sum()),
        "averaged over the codes; return one number for each": (right, log_p.mean()),
        "it has one axis too many": (right, log_p[:, None]),
        "averaged over the Gaussians; the weights do that": (right, log_p - math.log(len(weights))),
        "the covariances are used as if they were standard deviations": squared,
        "only the diagonals of the covariances are used": _bayes(
            _log_parts(z, weights, means, diagonal)
        ),
        "the covariances are not used": _bayes(_log_parts(z, weights, means, identity)),
        "the determinants of the covariances are missing": _bayes(joint + log_det),
        "the logarithm of the determinants lacks its ½": _bayes(joint - log_det),
        "the squared distance lacks its ½": _bayes(joint - 0.5 * distance),
        "the constant -½ d log(2π) is missing": _bayes(joint + c),
        "the constant has log(2π) once, and needs it for every dimension": _bayes(
            joint + c - 0.5 * math.log(2 * math.pi)
        ),
        "the two results are in the wrong order": (log_p, right),
    }


E_RESULTS = ("the responsibilities", "log p(z)")
EXPECTATION = Parts(
    ["z", "weights", "means", "covariances"], E_RESULTS, expectation, expectation_mistakes
)


def of_factors(function: Function) -> Function:
    """The E-step as a function of logits and factors, whose gradients are unambiguous."""

    def composed(z: Tensor, logits: Tensor, means: Tensor, factors: Tensor) -> Any:
        return function(z, torch.softmax(logits, 0), means, covariance(factors))

    return composed


EXPECTATION_OF_FACTORS = Parts(
    ["z", "weights", "means", "covariances"],
    E_RESULTS,
    of_factors(expectation),
    of_factors(expectation_mistakes),
)


def far(function: Function, z: Tensor, *mixture: Tensor) -> Verdict:
    """Whether codes far away from all Gaussians have responsibilities."""
    # In double precision, where a difference of large log-densities keeps its digits.
    away = z.double() + 300 * torch.sign(z[:1].double())
    if EXPECTATION.value(function, away, *(part.double() for part in mixture)) is not None:
        return (
            "for codes far away from all Gaussians every density rounds to 0: stay with "
            "logarithms (torch.logsumexp, torch.softmax)"
        )
    return None


# --- m_step ---------------------------------------------------------------------------------------


def maximization(z: Tensor, r: Tensor, ridge: float) -> Outcomes:
    """Weights, means and covariances, as sums over all pairs."""
    counts = r.sum(0)
    means = torch.einsum("nc,ni->ci", r, z) / counts[:, None]
    second = torch.einsum("nc,ni,nj->cij", r, z, z) / counts[:, None, None]
    outer = torch.einsum("ci,cj->cij", means, means)
    identity = torch.eye(z.shape[1], dtype=z.dtype)
    return counts / len(z), means, second - outer + ridge * identity


def maximization_mistakes(z: Tensor, r: Tensor, ridge: float) -> dict[str, Outcomes]:
    """Sentence -> all three results of this mistake."""
    weights, means, covariances = maximization(z, r, ridge)
    c, counts = r.shape[1], r.sum(0)
    wide = counts[:, None, None]
    floor = ridge * torch.eye(z.shape[1], dtype=z.dtype)
    bare = covariances - floor
    outer = torch.einsum("ci,cj->cij", means, means)
    overall = z.mean(0)
    shift = torch.einsum("ci,cj->cij", means - overall, means - overall)
    hard = torch.nn.functional.one_hot(r.argmax(1), c).to(r)
    diagonal = torch.diag_embed(covariances.diagonal(dim1=1, dim2=2))
    pooled = torch.einsum("c,cij->ij", weights, bare) + floor
    found = {
        "the counts are not divided by n": (counts, means, covariances),
        "the weights are equal; fit them": (torch.full_like(weights, 1 / c), means, covariances),
        "divided by the number of Gaussians; divide by n": (counts / c, means, covariances),
        "not divided by the counts": (weights, means * counts[:, None], covariances),
        "divided by n; divide by the count of each Gaussian": (
            weights,
            means * weights[:, None],
            covariances,
        ),
        "the responsibilities are not used": (
            weights,
            overall.expand_as(means),
            z.T.cov(correction=0).expand_as(bare) + floor,
        ),
        "the scatter is not divided by the counts": (weights, means, bare * wide + floor),
        "the scatter is divided by n; divide by the count of each Gaussian": (
            weights,
            means,
            bare * weights[:, None, None] + floor,
        ),
        "divided by the count minus 1; maximum likelihood divides by the count": (
            weights,
            means,
            bare * wide / (wide - 1) + floor,
        ),
        "the ridge is not added": (weights, means, bare),
        "the ridge is added to every entry; add it to the diagonal": (weights, means, bare + ridge),
        "the ridge is subtracted; add it": (weights, means, bare - floor),
        "the ridge is divided by the counts; add it as it is": (
            weights,
            means,
            bare + floor / wide,
        ),
        "the ridge is squared": (weights, means, bare + ridge * floor),
        "the mean is not subtracted": (weights, means, covariances + outer),
        "the mean of all codes is subtracted; each Gaussian has its own": (
            weights,
            means,
            covariances + shift,
        ),
        "only the diagonals are there; keep the other entries": (weights, means, diagonal),
        "these are the diagonals alone; return matrices": (
            weights,
            means,
            covariances.diagonal(dim1=1, dim2=2),
        ),
        "one matrix for all Gaussians; each has its own": (weights, means, pooled),
        "the same matrix for all Gaussians; each has its own": (
            weights,
            means,
            pooled.expand_as(covariances),
        ),
        "these are the inverses; return the covariances": (weights, means, covariances.inverse()),
        "these are Cholesky factors; return the covariances": (
            weights,
            means,
            torch.linalg.cholesky(covariances),
        ),
        "each code counts for its likeliest Gaussian alone; use the responsibilities": _some(
            hard, lambda: maximization(z, hard, ridge), (weights, means, covariances)
        ),
        "the responsibilities are squared": maximization(z, r.square(), ridge),
        "the results are in the wrong order: weights, means, covariances": (
            means,
            weights,
            covariances,
        ),
    }
    return found


def _some(r: Tensor, value: Callable[[], Outcomes], other: Outcomes) -> Outcomes:
    """The value where every Gaussian has codes; else something of that shape that is no mistake."""
    return value() if bool((r.sum(0) > 0).all()) else tuple(o + torch.inf for o in other)


M_RESULTS = ("the weights", "the means", "the covariances")
MAXIMIZATION = Parts(["z", "responsibilities"], M_RESULTS, maximization, maximization_mistakes)


def of_logits(function: Function, ridge: float) -> Function:
    """The M-step as a function of logits: rows of responsibilities sum to 1 after any step."""

    def composed(z: Tensor, logits: Tensor) -> Any:
        return function(z, torch.softmax(logits, 1), ridge)

    return composed


def maximization_of_logits(ridge: float) -> Parts:
    """Judges an M-step that is a function of logits."""
    return Parts(
        ["z", "responsibilities"],
        M_RESULTS,
        of_logits(maximization, ridge),
        of_logits(maximization_mistakes, ridge),
    )
