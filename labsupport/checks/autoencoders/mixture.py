"""Fitting a mixture of Gaussians in topic ``autoencoders``: ``e_step`` and ``m_step``."""

import math
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function, forgiving

# --- e_step


def e_step(z: Tensor, weights: Tensor, means: Tensor, covariances: Tensor) -> tuple[Tensor, Tensor]:
    """Responsibilities and log p(z)."""
    away = z[:, None] - means
    distance = (away[..., None, :] @ covariances.inverse() @ away[..., None])[..., 0, 0]
    constant = z.shape[1] * math.log(2 * math.pi)
    joint = weights.log() - 0.5 * (distance + covariances.logdet() + constant)
    log_p = joint.logsumexp(1)
    return (joint - log_p[:, None]).exp(), log_p


def diagonal(matrix: Tensor) -> Tensor:
    """A matrix whose other entries are 0."""
    return torch.diag_embed(matrix.diagonal(0, -2, -1))


def codes(make: Inputs, n: int, c: int, d: int) -> list[Tensor]:
    """Codes, and what a mixture is made of: logits, means and factors of the covariances."""
    return [make.normal(n, d), make.normal(c), make.normal(c, d), make.normal(c, d, d)]


def with_mixture(z: Tensor, logits: Tensor, means: Tensor, factors: Tensor) -> list[Tensor]:
    """Codes and a mixture, whose gradients are unambiguous."""
    floor = 0.4 * torch.eye(factors.shape[-1]).to(factors)
    return [z, logits.softmax(0), means, factors @ factors.mT + floor]


def far(function: Function, generator: torch.Generator) -> Verdict:
    """Whether codes far away from all Gaussians have responsibilities."""
    z, *mixture = E_STEP.inputs(generator)
    away = z + 300 * z[:1].sign()
    near = E_STEP.judge.value(function, z, *mixture)
    sentence = near or E_STEP.judge.value(function, away, *mixture)
    if near is not None or sentence is None:
        return sentence
    found = forgiving(function)(away, *mixture)
    if not all(part.isfinite().all() for part in found):
        return (
            "for codes far away from all Gaussians every density rounds to 0, and the result is "
            "not finite: stay with logarithms (torch.logsumexp, torch.softmax)"
        )
    if bool((found[1] == found[1][0]).all()):
        return (
            "codes far away from all Gaussians all get the same log p(z): densities are clamped, "
            "or something is added to them; stay with logarithms (torch.logsumexp)"
        )
    return f"for codes far away from all Gaussians: {sentence}"


ONES = [[[1.0]], [[1.0]]]
E_STEP = Declaration(
    e_step,
    codes,
    [(6, 4, 2), (1, 2, 2), (5, 1, 3), (3, 3, 3), (4, 3, 1)],
    results=("the responsibilities", "log p(z)"),
    given=with_mixture,
    also=[far],
    edits={
        "the weights are missing": "weights.log() - 0.5 -> -0.5",
        "normalized over the codes; each row, of one code, sums to 1": (
            "(joint - log_p[:, None]).exp() -> joint.softmax(0)"
        ),
        "not normalized: divide by p(z)": "(joint - log_p[:, None]).exp() -> joint.exp()",
        "all goes to the likeliest Gaussian; return probabilities": (
            "(joint - log_p[:, None]).exp() -> F.one_hot(joint.argmax(1), len(weights)).to(z)"
        ),
        "the logarithms are added up; take the logarithm of the sum": ", log_p -> , joint.sum(1)",
        "this is that of the likeliest Gaussian alone; add all up": ", log_p -> , joint.amax(1)",
        "averaged over the Gaussians; the weights do that": (
            ", log_p -> , log_p - math.log(len(weights))"
        ),
        "the covariances are used as if they were standard deviations": (
            "covariances.inverse() -> (covariances @ covariances).inverse();"
            "covariances.logdet() -> 2 * covariances.logdet()"
        ),
        "only the diagonals of the covariances are used": (
            "covariances.inverse() -> diagonal(covariances).inverse();"
            "covariances.logdet() -> diagonal(covariances).logdet()"
        ),
        "the covariances are not used": (
            "@ covariances.inverse() -> ; distance + covariances.logdet() -> distance"
        ),
        "the determinants of the covariances are missing": "+ covariances.logdet() ->",
        "the constant -½ d log(2π) is missing": "+ constant ->",
        "the constant has log(2π) once, and needs it for every dimension": "z.shape[1] * ->",
        "the weights are missing in the responsibilities": (
            "(joint - log_p[:, None]).exp() -> (joint - weights.log()).softmax(1)"
        ),
        "the weights are missing in log p(z)": ", log_p -> , (joint - weights.log()).logsumexp(1)",
        "added up over the codes; add up over the Gaussians": ", log_p -> , joint.logsumexp(0)",
        "divided by the largest; divide by the sum": (
            "(joint - log_p[:, None]) -> (joint - joint.amax(1, keepdim=True))"
        ),
        "the sum over the Gaussians is missing: these are log-terms": ", log_p -> , joint",
        "the inverses of the covariances are used": (
            "covariances.inverse() -> covariances; covariances.logdet() -> -covariances.logdet()"
        ),
        "all Gaussians get the covariance of the first": (
            "covariances.inverse() -> covariances[:1].inverse();"
            "covariances.logdet() -> covariances[:1].logdet()"
        ),
        "the two results are in the wrong order": (
            "(joint - log_p[:, None]).exp(), log_p -> log_p, (joint - log_p[:, None]).exp()"
        ),
    },
    examples=[
        [[[0.0], [1.0]], [0.5, 0.5], [[0.0], [2.0]], ONES],
        [[[0.0], [1.0]], [0.25, 0.75], [[0.0], [2.0]], ONES],
        [[[0.0], [1.0]], [0.25, 0.75], [[0.0], [2.0]], [[[1.0]], [[4.0]]]],
    ],
)

