"""How often a graded suite fails a right answer: a bound, and the gradings of the solutions.

    OMP_NUM_THREADS=1 python -m benchmarks.false_alarms [vae …] [--gradings 2000]

The bound adds up what the statistical verdicts of a topic's suite state (see
`labsupport.checks.rates`) while it grades the solution; it has to stay below 1e-5. Then
the solution is graded again and again with inputs and draws of their own, and no test may fail.
Writes results/false_alarms-<topic>.json.
"""

import argparse
import shlex
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from tqdm import tqdm

from labsupport.checks import rates
from labsupport.grading.local import LocalStudent
from labsupport.results import write_results
from tests.mutation.score import graded
from tests.variants.build import SLUGS, SOLUTIONS, everything

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
    found = {name: graded(path, slug, name, seed, lambda _: student) for name in everything(slug)}
    return [f"seed {seed}, {name}: {sentence}" for name, sentence in found.items() if sentence]


def main() -> int:
    """Print the bounds and what failed, write a file for each topic."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topics", nargs="*", default=SLUGS, help="by default all")
    parser.add_argument("--gradings", type=int, default=2000, help="of each topic's solution")
    given = parser.parse_args()
    if unknown := sorted(set(given.topics) - set(SLUGS)):
        parser.error(f"no topic {', '.join(unknown)}; there are: {', '.join(SLUGS)}")
    warnings.simplefilter("ignore")
    command = shlex.join(["python", "-m", "benchmarks.false_alarms", *sys.argv[1:]])
    alarm = False
    for slug in given.topics:
        stated = bound(slug, range(20))
        # A seed of a grading is added to the number of the test: no two may overlap.
        seeds = [1000 * (SEED + n) for n in range(given.gradings)]
        with ProcessPoolExecutor(initializer=warnings.simplefilter, initargs=("ignore",)) as pool:
            found = pool.map(failures, repeat(slug), seeds, chunksize=8)
            failed = [text for texts in tqdm(found, slug, len(seeds)) for text in texts]
        print(f"{slug}: bound {stated:.1e} for one grading; {len(failed)} failures in {len(seeds)}")
        print(*failed, sep="\n", end="\n" if failed else "")
        figures = {"limit": LIMIT, "bound": stated, "gradings": len(seeds), "failures": failed}
        write_results(f"results/false_alarms-{slug}.json", command, SEED, figures)
        alarm |= bool(failed) or stated >= LIMIT
    return int(alarm)


if __name__ == "__main__":
    sys.exit(main())
