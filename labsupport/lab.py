"""What every lab calls: where the work happens, and a way on for a learner who is stuck."""

import importlib
import pkgutil
import sys
import traceback
from types import ModuleType, TracebackType
from typing import Any

import torch

from labsupport import borrow as lenders
from labsupport.errors import InputError


def setup(slug: str, *, minutes: int) -> torch.device:
    """Print where this lab computes and how long it takes, and return the device.

    From here on, a cell of the notebook that needs an exercise which is not written yet says so in
    one sentence, without a traceback.

    Args:
        slug: the chapter, such as ``"vae"``.
        minutes: what a student needs for the whole lab, reading and waiting included.

    Returns:
        The GPU if there is one, else the CPU.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        exercises = lender(slug).__all__

        def unwritten(
            shell: Any,
            kind: type[BaseException],
            error: BaseException,
            trace: TracebackType,
            tb_offset: int | None = None,
        ) -> None:
            sentence = what_to_write(slug, exercises, trace)
            if sentence:
                shell._showtraceback(kind, error, [sentence])
            else:
                shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

        shell.set_custom_exc((NotImplementedError,), unwritten)
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


def what_to_write(slug: str, exercises: list[str], trace: TracebackType) -> str:
    """Which exercise raised, as the way on; an empty text if none of these did.

    Args:
        slug: the chapter.
        exercises: its exercises in the lab's order.
        trace: of a NotImplementedError.
    """
    frames = [frame.f_code for frame, _ in traceback.walk_tb(trace)]
    name = getattr(frames[-1], "co_qualname", frames[-1].co_name).partition(".")[0]
    if name not in exercises:
        return ""
    return (
        f"This needs exercise {exercises.index(name) + 1}, {name}, which is not written yet. "
        f'Write it, or borrow it: {name} = lab.borrow("{slug}", "{name}")'
    )


def lender(slug: str) -> ModuleType:
    """The module that lends a chapter's exercises; raises `InputError` if there is none."""
    slugs = sorted(module.name for module in pkgutil.iter_modules(lenders.__path__))
    if slug not in slugs:
        raise InputError(f"No chapter {slug!r} lends exercises; these do: {', '.join(slugs)}.")
    return importlib.import_module(f"{lenders.__name__}.{slug}")


def borrow(slug: str, name: str) -> Any:
    """Return labsupport's version of an exercise, for a learner who wants to go on.

    Args:
        slug: the chapter, such as ``"vae"``.
        name: the exercise, such as ``"gaussian_kl"``.

    Returns:
        A function or class with the signature of the exercise.
    """
    module = lender(slug)
    if name not in module.__all__:
        names = ", ".join(module.__all__)
        raise InputError(f"Chapter {slug!r} has no exercise {name!r}; it has {names}.")
    print(f"{name} is now labsupport's version; go on, it will not be graded as yours.")
    return getattr(module, name)


def hand_in(slug: str, model: Any) -> None:
    """Put a trained model into this notebook, for the grader, and say how good it is.

    It becomes an output of the cell, as a safetensors file, so the notebook stays the one file that
    is handed in: save it afterwards, and do not clear its outputs.

    Args:
        slug: the chapter, such as ``"vae"``.
        model: a `labsupport.models.vae.VAE` of its data, with a Bernoulli likelihood.

    Raises:
        InputError: the chapter asks for no model, or this one cannot be handed in; one sentence.
    """
    from labsupport.grading import measuring, model_file

    if slug not in measuring.TASKS:
        chapters = ", ".join(measuring.TASKS)
        raise InputError(f"Chapter {slug!r} asks for no model; these do: {chapters}.")
    handed_in = measuring.model_of(model)
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        raise InputError(
            "a model is handed in as an output of a notebook's cell; this is no notebook"
        )
    found = measuring.measure(handed_in, measuring.TASKS[slug], 0, measuring.here)
    data = model_file.written(handed_in)
    place = (
        f"The model is in this notebook ({len(data) / 1000:.0f} kB): save it before you hand in."
    )
    print(f"{found.said}\nThe grader draws the pixels anew, so its number is a little different.")
    sys.modules["IPython"].display.display(
        {"text/plain": place, "text/html": model_file.html(data, place)}, raw=True
    )
