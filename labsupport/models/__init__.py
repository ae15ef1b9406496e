"""One model, one file, each written to be read beside its chapter; and how to keep one in a file.

`load` makes again what `save`, the checkpoints of `training.fit` and the command ``train --output``
have written. A file holds tensors, numbers and names alone: loading one runs no code of its author.
"""

import io
import operator
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from labsupport import files
from labsupport.errors import InputError


def save(model: nn.Module, path: str | Path) -> None:
    """Write a model's parameters and buffers, and what it was made of, for `load`.

    Any module can be saved. To be made anew by `load` alone it must be a model of this package
    whose activation is one of ``torch.nn``'s, without networks of your own in it.

    Raises:
        InputError: the file cannot be written.
    """
    content = io.BytesIO()
    torch.save(contents(model), content)
    files.write(path, content.getvalue())


def load(path: str | Path, model: nn.Module | None = None) -> Any:
    """The model in a file that `save`, `training.fit` or ``train --output`` wrote.

    Args:
        path: the file, or the folder of ``train --output``.
        model: receives the parameters and keeps its device and dtype; needed where the file does
            not say how to make the model. Without it a new one is made, on the CPU, with the dtype
            of the file.

    Returns:
        The model, in evaluation mode.

    Raises:
        InputError: there is no such file, it cannot be read, or it holds another model; without
            ``model`` also if the model cannot be made from the file alone.
    """
    path = Path(path)
    if path.is_dir():
        path = path / "checkpoint.pt"
    if not path.exists():
        raise InputError(f"there is no file {path}: name one that save or training has written")
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
        state, name, arguments = (content[key] for key in ("model", "class", "arguments"))
    except Exception as error:  # torch.load raises a different one for each way to be broken
        raise InputError(f"{path} is no file that save or training has written") from error
    make_it = f"make it, and give it as the second argument of load({path.name!r}, model)"
    try:
        if model is not None:
            model.load_state_dict(state)
        elif arguments is None or name not in classes():
            raise InputError(
                f"{path} does not say how to make its {name.split('.')[-1]}: {make_it}"
            )
        else:
            if "activation" in arguments:
                arguments = arguments | {"activation": getattr(nn, arguments["activation"])}
            model = classes()[name](**arguments)
            model.load_state_dict(state, assign=True)  # with its dtype
    except (RuntimeError, TypeError, AttributeError) as error:
        raise InputError(f"{path} holds a model of other shapes or of another version") from error
    return model.eval()


def contents(model: nn.Module) -> dict[str, Any]:
    """What a file says of a model: its state, its class, and its arguments if they suffice."""
    kind = f"{type(model).__module__}.{type(model).__qualname__}"
    arguments = getattr(model, "arguments", None) if kind in classes() else None
    return {"model": model.state_dict(), "class": kind, "arguments": arguments}


def classes() -> dict[str, Any]:
    """The models that can be made from a file, by name."""
    from labsupport.models import (
        attention_classifier,
        autoencoder,
        bayesian_mlp,
        binary_vae,
        classifier,
        convolutional,
        darn,
        dlgm,
        draw,
        full_covariance,
        helmholtz,
        ram,
        sentence_vae,
        two_layers,
        upconv,
        vae,
    )

    known = (
        vae.VAE,
        full_covariance.FullCovarianceVAE,
        autoencoder.Autoencoder,
        classifier.Classifier,
        helmholtz.Helmholtz,
        binary_vae.BinaryVAE,
        dlgm.DLGM,
        darn.DARN,
        bayesian_mlp.BayesianMLP,
        two_layers.TwoLayerVAE,
        draw.DRAW,
        ram.RAM,
        attention_classifier.AttentionClassifier,
        attention_classifier.ConvolutionalClassifier,
        sentence_vae.LanguageModel,
        sentence_vae.SentenceVAE,
        convolutional.ConvolutionalVAE,
        upconv.UpConvVAE,
    )
    return {f"{each.__module__}.{each.__qualname__}": each for each in known}


def name_of_activation(activation: Callable[[], nn.Module]) -> str | None:
    """The name of a class of ``torch.nn``, or None: nothing else can be found again by name."""
    name = getattr(activation, "__name__", "")
    return name if getattr(nn, name, None) is activation else None


def check_sizes(hidden: Sequence[int] = (), condition: int = 0, **sizes: int) -> list[int]:
    """Refuse sizes of layers that are no whole numbers from 1 up; the widths of ``hidden``.

    ``condition`` may be 0. Raises InputError.
    """
    for name, size in (sizes | {"condition": condition}).items():
        if not _is_whole(size) or size < (0 if name == "condition" else 1):
            least = "0, for none," if name == "condition" else "1"
            raise InputError(f"{name} is a whole number from {least} up, not {size!r}")
    if isinstance(hidden, str) or not isinstance(hidden, Sequence):
        raise InputError(
            f"hidden is the widths of the hidden layers, such as (200, 200), not {hidden!r}"
        )
    for width in hidden:
        if not _is_whole(width) or width < 1:
            raise InputError(f"hidden widths are whole numbers from 1 up, not {width!r}")
    return [int(width) for width in hidden]


def check_rows(x: Tensor, pixels: int) -> None:
    """Raise InputError unless ``x`` is floating-point numbers of shape (batch, pixels)."""
    if x.dim() != 2 or x.shape[1] != pixels or not x.is_floating_point():
        raise InputError(
            f"observations are numbers with a fraction of shape (batch, {pixels}), not "
            f"{x.dtype} of shape {tuple(x.shape)}"
        )


def check_bernoulli(x: Tensor, other: str = "") -> None:
    """Raise InputError unless all of ``x`` are in [0, 1]; waits for the device.

    ``other`` ends the sentence: what to do but scaling.
    """
    if not x.numel():
        return
    low, high = x.detach().aminmax()
    if not bool((low >= 0) & (high <= 1)):  # NaN is in neither
        raise InputError(
            "Bernoulli pixels are in [0, 1], and some of these are outside or NaN: scale them, "
            f"such as x / 255{', ' if other else ''}{other}"
        )


def _is_whole(number: Any) -> bool:
    if isinstance(number, bool | Tensor):
        return False
    try:
        operator.index(number)  # NumPy's integers too
    except TypeError:
        return False
    return True
