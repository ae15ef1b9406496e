"""What every lab calls: where the work happens, and a way on for a learner who is stuck."""

import importlib
import pkgutil
from typing import Any

import torch

from labsupport import borrow as lenders
from labsupport.errors import InputError


def setup(minutes: int) -> torch.device:
    """Print where this lab computes and how long it takes, and return the device.

    Args:
        minutes: what a student needs for the whole lab, reading and waiting included.

    Returns:
        The GPU if there is one, else the CPU.
    """
    if torch.cuda.is_available():
        device = torch.device("cuda")
        place = f"the GPU {torch.cuda.get_device_name()}"
    else:
        device = torch.device("cpu")
        threads = torch.get_num_threads()
        place = f"the CPU, {threads} thread{'s' if threads > 1 else ''}"
    print(f"Device: {place} (PyTorch {torch.__version__})")
    print(f"Plan about {minutes} minutes for this lab.")
    return device


def borrow(slug: str, name: str) -> Any:
    """Return labsupport's version of an exercise, for a learner who wants to go on.

    Args:
        slug: the chapter, such as ``"vae"``.
        name: the exercise, such as ``"gaussian_kl"``.

    Returns:
        A function or class with the signature of the exercise.
    """
    slugs = sorted(module.name for module in pkgutil.iter_modules(lenders.__path__))
    if slug not in slugs:
        raise InputError(f"No chapter {slug!r} lends exercises; these do: {', '.join(slugs)}.")
    lender = importlib.import_module(f"{lenders.__name__}.{slug}")
    if name not in lender.__all__:
        names = ", ".join(lender.__all__)
        raise InputError(f"Chapter {slug!r} has no exercise {name!r}; it has {names}.")
    print(f"{name} is now labsupport's version; go on, it will not be graded as yours.")
    return getattr(lender, name)
