"""How suites and checks judge answers that were written from the stubs alone.

    OMP_NUM_THREADS=1 python -m benchmarks.answers second

Each set in tests/answers/ holds right and wrong answers by people who had read the labs and nothing
else; the docstring of a wrong one says what is wrong with it. Prints the shares of right answers
that are accepted and of wrong ones that are rejected, those that are misjudged, and every message
beside the mistake, to be read. Writes results/answers-<set>.json.
"""

import argparse
import shlex
import sys
import tempfile
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from labsupport.checks.compare import DIFFER
from labsupport.results import write_results
from tests.mutation.score import checked, graded
from tests.variants.build import SLUGS, Variant, exercises, of_file

ANSWERS = Path(__file__).parent.parent / "tests" / "answers"
SETS = sorted(path.name for path in ANSWERS.iterdir() if path.is_dir())
SEED = 1


class Judged(NamedTuple):
    """What is said about an answer."""

    answer: Variant
    right: bool
    suite: str  # the sentence of the first test that fails
    check: str  # what it prints

    @property
    def misjudged(self) -> bool:
        """Whether suite or check says the opposite of what is true."""
        return {not self.suite, self.check.startswith("✓")} != {self.right}


def answers(name: str, slug: str) -> list[tuple[Variant, bool]]:
    """The answers of a set to a topic, each with whether it is right."""
    found = []
    for right, kind in ((True, "right"), (False, "wrong")):
        for exercise in exercises(slug):
            path = ANSWERS / name / slug / kind / f"{exercise}.py"
            if not path.exists():  # the exercise is younger than the set
                continue
            text = path.read_text("utf-8")
            found += [(v, right) for v in of_file(slug, exercise, text, wrong=not right)]
    return found


def judge(answer: Variant, right: bool) -> Judged:
    """Grade an answer and check it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{answer.slug}.py"
        path.write_text(answer.text, "utf-8")
        sentence = graded(path, answer.slug, answer.exercise, 1000 * SEED)
    return Judged(
        answer, right, sentence, checked(answer.text, answer.slug, answer.exercise).strip()
    )


def main() -> int:
    """Judge a set, print what is said, write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", choices=SETS, help="of the set")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    every = [pair for slug in SLUGS for pair in answers(given.name, slug)]
    with ProcessPoolExecutor(initializer=warnings.simplefilter, initargs=("ignore",)) as pool:
        judged = pool.map(judge, *zip(*every, strict=True), chunksize=4)
        rows = list(tqdm(judged, given.name, len(every)))
    table = {}
    for slug in [*SLUGS, "all"]:
        of_topic = [r for r in rows if slug in (r.answer.slug, "all")]
        right, wrong = ([r for r in of_topic if r.right is kind] for kind in (True, False))
        table[slug] = {
            "right": len(right),
            "accepted": sum(not r.misjudged for r in right),
            "wrong": len(wrong),
            "rejected_by_suite": sum(bool(r.suite) for r in wrong),
            "rejected_by_check": sum(not r.check.startswith("✓") for r in wrong),
            "only_differ": sum(r.suite.endswith(DIFFER) for r in wrong),
        }
    for r in rows:
        if not r.right:
            said = " / ".join((r.suite or "accepted").splitlines())
            print(f"{r.answer.id}: {' '.join(r.answer.message.split())}\n    {said}")
    print("\nmisjudged:")
    for r in rows:
        if r.misjudged:
            print(
                f"{r.answer.id} ({'right' if r.right else 'wrong'}): {r.suite or '✓'} | {r.check}"
            )
    print(
        f"\n{'':16}{'right accepted':>18}{'wrong rejected':>18}{'by the check':>14}{'unnamed':>10}"
    )
    for slug, n in table.items():
        accepted = f"{n['accepted']} of {n['right']}"
        rejected = f"{n['rejected_by_suite']} of {n['wrong']}"
        print(
            f"{slug:16}{accepted:>18}{rejected:>18}{n['rejected_by_check']:>14}"
            f"{n['only_differ']:>10}"
        )
    misjudged = [r.answer.id for r in rows if r.misjudged]
    command = shlex.join(["python", "-m", "benchmarks.answers", *sys.argv[1:]])
    write_results(
        f"results/answers-{given.name}.json",
        command,
        SEED,
        {"topics": table, "misjudged": misjudged},
    )
    return int(bool(misjudged))


if __name__ == "__main__":
    sys.exit(main())
