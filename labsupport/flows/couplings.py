"""Couplings (Dinh, Krueger and Bengio, 2015; Dinh et al., 2017) and masked maps (Kingma, 2016).

See `labsupport.flows`.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.flows.maps import Moved
from labsupport.models import check_sizes
from labsupport.nets import mlp


class Coupling(nn.Module):
    """Half of z stays, the other half is moved by a network of the first (eq-flows-coupling).

    Without scales it is NICE's additive coupling, which keeps volumes: its log-determinant is 0.
    With them it is affine, and the logarithms of the scales stay between -2 and 2.

    Args:
        latent: dimensions of z, at least 2.
        hidden: width of the network's one hidden layer.
        context: numbers of the context that the network sees besides; 0 for none.
        affine: whether there are scales.
        swapped: whether the second half stays, and the first is moved.
    """

    def __init__(
        self,
        latent: int,
        hidden: int = 50,
        context: int = 0,
        *,
        affine: bool = False,
        swapped: bool = False,
    ) -> None:
        super().__init__()
        check_sizes((hidden,), context, latent=latent)
        if latent < 2:
            raise InputError(f"a coupling has two halves: latent is at least 2, not {latent}")
        self.latent, self.context, self.affine, self.swapped = latent, context, affine, swapped
        half = latent // 2
        self.kept, self.moved = (latent - half, half) if swapped else (half, latent - half)
        outputs = self.moved * (2 if affine else 1)
        last = _nearly_zero(nn.Linear(hidden, outputs))
        self.network = nn.Sequential(*mlp([self.kept + context, hidden], nn.Tanh), last)

    def _halves(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """What stays, and what is moved."""
        if self.swapped:
            moved, kept = z.split([self.moved, self.kept], -1)
            return kept, moved
        kept, moved = z.split([self.kept, self.moved], -1)
        return kept, moved

    def _joined(self, kept: Tensor, moved: Tensor) -> Tensor:
        return torch.cat([moved, kept] if self.swapped else [kept, moved], -1)

    def _shift_and_log_scale(self, kept: Tensor, context: Tensor | None) -> Moved:
        found = self.network(_beside(kept, context, self.context)).to(kept.dtype)
        if not self.affine:
            return found, torch.zeros_like(found)
        shift, raw = found.chunk(2, -1)
        return shift, 2 * torch.tanh(raw / 2)

    def forward(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The points after the map, shape (..., latent), and ``log |det|``, shape (...)."""
        kept, moved = self._halves(z)
        shift, log_scale = self._shift_and_log_scale(kept, context)
        return self._joined(kept, moved * torch.exp(log_scale) + shift), log_scale.sum(-1)

    def inverse(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The points before the map, and the log-determinant of the inverse."""
        kept, moved = self._halves(z)
        shift, log_scale = self._shift_and_log_scale(kept, context)
        return self._joined(kept, (moved - shift) * torch.exp(-log_scale)), -log_scale.sum(-1)


class InverseAutoregressive(nn.Module):
    """z'_i = g_i z_i + (1 - g_i) m_i, gate and mean of the coordinates before i (eq-flows-iaf).

    A masked network (Germain et al., 2015) gives all gates and means in one pass. The inverse needs
    one pass for each coordinate. With ``swapped`` the coordinates are taken in the reverse order.

    Args:
        latent: dimensions of z.
        hidden: width of the network's one hidden layer.
        context: numbers of the context that the network sees besides; 0 for none.
        swapped: whether coordinate i sees those after it instead.
    """

    first: Tensor
    second: Tensor

    def __init__(
        self, latent: int, hidden: int = 50, context: int = 0, *, swapped: bool = False
    ) -> None:
        super().__init__()
        check_sizes((hidden,), context, latent=latent)
        self.latent, self.context = latent, context
        places = torch.arange(1, latent + 1)
        places = places.flip(0) if swapped else places
        units = torch.arange(hidden) % max(latent - 1, 1) + 1
        first = autoregressive_mask(places, units)
        if context:  # every unit sees the whole context
            first = torch.cat([first, torch.ones(hidden, context)], 1)
        second = autoregressive_mask(units, places, strict=True)
        self.register_buffer("first", first, persistent=False)
        self.register_buffer("second", second.repeat(2, 1), persistent=False)
        self.input = nn.Linear(latent + context, hidden)
        self.output = _nearly_zero(nn.Linear(hidden, 2 * latent))
        with torch.no_grad():
            self.output.bias[:latent] = 3.0  # gates near 1

    def _logits_and_mean(self, z: Tensor, context: Tensor | None) -> Moved:
        inputs = _beside(z, context, self.context)
        units = torch.tanh(F.linear(inputs, self.input.weight * self.first, self.input.bias))
        found = F.linear(units, self.output.weight * self.second, self.output.bias).to(z.dtype)
        logits, mean = found.chunk(2, -1)
        return logits, mean

    def forward(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The points after the map, shape (..., latent), and ``log |det|``, shape (...)."""
        logits, mean = self._logits_and_mean(z, context)
        moved = torch.sigmoid(logits) * z + torch.sigmoid(-logits) * mean
        return moved, F.logsigmoid(logits).sum(-1)

    def inverse(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The points before the map, found one coordinate after the other."""
        found = torch.zeros_like(z)
        for _ in range(self.latent):  # each pass makes one coordinate more right
            logits, mean = self._logits_and_mean(found, context)
            found = z * torch.exp(-F.logsigmoid(logits)) - torch.exp(-logits) * mean
        logits, _ = self._logits_and_mean(found, context)
        return found, -F.logsigmoid(logits).sum(-1)


def autoregressive_mask(inputs: Tensor, outputs: Tensor, *, strict: bool = False) -> Tensor:
    """Which weights of a layer a masked network keeps, 0 or 1, shape (outputs, inputs).

    Args:
        inputs: the degree of each input, shape (inputs,). A unit of degree d may depend on the
            coordinates 1 to d.
        outputs: the degree of each output, shape (outputs,).
        strict: whether an output may not even see the coordinate of its own degree, as in the last
            layer.
    """
    allowed = inputs < outputs[:, None] if strict else inputs <= outputs[:, None]
    return allowed.to(torch.get_default_dtype())


def _nearly_zero(layer: nn.Linear) -> nn.Linear:
    """A last layer from which a map begins near the identity."""
    nn.init.normal_(layer.weight, std=0.01 / math.sqrt(layer.in_features))
    nn.init.zeros_(layer.bias)
    return layer


def _beside(x: Tensor, context: Tensor | None, size: int) -> Tensor:
    """``x`` (..., n) with a context (..., size) beside it, broadcast."""
    if (context is None) != (size == 0):
        raise InputError(f"this map was made for a context of {size or 'no'} numbers: see context=")
    if context is None:
        return x
    leading = torch.broadcast_shapes(x.shape[:-1], context.shape[:-1])
    return torch.cat([x.expand(*leading, -1), context.expand(*leading, -1)], -1)
