"""Wrong answers to cauchy_from_uniform."""

import math

import torch
from torch import Tensor


def angle_without_pi(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(u - 1/2): pi is missing, so x stays within 0.55 scales."""
    return loc + scale * torch.tan(u - 0.5)


def not_shifted_to_the_middle(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(pi u): a Cauchy variable too, but the halves are exchanged, and P(X <= x) is not u."""
    return loc + scale * torch.tan(math.pi * u)


def whole_turn(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """tan(2 pi (u - 1/2)) runs through the line twice: right law, wrong x for u."""
    return loc + scale * torch.tan(2 * math.pi * (u - 0.5))


def pi_with_two_digits(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Takes 3.14 for pi: wrong in the tails, where the tangent is steep."""
    return loc + scale * torch.tan(3.14 * (u - 0.5))


def tails_cut_off(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Clamps the tangent to 1000 in size."""
    return loc + scale * torch.tan(math.pi * (u - 0.5)).clamp(-1000, 1000)


def quartile_range_for_scale(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Takes scale for the whole distance between the quartiles, and halves it."""
    return loc + 0.5 * scale * torch.tan(math.pi * (u - 0.5))


def falling(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """cot(pi u) falls with u: the median and the law are right, P(X <= x) is 1 - u."""
    return loc + scale / torch.tan(math.pi * u)


def the_function_itself(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Takes the arctangent where its inverse is wanted."""
    return loc + scale * torch.atan(math.pi * (u - 0.5))


def no_gradient_for_the_parameters(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The scale is detached, and its gradient lost."""
    return loc + scale.detach() * torch.tan(math.pi * (u - 0.5))


def quotient_of_two_normals(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Draws its own Cauchy noise, and does not look at u."""
    return loc + scale * torch.randn_like(u) / torch.randn_like(u)


def sine_for_tangent(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """sin(pi (u - 1/2)) in place of the tangent: nearly right at the median, but bounded."""
    return loc + scale * torch.sin(math.pi * (u - 0.5))


def scale_on_loc(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """scale multiplies loc too."""
    return scale * (loc + torch.tan(math.pi * (u - 0.5)))
