"""Other right ways of writing ``mixture_path``."""

import math

import torch
from torch.distributions import Categorical, MixtureSameFamily, Normal


def by_distribution(z, logits, loc, scale):
    p = MixtureSameFamily(
        Categorical(logits=logits, validate_args=False),
        Normal(loc, scale, validate_args=False),
        validate_args=False,
    )
    below = p.cdf(z)
    return z - (below - below.detach()) / p.log_prob(z).exp().detach()


def own_backward(z, logits, loc, scale):
    class _Path(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z, logits, loc, scale):
            ctx.save_for_backward(z, logits, loc, scale)
            return z.clone()

        @staticmethod
        def backward(ctx, gradient):
            z, logits, loc, scale = ctx.saved_tensors
            weights = torch.softmax(logits, -1)
            at = (z[:, None] - loc) / scale
            below = torch.special.ndtr(at)
            height = weights * torch.exp(-(at**2) / 2) / (scale * math.sqrt(2 * math.pi))
            density = height.sum(1, keepdim=True)
            share = height / density * gradient[:, None]  # of each component in the density
            excess = below - (below * weights).sum(1, keepdim=True)
            to_logits = -(weights * excess / density * gradient[:, None]).sum(0)
            return None, to_logits, share.sum(0), (share * at).sum(0)

    return _Path.apply(z, logits, loc, scale)


def slope_times_p(z, logits, loc, scale):
    """The density is the slope of P in z."""
    leaf = z.detach().clone().requires_grad_()
    weights = logits.softmax(0)

    def below(at):
        return torch.erf((at[:, None] - loc) / scale / 2**0.5) @ weights / 2 + 0.5

    with torch.enable_grad():
        (density,) = torch.autograd.grad(below(leaf).sum(), leaf)
    moved = below(z.detach())
    return z + (moved.detach() - moved) / density


def formula_by_hand(z, logits, loc, scale):
    """The slopes in each parameter, times what a parameter is away from where it is."""
    with torch.no_grad():
        weights = torch.softmax(logits, 0)
        at = (z.unsqueeze(1) - loc) / scale
        below = torch.special.ndtr(at)
        height = weights * torch.exp(-0.5 * at * at) / scale / math.sqrt(2 * math.pi)
        density = height.sum(1, keepdim=True)
        to_loc = height / density
        to_logits = -weights * (below - below @ weights.unsqueeze(1)) / density
    offsets = [p - p.detach() for p in (logits, loc, scale)]
    slopes = [to_logits, to_loc, to_loc * at]
    return z + sum((s * o).sum(1) for s, o in zip(slopes, offsets, strict=True))


def density_attached(z, logits, loc, scale):
    """The slope of the density is multiplied by 0."""
    weights = torch.exp(logits - torch.logsumexp(logits, 0))
    components = Normal(loc, scale, validate_args=False)
    below = torch.einsum("nk,k->n", components.cdf(z[:, None]), weights)
    density = torch.einsum("nk,k->n", components.log_prob(z[:, None]).exp(), weights)
    return z - (below - below.detach()) / density


def one_by_one(z, logits, loc, scale):
    weights = torch.softmax(logits, 0)
    moved = []
    for point in z:
        at = (point - loc) / scale
        below = (weights * torch.special.ndtr(at)).sum()
        log_height = weights.log() - at**2 / 2 - scale.log() - math.log(2 * math.pi) / 2
        moved.append(point - (below - below.detach()) * (-log_height.logsumexp(0)).exp().detach())
    return torch.stack(moved)
