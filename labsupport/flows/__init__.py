"""Invertible maps with cheap log-determinants: the posteriors of chapter ``flows``.

Each map is a module with ``forward(z) -> (z', log_abs_det)`` and ``inverse(z') -> (z,
log_abs_det)``, whose second result is the logarithm of the absolute determinant of the Jacobian
(of the inverse, in ``inverse``), in nats, one number for each point. Points have the shape (...,
latent), log-determinants (...). Any dtype and device.

A map with ``context=c`` is amortized: both functions take a second argument of shape (..., c), for
example the hidden units of an encoder, which broadcasts against z, and the parameters of the map
depend on it. Every map begins near the identity, so that a long chain can be trained.

Rezende and Mohamed (2015) for planar and radial maps; Dinh, Krueger and Bengio (2015) and Dinh et
al. (2017) for couplings; Kingma et al. (2016) for autoregressive maps; Salimans, Kingma and Welling
(2015) for leapfrog steps in a posterior.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from labsupport.errors import InputError
from labsupport.flows.couplings import Coupling, InverseAutoregressive, autoregressive_mask
from labsupport.flows.leapfrog import Leapfrog
from labsupport.flows.maps import Moved, Planar, Radial

__all__ = [
    "Chain",
    "Coupling",
    "InverseAutoregressive",
    "Leapfrog",
    "Planar",
    "Radial",
    "autoregressive_mask",
    "chain",
]


class Chain(nn.ModuleList):
    """Maps one after the other; their log-determinants are added (eq-flows-chain).

    Args:
        maps: modules with ``forward`` and ``inverse`` as the others of this file.
    """

    def __init__(self, maps: Iterable[nn.Module] = ()) -> None:
        super().__init__(maps)

    def forward(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The points after all maps, shape (..., latent), and ``log |det|``, shape (...)."""
        total = torch.zeros(z.shape[:-1], dtype=z.dtype, device=z.device)
        for each in self:
            z, log_det = each(z, context)
            total = total + log_det
        return z, total

    def inverse(self, z: Tensor, context: Tensor | None = None) -> Moved:
        """The points before all maps, and the log-determinant of the inverse."""
        total = torch.zeros(z.shape[:-1], dtype=z.dtype, device=z.device)
        for each in reversed(list(self)):
            z, log_det = each.inverse(z, context)  # type: ignore[operator]
            total = total + log_det
        return z, total


KINDS = ("planar", "radial", "nice", "affine", "iaf")


def chain(kind: str, length: int, latent: int, context: int = 0, hidden: int = 50) -> Chain:
    """A chain of ``length`` maps of one kind.

    Args:
        kind: ``"planar"``, ``"radial"``, ``"nice"`` or ``"affine"`` couplings, of which every other
            one is swapped, or ``"iaf"``, likewise.
        length: K, how many; 0 for none.
        latent: dimensions of z.
        context: numbers of the context, see above.
        hidden: width of the networks of couplings and autoregressive maps.

    Raises:
        InputError: there is no such kind, or a size is none.
    """
    if kind not in KINDS:
        raise InputError(f"there is no flow {kind!r}: choose one of {', '.join(KINDS)}")
    if isinstance(length, bool) or not isinstance(length, int) or length < 0:
        raise InputError(f"the length of a chain is a whole number from 0 up, not {length!r}")
    maps: list[nn.Module] = []
    for number in range(length):
        swapped = number % 2 == 1
        if kind == "planar":
            maps.append(Planar(latent, context))
        elif kind == "radial":
            maps.append(Radial(latent, context))
        elif kind == "iaf":
            maps.append(InverseAutoregressive(latent, hidden, context, swapped=swapped))
        else:
            affine = kind == "affine"
            maps.append(Coupling(latent, hidden, context, affine=affine, swapped=swapped))
    return Chain(maps)
