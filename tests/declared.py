"""The declared exercises, by topic and name: ``vae-gaussian_kl``."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import torch

import labsupport.checks
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.sampler import Sampler


def every() -> Iterator[tuple[str, Any]]:
    """Name and declaration of each."""
    for module in pkgutil.walk_packages(labsupport.checks.__path__, "labsupport.checks."):
        for value in vars(importlib.import_module(module.name)).values():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, Declaration | Sampler):
                    yield f"{module.name.split('.')[2]}-{one.reference.__name__}", one


DECLARED = {name: one for name, one in every() if isinstance(one, Declaration)}
SAMPLERS = {name: one for name, one in every() if isinstance(one, Sampler)}


def mistakes(name: str) -> list[str]:
    """What the declaration of an exercise names, none if it has no declaration."""
    generator = torch.Generator().manual_seed(0)
    if name in SAMPLERS:
        return SAMPLERS[name].mistakes(generator)
    return [*DECLARED[name].mistakes(*cases(DECLARED[name])[0])] if name in DECLARED else []


def cases(declared: Declaration, seed: int = 3) -> list[list[Any]]:
    """The generic inputs and those of the other sizes."""
    make = Inputs(torch.Generator().manual_seed(seed))
    return [[*declared.given(*declared.draw(make, *size))] for size in declared.sizes]


def solution(name: str) -> Callable[..., Any]:
    """The reference answer."""
    slug, exercise = name.split("-")
    answer: Callable[..., Any] = getattr(importlib.import_module(f"solutions.{slug}"), exercise)
    return answer
