"""What only a GPU can show: its tests, and training steps against arithmetic and launches.

    python -m benchmarks.gpu

Within eight minutes it runs tests/labsupport/test_gpu.py, compiles the training step of each row of
`benchmarks.digits` side by side (MNIST's sizes, minibatches of 100, float32), and times it: eager,
compiled, and replayed as a CUDA graph. Beside them stand two times that no such step can beat: its
arithmetic at the speed of a
large product of matrices, and, where it is not captured, its kernels at the speed of launching one
that does nothing. What the time does not suffice for is left out and named. Writes results/gpu.json
after each model. Without a GPU it says so and exits with 1.
"""

import argparse
import contextlib
import multiprocessing
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd import DeviceType
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import flop_registry

from benchmarks.digits import ROWS, SIZES, Row
from labsupport import evaluation
from labsupport.devices import Replayed
from labsupport.errors import InputError
from labsupport.results import write_results

BATCH, PIXELS = 100, 784
KINDS = ("eager", "compiled", "graph")


class Operations(TorchDispatchMode):
    """Counts as `torch.utils.flop_counter.FlopCounterMode` does, also within `torch.func.grad`."""

    total = 0

    def __torch_dispatch__(
        self, function: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        found = function(*args, **(kwargs or {}))
        count = flop_registry.get(function.overloadpacket)
        self.total += count(*args, **(kwargs or {}), out_val=found) if count else 0
        return found


class Step:
    """One training step of a model on a fixed minibatch, as a function without arguments."""

    def __init__(self, row: Row, device: torch.device | str) -> None:
        torch.manual_seed(0)
        self.model: nn.Module = row.make(PIXELS, SIZES["mnist"]).to(device)
        self.x = torch.rand(BATCH, PIXELS, device=device).round()
        self.objective: Callable[..., Tensor] = row.objective
        on_gpu = self.x.is_cuda
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=1e-3, fused=True, capturable=on_gpu
        )

    def gradients(self) -> Tensor:
        """Forward and backward; the loss."""
        loss = -self.objective(self.model, self.x).mean()
        loss.backward()
        return loss.detach()

    def __call__(self) -> Tensor:
        self.optimizer.zero_grad()
        loss = self.gradients()
        self.optimizer.step()
        return loss

    def operations(self) -> int:
        """Multiplications and additions of its matrix products, there and back."""
        with Operations() as counted:
            self.gradients()
        self.optimizer.zero_grad()
        return counted.total


def compiled(step: Step) -> Callable[[], Any]:
    """The same with a compiled objective."""
    step.objective = torch.compile(step.objective)
    return step


def graph(step: Step) -> Callable[[], Any]:
    """The same, recorded once and replayed with one launch, as `training.fit` does it."""
    replayed = Replayed(lambda rows: step(), 1, step.x.device)
    rows = torch.zeros(1, dtype=torch.int64, device=step.x.device)
    return lambda: replayed(rows)


def compile_once(name: str) -> None:
    """Compile the step of a model, so that what the compiler made is found on the disk."""
    compiled(Step(ROWS[name], "cuda"))()
    torch.cuda.synchronize()


def milliseconds(work: Callable[[], Any], repeats: int = 50, warm: int = 5) -> float:
    """The mean time of the work on the device, after a few times that do not count."""
    for _ in range(warm):
        work()
    torch.cuda.synchronize()
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    torch.cuda.synchronize()
    return (time.perf_counter() - start) / repeats * 1e3


def launches(work: Callable[[], Any]) -> int:
    """How many kernels one step starts."""
    activities = [torch.profiler.ProfilerActivity.CUDA]
    with torch.profiler.profile(activities=activities) as profile:
        work()
        torch.cuda.synchronize()
    events = profile.key_averages()  # of the calls on the host, too
    return sum(event.count for event in events if event.device_type == DeviceType.CUDA)


def device_speed() -> dict[str, float]:
    """Operations a second of a large float32 product, and milliseconds to launch a kernel."""
    n = 8192
    a = torch.randn(n, n, device="cuda")
    small = torch.zeros(1, device="cuda")
    product = milliseconds(lambda: a @ a, repeats=5, warm=2)
    return {
        "operations_per_second": 2 * n**3 / product * 1e3,
        "launch_ms": milliseconds(lambda: small.add_(1), repeats=2000),
    }


def measured(row: Row, speed: dict[str, float]) -> dict[str, Any]:
    """Times of the steps of one model, and what they cannot fall below."""
    step = Step(row, "cuda")
    operations, started = step.operations(), launches(step)
    found: dict[str, Any] = {
        "operations": operations,
        "launches": started,
        "arithmetic_ms": operations / speed["operations_per_second"] * 1e3,
        "all_launches_ms": started * speed["launch_ms"],
    }
    makers = {"eager": lambda step: step, "compiled": compiled, "graph": graph}
    for kind in KINDS:
        try:
            found[f"{kind}_ms"] = milliseconds(makers[kind](Step(row, "cuda")))
        except (RuntimeError, InputError) as error:  # what cannot be captured is a result, too
            found[f"{kind}_ms"], found[f"{kind}_error"] = None, " ".join(str(error).split())[:300]
    model = step.model.eval()
    draw = milliseconds(lambda: evaluation.log_likelihood(model, step.x, 5000), repeats=1, warm=1)
    return found | {"likelihood_5000_ms_per_image": draw / BATCH}


def tests(seconds: float) -> dict[str, Any]:
    """What the tests that need a GPU say."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/labsupport/test_gpu.py"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {"returncode": None, "last_line": f"not done after {seconds:.0f} seconds"}
    lines = done.stdout.strip().splitlines() or [""]
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    return {"returncode": done.returncode, "last_line": lines[-1], "failed": failed}


def main() -> None:
    """Test, time, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--output", type=Path, default=Path("results/gpu.json"))
    options = parser.parse_args()
    if not torch.cuda.is_available():
        sys.exit("There is no GPU that torch can use here: run this where there is one.")
    end = time.monotonic() + 60 * options.minutes - 30  # to end in time
    command = shlex.join(["python", "-m", "benchmarks.gpu", *sys.argv[1:]])
    figures: dict[str, Any] = {"tests": tests(min(150.0, end - time.monotonic()))}
    print(f"tests: {figures['tests']['last_line']}", flush=True)
    begin = time.monotonic()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), context) as pool:
        for work in [pool.submit(compile_once, name) for name in ROWS]:
            with contextlib.suppress(Exception):  # said by `measured`, of the model it is
                work.result(timeout=120)
    figures["compilation_seconds"] = time.monotonic() - begin
    figures["speed"] = device_speed()
    figures["models"], figures["left_out"] = {}, list(ROWS)
    longest = 0.0
    for name, row in ROWS.items():
        start = time.monotonic()
        if end - start < longest:
            break
        found = figures["models"][name] = measured(row, figures["speed"])
        figures["left_out"].remove(name)
        longest = max(longest, time.monotonic() - start)
        times = ", ".join(f"{kind} {found[f'{kind}_ms']}" for kind in KINDS)
        print(
            f"{name}: {times} ms; arithmetic {found['arithmetic_ms']:.4f}, "
            f"launches {found['all_launches_ms']:.3f} ms",
            flush=True,
        )
        write_results(options.output, command, 0, figures)
    write_results(options.output, command, 0, figures)
    if figures["tests"]["returncode"] != 0:
        sys.exit("The tests that need a GPU do not pass: see results/gpu.json.")


if __name__ == "__main__":
    main()
