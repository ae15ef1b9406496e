"""A model so small that everything is a sum, and quadrature for normal variables.

``JOINT`` is p(x, z): a row for each of two x, a column for each of two z. Float64 throughout.
"""

import math

import numpy as np
import torch
from torch import Tensor

JOINT = torch.tensor([[0.30, 0.10], [0.15, 0.45]], dtype=torch.float64)
PRIOR = JOINT.sum(0)
LIKELIHOOD = JOINT / PRIOR  # p(x | z)
EVIDENCE = JOINT.sum(1)
POSTERIOR = JOINT / EVIDENCE[:, None]  # p(z | x), a row for each x
GUESS = torch.tensor([[0.6, 0.4], [0.3, 0.7]], dtype=torch.float64)  # q(z | x), a row for each x


def tensor(*values: float) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


def kl(q: Tensor, p: Tensor) -> Tensor:
    """KL(q || p) of probabilities in the last axis."""
    return (q * (q.log() - p.log())).sum(-1)


def elbo(q: Tensor, joint: Tensor = JOINT) -> Tensor:
    """The bound of each x for probabilities q(z | x), a row for each x."""
    return (q * (joint.log() - q.log())).sum(-1)


def normal_kl(mean: float, variance: float, m: float = 0.0, v: float = 1.0) -> float:
    """KL(N(mean, variance) || N(m, v)) of numbers."""
    return 0.5 * (variance / v + (mean - m) ** 2 / v - 1 - math.log(variance / v))


def noise(points: int = 60) -> tuple[Tensor, Tensor]:
    """Points and weights whose weighted sums are means over a standard normal variable."""
    x, w = np.polynomial.hermite_e.hermegauss(points)
    return torch.from_numpy(x), torch.from_numpy(w / w.sum())


def close(a: Tensor | float, b: Tensor | float, tolerance: float = 1e-9) -> bool:
    a, b = (torch.as_tensor(value, dtype=torch.float64) for value in (a, b))
    return torch.allclose(a, b, rtol=tolerance, atol=tolerance)