# --- m_step


def m_step(z: Tensor, responsibilities: Tensor, ridge: float) -> tuple[Tensor, Tensor, Tensor]:
    """Weights, means and covariances."""
    counts = responsibilities.sum(0)
    means = responsibilities.mT @ z / counts[:, None]
    away, floor = z[:, None] - means, ridge * torch.eye(z.shape[1], dtype=z.dtype)
    scatter = torch.einsum("nc,nci,ncj->cij", responsibilities, away, away)
    covariances = scatter / counts[:, None, None] + floor
    return counts / len(z), means, covariances


def hard(z: Tensor, responsibilities: Tensor, ridge: float) -> dict[str, Any]:
    """A mistake for which a Gaussian may have no codes."""
    r = F.one_hot(responsibilities.argmax(1), responsibilities.shape[1]).to(z)
    named = "each code counts for its likeliest Gaussian alone; use the responsibilities"
    return {named: m_step(z, r, ridge)}


M_STEP = Declaration(
    m_step,
    lambda make, n, c, d, ridge=0.3: [make.normal(n, d), make.normal(n, c), ridge],
    [(12, 4, 3), (6, 2, 3), (5, 1, 2), (4, 4, 4), (7, 3, 1)],
    results=("the weights", "the means", "the covariances"),
    given=lambda z, logits, ridge: [z, logits.softmax(1), ridge],
    wrong=hard,
    edits={
        "the counts are not divided by n": "counts / len(z) -> counts",
        "the weights are equal; fit them": (
            "counts / len(z) -> torch.full_like(counts, 1 / len(counts))"
        ),
        "divided by the number of Gaussians; divide by n": "/ len(z) -> / len(counts)",
        "the weights are sums over the Gaussians, one for each code": (
            "counts / len(z) -> responsibilities.sum(1)"
        ),
        "the responsibilities are multiplied with each other; add them up": (
            "responsibilities.sum(0) -> responsibilities.prod(0)"
        ),
        "not divided by the counts": "@ z / counts[:, None] -> @ z",
        "divided by n; divide by the count of each Gaussian": (
            "@ z / counts[:, None] -> @ z / len(z)"
        ),
        "the counts are subtracted from the sums; divide by them": (
            "@ z / counts[:, None] -> @ z - counts[:, None]"
        ),
        "the mean of all codes stands for every Gaussian; weigh it with the responsibilities": (
            "responsibilities.mT @ z / counts[:, None] -> z.mean(0).expand(len(counts), -1)"
        ),
        "the responsibilities are not used": (
            "responsibilities.mT @ z / counts[:, None] -> z.mean(0).expand(len(counts), -1);"
            "responsibilities, away, away -> counts / len(z) + 0 * responsibilities, away, away"
        ),
        "the scatter is not divided by the counts": "scatter / counts[:, None, None] -> scatter",
        "the scatter is divided by n; divide by the count of each Gaussian": (
            "scatter / counts[:, None, None] -> scatter / len(z)"
        ),
        "divided by the count minus 1; maximum likelihood divides by the count": (
            "scatter / counts[:, None, None] -> scatter / (counts[:, None, None] - 1)"
        ),
        "the ridge is not added": "+ floor ->",
        "the ridge is added to every entry; add it to the diagonal": "+ floor -> + ridge",
        "the ridge is divided by the counts; add it as it is": (
            "scatter / counts[:, None, None] + floor -> (scatter + floor) / counts[:, None, None]"
        ),
        "the mean is not subtracted": "z[:, None] - means -> z[:, None] - 0 * means",
        "the mean of all codes is subtracted; each Gaussian has its own": (
            "z[:, None] - means -> z[:, None] - z.mean(0) + 0 * means"
        ),
        "only the diagonals are there; keep the other entries": (
            "means, covariances -> means, diagonal(covariances)"
        ),
        "these are the diagonals alone; return matrices": (
            "means, covariances -> means, covariances.diagonal(0, 1, 2)"
        ),
        "one matrix for all Gaussians; each has its own": (
            "means, covariances -> means, scatter.sum(0) / len(z) + floor"
        ),
        "the same matrix for all Gaussians; each has its own": (
            "means, covariances -> means, (scatter.sum(0) / len(z) + floor).expand_as(scatter)"
        ),
        "these are the inverses; return the covariances": (
            "means, covariances -> means, covariances.inverse()"
        ),
        "these are Cholesky factors; return the covariances": (
            "means, covariances -> means, torch.linalg.cholesky(covariances)"
        ),
        "the responsibilities are missing in the covariances": (
            "responsibilities, away, away -> torch.ones_like(responsibilities), away, away"
        ),
        "the responsibilities are missing in the covariances, and n divides": (
            "responsibilities, away, away -> torch.ones_like(responsibilities), away, away;"
            "scatter / counts[:, None, None] -> scatter / len(z)"
        ),
        "the results are in the wrong order: weights, means, covariances": (
            "counts / len(z), means -> means, counts / len(z)"
        ),
    },
    examples=[
        [[[0.0], [2.0], [3.0]], [[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]], 0.5],
        [[[0.0, 1.0], [2.0, 0.0]], [[0.5, 0.5], [0.25, 0.75]], 0.5],
    ],
)
