"""Verdicts on the warm-up of topic ``start``, ``log_mean_exp``."""

import math

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, compare
from labsupport.checks.numbers import Function
from labsupport.checks.terms import Mistakes, Term


def reference(log_w: Tensor) -> Tensor:
    """log 1/k sum_i exp(log_w[i]) over the first axis, one logaddexp after the other."""
    total = log_w[0]
    for row in log_w[1:]:
        total = torch.logaddexp(total, row)
    return total - math.log(len(log_w))


def mistakes(log_w: Tensor) -> Mistakes:
    """Sentence -> the value that this mistake gives."""
    k, right, w = len(log_w), reference(log_w), log_w.exp()
    largest = log_w.max(0).values
    missing = "the 1/k is missing: this is the logarithm of the sum"
    return {
        missing: right + math.log(k),
        "log k is subtracted twice": right - math.log(k),
        "log k is added; subtract it": right + 2 * math.log(k),
        "the result is divided by k; the 1/k belongs inside of the logarithm": (right + math.log(k))
        / k,
        "this is the mean of the logarithms; take the logarithm of the mean": log_w.mean(0),
        "this is the logarithm of the mean of log_w; exp is missing": log_w.mean(0).log(),
        "the logarithm is missing: this is the mean of exp(log_w)": w.mean(0),
        "this is the largest of them": largest,
        "the largest is not added back at the end": right - largest,
        "the largest is subtracted at the end; add it": right - 2 * largest,
        "the largest is added, but it was not subtracted before": right + largest,
        "taken over the last axis; take the mean over the first": w.mean(1).log(),
        "taken over the last axis, and the 1/k is missing": w.sum(1).log(),
        "taken over all axes; take the mean over the first only": w.mean().log(),
        "taken over all axes, and the 1/k is missing": w.sum().log(),
        "the largest is added before exp; subtract it": right + 2 * largest,
        "1 is subtracted from exp(log_w): exp is meant, not expm1": (
            largest + (log_w - largest).expm1().mean(0).log()
        ),
        "the sign is wrong": -right,
        "1/k is the number of rows, not of columns": right
        + math.log(k)
        - math.log(log_w.shape[-1]),
        "the first axis is kept; it should be gone": right[None],
        "the logarithm is to base 2; the natural one is meant": right / math.log(2),
        "the logarithm is to base 10; the natural one is meant": right / math.log(10),
    }


LOG_MEAN_EXP = Term(["log_w"], reference, mistakes)


def stable(function: Function, log_w: Tensor) -> Verdict:
    """Whether columns and rows of ``log_w`` that are very far from 0 still give the right value."""
    function = numbers.forgiving(function)
    other = torch.arange(log_w.shape[1]) % 2  # every second column
    below = torch.arange(len(log_w))[:, None] > 0  # every row but the first
    for shift, sentence in (
        (torch.tensor(1000.0), "exp overflows for large log_w"),
        (torch.tensor(-1000.0), "exp underflows to 0 for very negative log_w"),
        (-1000.0 * other, "exp underflows to 0 where columns are far apart"),
        (-1000.0 * below, "exp overflows where the rows of a column are far apart"),
        (-1000.0 * ~below, "exp overflows where the rows of a column are far apart"),
    ):
        shifted = log_w + shift.to(log_w.dtype)
        actual = function(shifted)
        if compare(actual, reference(shifted)) is not None:
            if isinstance(actual, Tensor) and bool((actual == -math.inf).all()):
                sentence = (
                    "exp underflows to 0, for large log_w too" if shift.max() > 0 else sentence
                )
            return f"{sentence}: subtract the largest of each column first"
    return None
