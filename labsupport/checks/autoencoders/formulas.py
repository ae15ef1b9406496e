"""Verdicts on the exercises of topic ``autoencoders`` that are formulas: PCA, error and EM."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.distributions import MultivariateNormal

from labsupport.checks import numbers
from labsupport.checks.compare import DIFFER, Verdict, close, compare
from labsupport.checks.formula import ROUNDED, Formula, Function, Mistakes
from labsupport.checks.parts import Outcomes, Parts, listed, usual

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
    "this is the largest of each pixel, not the mean": lambda x: x.amax(0),
    "this is the standard deviation of each pixel, not the mean": lambda x: x.std(0),
    "these are the images; return their mean": lambda x: x,
    "this is the first image; return the mean": lambda x: x[0],
    "it is twice what it should be": lambda x: 2 * x.mean(0),
    "it is too large by 1": lambda x: x.mean(0) + 1,
    "this is the mean of the images without their mean, which is 0": lambda x: (x - x.mean(0)).mean(
        0
    ),
    "the sign is wrong": lambda x: -x.mean(0),
}
ORDER = "the two results are in the wrong order: first the mean, then the directions"


def pca(function: Function, x: Tensor, latent: int) -> Verdict:
    """Whether ``fit_pca`` gives the mean and the principal directions, up to their signs."""
    result = numbers.forgiving(function)(x, latent)
    sentence = listed(result, ("the mean", "the directions"))
    if sentence is not None:
        return sentence
    mean, directions = result
    right_mean, centred = x.mean(0), (x - x.mean(0)).double()
    wrong = {text: f(x) for text, f in MEAN_MISTAKES.items()}
    sentence = compare(mean, right_mean, wrong)
    if sentence is not None:
        return ORDER if compare(directions, right_mean) is None else f"the mean: {sentence}"
    right = _principal(centred, latent).to(x.dtype)
    rank = min(len(x) - 1, latent)
    if rank < latent and isinstance(directions, Tensor) and directions.shape == right.shape:
        # Any direction that is orthogonal to the others will do for a singular value of 0.
        square = directions.double() @ directions.double().T
        if not close(square, torch.eye(latent, dtype=torch.float64), rtol=1e-4):
            return "the directions: they are not orthogonal and of length 1 where latent is n"
        directions, right = directions[:rank], right[:rank]
    sentence = _up_to_signs(directions, right)
    if sentence is None:
        return None
    return f"the directions: {_named(directions, x, centred, latent) or sentence}"


def pca_kind(function: Function, x: Tensor, latent: int) -> Verdict:
    """Whether both have the dtype and the device of ``x`` (float64), without rounding."""
    sentence = pca(function, x, latent) or numbers.number_type(function, x, latent, like="x")
    if sentence is not None:
        return sentence
    mean, directions = function(x, latent)
    right = _principal(x - x.mean(0), latent)
    if not (
        close(_signed(directions, right), right, rtol=1e-9) and close(mean, x.mean(0), rtol=1e-12)
    ):
        return ROUNDED
    return numbers.device(function, x, latent, like="x")


def _signed(actual: Tensor, right: Tensor) -> Tensor:
    """The rows with the sign that brings each nearest to that of ``right``."""
    return actual * torch.sign((actual * right.to(actual)).sum(1, keepdim=True))


def _up_to_signs(actual: Tensor, right: Tensor) -> Verdict:
    sentence = compare(actual, right)
    return compare(_signed(actual, right), right) if sentence == DIFFER else sentence


def _named(actual: Tensor, x: Tensor, centred: Tensor, latent: int) -> Verdict:
    """The mistake that gives these directions."""
    n, pixels = x.shape
    every = _principal(centred, pixels)
    right = every[:latent]
    values = (every @ centred.T).square().sum(1)[:latent, None].sqrt()
    raw = _principal(x.double(), latent)
    scaled = _principal(centred / centred.std(0), latent)
    few = min(n, pixels)
    u, _, vh = torch.linalg.svd(centred, full_matrices=False)
    rows = _principal(x.double() - x.double().mean(1, keepdim=True), latent)
    candidates = {
        "these are columns of V transposed; the directions are its rows": vh[:, :latent].T,
        "these are columns of U, one number for each image; the directions are in V": u[:, :latent],
        "these are columns of U, turned; the directions are in V": u[:, :latent].T,
        "these are rows of U; the directions are in V": u[:latent],
        "the mean of each image is subtracted; subtract the mean image": rows,
        "their rows are divided by the singular values; leave them at length 1": right / values,
        "they are twice as long; their length should be 1": 2 * right,
        "their absolute values are taken": right.abs(),
        "1 is added to them": right + 1,
        "these are rows of the unit matrix, as where all images are the same: decompose x - mean": (
            torch.eye(pixels, dtype=right.dtype)[:latent]
        ),
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
    if actual.shape == right.shape:
        span = torch.linalg.qr(actual.double().T).Q
        if close(span @ span.T, right.T @ right, rtol=1e-4):
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
        "x is multiplied by the mean; subtract it": _encode(x * mean + mean, mean, directions),
        "this is x - mean; take its inner products with the directions": x - mean,
        "the directions are squared": (x - mean) @ directions.T.square(),
        "only the first direction is used": right[..., :1].expand_as(right),
        "the codes of all directions are added up": right.sum(-1),
        "the absolute value is taken; a code has a sign": right.abs(),
    }
    if right.dim() > 1:
        found |= {SUMMED: right.sum(0), "averaged over the batch": right.mean(0)}
    if directions.shape[0] == directions.shape[1]:
        found["a direction is a row of `directions`, not a column"] = (x - mean) @ directions
    return found


ENCODE = Formula(["x", "mean", "directions"], _encode, usual(_encode, _encode_mistakes))


def _decode(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    return mean + torch.einsum("...l,lp->...p", z, directions)


def _decode_mistakes(z: Tensor, mean: Tensor, directions: Tensor) -> Mistakes:
    right = _decode(z, mean, directions)
    found = {
        "the mean is not added": right - mean,
        "the mean is subtracted; add it": right - 2 * mean,
        "the sign of the directions is wrong": 2 * mean - right,
        "this is the mean alone; the code is not used": mean.expand_as(right),
        "this is the mean alone, one image; the code is not used": mean,
        "all directions get the same weight; the code weighs them": mean
        + directions.sum(0).expand_as(right),
        "the mean is added twice": right + mean,
        "the mean is multiplied; add it": (right - mean) * mean,
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


DECODE = Formula(["z", "mean", "directions"], _decode, usual(_decode, _decode_mistakes))


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
        "summed over the pixels, averaged over the images, and divided by their number again": right
        / images,
        "summed over the images, one number for each pixel": away.square().sum(0),
        "the squared differences themselves; sum over pixels and average over images": (
            away.square()
        ),
        "the power is four; square the differences": away.square().square().sum(-1).mean(),
        "the differences are doubled, not squared": 2 * away.sum(-1).mean(),
        "the signed differences are averaged over everything, then squared": away.mean().square(),
        "this is the median over the images; average": each.median(),
        "this is the standard deviation over the images; average": (
            each.std() if images > 1 else right * torch.nan
        ),
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


ERROR = Formula(["x", "reconstruction"], _error, usual(_error, _error_mistakes))


# --- e_step ---------------------------------------------------------------------------------------


def covariance(factor: Tensor) -> Tensor:
    """Well-conditioned covariances from any square matrices."""
    identity = torch.eye(factor.shape[-1], dtype=factor.dtype, device=factor.device)
    return factor @ factor.mT + 0.4 * identity


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
    identity = torch.eye(d, dtype=z.dtype, device=z.device).expand_as(covariances)
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
        "the constant -½ d log(2π) has the wrong sign": _bayes(joint + 2 * c),
        "the squared distance has the wrong sign": _bayes(joint + distance),
        "the weights are subtracted; add their logarithms": _bayes(joint - weights.log() - weights),
        "the logarithms of the weights are subtracted; add them": _bayes(joint - 2 * weights.log()),
        "the weights are missing in the responsibilities": (
            torch.softmax(joint - weights.log(), 1),
            log_p,
        ),
        "the weights are missing in log p(z)": (
            right,
            torch.logsumexp(joint - weights.log(), 1),
        ),
        "added up over the codes; add up over the Gaussians": (right, torch.logsumexp(joint, 0)),
        "this is the sum of the responsibilities, whose logarithm is 0": (right, 0 * log_p),
        "log p(z) is added before exp; subtract it": ((joint + log_p[:, None]).exp(), log_p),
        "divided by the largest; divide by the sum": (
            torch.exp(joint - joint.amax(1, keepdim=True)),
            log_p,
        ),
        "the sum over the Gaussians is missing: these are log-terms": (right, joint),
        "the means are not subtracted": _bayes(
            _log_parts(z, weights, torch.zeros_like(means), covariances)
        ),
        "the means are added to the codes; subtract them": _bayes(
            _log_parts(z, weights, -means, covariances)
        ),
        "the inverses of the covariances are used": _bayes(
            _log_parts(z, weights, means, covariances.inverse())
        ),
        "all Gaussians get the covariance of the first": _bayes(
            _log_parts(z, weights, means, covariances[:1].expand_as(covariances))
        ),
        "the two results are in the wrong order": (log_p, right),
    }


def _other_mixtures(
    z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Weights still sum to 1."""
    yield 0.7 * z + 0.2, (weights + 0.2) / (weights + 0.2).sum(), 0.6 * means, 1.3 * covariances
    yield z.flip(0) - 0.3, weights.flip(0), means + 0.1, covariances.flip(0)


