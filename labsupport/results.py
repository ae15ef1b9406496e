"""Files of measured numbers: what was run, on what, when, and what came out."""

import importlib.metadata
import json
import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

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
        "command": re.sub(
            r"(?<=[ =])/\S*/", "", command
        ),  # folders of a machine tell nobody anything
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
