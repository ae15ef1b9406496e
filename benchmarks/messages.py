"""How often the message about a wrong answer names the mistake that was made.

    OMP_NUM_THREADS=1 python -m benchmarks.messages [--topic vae ...]

The wrong answers are the wrong variants (`tests/variants/`), whose docstrings say what their
message must say, and a sample of mutants that was labelled by hand (`tests/mutation/messages/`).
A message of the graded suite is the sentence of the first test that fails; one of the public check
is what it prints. Prints the share of messages that name the mistake by exercise, and those that do
not. For all topics together it writes results/messages.json.

    python -m benchmarks.messages --topic vae --draw 6

shows the mutants of each exercise that are to be labelled, in the order of a random draw, with the
messages that they get now.
"""

import argparse
import random
import shlex
import sys
import tempfile
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from tqdm import tqdm

from labsupport.results import write_results
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.score import RAISES, Row, checked, equivalents, graded, judge, labelled
from tests.variants.build import SLUGS, exercises, variants

SEED = 1
GRADING_SEED = 1000
ENOUGH = 95.0  # percent of the messages


class Wrong(NamedTuple):
    """A wrong answer, and words that its messages must contain."""

    kind: str  # "variants" or "mutants"
    slug: str
    exercise: str
    id: str
    text: str  # of the whole submission
    words: str


class Named(NamedTuple):
    """What a suite and a check say about a wrong answer."""

    wrong: Wrong
    messages: dict[str, str]  # "suite" and "check"

    def names(self, place: str) -> bool:
        """Whether the message there names the mistake."""
        return self.wrong.words in self.messages[place]


def all_wrong(slug: str) -> list[Wrong]:
    """The wrong variants and the labelled mutants of a topic."""
    made = [
        Wrong("variants", slug, v.exercise, v.id, v.text, v.message)
        for v in variants(slug, "wrong")
    ]
    for mutant, words in labelled(mutants(slug)):
        made.append(Wrong("mutants", slug, mutant.exercise, mutant.id, mutant.text, words))
    return made


def messages(wrong: Wrong) -> Named:
    """Grade a wrong answer and check it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{wrong.slug}.py"
        path.write_text(wrong.text, "utf-8")
        sentence = graded(path, wrong.slug, wrong.exercise, GRADING_SEED)
    printed = checked(wrong.text, wrong.slug, wrong.exercise)
    return Named(wrong, {"suite": sentence, "check": printed.strip()})


def share(rows: list[Named], kind: str, place: str) -> dict[str, Any]:
    """How many messages there are of a kind, and how many name the mistake."""
    chosen = [row for row in rows if row.wrong.kind == kind]
    named = sum(row.names(place) for row in chosen)
    percent = 100 * named / len(chosen) if chosen else None
    return {"messages": len(chosen), "named": named, "percent": percent}


def drawn(wrong: list[Mutant], exercise: str) -> Iterator[tuple[Mutant, Row]]:
    """The wrong mutants of an exercise that do not raise, in the order of a random draw."""
    found = [mutant for mutant in wrong if mutant.exercise == exercise]
    random.Random(SEED).shuffle(found)
    for mutant in found:
        row = judge(mutant, [GRADING_SEED])
        said = row.printed.removeprefix(f"✗ {exercise}: ")
        if not row.raises and not RAISES.match(said):
            yield mutant, row


def show_drawn(slug: str, number: int) -> None:
    """Print the first mutants of the draw of each exercise, as the file of labels takes them."""
    right = equivalents(mutants(slug))
    wrong = [m for m in mutants(slug) if m.id not in right]
    for exercise in exercises(slug):
        for _, (mutant, row) in zip(range(number), drawn(wrong, exercise), strict=False):
            print(f"# before: {mutant.before}\n# suite: {row.sentences[0]}")
            print("\n".join(f"# check: {line}" for line in row.printed.strip().splitlines()))
            print(f"{mutant.id} = [\n  {mutant.after!r},\n  '',\n]")


def main() -> int:
    """Judge all wrong answers, print the table and what is not named, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topic", nargs="+", choices=SLUGS, default=SLUGS)
    parser.add_argument("--draw", type=int, help="show so many mutants of each exercise to label")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    if arguments.draw:
        for slug in arguments.topic:
            show_drawn(slug, arguments.draw)
        return 0
    wrong = [w for slug in arguments.topic for w in all_wrong(slug)]
    with ProcessPoolExecutor(initializer=warnings.simplefilter, initargs=("ignore",)) as pool:
        rows = list(tqdm(pool.map(messages, wrong, chunksize=8), "messages", len(wrong)))
    names = [f"{slug}: {e}" for slug in arguments.topic for e in exercises(slug)]
    columns = [(kind, place) for kind in ("variants", "mutants") for place in ("suite", "check")]
    table = {
        name: {
            f"{kind}, {place}": share(
                [r for r in rows if name in (f"{r.wrong.slug}: {r.wrong.exercise}", "all")],
                kind,
                place,
            )
            for kind, place in columns
        }
        for name in [*names, "all"]
    }
    print(f"{'':40}" + "".join(f"{f'{kind}, {place}':>18}" for kind, place in columns))
    for name, counts in table.items():
        cells = (f"{c['named']} of {c['messages']}" for c in counts.values())
        print(f"{name:40}" + "".join(f"{cell:>18}" for cell in cells))
    missed = [
        f"{row.wrong.id}, {place}: should say {row.wrong.words!r}, says {row.messages[place]!r}"
        for row in rows
        for place in ("suite", "check")
        if not row.names(place)
    ]
    print(f"\nnot named: {len(missed)}", *missed, sep="\n  ")
    percent = 100 * (1 - len(missed) / (2 * len(rows)))
    print(f"\n{percent:.1f}% of {2 * len(rows)} messages name the mistake")
    if list(arguments.topic) == SLUGS:
        command = shlex.join(["python", "-m", "benchmarks.messages", *sys.argv[1:]])
        results: dict[str, Any] = {"exercises": table, "not_named": missed, "percent": percent}
        write_results("results/messages.json", command, SEED, results)
    return int(percent < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