E_RESULTS = ("the responsibilities", "log p(z)")
EXPECTATION = Parts(
    ["z", "weights", "means", "covariances"],
    E_RESULTS,
    expectation,
    expectation_mistakes,
    _other_mixtures,
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


def expectation_kind(function: Function, z: Tensor, *mixture: Tensor) -> Verdict:
    """Whether both have the dtype and the device of ``z``, for logits, means and factors."""
    logits, means, factors = mixture
    given = (z, torch.softmax(logits, 0), means, covariance(factors))
    return (
        EXPECTATION.value(function, *given)
        or numbers.number_type(function, *given, like="z")
        or EXPECTATION_OF_FACTORS.precise(of_factors(function), z, *mixture)
        or numbers.device(function, *given, like="z")
    )


def far(function: Function, z: Tensor, *mixture: Tensor) -> Verdict:
    """Whether codes far away from all Gaussians have responsibilities."""
    # In double precision, where a difference of large log-densities keeps its digits.
    parameters = [part.double() for part in mixture]
    away = z.double() + 300 * torch.sign(z[:1].double())
    near = EXPECTATION.value(function, z.double(), *parameters)
    if near is not None:
        return near
    sentence = EXPECTATION.value(function, away, *parameters)
    if sentence is None:
        return None
    found = numbers.forgiving(function)(away, *parameters)
    if not all(part.isfinite().all() for part in found):
        return (
            "for codes far away from all Gaussians every density rounds to 0, and the result is "
            "not finite: stay with logarithms (torch.logsumexp, torch.softmax)"
        )
    if bool((found[1] == found[1][0]).all()) and len(z) > 1:
        return (
            "codes far away from all Gaussians all get the same log p(z): densities are clamped, "
            "or something is added to them; stay with logarithms (torch.logsumexp)"
        )
    return f"for codes far away from all Gaussians: {sentence}"


# --- m_step ---------------------------------------------------------------------------------------


def maximization(z: Tensor, r: Tensor, ridge: float) -> Outcomes:
    """Weights, means and covariances, as sums over all pairs."""
    counts = r.sum(0)
    means = torch.einsum("nc,ni->ci", r, z) / counts[:, None]
    second = torch.einsum("nc,ni,nj->cij", r, z, z) / counts[:, None, None]
    outer = torch.einsum("ci,cj->cij", means, means)
    identity = torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
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
        "the mean of all codes stands for every Gaussian; weigh it with the responsibilities": (
            weights,
            overall.expand_as(means),
            covariances + shift,
        ),
        "divided by the sum of the counts; divide by the count of each Gaussian": (
            weights,
            means * weights[:, None],
            covariances,
        ),
        "the counts are divided by n twice": (weights / len(z), means, covariances),
        "the counts are subtracted from the sums; divide by them": (
            weights,
            (means - 1) * counts[:, None],
            covariances,
        ),
        "the responsibilities are multiplied with each other; add them up": (
            r.prod(0) / len(z),
            means,
            covariances,
        ),
        "they are not divided by the counts, and are sums": (
            weights,
            means * counts[:, None],
            covariances,
        ),
        "multiplied by the counts; divide": (weights, means * counts[:, None] ** 2, covariances),
        "the scatter is multiplied by the counts; divide": (
            weights,
            means,
            bare * wide**2 + floor,
        ),
        "the mean is added to the codes before the products; subtract it": (
            weights,
            means,
            covariances + 4 * outer,
        ),
        "the weights are sums over the Gaussians, one for each code": (
            r.sum(1),
            means,
            covariances,
        ),
        "the weights are means over the Gaussians, one for each code": (
            r.mean(1),
            means,
            covariances,
        ),
        "the responsibilities are missing in the covariances": (
            weights,
            means,
            _unweighted(z, means) / wide + floor,
        ),
        "the responsibilities are missing in the covariances, and n divides": (
            weights,
            means,
            _unweighted(z, means) / len(z) + floor,
        ),
        "the responsibilities are squared in the covariances": (
            weights,
            means,
            torch.einsum("nc,nci,ncj->cij", r.square(), z[:, None] - means, z[:, None] - means)
            / wide
            + floor,
        ),
        "the ridge is added as 1": (weights, means, bare + floor / max(ridge, 1e-9)),
        "the ridge multiplies the diagonal; add it": (
            weights,
            means,
            bare * (1 + (ridge - 1) * torch.eye(z.shape[1], dtype=z.dtype)),
        ),
        "the square roots are taken": (weights, means, bare.clamp_min(0).sqrt() + floor),
        "the results are in the wrong order: weights, means, covariances": (
            means,
            weights,
            covariances,
        ),
    }
    return found


