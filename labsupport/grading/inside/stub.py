"""Stands for `labsupport` in a worker: labs call it, and no answer can be taken from it.

What a lab does with it besides its exercises goes on: ``lab.setup`` gives the CPU, checks and plots
do nothing, the digits are there. Everything else says that it is not there while grading.
"""

import gzip
import importlib.abc
import importlib.machinery
import importlib.util
import re
import sys
import types
from collections.abc import MutableSequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor


class NotThereError(RuntimeError, AttributeError):
    """Something of `labsupport` that is not there while grading."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not there while grading; write your own")


class Images(NamedTuple):
    """As in `labsupport.data`."""

    x: Tensor
    labels: Tensor
    shape: tuple[int, int]


class Splits(NamedTuple):
    """As in `labsupport.data`."""

    train: Images
    validation: Images
    test: Images


def digits(device: Any = "cpu", dtype: torch.dtype = torch.float32) -> Splits:
    """scikit-learn's digits, split as `labsupport.data.digits` splits them."""
    import numpy as np

    # Its file is read without the package, which takes a second to import.
    spec = importlib.util.find_spec("sklearn")
    if spec is None or spec.origin is None:
        raise NotThereError("labsupport.data.digits")
    with gzip.open(Path(spec.origin).parent / "datasets" / "data" / "digits.csv.gz") as file:
        table = np.loadtxt(file, delimiter=",")
    order = np.random.RandomState(0).permutation(len(table))
    parts = [torch.from_numpy(table[part]) for part in np.split(order, [1297, 1547])]
    return Splits(*(Images(t[:, :-1].to(dtype) / 16, t[:, -1].long(), (8, 8)) for t in parts))


def load(name: str, device: Any = "cpu", dtype: torch.dtype = torch.float32) -> Splits:
    """A data set by name; only the digits need no download."""
    if name != "digits":
        raise RuntimeError(f"the data set {name} is not there while grading; the digits are")
    return digits(device, dtype)


def binarize(x: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """As in `labsupport.data`."""
    return torch.bernoulli(x, generator=generator)


def setup(*args: Any, **kwargs: Any) -> torch.device:
    """As in `labsupport.lab`."""
    return torch.device("cpu")


THERE = {
    "labsupport.lab.setup": setup,
    "labsupport.data.load": load,
    "labsupport.data.digits": digits,
    "labsupport.data.binarize": binarize,
    "labsupport.data.Images": Images,
    "labsupport.data.Splits": Splits,
}
# Public checks and plots do nothing: labsupport.checks.vae.elbo, labsupport.plots.curves.
QUIET = re.compile(r"labsupport\.(checks\.(?!compare)\w+|plots)\.\w+")


class Stub(types.ModuleType):
    """`labsupport`, or anything in it; what it is shows when it is used."""

    __path__: MutableSequence[str] = []  # noqa: RUF012 (every part of it can be imported)

    def __getattr__(self, name: str) -> Any:
        path = f"{self.__name__}.{name}"
        if path in THERE:
            return THERE[path]
        if name.startswith("__"):
            raise NotThereError(path)
        return Stub(path)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if QUIET.fullmatch(self.__name__):
            return None
        raise NotThereError(self.__name__)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        raise NotThereError(self.__name__)  # a class that inherits from it


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lets every way of importing find the stub."""

    def find_spec(
        self, name: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Only `labsupport` and what is in it."""
        if name.partition(".")[0] != "labsupport":
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """A stub of that name."""
        return Stub(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """There is nothing to run."""


def install() -> None:
    """Put the stub in the place of `labsupport`, for every way of importing in this process."""
    sys.modules["labsupport"] = Stub("labsupport")
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder())
