"""Fuzz the reader of LaTeX and the checks of derivations.

    python -m tests.equations.fuzz --minutes 60

Texts are made by rules, by changes of the book's formulas and of derivations, and hostile ones
(`inputs`). Each is read, and put into a derivation in the place of a line. What breaks a promise
(`targets`) is kept in ``--findings``; the numbers go to results/fuzz_equations.json. The minutes
are those of the clock; how many of the processor were had is among the numbers. Exit status 1 means
that something was found.
"""

import argparse
import hashlib
import json
import resource
import shlex
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from labsupport.results import write_results
from tests.equations.fuzz import targets
from tests.equations.fuzz.inputs import Inputs

TEXTS = 4  # that are read for each derivation, which takes longer
ADDRESS_SPACE = 16 * 2**30  # bytes; a text that asks for more fails alone


def place(error: Exception) -> str:
    """Where an error arose, so that one input is kept for each place."""
    where = [(each.filename, each.lineno) for each in traceback.extract_tb(error.__traceback__)]
    what = "".join(each for each in str(error) if each.isalpha())[:20]
    return hashlib.sha256(f"{type(error).__name__} {where[-3:]} {what}".encode()).hexdigest()[:12]


def fuzz(seed: int, seconds: float, findings: Path) -> dict[str, object]:
    """Read and derive until the time is over; the numbers for the results file."""
    inputs = Inputs(seed, targets.known())
    solutions = {exercise: targets.solution(exercise) for exercise in targets.EXERCISES}
    near = {exercise: Inputs(seed, lines) for exercise, lines in solutions.items()}
    for exercise, lines in solutions.items():  # what is imported at first use is no finding
        assert targets.derive(exercise, lines) == "accepted"
    counts: dict[str, Counter[str]] = {"read_text": Counter(), "derive": Counter()}
    slowest, kept, start, began_all = 0.0, set(), targets.peak(), time.process_time()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        exercise = inputs.draw.choice(targets.EXERCISES)
        lines = list(solutions[exercise])
        for _ in range(inputs.draw.choice([1, 1, 2])):
            line = inputs.draw.randrange(len(lines))
            made = inputs.draw.choice([inputs, near[exercise]]).line()
            lines[line : line + inputs.draw.randint(0, 1)] = [made]
        todo: list[tuple[str, list[Any]]]
        todo = [("read_text", [inputs.text()]) for _ in range(TEXTS)]
        for target, arguments in [*todo, ("derive", [exercise, lines])]:
            began = time.process_time()
            try:
                with targets.within_bounds():
                    counts[target][getattr(targets, target)(*arguments)] += 1
            except Exception as error:
                name = f"{target}-{place(error)}"
                if name not in kept:
                    kept.add(name)
                    found = {"target": target, "arguments": arguments}
                    (findings / f"{name}.json").write_text(json.dumps(found))
                    (findings / f"{name}.txt").write_text(traceback.format_exc(), errors="replace")
                    print(name, repr(error)[:300], flush=True)
            slowest = max(slowest, time.process_time() - began)
    return {
        "minutes": seconds / 60,
        "processor_minutes": round((time.process_time() - began_all) / 60, 1),
        "texts": dict(counts["read_text"].most_common()),
        "derivations": dict(counts["derive"].most_common()),
        "seconds_slowest": round(slowest, 2),
        "megabytes_grown": round(targets.peak() - start),
        "findings": sorted(kept),
    }


def main() -> int:
    """Fuzz and write the results file; 1 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.equations.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--output", type=Path, default=Path("results/fuzz_equations.json"))
    given = parser.parse_args()
    given.findings.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, resource.RLIM_INFINITY))
    figures = fuzz(given.seed, 60 * given.minutes, given.findings)
    command = shlex.join(["python", "-m", "tests.equations.fuzz", *sys.argv[1:]])
    write_results(given.output, command, given.seed, figures)
    print(json.dumps(figures, indent=1))
    return 1 if figures["findings"] else 0


if __name__ == "__main__":
    sys.exit(main())
