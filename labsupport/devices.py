"""Where training runs: on one device, or in the several processes that ``torchrun`` starts."""

import contextlib
import os
from collections.abc import Iterator

import torch
from torch import distributed, nn

from labsupport.errors import InputError


def find_device(name: str | torch.device) -> torch.device:
    """The device of that name; ``"auto"`` is a GPU where there is one, else the CPU.

    Among several processes each takes the GPU of its number on its machine.
    """
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise InputError(f"there is no device {name!r}: ask for auto, cpu or cuda") from error
    if device.type not in ("cpu", "cuda"):
        raise InputError(f"training runs on the CPU or a GPU, not on {name}: ask for auto or cpu")
    if device.type == "cuda":
        index = int(os.environ.get("LOCAL_RANK", 0)) if device.index is None else device.index
        if index >= torch.cuda.device_count():
            number = torch.cuda.device_count()
            found = f"only {number} GPUs" if number > 1 else "only 1 GPU" if number else "no GPU"
            raise InputError(
                f"the device {name} was asked for, but {found} can be used here: ask for auto or "
                "cpu"
            )
        device = torch.device("cuda", index)
    return device


@contextlib.contextmanager
def process_group(device: torch.device) -> Iterator[tuple[int, int]]:
    """Join the processes that ``torchrun`` started: this one's rank, and how many there are."""
    if int(os.environ.get("WORLD_SIZE", 1)) == 1:
        yield 0, 1
        return
    ours = not distributed.is_initialized()
    if ours:
        if device.type == "cuda":
            torch.cuda.set_device(device)
        distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield distributed.get_rank(), distributed.get_world_size()
    finally:
        if ours:
            distributed.destroy_process_group()


def sum_gradients(model: nn.Module) -> None:
    """Add up the gradients of all processes, each of which has divided by the whole minibatch."""
    gradients = [p.grad for p in model.parameters() if p.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])  # one message for all
    distributed.all_reduce(flat)
    sizes = [gradient.numel() for gradient in gradients]
    for gradient, summed in zip(gradients, flat.split(sizes), strict=True):
        gradient.copy_(summed.view_as(gradient))


def of_first_process(number: float, device: torch.device, processes: int) -> float:
    """A number as the first process has it, so that all decide alike."""
    if processes == 1:
        return number
    value = torch.tensor(number, device=device, dtype=torch.float64)
    distributed.broadcast(value, 0)
    return value.item()
