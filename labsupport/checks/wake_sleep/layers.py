"""The exercises of topic ``wake_sleep`` on layers: the joint density, dreams, and sleep's loss."""

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

OVERFLOW = (
    "where a unit is nearly certain it is wrong or not finite: log(sigmoid(log-odds)) is log(0) "
    "there, and a clamp changes it; use h * log_odds - softplus(log_odds)"
)


def weights(make: Inputs, pixels: int, n1: int, n2: int) -> list[Tensor]:
    """Parameters of a generative model, none of them near 0."""
    return [
        make.normal(pixels, n1),
        make.uniform(0.3, 0.9, pixels),
        make.normal(n1, n2),
        make.uniform(-0.9, -0.3, n1),
        make.uniform(0.3, 0.9, n2),
    ]


def states(*drawn: Tensor) -> list[Tensor]:
    """Zeros and ones made of the first three, so that no gradient in them is asked for."""
    return [*((d > 0.5).to(d.dtype) for d in drawn[:3]), *drawn[3:]]


def scaled(inputs: list[Tensor], factor: float) -> list[Tensor]:
    """The same states with huge log-odds."""
    return [*inputs[:3], *(factor * i for i in inputs[3:])]


# --- log_joint


def log_joint(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """log p(h2) + log p(h1 | h2) + log p(x | h1)."""
    odds_1 = h2 @ to_1.mT + bias_1
    odds_x = h1 @ to_x.mT + bias_x
    top = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    middle = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    bottom = (x * odds_x - F.softplus(odds_x)).sum(-1)
    return top + middle + bottom


def machine(make: Inputs, k: int, batch: int, pixels: int, n1: int, n2: int) -> list[Tensor]:
    """Uniform numbers that become states, and parameters."""
    return [
        make.uniform(0.0, 1.0, batch, pixels),
        make.uniform(0.0, 1.0, k, batch, n1),
        make.uniform(0.0, 1.0, k, batch, n2),
        *weights(make, pixels, n1, n2),
    ]


LOG_JOINT = Declaration(
    log_joint,
    machine,
    [(3, 2, 5, 4, 3), (1, 3, 2, 2, 2), (4, 1, 3, 1, 2), (2, 2, 4, 3, 1)],
    given=states,
    edits="""
        return top + middle -> return middle  # log p(h2) is missing: the top layer has a prior
        return top + bottom  # log p(h1 | h2) is missing
        return top + middle  # log p(x | h1) is missing
        top = (0 * h2 - F.softplus(0 * bias_2)).sum(-1)
            # log p(h2) has probability ½ for each unit; its log-odds are bias_2
        h1 @ to_x.mT + bias_x -> h1 @ to_x.mT  # bias_x is missing
        h2 @ to_1.mT + bias_1 -> h2 @ to_1.mT  # bias_1 is missing
        top = (h2 * bias_2).sum(-1)  # softplus is missing in log p(h2)
        middle = (h1 * odds_1).sum(-1)  # softplus is missing in log p(h1 | h2)
        x * odds_x - F.softplus(odds_x) -> x * odds_x  # softplus is missing in log p(x | h1)
        x * odds_x - -> x * odds_x +  # softplus is added in log p(x | h1); subtract it
        return top + -> return -top +  # log p(h2) is subtracted
        + middle -> - middle  # log p(h1 | h2) is subtracted; that would be a recognition model
        x * odds_x - F.softplus(odds_x) -> x * odds_x - odds_x.sigmoid()
            # sigmoid stands where softplus belongs in log p(x | h1)
        (x * odds_x - -> ((1 - x) * odds_x -  # every 0 and 1 of x is exchanged
        bottom = (x * odds_x - F.softplus(odds_x)).mean(-1)  # averaged over the pixels; sum
        return (top + middle + bottom).mean(0)  # averaged over the draws:
            # return one number for each
        return (top + middle + bottom).exp()  # return the logarithm, not the probability
    """,
    hard={OVERFLOW: lambda make: [scaled(machine(make, 3, 2, 4, 3, 2), 4000.0)]},
)


# --- dream


def dream(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """From the top down; a unit is 1 where its number is below its probability."""
    h2 = (u2 < bias_2.sigmoid()).to(to_x.dtype)
    h1 = (u1 < (h2 @ to_1.mT + bias_1).sigmoid()).to(to_x.dtype)
    x = (u_x < (h1 @ to_x.mT + bias_x).sigmoid()).to(to_x.dtype)
    return x, h1, h2


def nights(make: Inputs, n: int, pixels: int, n1: int, n2: int) -> list[Tensor]:
    """Uniform numbers and parameters."""
    return [
        make.uniform(0.0, 1.0, n, n2),
        make.uniform(0.0, 1.0, n, n1),
        make.uniform(0.0, 1.0, n, pixels),
        *weights(make, pixels, n1, n2),
    ]


def apart(u2: Tensor, u1: Tensor, u_x: Tensor, *parameters: Tensor) -> list[Tensor]:
    """The same with no number so near to its probability, unless equal, that rounding decides."""
    to_x, bias_x, to_1, bias_1, bias_2 = parameters

    def moved(u: Tensor, p: Tensor) -> Tensor:
        distance = (u - p).abs()
        return torch.where((distance > 0) & (distance < 0.002), (p + 0.002).expand_as(u), u)

    u2 = moved(u2, bias_2.sigmoid())
    h2 = (u2 < bias_2.sigmoid()).to(to_x)
    u1 = moved(u1, (h2 @ to_1.mT + bias_1).sigmoid())
    h1 = (u1 < (h2 @ to_1.mT + bias_1).sigmoid()).to(to_x)
    return [u2, u1, moved(u_x, (h1 @ to_x.mT + bias_x).sigmoid()), *parameters]


DREAM = Declaration(
    dream,
    nights,
    [(40, 5, 4, 3), (1, 3, 2, 2), (6, 2, 1, 1), (3, 1, 3, 2)],
    results=("x", "h1", "h2"),
    given=apart,
    hard={
        "a unit is 1 where its number is below its probability, not where they are equal": (
            lambda make: [
                [0 * i + (0.5 if n < 3 else 0.0) for n, i in enumerate(nights(make, 2, 3, 2, 2))]
            ]
        )
    },
    differentiable=False,
    edits="""
        < => >  # a unit is 1 where its number is below its probability, not above
        u_x < -> 0.5 <  # a pixel is 1 where its probability is above ½: that is no draw
        u1 < -> 0.5 <  # a unit is 1 where its probability is above ½: that is no draw
        x = (h1 @ to_x.mT + bias_x).sigmoid().to(to_x.dtype)  # these are probabilities, no draws
        h2 @ to_1 -> bias_2.sigmoid() @ to_1  # h2 is passed down as probabilities;
            # draw zeros and ones first
        h1 @ to_x -> (h2 @ to_1.mT + bias_1).sigmoid() @ to_x  # h1 is passed down as probabilities;
            # draw zeros and ones first
        x = (u_x < h1 @ to_x.mT + bias_x).to(to_x.dtype)  # a number is compared with log-odds:
            # their sigmoid is the probability
        u2 < bias_2.sigmoid() -> u2 < bias_2  # the top layer's numbers are compared with log-odds:
            # take the sigmoid
        u2 < bias_2.sigmoid() -> u2 < 0.5  # every unit of the top layer has the probability ½;
            # its log-odds are bias_2
        h1 @ to_x.mT + bias_x -> h1 @ to_x.mT  # bias_x is missing
        h2 @ to_1.mT + bias_1 -> h2 @ to_1.mT  # bias_1 is missing
        return h2, h1, x  # the results are in the wrong order: x, h1, h2
    """,
)


# --- sleep_loss


def sleep_loss(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The mean of -log q(h1 | x) - log q(h2 | h1)."""
    odds_1 = x @ up_1.mT + up_bias_1
    odds_2 = h1 @ up_2.mT + up_bias_2
    lower = (h1 * odds_1 - F.softplus(odds_1)).sum(-1)
    upper = (h2 * odds_2 - F.softplus(odds_2)).sum(-1)
    return -(lower + upper).mean()


def dreams(make: Inputs, n: int, pixels: int, n1: int, n2: int) -> list[Tensor]:
    """Uniform numbers that become states, and parameters of a recognition model."""
    return [
        make.uniform(0.0, 1.0, n, pixels),
        make.uniform(0.0, 1.0, n, n1),
        make.uniform(0.0, 1.0, n, n2),
        make.normal(n1, pixels),
        make.uniform(0.3, 0.9, n1),
        make.normal(n2, n1),
        make.uniform(-0.9, -0.3, n2),
    ]


SLEEP_LOSS = Declaration(
    sleep_loss,
    dreams,
    [(6, 5, 4, 3), (1, 3, 2, 2), (4, 2, 1, 2), (3, 4, 3, 1)],
    given=states,
    edits="""
        return -(lower -> return (lower  # the sign is wrong: a loss is minus the log-probability
        return -lower.mean()  # log q(h2 | h1) is missing
        return -upper.mean()  # log q(h1 | x) is missing
        lower + upper -> lower - upper  # log q(h2 | h1) is subtracted
        .mean() -> .sum()  # summed over the dreams; take the mean
        return -(lower + upper)  # not averaged over the dreams
        lower = (h1 * odds_1 - F.softplus(odds_1)).mean(-1)  # averaged over the units of h1; sum
        sum => mean  # averaged over the units of both layers; sum
        odds_1 = x @ up_1.mT  # up_bias_1 is missing
        odds_2 = h1 @ up_2.mT  # up_bias_2 is missing
        lower = (h1 * odds_1).sum(-1)  # softplus is missing for h1
        upper = (h2 * odds_2).sum(-1)  # softplus is missing for h2
        h1 @ up_2.mT -> odds_1.sigmoid() @ up_2.mT  # the upper layer gets probabilities of h1;
            # give it the h1 of the dream
        lower = -((h1 - odds_1.sigmoid())**2).sum(-1); upper = -((h2 - odds_2.sigmoid())**2).sum(-1)
            # this is the squared error; a Bernoulli log-probability is meant
    """,
    hard={OVERFLOW: lambda make: [scaled(dreams(make, 5, 4, 3, 2), 4000.0)]},
)
