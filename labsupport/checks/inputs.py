"""Random inputs for exercises, all of one dtype and from one generator."""

from typing import NamedTuple

import torch
from torch import Tensor


class Inputs(NamedTuple):
    """Makes random tensors on the CPU.

    Args:
        generator: where the numbers come from.
        dtype: of all of them.
    """

    generator: torch.Generator
    dtype: torch.dtype = torch.float64

    def normal(self, *shape: int) -> Tensor:
        """Standard normal numbers."""
        return torch.randn(shape, generator=self.generator, dtype=self.dtype)

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        """Uniform numbers."""
        spread = torch.rand(shape, generator=self.generator, dtype=self.dtype)
        return low + (high - low) * spread

    def binary(self, *shape: int) -> Tensor:
        """Zeros and ones; the first of each row is 0, the last 1."""
        x = self.uniform(0.0, 1.0, *shape).round()
        x[..., 0], x[..., -1] = 0.0, 1.0
        return x
