"""Wrong answers to transformed_log_prob."""

import math

import torch
from torch import Tensor


def slope_of_the_wrong_map(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The slope of f is added where that of its inverse belongs: the sign of the log-slope is wrong."""
    a = tail * torch.asinh(x) - skew
    log_slope = tail.log() + a.cosh().log() - 0.5 * torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) - log_slope


def skew_with_wrong_sign(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The skew is added in the inverse; it has to be subtracted."""
    a = tail * torch.asinh(x) + skew
    log_slope = tail.log() + a.cosh().log() - 0.5 * torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + log_slope


def forgets_log_tail(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The factor tail of the slope is missing."""
    a = tail * torch.asinh(x) - skew
    log_slope = a.cosh().log() - 0.5 * torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + log_slope


def forgets_the_square_root(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The derivative of asinh is 1 / sqrt(1 + x²); the root, one half in the logarithm, is missing."""
    a = tail * torch.asinh(x) - skew
    log_slope = tail.log() + a.cosh().log() - torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + log_slope


def tail_times_skew(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The brackets are wrong: tail * (asinh(x) - skew) is not the inverse."""
    a = tail * (torch.asinh(x) - skew)
    log_slope = tail.log() + a.cosh().log() - 0.5 * torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + log_slope


def adds_the_slope_itself(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The slope is added to the log-density, not its logarithm."""
    a = tail * torch.asinh(x) - skew
    slope = tail * a.cosh() / (1 + x.square()).sqrt()
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + slope


def detached_slope(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The slope is cut from the graph, so that the gradients to x, skew and tail are wrong."""
    a = tail * torch.asinh(x) - skew
    log_slope = tail.log() + a.cosh().log() - 0.5 * torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + log_slope.detach()


def asinh_by_hand(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """log(x + sqrt(x² + 1)) loses all digits for negative x far from 0, and gives minus infinity in 32 bits."""
    a = tail * torch.log(x + (x.square() + 1).sqrt()) - skew
    log_slope = tail.log() + a.cosh().log() - 0.5 * torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + log_slope


def derivative_is_sinh(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """The derivative of sinh is cosh; with sinh the slope is even 0 at the centre."""
    a = tail * torch.asinh(x) - skew
    log_slope = tail.log() + a.sinh().abs().log() - 0.5 * torch.log1p(x.square())
    return -0.5 * a.sinh().square() - 0.5 * math.log(2 * math.pi) + log_slope


def clamps_z(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """z is clamped to ±5, so the tails of the density are wrong."""
    a = tail * torch.asinh(x) - skew
    z = a.sinh().clamp(-5, 5)
    log_slope = tail.log() + 0.5 * torch.log1p(z.square()) - 0.5 * torch.log1p(x.square())
    return -0.5 * z.square() - 0.5 * math.log(2 * math.pi) + log_slope
