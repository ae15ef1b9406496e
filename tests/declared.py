"""The declared exercises, by topic and name: ``vae-gaussian_kl``."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import torch

import labsupport.checks
from labsupport.checks.declaration import Declaration
from labsupport.checks.gradients import gaussians, graphs, mixtures
from labsupport.checks.inputs import Inputs
from labsupport.checks.sampler import Sampler
from labsupport.checks.slopes import Slopes


def every() -> Iterator[tuple[str, Any]]:
    """Name and declaration of each."""
    for module in pkgutil.walk_packages(labsupport.checks.__path__, "labsupport.checks."):
        for value in vars(importlib.import_module(module.name)).values():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, Declaration | Sampler):
                    yield f"{module.name.split('.')[2]}-{one.reference.__name__}", one


DECLARED = {name: one for name, one in every() if isinstance(one, Declaration)}
SAMPLERS = {name: one for name, one in every() if isinstance(one, Sampler)}
# Exercises with verdicts of their own, whose mistakes are edits of the right answer all the same.
EDITED = {
    "gradients-mixture_path": {**mixtures.EDITED, **mixtures.VALUES},
    "gradients-graph_surrogate": graphs.EDITED,
    "gradients-rsample_full_covariance": {**gaussians.EDITED, **gaussians.SHIFTED},
}


def mistakes(name: str) -> list[str]:
    """What is declared of an exercise by name, nothing if it has no declaration."""
    generator = torch.Generator().manual_seed(0)
    if name in SAMPLERS:
        return SAMPLERS[name].mistakes(generator)
    if name not in DECLARED:
        return [*EDITED.get(name, {})]
    declared = DECLARED[name]
    slopes = [s for judge in declared.also if isinstance(judge, Slopes) for s in judge.edits]
    return [*declared.mistakes(*cases(declared)[0]), *slopes]


def answers(name: str) -> dict[str, Callable[..., Any]]:
    """Sentence -> the declared mistake as an answer, where the formula is the exercise itself."""
    if name in SAMPLERS:
        wrong = SAMPLERS[name].wrong
        return {s: lambda *inputs, s=s: wrong(*inputs)[s].sample() for s in mistakes(name)}
    if name not in DECLARED:
        return {**EDITED[name]}
    declared = DECLARED[name]
    if declared.through(answers) is not answers:  # what is judged is made of the answer
        return {}
    values = declared.wrong(*cases(declared)[0])
    found = {s: lambda *inputs, s=s: declared.wrong(*inputs)[s] for s in values}
    for judge in (declared, *declared.also):
        found |= getattr(judge, "edits", {})
    return found


def cases(declared: Declaration, seed: int = 3) -> list[list[Any]]:
    """The generic inputs, those of the other sizes, and those at which there are gradients."""
    make = Inputs(torch.Generator().manual_seed(seed))
    drawn = [declared.draw(make, *size) for size in declared.sizes]
    drawn.append(declared.smooth(make, *declared.sizes[0]))
    return [[*declared.given(*one)] for one in drawn]


def solution(name: str) -> Callable[..., Any] | None:
    """The reference answer, None where what is declared is a part of an exercise."""
    slug, exercise = name.split("-")
    return getattr(importlib.import_module(f"solutions.{slug}"), exercise, None)
