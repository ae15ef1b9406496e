"""The estimators of topic ``gradients`` whose rows belong to one draw each, as formulas of it."""

import math

import torch
from torch import Tensor

from labsupport.checks.estimator import Estimator
from labsupport.checks.parts import Outcomes

TURN = math.sqrt(2 * math.pi)
COLUMNS = ("the derivative in loc", "the derivative in scale")


def score_rows(x: Tensor, loc: Tensor, scale: Tensor, f: Tensor, slope: Tensor) -> Outcomes:
    """f(x) times the derivatives of log p(x)."""
    z = (x - loc) / scale
    to_loc = z / scale
    to_scale = (z**2 - 1) / scale
    return f * to_loc, f * to_scale


def path_rows(x: Tensor, loc: Tensor, scale: Tensor, f: Tensor, slope: Tensor) -> Outcomes:
    """f'(x) times the derivatives of x = loc + scale z."""
    z = (x - loc) / scale
    return slope, slope * z


def density(x: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Of N(loc, scale^2)."""
    return torch.exp(-(((x - loc) / scale) ** 2) / 2) / (scale * TURN)


SCORE = Estimator(
    score_rows,
    COLUMNS,
    [f"f(x) times the derivative of log p(x) in {p} at the same draw x" for p in ("loc", "scale")],
    """
        return slope, slope * z  # f is differentiated: this is the pathwise estimator,
            # and wrong for an f with steps; multiply the value of f by the derivatives of log p
        return f * to_scale, f * to_loc  # the two derivatives are exchanged; the first is in loc
        return to_loc, to_scale  # f is missing: this is the score alone
        f = f * density(x, loc, scale)  # these are derivatives of p; take those of log p
        f = f / len(x)  # the rows are divided by the number of draws; their mean does that
        f = f * scale  # both are multiplied by scale: with noise = (x - loc) / scale,
            # divide by scale
        f = f * scale**2  # both are multiplied by scale squared: the score divides by scale
        f = f / scale  # both are divided by scale once too often
        f = f - f.mean()  # the mean of all f is subtracted:
            # such a baseline knows its own draw and biases the mean
        f = f - (f.sum() - f) / (len(f) - 1)  # the mean of the other f is subtracted;
            # here each row is f times the score alone
        f = f.sum()  # the whole batch's f is multiplied with each score
        f = f.mean()  # the mean of all f is multiplied with each score
        return f + to_loc, f + to_scale  # f is added to the score; multiply
        return to_loc - f, to_scale - f  # f is subtracted from the score; multiply
        return f - to_loc, f - to_scale  # the score is subtracted from f; multiply
        to_loc = -z / scale  # the signs are those of derivatives in x:
            # log p falls with x as it rises with loc
        to_loc = z  # (x - loc) is divided by scale; d log p / d loc divides it by scale squared
        to_loc = x - loc  # (x - loc) is not divided by scale^2
        to_loc = x / scale**2  # loc is not subtracted from x
        to_scale = z**2 / scale  # the term -1/scale is missing: log p has a -log scale in it
        to_scale = (z**2 - 1) / scale**2 / 2  # this is the derivative in the variance scale^2
        to_scale = z**2 - 1  # this is the derivative in log scale; divide by scale
        to_scale = (z**2 - 1) / scale**2  # divided by scale once too often
        to_scale = z**2 - 1 / scale  # (x - loc)^2 is divided by scale^2;
            # that term has scale^3 below
        to_scale = z**2 / scale**2  # this is the noise times the score in loc,
            # without the term -1/scale
        to_scale = z / scale  # this is the derivative in loc again
    """,
)
PATH = Estimator(
    path_rows,
    COLUMNS,
    [f"f'(x) times the derivative of x in {p} at the same draw x" for p in ("loc", "scale")],
    """
        return f * z / scale, f * (z**2 - 1) / scale  # this is the score-function estimator;
            # differentiate f itself
        return slope * z / scale, slope * (z**2 - 1) / scale
            # these are the derivatives of f times the score
        return slope * z, slope  # the two derivatives are exchanged; the first is in loc
        slope = f  # f is not differentiated: its value stands where its slope belongs
        slope = slope / len(x)  # the mean of f is differentiated; each row belongs to one draw,
            # so use the sum
        slope = torch.ones_like(x)  # the slope of f is not used
        return slope.sum().expand_as(x), (slope * z).sum().expand_as(x)
            # the derivatives of all the draws are added up in every row
        slope = 0 * slope  # no gradient reaches the parameters:
            # draw noise and compute x = loc + scale * noise (rsample), not x itself (sample)
        slope = slope / scale  # both are divided by scale: loc + scale * noise is differentiated,
            # not the score
        slope = slope * scale  # both are multiplied by scale: this is the derivative in the noise
        return slope * z, slope * z  # the derivative of loc + scale * noise in loc is 1
        return slope, slope * (x - loc)
            # the derivative of loc + scale * noise in scale is the noise, not x - loc
        return slope, slope  # the slope is not multiplied by the noise
        return slope, slope * x  # the slope is multiplied by x;
            # the derivative of x in scale is the noise
        return slope, slope * z / (2 * scale)  # this is the derivative in the variance scale^2
        return slope, slope * z.abs()  # the size of the noise is used, without its sign
        return slope, 0 * slope  # no gradient reaches it: is there a .detach() or a .sample()?
        return slope * scale, slope * z  # multiplied by scale: this is the derivative in the noise
    """,
)
