"""Right answers to laplace_from_uniform."""

import torch
from torch import Tensor
from torch.distributions import Laplace


def half_by_half_with_where(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """log(2u) below the middle, -log(2(1 - u)) above it; both are finite everywhere."""
    return loc + scale * torch.where(u < 0.5, torch.log(2 * u), -torch.log(2 - 2 * u))


def icdf_of_torch(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The inverse of the distribution function from torch.distributions."""
    return Laplace(loc, scale, validate_args=False).icdf(u)


def difference_of_two_clamped_logarithms(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """One of the two logarithms is always zero, as its argument is clamped to 1."""
    left = (2 * u).clamp(max=1).log()
    right = (2 * (1 - u)).clamp(max=1).log()
    return torch.addcmul(loc, scale, left - right)


def sign_copied_from_the_side(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The size is -log of the distance to the nearer end, doubled; copysign puts it on its side."""
    size = -torch.log(2 * torch.minimum(u, 1 - u))
    return torch.copysign(size, u - 0.5) * scale + loc


def only_the_chosen_half_is_computed(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Boolean indexing: every entry sees just the logarithm of its own half."""
    u, loc, scale = torch.broadcast_tensors(u, loc, scale)
    low = u < 0.5
    x = torch.empty_like(u)
    x = x.masked_scatter(low, loc[low] + scale[low] * (2 * u[low]).log())
    return x.masked_scatter(~low, loc[~low] - scale[~low] * (2 - 2 * u[~low]).log())
