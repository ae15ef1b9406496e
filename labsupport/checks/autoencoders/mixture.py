"""Fitting a mixture of Gaussians in topic ``autoencoders``: ``e_step`` and ``m_step``."""

import math

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

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


ONES = [[[1.0]], [[1.0]]]
E_STEP = Declaration(
    e_step,
    codes,
    [(6, 4, 2), (1, 2, 2), (5, 1, 3), (3, 3, 3), (4, 3, 1)],
    results=("the responsibilities", "log p(z)"),
    given=with_mixture,
    edits="""
        weights.log() - 0.5 -> -0.5  # the weights are missing
        return joint.softmax(0), log_p  # normalized over the codes; each row, of one code,
            # sums to 1
        return joint.exp(), log_p  # not normalized: divide by p(z)
        return F.one_hot(joint.argmax(1), len(weights)).to(z), log_p
            # all goes to the likeliest Gaussian; return probabilities
        , log_p -> , joint.sum(1)  # the logarithms are added up; take the logarithm of the sum
        , log_p -> , joint.amax(1)  # this is that of the likeliest Gaussian alone; add all up
        , log_p -> , log_p - math.log(len(weights))  # averaged over the Gaussians;
            # the weights do that
        covariances.inverse() -> (covariances @ covariances).inverse();
            covariances.logdet() -> 2 * covariances.logdet()
            # the covariances are used as if they were standard deviations
        covariances. => diagonal(covariances).  # only the diagonals of the covariances are used
        @ covariances.inverse() ->; distance + covariances.logdet() -> distance
            # the covariances are not used
        + covariances.logdet() ->  # the determinants of the covariances are missing
        + constant ->  # the constant -½ d log(2π) is missing
        z.shape[1] * ->  # the constant has log(2π) once, and needs it for every dimension
        return (joint - weights.log()).softmax(1), log_p
            # the weights are missing in the responsibilities
        , log_p -> , (joint - weights.log()).logsumexp(1)  # the weights are missing in log p(z)
        , log_p -> , joint.logsumexp(0)  # added up over the codes; add up over the Gaussians
        log_p[:, None] -> joint.amax(1, keepdim=True)  # divided by the largest; divide by the sum
        , log_p -> , joint  # the sum over the Gaussians is missing: these are log-terms
        covariances.inverse() -> covariances; covariances.logdet() -> -covariances.logdet()
            # the inverses of the covariances are used
        covariances. => covariances[:1].  # all Gaussians get the covariance of the first
        return log_p, (joint - log_p[:, None]).exp()  # the two results are in the wrong order
    """,
    examples=[
        [[[0.0], [1.0]], [0.5, 0.5], [[0.0], [2.0]], ONES],
        [[[0.0], [1.0]], [0.25, 0.75], [[0.0], [2.0]], ONES],
        [[[0.0], [1.0]], [0.25, 0.75], [[0.0], [2.0]], [[[1.0]], [[4.0]]]],
    ],
    hard={
        "for codes far away from all Gaussians every density rounds to 0: stay with logarithms "
        "(torch.logsumexp, torch.softmax), clamp nothing and add nothing": lambda make: [
            [z + 300 * z[:1].sign(), *mixture] for z, *mixture in [codes(make, 6, 4, 2)]
        ]
    },
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


M_STEP = Declaration(
    m_step,
    lambda make, n, c, d, ridge=0.3: [make.normal(n, d), make.normal(n, c), ridge],
    [(12, 4, 3), (6, 2, 3), (5, 1, 2), (4, 4, 4), (7, 3, 1, 0.1)],
    results=("the weights", "the means", "the covariances"),
    given=lambda z, logits, ridge: [z, logits.softmax(1), ridge],
    edits="""
        counts / len(z) -> counts  # the counts are not divided by n
        counts / len(z) -> torch.full_like(counts, 1 / len(counts))  # the weights are equal;
            # fit them
        / len(z) -> / len(counts)  # divided by the number of Gaussians; divide by n
        counts / len(z) -> responsibilities.sum(1)  # the weights are sums over the Gaussians,
            # one for each code
        .sum -> .prod  # the responsibilities are multiplied with each other; add them up
        @ z / counts[:, None] -> @ z  # not divided by the counts
        @ z / counts[:, None] -> @ z / len(z)  # divided by n; divide by the count of each Gaussian
        z / counts -> z - counts  # the counts are subtracted from the sums; divide by them
        means = z.mean(0).expand(len(counts), -1)
            # the mean of all codes stands for every Gaussian; weigh it with the responsibilities
        responsibilities.mT @ z / counts[:, None] -> z.mean(0).expand(len(counts), -1);
            responsibilities, away, away -> counts / len(z) + 0 * responsibilities, away, away
            # the responsibilities are not used
        scatter / counts[:, None, None] -> scatter  # the scatter is not divided by the counts
        scatter / counts[:, None, None] -> scatter / len(z)  # the scatter is divided by n;
            # divide by the count of each Gaussian
        scatter / counts[:, None, None] -> scatter / (counts[:, None, None] - 1)
            # divided by the count minus 1; maximum likelihood divides by the count
        + floor ->  # the ridge is not added
        + floor -> + ridge  # the ridge is added to every entry; add it to the diagonal
        covariances = (scatter + floor) / counts[:, None, None]
            # the ridge is divided by the counts; add it as it is
        z[:, None] - means -> z[:, None] - 0 * means  # the mean is not subtracted
        z[:, None] - means -> z[:, None] - z.mean(0) + 0 * means
            # the mean of all codes is subtracted; each Gaussian has its own
        means, covariances -> means, diagonal(covariances)  # only the diagonals are there;
            # keep the other entries
        means, covariances -> means, covariances.diagonal(0, 1, 2)  # these are the diagonals alone;
            # return matrices
        means, covariances -> means, scatter.sum(0) / len(z) + floor
            # one matrix for all Gaussians; each has its own
        means, covariances -> means, (scatter.sum(0) / len(z) + floor).expand_as(scatter)
            # the same matrix for all Gaussians; each has its own
        , covariances -> , covariances.inverse()  # these are the inverses; return the covariances
        means, covariances -> means, torch.linalg.cholesky(covariances)
            # these are Cholesky factors; return the covariances
        responsibilities, away, away -> torch.ones_like(responsibilities), away, away
            # the responsibilities are missing in the covariances
        responsibilities, away, away -> torch.ones_like(responsibilities), away, away;
            scatter / counts[:, None, None] -> scatter / len(z)
            # the responsibilities are missing in the covariances, and n divides
        counts / len(z), means -> means, counts / len(z)  # the results are in the wrong order:
            # weights, means, covariances
        responsibilities = (responsibilities == responsibilities.amax(1, keepdim=True)).to(z.dtype)
            # each code counts for its likeliest Gaussian alone; use the responsibilities
    """,
    examples=[
        [[[0.0], [2.0], [3.0]], [[0.5, 0.5], [0.25, 0.75], [1.0, 0.0]], 0.5],
        [[[0.0, 1.0], [2.0, 0.0]], [[0.5, 0.5], [0.25, 0.75]], 0.5],
    ],
)
