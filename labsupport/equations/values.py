r"""What parts of a formula are worth, and how they add and multiply.

Numbers are float64 tensors without a shape, vectors are columns of shape (n,), matrices (n, m). A
transposed vector is a `Row`; ``I`` is an `Identity` until something tells its size. What a reader
could not multiply (two columns, shapes that differ) is a `ShapeError`: a lost transpose is one.
"""

from dataclasses import dataclass

import torch
from torch import Tensor


class ShapeError(ValueError):
    """Two things that cannot be added or multiplied."""


@dataclass(frozen=True)
class Row:
    """A transposed column; entries (n,)."""

    entries: Tensor


@dataclass(frozen=True)
class Identity:
    """A multiple of the identity matrix, of whatever size is needed."""

    scale: Tensor

    def of_size(self, size: int) -> Tensor:
        return self.scale * torch.eye(size, dtype=self.scale.dtype)


Value = Tensor | Row | Identity


def number(value: float) -> Tensor:
    return torch.tensor(value, dtype=torch.float64)


def describe(value: Value) -> str:
    if isinstance(value, Row):
        return f"a row of {len(value.entries)}"
    if isinstance(value, Identity):
        return "the identity"
    names = {0: "a number", 1: "a column of {}", 2: "a matrix {} × {}"}
    return names.get(value.dim(), "an array").format(*value.shape)


def plus(a: Value, b: Value) -> Value:
    """a + b for two things of the same kind and size."""
    if isinstance(a, Identity) and isinstance(b, Identity):
        return Identity(a.scale + b.scale)
    if isinstance(a, Identity) or isinstance(b, Identity):
        one, other = (a, b) if isinstance(a, Identity) else (b, a)
        assert isinstance(one, Identity)
        if isinstance(other, Tensor) and other.dim() == 2 and other.shape[0] == other.shape[1]:
            return one.of_size(len(other)) + other
    elif isinstance(a, Row) and isinstance(b, Row) and a.entries.shape == b.entries.shape:
        return Row(a.entries + b.entries)
    elif isinstance(a, Tensor) and isinstance(b, Tensor) and a.shape == b.shape:
        return a + b
    raise ShapeError(f"{describe(a)} and {describe(b)} are added")


def scaled(a: Value, factor: Tensor) -> Value:
    if isinstance(a, Row):
        return Row(factor * a.entries)
    if isinstance(a, Identity):
        return Identity(factor * a.scale)
    return factor * a


def times(a: Value, b: Value) -> Value:
    """The product of two things that stand side by side."""
    if isinstance(a, Tensor) and a.dim() == 0:
        return scaled(b, a)
    if isinstance(b, Tensor) and b.dim() == 0:
        return scaled(a, b)
    if isinstance(a, Identity):
        return scaled(b, a.scale)
    if isinstance(b, Identity):
        return scaled(a, b.scale)
    try:
        if isinstance(a, Row):
            if isinstance(b, Row):
                raise ShapeError(f"{describe(a)} and {describe(b)} stand side by side")
            return a.entries @ b if b.dim() == 1 else Row(a.entries @ b)
        if isinstance(b, Row):
            if a.dim() == 1:
                return torch.outer(a, b.entries)
        elif a.dim() == 2:
            return a @ b
    except RuntimeError:
        pass
    raise ShapeError(f"{describe(a)} and {describe(b)} stand side by side")


def entrywise(a: Value, b: Value) -> Value:
    if isinstance(a, Tensor) and isinstance(b, Tensor) and a.shape == b.shape:
        return a * b
    raise ShapeError(f"{describe(a)} and {describe(b)} are multiplied entry by entry")


def transposed(a: Value) -> Value:
    if isinstance(a, Row):
        return a.entries
    if isinstance(a, Identity):
        return a
    if a.dim() == 1:
        return Row(a)
    if a.dim() == 0:
        return a
    return a.T


def power(a: Value, exponent: Value) -> Value:
    """Of a number or of each entry of a column; of a square matrix as a matrix."""
    if not isinstance(exponent, Tensor) or exponent.dim():
        raise ShapeError(f"{describe(exponent)} is an exponent")
    if isinstance(a, Identity):
        return Identity(a.scale**exponent)
    if isinstance(a, Row):
        raise ShapeError("a row has an exponent")
    if a.dim() < 2:
        return a**exponent
    if a.shape[0] != a.shape[1]:
        raise ShapeError(f"{describe(a)} has an exponent")
    if exponent == -1:
        return torch.linalg.inv(a)
    if exponent == 2:
        return a @ a
    values, vectors = torch.linalg.eigh(a)
    return vectors @ torch.diag(values**exponent) @ vectors.T


def divided(a: Value, b: Value) -> Value:
    if not isinstance(b, Tensor) or b.dim():
        raise ShapeError(f"something is divided by {describe(b)}")
    return scaled(a, 1 / b)


def as_matrix(value: Value, size: int) -> Tensor:
    """A covariance: a matrix, or the identity of that size."""
    if isinstance(value, Identity):
        return value.of_size(size)
    if isinstance(value, Tensor) and value.shape == (size, size):
        return value
    raise ShapeError(f"{describe(value)} is a covariance in {size} dimensions")
