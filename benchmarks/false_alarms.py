"""How often a graded suite fails a right answer: a bound, and the gradings of the solutions.

    OMP_NUM_THREADS=1 python -m benchmarks.false_alarms [vae …] [--gradings 2000]
    OMP_NUM_THREADS=1 python -m benchmarks.false_alarms --derivations

The bound adds up what the statistical verdicts of a topic's suite state (see
`labsupport.checks.rates`) while it grades the solution; it has to stay below 1e-5. Then
the solution is graded again and again with inputs and draws of their own, and no test may fail.
Writes results/false_alarms-<topic>.json.

With ``--derivations`` the right derivations of each exercise that are kept are checked instead, in
turn, so often together, each time in worlds of its own; and each solution once more in a new
process, as a learner's first check, which has to answer in less than 2 s of processor time. Writes
results/false_alarms-derivations.json.
"""

import argparse
import importlib
import shlex
import subprocess
import sys
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

import torch
from tqdm import tqdm

from labsupport.checks import rates
from labsupport.checks.derivation import Derivation
from labsupport.grading.local import LocalStudent
from labsupport.results import write_results
from tests.mutation.score import graded
from tests.variants.build import SLUGS, SOLUTIONS, answers, derivations, everything

LIMIT = 1e-5
SECONDS = 2.0  # in which a learner's check answers
SEED = 1
FIRST_CHECK = """
import time
from labsupport.checks.{slug} import {name}
from tests.variants.build import derivations
lines = derivations("{slug}")["{name}"]
began = time.process_time()
{name}(lines)
print(time.process_time() - began)
"""


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


def derivation(slug: str, name: str, checks: int) -> tuple[dict[str, object], list[str]]:
    """How long the checks of an exercise take, and which right derivations were refused."""
    declared: Derivation = getattr(
        importlib.import_module(f"labsupport.checks.{slug}.derivations"), name.upper()
    )
    right = [answer for answer in answers(slug, name) if answer.line is None]
    times, refused = [], []
    for number in tqdm(range(checks), f"{slug} {name}"):
        answer, seed = right[number % len(right)], SEED + number
        generator = torch.Generator().manual_seed(seed)
        began = time.process_time()
        finding = declared.arrives(answer.lines, generator)
        times.append(time.process_time() - began)
        if finding is not None:
            refused.append(f"{answer.id}, seed {seed}: {finding.sentence}")
    program = [sys.executable, "-c", FIRST_CHECK.format(slug=slug, name=name)]
    said = subprocess.run(program, check=True, capture_output=True, text=True).stdout.split()
    assert said[0] == "✓"
    figures: dict[str, object] = {
        "right_derivations": len(right),
        "checks": len(times),
        "refused": len(refused),
        "seconds_mean": round(sum(times) / len(times), 4),
        "seconds_slowest": round(max(times), 3),
        "seconds_first": round(float(said[-1]), 3),
    }
    return figures, refused


def of_derivations(topics: list[str], checks: int, command: str) -> bool:
    """Check the right derivations of these topics; whether one was refused or took too long."""
    figures, refused, slowest = {}, [], 0.0
    for slug in topics:
        for name in derivations(slug):
            found, failed = derivation(slug, name, checks)
            figures[f"{slug}/{name}"] = found
            refused += failed
            first = float(str(found["seconds_first"]))
            slowest = max(slowest, first, float(str(found["seconds_slowest"])))
            print(slug, name, found)
    print(*refused, sep="\n", end="\n" if refused else "")
    print(f"{len(refused)} refused; the slowest check took {slowest:.2f} s")
    whole = {
        "checks_per_exercise": checks,
        "refused": refused,
        "seconds_slowest": slowest,
        "exercises": figures,
    }
    write_results("results/false_alarms-derivations.json", command, SEED, whole)
    return bool(refused) or slowest >= SECONDS


def main() -> int:
    """Print the bounds and what failed, write a file for each topic, or one for derivations."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topics", nargs="*", default=SLUGS, help="by default all")
    parser.add_argument("--gradings", type=int, default=2000, help="of each solution, or exercise")
    parser.add_argument("--derivations", action="store_true", help="check the derivations alone")
    given = parser.parse_args()
    if unknown := sorted(set(given.topics) - set(SLUGS)):
        parser.error(f"no topic {', '.join(unknown)}; there are: {', '.join(SLUGS)}")
    warnings.simplefilter("ignore")
    command = shlex.join(["python", "-m", "benchmarks.false_alarms", *sys.argv[1:]])
    if given.derivations:
        return int(of_derivations(given.topics, given.gradings, command))
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
