"""How often a graded suite passes a wrong answer, whatever the inputs that it draws.

    OMP_NUM_THREADS=1 python -m benchmarks.missed [vae …] [--gradings 40]

Grades each wrong variant (`tests/variants`) so many times, with inputs and draws of its own each
time. Exit status 1 means that some passed. For all topics together, six minutes on two cores, it
writes results/missed.json.
"""

import argparse
import shlex
import sys
import tempfile
import warnings
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from tqdm import tqdm

from labsupport.results import write_results
from tests.mutation.score import graded
from tests.variants.build import SLUGS, Variant, variants

SEED = 7000


def passed(variant: Variant, gradings: int) -> int:
    """In how many gradings a variant earns all points of its exercise."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        path = variant.write(Path(folder))
        seeds = range(SEED, SEED + 100 * gradings, 100)
        return sum(not graded(path, variant.slug, variant.exercise, seed) for seed in seeds)


def main() -> int:
    """Grade, print, and write results/missed.json; 1 if a wrong answer passed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("topics", nargs="*", metavar="topic")
    parser.add_argument("--gradings", type=int, default=40)
    options = parser.parse_args()
    if strangers := {*options.topics} - {*SLUGS}:
        parser.error(f"no topic {', '.join(sorted(strangers))}; there are {', '.join(SLUGS)}")
    wrong = [v for slug in options.topics or SLUGS for v in variants(slug, "wrong")]
    with ProcessPoolExecutor() as pool:
        counts = list(
            tqdm(pool.map(passed, wrong, repeat(options.gradings)), total=len(wrong), unit="answer")
        )
    found = {v.id: count for v, count in zip(wrong, counts, strict=True) if count}
    for name, count in found.items():
        print(f"{name}: passes {count} of {options.gradings} gradings")
    print(f"{len(wrong)} wrong answers, {len(wrong) * options.gradings} gradings")
    if not options.topics:
        figures = {"answers": len(wrong), "gradings of each": options.gradings, "passed": found}
        command = shlex.join(["python", "-m", "benchmarks.missed", *sys.argv[1:]])
        write_results("results/missed.json", command, SEED, figures)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
