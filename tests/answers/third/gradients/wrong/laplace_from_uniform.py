"""Wrong answers to laplace_from_uniform."""

import math

import torch
from torch import Tensor


def mirrored(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sign is turned: P(X >= x) = u. The law is right, but a larger u gives a smaller x."""
    side = u - 0.5
    return loc + scale * side.sign() * torch.log1p(-2 * side.abs())


def upper_half_everywhere(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """-log(2(1 - u)) is used for u < 1/2 as well."""
    return loc - scale * torch.log(2 * (1 - u))


def no_two_in_the_logarithm(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log(1 - |u - 1/2|) lacks the factor 2: x never passes loc by more than log(2) scales."""
    side = u - 0.5
    return loc - scale * side.sign() * torch.log1p(-side.abs())


def scale_is_a_standard_deviation(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Divides by sqrt(2), as if scale were the standard deviation."""
    side = u - 0.5
    return loc - scale / math.sqrt(2) * side.sign() * torch.log1p(-2 * side.abs())


def uniform_kept_off_the_ends(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Clamps u to (0.001, 0.999): the tails are cut off, and their gradient is zero."""
    side = u.clamp(1e-3, 1 - 1e-3) - 0.5
    return loc - scale * side.sign() * torch.log1p(-2 * side.abs())


def sign_from_a_coin(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Draws the sign at random: the law is right, but P(X <= x) = u is not."""
    sign = torch.randint_like(u, 2) * 2 - 1
    return loc + sign * scale * torch.log(u)


def one_half_for_the_whole_tensor(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Decides once, by the mean of u, which half is used for all entries."""
    if u.mean() < 0.5:
        return loc + scale * torch.log(2 * u)
    return loc - scale * torch.log(2 * (1 - u))


def scale_multiplies_everything(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """scale multiplies loc too: right only for scale 1 or loc 0."""
    side = u - 0.5
    return scale * (loc - side.sign() * torch.log1p(-2 * side.abs()))


def no_gradient_for_the_scale(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Detaches scale: values are right, its gradient is missing."""
    side = u - 0.5
    return loc - scale.detach() * side.sign() * torch.log1p(-2 * side.abs())


def binary_logarithm(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Takes the logarithm to the base 2."""
    side = u - 0.5
    return loc - scale * side.sign() * torch.log2(1 - 2 * side.abs())


def noise_without_a_gradient(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Treats u as a constant: no gradient flows back to it."""
    side = u.detach() - 0.5
    return loc - scale * side.sign() * torch.log1p(-2 * side.abs())
