"""The estimators of topic ``gradients`` whose rows belong to one draw each, as formulas of it."""

import math
from collections.abc import Mapping

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


def in_both(old: str, names: tuple[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """Edits of both columns: sentence -> what stands there, with {} for what tells them apart."""
    return {
        sentence: f"return {old} -> return {new.format(names[0])}, {new.format(names[1])}"
        for sentence, new in changes.items()
    }


PATHWISE = (
    "f is differentiated: this is the pathwise estimator, and wrong for an f with steps; multiply "
    "the value of f by the derivatives of log p"
)
SCORE = Estimator(
    score_rows,
    COLUMNS,
    [f"f(x) times the derivative of log p(x) in {p} at the same draw x" for p in ("loc", "scale")],
    {
        PATHWISE: "return f * to_loc, f * to_scale -> return slope, slope * z",
        "the two derivatives are exchanged; the first is in loc": (
            "return f * to_loc, f * to_scale -> return f * to_scale, f * to_loc"
        ),
        **in_both(
            "f * to_loc, f * to_scale",
            ("to_loc", "to_scale"),
            {
                "f is missing: this is the score alone": "{}",
                "these are derivatives of p; take those of log p": (
                    "f * {} * density(x, loc, scale)"
                ),
                "the rows are divided by the number of draws; their mean does that": (
                    "f * {} / len(x)"
                ),
                "both are multiplied by scale: with noise = (x - loc) / scale, divide by scale": (
                    "f * {} * scale"
                ),
                "both are multiplied by scale squared: the score divides by scale": (
                    "f * {} * scale**2"
                ),
                "both are divided by scale once too often": "f * {} / scale",
                "the mean of all f is subtracted: such a baseline knows its own draw and biases "
                "the mean": "(f - f.mean()) * {}",
                "the mean of the other f is subtracted; here each row is f times the score alone": (
                    "(f - (f.sum() - f) / (len(f) - 1)) * {}"
                ),
                "the whole batch's f is multiplied with each score": "f.sum() * {}",
                "the mean of all f is multiplied with each score": "f.mean() * {}",
                "f is added to the score; multiply": "f + {}",
                "f is subtracted from the score; multiply": "{} - f",
                "the score is subtracted from f; multiply": "f - {}",
            },
        ),
        "the signs are those of derivatives in x: log p falls with x as it rises with loc": (
            "to_loc = z -> to_loc = -z"
        ),
        "(x - loc) is divided by scale; d log p / d loc divides it by scale squared": (
            "to_loc = z / scale -> to_loc = z"
        ),
        "(x - loc) is not divided by scale^2": "to_loc = z / scale -> to_loc = x - loc",
        "loc is not subtracted from x": "to_loc = z / scale -> to_loc = x / scale**2",
        "the term -1/scale is missing: log p has a -log scale in it": "(z**2 - 1) -> z**2",
        "this is the derivative in the variance scale^2": (
            "(z**2 - 1) / scale -> (z**2 - 1) / scale**2 / 2"
        ),
        "this is the derivative in log scale; divide by scale": "(z**2 - 1) / scale -> z**2 - 1",
        "divided by scale once too often": "(z**2 - 1) / scale -> (z**2 - 1) / scale**2",
        "(x - loc)^2 is divided by scale^2; that term has scale^3 below": (
            "(z**2 - 1) / scale -> z**2 - 1 / scale"
        ),
        "this is the noise times the score in loc, without the term -1/scale": (
            "(z**2 - 1) / scale -> z**2 / scale**2"
        ),
        "this is the derivative in loc again": "(z**2 - 1) / scale -> z / scale",
    },
)
PATH = Estimator(
    path_rows,
    COLUMNS,
    [f"f'(x) times the derivative of x in {p} at the same draw x" for p in ("loc", "scale")],
    {
        "this is the score-function estimator; differentiate f itself": (
            "return slope, slope * z -> return f * z / scale, f * (z**2 - 1) / scale"
        ),
        "these are the derivatives of f times the score": (
            "return slope, slope * z -> return slope * z / scale, slope * (z**2 - 1) / scale"
        ),
        "the two derivatives are exchanged; the first is in loc": (
            "return slope, slope * z -> return slope * z, slope"
        ),
        **in_both(
            "slope, slope * z",
            ("z**0", "z"),
            {
                "f is not differentiated: its value stands where its slope belongs": "f * {}",
                "the mean of f is differentiated; each row belongs to one draw, so use the sum": (
                    "slope * {} / len(x)"
                ),
                "the slope of f is not used": "{}",
                "the derivatives of all the draws are added up in every row": (
                    "(slope * {}).sum().expand_as(x)"
                ),
                "no gradient reaches the parameters: draw noise and compute x = loc + scale * "
                "noise (rsample), not x itself (sample)": "0 * slope * {}",
                "both are divided by scale: loc + scale * noise is differentiated, not the score": (
                    "slope * {} / scale"
                ),
                "both are multiplied by scale: this is the derivative in the noise": (
                    "slope * {} * scale"
                ),
            },
        ),
        "the derivative of loc + scale * noise in loc is 1": "return slope, -> return slope * z,",
        **{
            sentence: f"return slope, slope * z -> return slope, {new}"
            for sentence, new in {
                "the derivative of loc + scale * noise in scale is the noise, not x - loc": (
                    "slope * (x - loc)"
                ),
                "the slope is not multiplied by the noise": "slope",
                "the slope is multiplied by x; the derivative of x in scale is the noise": (
                    "slope * x"
                ),
                "this is the derivative in the variance scale^2": "slope * z / (2 * scale)",
                "the size of the noise is used, without its sign": "slope * z.abs()",
                "no gradient reaches it: is there a .detach() or a .sample()?": "0 * slope",
            }.items()
        },
        "multiplied by scale: this is the derivative in the noise": (
            "return slope, -> return slope * scale,"
        ),
    },
)
