"""The exercises of topic ``flows`` on couplings and masked maps, each declared once."""

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.declaration import Declaration
from labsupport.checks.flows.maps import POINTS
from labsupport.checks.inputs import Inputs


def coupled(make: Inputs, n: int, half: int) -> list[Tensor]:
    """Points of two halves, and weights that keep s and t far from their ends."""
    return [
        make.normal(n, 2 * half),
        make.uniform(0.3, 1.2, half, half),
        make.uniform(0.2, 0.9, half, half),
    ]


# --- coupling_forward


def coupling_forward(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The first half stays, the second is scaled and moved."""
    half = z.shape[-1] // 2
    a, b = z[..., :half], z[..., half:]
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)


COUPLING_FORWARD = Declaration(
    coupling_forward,
    coupled,
    [(4, 3), (2, 1), (1, 2), (5, 2)],
    results=POINTS,
    edits="""
        s.sum(-1) -> -s.sum(-1)  # the log-determinant has the wrong sign
        sum -> exp().sum  # the determinant is the product of exp(s): its logarithm is the sum of s
        s.sum(-1) -> s.sum().expand(len(z))  # the log-determinant is added up over the points;
            # each has its own
        s.sum(-1) -> s.mean(-1)  # averaged over the coordinates; the logarithms are added
        s.sum(-1) -> 0 * s.sum(-1)  # the log-determinant is 0: that holds without the scales alone
        s.sum(-1) -> (s + t).sum(-1)  # the shift counts in the log-determinant; it keeps volumes
        [a, b * s.exp() + t] -> [a * s.exp() + t, b]  # the first half is changed; it has to stay
        return torch.cat([b * s.exp() + t, a], -1), s.sum(-1)
            # the halves are exchanged at the end: the first one stays first
        a @ => b @  # scale and shift see the second half: then the map cannot be undone
        b * s.exp() + t -> b * s + t  # b is multiplied by s; it is by exp(s)
        b * s.exp() + t -> b * s.exp()  # the shift is missing
        b * s.exp() + t -> (b + t) * s.exp()  # the shift is scaled as well
        b * s.exp() + t -> b * s.exp() - t  # the shift is subtracted; add it
        b * s.exp() + t -> (b - t) * (-s).exp()  # this is the inverse: multiply by exp(s),
            # then add t
        b * s.exp() + t -> b + t  # the scale is missing: this map keeps volumes
        t, s = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
            # the weights of scale and shift are exchanged
        t, s = a @ to_shift, a @ to_scale  # tanh is missing
        t, s = torch.tanh(a @ to_shift.mT), torch.tanh(a @ to_scale.mT)
            # the weights are transposed: each row of z is multiplied from the left
    """,
)


# --- coupling_inverse


def coupling_inverse(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The shift is taken away, then the scale."""
    half = y.shape[-1] // 2
    a, b = y[..., :half], y[..., half:]
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * (-s).exp()], -1), -s.sum(-1)


COUPLING_INVERSE = Declaration(
    coupling_inverse,
    coupled,
    [(4, 3), (2, 1), (1, 2), (5, 2)],
    results=("the points before", "the log-determinant of the inverse"),
    edits="""
        -s.sum(-1) -> s.sum(-1)  # this is the log-determinant of the forward map:
            # that of the inverse has the other sign
        (b - t) * (-s).exp() -> b * s.exp() + t  # this is the forward map
        (b - t) * (-s).exp() -> b * (-s).exp() - t  # the scale is undone before the shift:
            # forward it came first, so here it is last
        (b - t) * (-s).exp() -> b * (-s).exp()  # the shift is not undone
        (b - t) * -> (b + t) *  # the shift is added; subtract it
        (b - t) * (-s).exp() -> b - t  # the scale is not undone
        (-s).exp() -> s.exp()  # multiplied by exp(s); divide by it
        (b - t) * (-s).exp() -> (b - t) / s  # divided by s; it is by exp(s)
        a @ => b @  # scale and shift see the second half, which the map has changed
        a, (b - t) -> b, (b - t)  # the second half stands in the place of the first
        return torch.cat([(b - t) * (-s).exp(), a], -1), -s.sum(-1)  # the halves are exchanged
        -s.sum(-1) -> -s.sum().expand(len(y))  # the log-determinant is added up over the points;
            # each has its own
        t, s = a @ to_shift, a @ to_scale  # tanh is missing
        t, s = torch.tanh(a @ to_scale), torch.tanh(a @ to_shift)
            # the weights of scale and shift are exchanged
    """,
)


# --- autoregressive_forward


def autoregressive_forward(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """A gate between z and a mean, both of the coordinates before."""
    logits = z @ to_gate.tril(-1).mT
    mean = z @ to_mean.tril(-1).mT
    gate = torch.sigmoid(logits)
    return gate * z + (1 - gate) * mean, F.logsigmoid(logits).sum(-1)


def gated(make: Inputs, n: int, d: int) -> list[Tensor]:
    """Points, and weights of which a mask hides half."""
    return [make.normal(n, d), make.uniform(0.3, 1.3, d, d), make.uniform(0.3, 1.3, d, d)]


AUTOREGRESSIVE_FORWARD = Declaration(
    autoregressive_forward,
    gated,
    [(4, 3), (2, 2), (3, 1), (1, 5)],
    results=POINTS,
    edits="""
        F.logsigmoid -> - F.logsigmoid  # the log-determinant has the wrong sign
        F.logsigmoid(logits).sum(-1) -> gate.sum(-1)  # the logarithm is missing:
            # the determinant is a product, its logarithm a sum
        F.logsigmoid(logits) -> logits  # the logits are added up; it is the logarithms of the gates
        .sum -> .mean  # averaged over the coordinates; the logarithms are added
        gate * z + (1 - gate) -> (1 - gate) * z + gate  # gate and 1 - gate are exchanged
        (1 - gate) * mean -> mean  # the mean is added whole; it has the share 1 - gate
        gate * z + (1 - gate) * mean -> gate * z  # the mean is missing
        gate * z + (1 - gate) * mean -> z + (1 - gate) * mean  # the gate is missing before z
        gate = logits  # the gate is the logit itself: the sigmoid is missing
        gate = logits.exp()  # the gate is exp of the logit; it is its sigmoid
        logits = z @ to_mean.tril(-1).mT; mean = z @ to_gate.tril(-1).mT
            # the weights of gate and mean are exchanged
        mean = z @ to_mean.mT  # the gate is masked and the mean is not
        logits = z @ to_gate.mT  # the mean is masked and the gate is not
        .tril(-1) => .tril()  # the mask lets a coordinate see itself:
            # leave the diagonal out as well
        .tril(-1) => .triu(1)  # a coordinate sees those after it; it may see those before it
        .tril(-1).mT => .tril(-1)  # the weights are not transposed:
            # row i of the weights belongs to coordinate i
        .tril(-1) =>  # the mask is missing: every coordinate sees all
        F.logsigmoid(logits).sum(-1) -> F.logsigmoid(logits).sum().expand(len(z))
            # the log-determinant is added up over the points; each has its own
    """,
    hard={
        "the logarithm of a gate that is rounded to 0: use torch.nn.functional.logsigmoid": (
            lambda make: [
                [z, size * to_gate, to_mean]
                for z, to_gate, to_mean in [gated(make, 5, 3)]
                for size in (2000, -2000)
            ]
        )
    },
)
