"""How many wrong answers the graded suites and the public checks reject, and that none is right.

    OMP_NUM_THREADS=1 python -m benchmarks.mutation_score [--exercise gaussian_kl]

The wrong answers are all mutants of all solutions (`tests/mutation/mutants.py`) but those that
`tests/mutation/equivalent/` shows to be right. The graded suite kills a mutant if it fails in
every one of three gradings with inputs of their own. Right answers are those mutants that are
equivalent, and random refactorings of the solutions (`tests/mutation/refactor.py`). Prints a table,
what survives and what is rejected although it is right. For all exercises together it writes
results/mutation_score.json.
"""

import argparse
import shlex
import sys
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from typing import Any

from tqdm import tqdm

from labsupport.results import write_results
from tests.mutation.mutants import mutants
from tests.mutation.refactor import refactor
from tests.mutation.score import Row, equivalents, judge, rejections
from tests.variants.build import SLUGS

SEED = 1
GRADINGS = 3
REFACTORINGS = 150  # of each topic
COLUMNS = ["mutants", "equivalent", "wrong", "that raise", "killed", "percent", "✗", "percent"]


def figures(rows: list[Row], right: dict[str, str]) -> dict[str, Any]:
    """What became of these mutants, as counts."""
    wrong = [row for row in rows if row.mutant.id not in right]
    killed, crossed = sum(r.killed for r in wrong), sum(r.crossed for r in wrong)
    return {
        "mutants": len(rows),
        "equivalent": len(rows) - len(wrong),
        "wrong": len(wrong),
        "wrong_that_raise": sum(r.raises for r in wrong),
        "killed_by_suite": killed,
        "percent_suite": 100 * killed / len(wrong),
        "crossed_by_check": crossed,
        "percent_check": 100 * crossed / len(wrong),
    }


def refusals(written: tuple[str, int]) -> list[str]:
    """What suites and checks say against a refactoring: of a topic's solution, by a seed."""
    slug, seed = written
    found = rejections(slug, refactor(slug, seed), seed)
    return [f"refactoring {seed} of {slug}, {name}: {sentence}" for name, sentence in found]


def main() -> int:
    """Judge all mutants, print the table and the survivors, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exercise", help="judge the mutants of this one alone")
    only = parser.parse_args().exercise
    found = [mutant for slug in SLUGS for mutant in mutants(slug)]
    right = equivalents(found)
    found = [mutant for mutant in found if only in (None, mutant.exercise)]
    seeds = [1000 * (SEED + n) for n in range(GRADINGS)]
    with ProcessPoolExecutor(initializer=warnings.simplefilter, initargs=("ignore",)) as pool:
        judged = pool.map(judge, found, repeat(seeds), chunksize=8)
        rows = list(tqdm(judged, total=len(found), desc="mutants"))
        written = [(slug, n) for slug in SLUGS for n in range(REFACTORINGS)] if only is None else []
        refused = list(tqdm(pool.map(refusals, written), "refactorings", len(written)))
    exercises = list(Counter(r.mutant.exercise for r in rows))
    table = {e: figures([r for r in rows if r.mutant.exercise == e], right) for e in exercises}
    table["all"] = figures(rows, right)
    print(f"{'':26}" + "".join(f"{name:>12}" for name in COLUMNS))
    for exercise, counts in table.items():
        numbers = (f"{n:12.1f}" if isinstance(n, float) else f"{n:12d}" for n in counts.values())
        print(f"{exercise:26}" + "".join(numbers))
    survivors: dict[str, list[str]] = {"suite": [], "check": [], "rejected although right": []}
    for row in rows:
        line = f"{row.mutant.id}: {row.mutant.diff}"
        if row.mutant.id not in right:
            survivors["suite"] += [] if row.killed else [line]
            survivors["check"] += [] if row.crossed else [line]
        elif any(row.sentences) or row.crossed:
            survivors["rejected although right"].append(line)
    survivors["rejected although right"] += [line for lines in refused for line in lines]
    for name, lines in survivors.items():
        print(f"\n{name}: {len(lines)}", *lines, sep="\n  ")
    results: dict[str, Any] = {
        "exercises": table,
        "survivors": survivors,
        "gradings_per_mutant": GRADINGS,
    }
    results["refactorings"] = REFACTORINGS * len(SLUGS)
    command = shlex.join(["python", "-m", "benchmarks.mutation_score", *sys.argv[1:]])
    if only is None:
        write_results("results/mutation_score.json", command, SEED, results)
    return int(bool(survivors["rejected although right"]))


if __name__ == "__main__":
    sys.exit(main())
