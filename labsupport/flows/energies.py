"""The four energies on the plane that Rezende and Mohamed (2015, table 1) fit.

A density is exp(-U(z)) over its integral. The last three of the paper do not fall off along z_1, so
that their integral is infinite, and the paper shows a window of them. Here they have walls: half of
the square of what z_1 exceeds 4 by, over 0.4.
"""

import torch
from torch import Tensor


def _waves(z: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """z_2, the three curves w_1, w_2, w_3 of the paper, and the walls."""
    x, y = z[..., 0], z[..., 1]
    w_1 = torch.sin(2 * torch.pi * x / 4)
    w_2 = 3 * torch.exp(-0.5 * ((x - 1) / 0.6) ** 2)
    w_3 = 3 * torch.sigmoid((x - 1) / 0.3)
    walls = 0.5 * ((x.abs() - 4).clamp(min=0) / 0.4) ** 2
    return y, w_1, w_2, w_3, walls


def ring(z: Tensor) -> Tensor:
    """U_1: a ring of radius 2 with two dense sides; z (..., 2) -> (...)."""
    r = torch.linalg.vector_norm(z, dim=-1)
    sides = torch.stack([-0.5 * ((z[..., 0] - 2) / 0.6) ** 2, -0.5 * ((z[..., 0] + 2) / 0.6) ** 2])
    return 0.5 * ((r - 2) / 0.4) ** 2 - sides.logsumexp(0)


def wave(z: Tensor) -> Tensor:
    """U_2: a sine; z (..., 2) -> (...)."""
    y, w_1, _, _, walls = _waves(z)
    return 0.5 * ((y - w_1) / 0.4) ** 2 + walls


def split_wave(z: Tensor) -> Tensor:
    """U_3: a sine that parts in two at z_1 = 1, and closes again; z (..., 2) -> (...)."""
    y, w_1, w_2, _, walls = _waves(z)
    both = [-0.5 * ((y - w_1) / 0.35) ** 2, -0.5 * ((y - w_1 + w_2) / 0.35) ** 2]
    return walls - torch.stack(both).logsumexp(0)


def forked_wave(z: Tensor) -> Tensor:
    """U_4: a sine with a second arm from z_1 = 1 on; z (..., 2) -> (...)."""
    y, w_1, _, w_3, walls = _waves(z)
    both = [-0.5 * ((y - w_1) / 0.4) ** 2, -0.5 * ((y - w_1 + w_3) / 0.35) ** 2]
    return walls - torch.stack(both).logsumexp(0)


ENERGIES = {"ring": ring, "wave": wave, "split wave": split_wave, "forked wave": forked_wave}


def log_normalizer(name: str, steps: int = 1200) -> float:
    """log of the integral of exp(-U), by a sum over a square from -9 to 9."""
    line = torch.linspace(-9, 9, steps + 1, dtype=torch.float64)
    log_p = -ENERGIES[name](torch.cartesian_prod(line, line))
    return float(log_p.logsumexp(0) + 2 * (line[1] - line[0]).log())
