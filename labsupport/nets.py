"""Parts of networks that several models share."""

import itertools
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from labsupport.errors import InputError


def mlp(sizes: Sequence[int], activation: Callable[[], nn.Module]) -> nn.Sequential:
    """Linear layers of the given sizes, each followed by the activation."""
    layers: list[nn.Module] = []
    for inputs, outputs in itertools.pairwise(sizes):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers)


def of_one_axis(
    network: nn.Module, z: Tensor, condition: Tensor | None, names: list[str], pixels: int
) -> tuple[Tensor, ...]:
    """What a decoder that knows one leading axis only makes of ``z`` (..., latent).

    One tensor (..., pixels) for each of ``names``; anything else raises InputError.
    """
    flat = z.reshape(-1, z.shape[-1])
    given = () if condition is None else (condition.reshape(-1, condition.shape[-1]),)
    output = network(flat, *given)
    parameters = (output,) if isinstance(output, Tensor) else tuple(output)
    found = [tuple(parameter.shape) for parameter in parameters]
    wanted = [(len(flat), pixels)] * len(names)
    if found != wanted:
        raise InputError(
            f"the decoder makes {' and '.join(names)} of shape {wanted[0]}, not {found}"
        )
    return tuple(p.to(z.dtype).reshape(*z.shape[:-1], pixels) for p in parameters)


def standard_normal(shape: Sequence[int], like: Tensor, given: Tensor | None = None) -> Tensor:
    """Standard normal numbers with the dtype and device of ``like``, or those that are given.

    Raises InputError if what is given has another shape.
    """
    if given is None:
        return torch.randn(*shape, device=like.device, dtype=like.dtype)
    if given.shape != torch.Size(shape):
        raise InputError(f"the noise has the shape {tuple(shape)}, not {tuple(given.shape)}")
    return given