def _unweighted(z: Tensor, means: Tensor) -> Tensor:
    away = z[:, None] - means
    return torch.einsum("nci,ncj->cij", away, away)


def _some(r: Tensor, value: Callable[[], Outcomes], other: Outcomes) -> Outcomes:
    """The value where every Gaussian has codes; else something of that shape that is no mistake."""
    return value() if bool((r.sum(0) > 0).all()) else tuple(o + torch.inf for o in other)


M_RESULTS = ("the weights", "the means", "the covariances")


def _other_responsibilities(
    z: Tensor, r: Tensor, ridge: float
) -> Iterator[tuple[Tensor, Tensor, float]]:
    """Rows still sum to 1."""
    yield 0.7 * z + 0.2, (r + 0.1) / (r + 0.1).sum(1, keepdim=True), ridge + 0.1
    yield z.flip(0) - 0.3, r, 2 * ridge + 0.3


MAXIMIZATION = Parts(
    ["z", "responsibilities", "ridge"],
    M_RESULTS,
    maximization,
    maximization_mistakes,
    _other_responsibilities,
)


def maximization_kind(function: Function, z: Tensor, logits: Tensor, ridge: float) -> Verdict:
    """Whether all three have the dtype and the device of ``z``, without rounding."""
    given = (z, torch.softmax(logits, 1), ridge)
    return (
        MAXIMIZATION.value(function, *given)
        or numbers.number_type(function, *given, like="z")
        or maximization_of_logits(ridge).precise(of_logits(function, ridge), z, logits)
        or numbers.device(function, *given, like="z")
    )


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
