"""Planar and radial maps (Rezende and Mohamed, 2015); see `labsupport.flows`."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.models import check_sizes

Moved = tuple[Tensor, Tensor]


class _Parameters(nn.Module):
    """So many numbers: a parameter of their own, or a linear function of a context."""

    def __init__(self, start: Tensor, context: int) -> None:
        super().__init__()
        self.numbers = nn.Parameter(start)
        self.from_context = nn.Linear(context, len(start), bias=False) if context else None
        if self.from_context is not None:  # begins as the unconditional map
            nn.init.normal_(self.from_context.weight, std=0.01 / math.sqrt(context))

    def forward(self, context: Tensor | None, z: Tensor) -> Tensor:
        """The numbers, (size,) or (..., size), in the dtype of ``z``."""
        if (context is None) != (self.from_context is None):
            wanted = "none" if self.from_context is None else f"{self.from_context.in_features}"
            raise InputError(f"this map was made for a context of {wanted} numbers: see context=")
        if context is None or self.from_context is None:
            return self.numbers
        return (self.numbers + self.from_context(context)).to(z.dtype)


class Planar(nn.Module):
    """f(z) = z + u tanh(w^T z + b), moved along u by the side of a plane (eq-flows-planar).

    u is corrected so that w^T u > -1, where the map has an inverse (eq-flows-safe). The determinant
    1 + (1 - tanh^2) w^T u is computed as tanh^2 + (1 + w^T u) (1 - tanh^2), in which nothing
    cancels, for products w^T u of any size.

    Args:
        latent: dimensions of z.
        context: numbers of the context that u, w and b depend on; 0 for none.
    """

    def __init__(self, latent: int, context: int = 0) -> None:
        super().__init__()
        check_sizes((), context, latent=latent)
        w = F.normalize(torch.randn(latent), dim=0)
        u = math.log(math.e - 1) * w  # m(w^T u) = 0, so that the corrected u is 0
        self.latent = latent
        self.parameters_of = _Parameters(torch.cat([u, w, torch.zeros(1)]), context)

    def _parts(self, z: Tensor, context: Tensor | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """u, w, b, and 1 + w^T u, which is above 0; the last two (..., 1)."""
        u, w, b = self.parameters_of(context, z).split([self.latent, self.latent, 1], -1)
        product = (w * u).sum(-1, keepdim=True)
        tiny = torch.finfo(product.dtype).tiny
        above = F.softplus(product).clamp(min=tiny)
        square = w.square().sum(-1, keepdim=True).clamp(min=tiny)
        return u + (above - 1 - product) * (w / square), w, b, above

    def forward(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """f(z), shape (..., latent), and ``log |det|``, shape (...)."""
        u, w, b, above = self._parts(z, context)
        t = (w * z).sum(-1, keepdim=True) + b
        return z + u * torch.tanh(t), self._log_det(t, above)

    @staticmethod
    def _log_det(t: Tensor, above: Tensor) -> Tensor:
        square = torch.tanh(t).square()
        return torch.log(square + above * torch.cosh(t.clamp(-40, 40)).pow(-2))[..., 0]

    @torch.no_grad()
    def _solved(self, t: Tensor, above: Tensor) -> Tensor:
        """t with t + (above - 1) tanh(t) = ``t``, by bisection, for the plane of each point."""
        low, high = t - (above - 1).abs(), t + (above - 1).abs()
        for _ in range(80):
            middle = (low + high) / 2
            below = middle + (above - 1) * torch.tanh(middle) < t
            low, high = torch.where(below, middle, low), torch.where(below, high, middle)
        return (low + high) / 2

    def inverse(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The point that the map takes to ``z``, and the log-determinant of the inverse.

        There is no closed form. Along w the map is a rising function of one number, which bisection
        inverts; one step of Newton's method then carries the gradients.
        """
        u, w, b, above = self._parts(z, context)
        after = (w * z).sum(-1, keepdim=True) + b
        t = self._solved(after, above)
        slope = (1 + (above - 1) * torch.cosh(t.clamp(-40, 40)).pow(-2)).detach()
        tiny = torch.finfo(slope.dtype).eps
        t = t - (t + (above - 1) * torch.tanh(t) - after) / slope.clamp(min=tiny)
        return z - u * torch.tanh(t), -self._log_det(t, above)


class Radial(nn.Module):
    """f(z) = z + beta (z - centre) / (alpha + r), r the distance from the centre (eq-flows-radial).

    alpha > 0 and beta = -alpha + softplus(raw) > -alpha keep it invertible. The determinant is
    computed from sums of positive numbers.

    Args:
        latent: dimensions of z.
        context: numbers of the context that the parameters depend on; 0 for none.
    """

    def __init__(self, latent: int, context: int = 0) -> None:
        super().__init__()
        check_sizes((), context, latent=latent)
        self.latent = latent
        start = torch.cat([torch.randn(latent) / math.sqrt(latent), torch.zeros(2)])  # beta = 0
        self.parameters_of = _Parameters(start, context)

    def _parts(self, z: Tensor, context: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Centre, alpha, and alpha + beta; the last two are positive, (..., 1)."""
        numbers = self.parameters_of(context, z)
        centre, raw_alpha, raw = numbers.split([self.latent, 1, 1], -1)
        tiny = torch.finfo(numbers.dtype).tiny
        return centre, F.softplus(raw_alpha).clamp(min=tiny), F.softplus(raw).clamp(min=tiny)

    def forward(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """f(z), shape (..., latent), and ``log |det|``, shape (...)."""
        centre, alpha, total = self._parts(z, context)
        away = z - centre
        r = _length(away)
        share = (r + total) / (r + alpha)  # 1 + beta h
        return centre + share * away, self._log_det(r, alpha, total)

    def _log_det(self, r: Tensor, alpha: Tensor, total: Tensor) -> Tensor:
        across = torch.log(r + total) - torch.log(r + alpha)
        along = torch.log(alpha * total / (r + alpha) + r * ((2 * alpha + r) / (r + alpha)))
        log_det = (self.latent - 1) * across + along - torch.log(r + alpha)
        return log_det[..., 0]

    def inverse(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The point that the map takes to ``z``: its distance solves a quadratic equation."""
        centre, alpha, total = self._parts(z, context)
        away = z - centre
        after = _length(away)
        gap = after - total  # r^2 - gap r - after alpha = 0
        root = torch.sqrt(gap.square() + 4 * after * alpha)
        r = torch.where(gap > 0, (gap + root) / 2, 2 * after * alpha / (root - gap.clamp(max=0)))
        share = (r + alpha) / (r + total)
        return centre + share * away, -self._log_det(r, alpha, total)


def _length(x: Tensor) -> Tensor:
    """The norm of the last axis, (..., 1), with a gradient at 0."""
    tiny = torch.finfo(x.dtype).tiny
    return torch.sqrt(x.square().sum(-1, keepdim=True) + tiny)
