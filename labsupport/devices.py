"""Where training runs: one device, its CUDA graph, or the processes that ``torchrun`` starts."""

import contextlib
import ctypes
import functools
import os
from collections.abc import Callable, Iterator

import torch
from torch import Tensor, distributed, nn

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


@functools.cache
def keep_freed_memory() -> None:
    """Have this process keep up to 256 MB that it has freed, for its next step, where it can.

    glibc hands large blocks back to the system at once, and gets them again page by page. That
    takes a likelihood on a CPU up to 40% more time, a step with many draws 10%. Other C libraries
    are left as they are.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(-3, 32 << 20)  # M_MMAP_THRESHOLD: what is smaller is kept when it is freed,
        mallopt(-1, 256 << 20)  # M_TRIM_THRESHOLD: until there is so much of it


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


class Replayed:
    """A step of training as a CUDA graph: taken as written three times, then recorded and replayed.

    A small model's step is short work and some hundred launches; a replay is a single one.

    Args:
        update: takes a step on the rows (rows,) with these numbers, int64 on the device, and
            returns a tensor. It must not wait for the device, and do the same every time.
        rows: how many rows a step has.
        device: a GPU.

    Raises:
        InputError: the step cannot be recorded.
    """

    def __init__(self, update: Callable[[Tensor], Tensor], rows: int, device: torch.device) -> None:
        self.update, self.warm = update, 3
        self.rows = torch.zeros(rows, dtype=torch.int64, device=device)
        self.stream = torch.cuda.Stream(device)
        self.graph: torch.cuda.CUDAGraph | None = None

    def __call__(self, rows: Tensor) -> Tensor:
        """Take a step; the next call overwrites what it returns."""
        self.rows.copy_(rows)
        with torch.cuda.device(self.rows.device):  # streams and graphs are the current device's
            if self.warm > 0:  # libraries and the optimizer's state are set up outside of the graph
                self.warm -= 1
                self.stream.wait_stream(torch.cuda.current_stream())
                with torch.cuda.stream(self.stream):
                    total = self.update(self.rows)
                torch.cuda.current_stream().wait_stream(self.stream)
                return total
            if self.graph is None:
                self.graph = self.recorded()
            self.graph.replay()
        return self.total

    def recorded(self) -> torch.cuda.CUDAGraph:
        """The step as a graph, which leaves its result in ``total``."""
        graph = torch.cuda.CUDAGraph()
        try:
            with torch.cuda.graph(graph):
                self.total = self.update(self.rows)
        except RuntimeError as error:
            raise InputError(
                "the step cannot be recorded as a CUDA graph, perhaps because it looks at a number "
                f"on the device: train without cuda_graph ({str(error).splitlines()[0]})"
            ) from error
        return graph
