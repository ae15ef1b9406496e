"""Checkpoints of `training.fit`: all that it needs to go on, bit for bit, and how it was made.

A checkpoint cannot hold functions. It remembers what tells one from another: name, code, constants,
defaults, and the plain values, tensors and functions that it uses from around it. What stands in a
list, a dictionary or an object is not compared: such things often change while training goes on.
"""

import functools
import hashlib
import io
import types
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, nn

from labsupport import files, models
from labsupport.errors import InputError

PLAIN = (type(None), bool, int, float, complex, str, bytes, torch.dtype, torch.device)


def save(
    path: str | Path,
    settings: dict[str, Any],
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    data_order: torch.Generator,
    records: list[dict[str, Any]],
    processes: int,
) -> None:
    """Write all that `restore` needs; of several processes the first one writes."""
    device = next(model.parameters()).device
    noise: list[Any] = [
        {
            "cpu": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state(device) if device.type == "cuda" else None,
        }
    ]
    if processes > 1:
        mine, noise = noise[0], [None] * processes
        distributed.all_gather_object(noise, mine)
        if distributed.get_rank() > 0:
            return
    content = io.BytesIO()
    state = models.contents(model) | {
        "settings": settings,
        "records": records,
        "optimizer": optimizer.state_dict(),
        "data_order": data_order.get_state(),
        "noise": noise,
    }
    torch.save(state, content)
    files.write(path, content.getvalue())


def restore(
    path: str | Path | None,
    settings: dict[str, Any],
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    data_order: torch.Generator,
    rank: int,
) -> list[dict[str, Any]]:
    """Load what `save` wrote into everything that changes in training; the records so far."""
    if path is None or not Path(path).exists():
        raise InputError(f"there is no checkpoint to resume from ({path}): start without resume")
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        saved = state["settings"]
        different = [name for name in settings if saved.get(name) != settings[name]]
        other_version = set(saved) != set(settings)
    except Exception as error:  # torch.load raises a different one for each way to be broken
        raise InputError(f"{path} is no readable checkpoint: delete it and start anew") from error
    if other_version:
        raise InputError(f"{path} was made by another version of labsupport: start without resume")
    if different:
        name = different[0].replace("_", " ")
        shown = str(saved[different[0]]).split("  ")[0]  # a function's name without its digest
        what = {  # too long to be shown
            "model": "another model",
            "data": "other data",
            "validation data": "other validation data",
        }.get(name, f"another {name} ({shown})")
        raise InputError(f"{path} was made with {what}: use that again, or start without resume")
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    data_order.set_state(state["data_order"])
    noise = state["noise"][rank]
    torch.set_rng_state(noise["cpu"])
    device = next(model.parameters()).device
    if device.type == "cuda" and noise["cuda"] is not None:
        torch.cuda.set_rng_state(noise["cuda"], device)
    return state["records"]


def fingerprint(*tensors: Tensor) -> str:
    """SHA-256 of shapes and values: a checkpoint knows the data that it was made with by it."""
    digest = hashlib.sha256()
    for x in tensors:
        content = x.detach().cpu().contiguous().reshape(-1).view(torch.uint8)
        digest.update(f"{x.dtype} {list(x.shape)} ".encode())
        digest.update(content.numpy().data)
    return digest.hexdigest()


def structure(model: nn.Module) -> str:
    """The modules, and the shape, the dtype and whether it is trained of every tensor."""
    tensors = [
        f"{name} {list(tensor.shape)} {tensor.dtype} {tensor.requires_grad}"
        for name, tensor in [*model.named_parameters(), *model.named_buffers()]
    ]
    return "\n".join([str(model), *tensors])


def identity(function: Any) -> str | None:
    """The name of a function and, after two blanks, a digest of all that tells it from another."""
    if function is None:
        return None
    named = function
    while isinstance(named, functools.partial):
        named = named.func
    name = getattr(named, "__qualname__", type(named).__qualname__)
    return f"{name}  {hashlib.sha256(_told(function, set()).encode()).hexdigest()}"


def _told(value: Any, seen: set[int]) -> str:
    """What tells a value from another one, as text that is the same in every process."""
    if isinstance(value, PLAIN):
        return repr(value)
    if isinstance(value, Tensor):
        return fingerprint(value)
    if isinstance(value, tuple | frozenset):
        parts = [_told(part, seen) for part in value]
        return f"({', '.join(parts if isinstance(value, tuple) else sorted(parts))})"
    if isinstance(value, types.CodeType):
        constants = [_told(constant, seen) for constant in value.co_consts]
        return f"{value.co_code.hex()} {constants} {value.co_names}"
    if isinstance(value, functools.partial):
        keywords = [(name, _told(part, seen)) for name, part in sorted(value.keywords.items())]
        return f"partial {_told(value.func, seen)} {_told(value.args, seen)} {keywords}"
    if isinstance(value, types.MethodType):
        return f"{_told(value.__func__, seen)} of {_told(value.__self__, seen)}"
    if isinstance(value, types.FunctionType):
        if id(value) in seen:
            return value.__qualname__
        return _told_function(value, seen | {id(value)})
    if isinstance(value, nn.Module):
        return str(value)
    if isinstance(value, type | types.BuiltinFunctionType | types.ModuleType):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value)}"
    kind = type(value)
    text, call = f"{kind.__module__}.{kind.__qualname__}", getattr(kind, "__call__", None)  # noqa: B004
    if isinstance(call, types.FunctionType) and id(value) not in seen:  # an object used as one
        seen = seen | {id(value)}
        held = [(k, _told(v, seen)) for k, v in sorted(getattr(value, "__dict__", {}).items())]
        text += f" {_told(call, seen)} {held}"
    return text


def _told_function(function: types.FunctionType, seen: set[int]) -> str:
    around = []
    for cell in function.__closure__ or ():
        try:
            around.append(_told(cell.cell_contents, seen))
        except ValueError:  # not filled yet
            around.append("empty")
    for name in _names(function.__code__):
        value = function.__globals__.get(name)
        if isinstance(value, types.FunctionType) and value.__module__ != function.__module__:
            around.append(f"{name}: {value.__module__}.{value.__qualname__}")  # a library's
        elif value is not None:
            around.append(f"{name}: {_told(value, seen)}")
    defaults = (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
    code = _told(function.__code__, seen)
    return f"{function.__qualname__} {code} {_told(defaults, seen)} {around}"


def _names(code: types.CodeType) -> list[str]:
    """The global names of a function and of those inside of it, in a fixed order."""
    inner = [_names(part) for part in code.co_consts if isinstance(part, types.CodeType)]
    return sorted({*code.co_names, *(name for names in inner for name in names)})
