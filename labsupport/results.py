"""Files of measured numbers: what was run, on what, when, and what came out."""

import importlib.metadata
import json
import math
import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from labsupport import files


def write_results(path: str | Path, command: str, seed: int | None, figures: Any) -> None:
    """Write a JSON file with the figures and all that is needed to get them again.

    Args:
        path: the file, replaced at once.
        command: the command line that was run.
        seed: of every random draw, or None if nothing was drawn.
        figures: the numbers, with names that carry their units.
    """
    results = {
        # The folders of a machine tell nobody anything.
        "command": re.sub(r"(?<=[ =])/\S*/", "", command),
        "seed": seed,
        "date": datetime.now(UTC).date().isoformat(),
        "versions": {
            "python": platform.python_version(),
            **{name: importlib.metadata.version(name) for name in ("labsupport", "torch", "numpy")},
        },
        "machine": machine(),
        "figures": figures,
    }
    files.write(path, json.dumps(results, indent=2) + "\n")


def mean_and_error(values: Tensor | Sequence[float]) -> list[float]:
    """Mean of independent numbers (n,), and its standard error, which is 0 for a single one."""
    values = torch.as_tensor(values, dtype=torch.float64)
    error = values.std().item() / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return [values.mean().item(), error]


def summary(runs: Sequence[dict[str, float]]) -> dict[str, Any]:
    """`mean_and_error` over the seeds of each number of the runs; and the runs."""
    return {name: mean_and_error([run[name] for run in runs]) for name in runs[0]} | {"runs": runs}


def machine() -> dict[str, Any]:
    """Processor, cores, threads in use, and GPU: what decides how long something takes."""
    processor = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():  # Linux, where platform.processor() is often empty
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        processor = names[0] if names else processor
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "threads": torch.get_num_threads(),
        "gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else None,
    }
