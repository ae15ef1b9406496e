"""The exercises of topic ``sentences`` on decoding: a path between two codes, a step of a beam."""

from typing import Any

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

# --- interpolate


def interpolate(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Points on the straight line, both ends among them."""
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return z_1 * (1 - t) + z_2 * t


INTERPOLATE = Declaration(
    interpolate,
    lambda make, latent, n: [make.normal(latent), make.normal(latent), n],
    [(3, 4), (1, 2), (4, 5), (2, 3), (2, 150)],
    edits="""
        return z_1 * t + z_2 * (1 - t)  # the path runs backwards: the first point is z_1
        t = torch.linspace(0, 1, n + 1, dtype=z_1.dtype, device=z_1.device)[:-1, None]
            # the last point is missing: with n points t is 0, 1 / (n - 1), … up to 1
        t = torch.linspace(0, 1, n + 1, dtype=z_1.dtype, device=z_1.device)[1:, None]
            # the first point is missing: t begins with 0
        t = torch.linspace(0, 1, n + 2, dtype=z_1.dtype, device=z_1.device)[1:-1, None]
            # both ends are missing: t runs from 0 to 1
        z_1 * (1 - t) + -> z_1 +  # z_1 has the weight 1 everywhere; it is 1 - t
        return z_2 * t  # this is only the share of z_2; z_1 * (1 - t) is missing
        (1 - t) + z_2 -> (1 - t) - z_2  # z_2 is subtracted; a path to it adds it
        return (z_1 * (1 - t) + z_2 * t).mT  # the points are columns; return one row for each
        return z_1 * (1 - t**2) + z_2 * t**2  # t is squared: the points are not at equal distances
        return z_1 * (1 - t).sqrt() + z_2 * t.sqrt()  # the weights are square roots:
            # this is a path along a sphere, not a straight line
    """,
)

# --- beam_step

PARTS = ("the log-probabilities", "the beginnings", "the words")


def beam_step(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The best of all continuations, best first."""
    together = (scores[:, None] + log_probs).flatten()
    best, place = together.topk(len(scores))
    size = log_probs.shape[1]
    return best, (place // size).to(scores.dtype), (place % size).to(scores.dtype)


def beginnings(make: Inputs, width: int, vocabulary: int) -> list[Tensor]:
    """Scores that differ by little, and log-probabilities whose best are of few beginnings."""
    logits = 1.5 * make.normal(width, vocabulary)
    if width > 1:  # one beginning is hopeless, and the best one has several good words
        logits[0, :2] += torch.tensor([3.0, 4.5])
    scores = -make.uniform(1.0, 2.5, width)
    if width > 2:
        scores[-1] -= 6.0
    return [scores, logits.log_softmax(-1)]


def in_one_form(function: Function) -> Function:
    """An answer whose whole numbers become floating-point ones."""

    def called(*inputs: Any) -> Any:
        found = function(*inputs)
        if not isinstance(found, tuple | list):
            return found
        dtype = inputs[0].dtype
        return tuple(
            part.to(dtype) if isinstance(part, Tensor) and not part.is_floating_point() else part
            for part in found
        )

    return called


BEAM_STEP = Declaration(
    beam_step,
    beginnings,
    [(3, 6), (1, 5), (4, 4), (2, 7)],
    results=PARTS,
    edits="""
        scores[:, None] + log_probs -> 0 * scores[:, None] + log_probs
            # the scores so far are forgotten: add them to the log-probability of the next word
        scores[:, None] + log_probs -> scores[:, None] * log_probs
            # scores and log-probabilities are multiplied; logarithms are added
        topk(len(scores)) -> topk(len(scores), largest=False)  # the worst continuations are kept
        scores[:, None] + log_probs -> scores[:, None].exp() + log_probs.exp()
            # probabilities are added, not their logarithms
        size = log_probs.shape[0]  # the quotient by the number of beginnings is taken;
            # a row of the table has as many places as there are words
        together = (scores[:, None] + log_probs); best, place = together.amax(-1),
            together.argmax(-1) + together.shape[1] * torch.arange(len(scores))
            # each beginning goes on with its own best word; let all continuations compete, so that
            # a bad beginning may die
        together = torch.where((all_ := scores[:, None] + log_probs) < all_.amax(-1, keepdim=True),
            -math.inf, all_).flatten()
            # each beginning goes on with its own best word, sorted; let all continuations compete
        return best, (place % size).to(scores.dtype), (place // size).to(scores.dtype)
            # beginnings and words are exchanged
        (place % size) -> place  # the place in the flattened table is returned for the word;
            # its remainder is the word
        return best -> return log_probs.flatten()[place]
            # the log-probability of the last word alone is returned; return that of the whole
        best, place = together[(kept := together.topk(len(scores)).indices.sort().values)], kept
            # those that are kept stand in the order of the table; the best one comes first
        best, place = (part.flip(0) for part in together.topk(len(scores)))
            # the best one stands last
    """,
    differentiable=False,
    through=in_one_form,
    hard={
        "a good beginning may go on in many ways: let all its words compete": lambda make: [
            [-make.uniform(1.0, 2.5, 4) - torch.tensor([0.0, 9.0, 9.0, 9.0]), make.normal(4, 7)]
        ],
        "exp becomes 0 for long sentences: add logarithms": lambda make: [
            [scores - 2000, log_probs] for scores, log_probs in [beginnings(make, 3, 6)]
        ],
    },
    others=lambda *inputs: [
        [inputs[0] - 0.3 * torch.arange(len(inputs[0])), inputs[1].flip(1)],
        [inputs[0].flip(0), inputs[1]],
    ],
)
