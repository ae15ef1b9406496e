"""How often a graded suite fails a right answer: a bound, and the gradings of the solutions.

    OMP_NUM_THREADS=1 python -m benchmarks.false_alarms [--gradings 2000]

The bound adds up what the statistical verdicts of a topic's suite state (see
`labsupport.checks.verdicts.rates`) while it grades the solution; it has to stay below 1e-5. Then
the solution is graded again and again with inputs and draws of their own, and no test may fail.
Writes results/false_alarms.json.
"""

import argparse
import shlex
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from typing import Any

from tqdm import tqdm

from labsupport.checks.verdicts import rates
from labsupport.grading.local import LocalStudent
from labsupport.results import write_results
from tests.mutation.score import graded
from tests.variants.build import SLUGS, SOLUTIONS, exercises

LIMIT = 1e-5
SEED = 1


def bound(slug: str, seeds: range) -> float:
    """The largest sum of stated rates in gradings with these seeds."""
    largest = 0.0
    for seed in seeds:
        with rates.collected() as stated:
            assert not failures(slug, seed)
        largest = max(largest, sum(stated))
    return largest


def failures(slug: str, seed: int) -> list[str]:
    """What fails in one grading of the solution."""
    path = SOLUTIONS / f"{slug}.py"
    student = LocalStudent(path)
    found = {name: graded(path, slug, name, seed, lambda _: student) for name in exercises(slug)}
    return [f"seed {seed}, {name}: {sentence}" for name, sentence in found.items() if sentence]


def main() -> int:
    """Print the bounds and what failed, write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gradings", type=int, default=2000, help="of each topic's solution")
    count = parser.parse_args().gradings
    warnings.simplefilter("ignore")
    figures: dict[str, Any] = {"limit": LIMIT, "topics": {}}
    for slug in SLUGS:
        stated = bound(slug, range(20))
        # A seed of a grading is added to the number of the test: no two may overlap.
        seeds = [1000 * (SEED + n) for n in range(count)]
        with ProcessPoolExecutor(initializer=warnings.simplefilter, initargs=("ignore",)) as pool:
            found = pool.map(failures, repeat(slug), seeds, chunksize=8)
            failed = [text for texts in tqdm(found, slug, count) for text in texts]
        print(f"{slug}: bound {stated:.1e} for one grading; {len(failed)} failures in {count}")
        print(*failed, sep="\n", end="\n" if failed else "")
        figures["topics"][slug] = {"bound": stated, "gradings": count, "failures": failed}
    command = shlex.join(["python", "-m", "benchmarks.false_alarms", *sys.argv[1:]])
    write_results("results/false_alarms.json", command, SEED, figures)
    topics = figures["topics"].values()
    return int(any(t["failures"] or t["bound"] >= LIMIT for t in topics))


if __name__ == "__main__":
    sys.exit(main())
