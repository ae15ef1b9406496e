"""How many small changes of the printed formulas make a proof fail.

    OMP_NUM_THREADS=1 python -m benchmarks.print_mutations [--page elbo] [--key eq-elbo-gap]

Each mutant of `labsupport.equations.mutations` of each formula that is computed from its print is
judged by that formula's own proof. Mutants that are right all the same stand in
tests/equations/equivalent/<page>.json with the reason. Prints a table and what survives; for all
pages together it writes results/print_mutations.json.
"""

import argparse
import importlib.util
import json
import re
import sys
import time
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from labsupport.equations.mutations import Mutant, mutants
from labsupport.equations.proofs import Proofs
from labsupport.results import write_results

ROOT = Path(__file__).resolve().parents[1]
PROOFS = ROOT / "tests" / "equations"
RESULTS = ROOT / "results" / "print_mutations.json"


def files() -> dict[str, list[Path]]:
    """By page: the test files in which its formulas are computed from their print."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PROOFS.glob("test_*.py")):
        if match := re.search(r'^PROOFS = Proofs\("chapters/(\w+)/', path.read_text("utf-8"), re.M):
            found.setdefault(match[1], []).append(path)
    return found


@cache
def proofs_of(slug: str) -> Proofs:
    """All proofs of a page together."""
    together = Proofs(f"chapters/{slug}/theory.md")
    for path in files()[slug]:
        spec = importlib.util.spec_from_file_location(f"proofs_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        together.proofs += module.PROOFS.proofs
    return together


def pages() -> list[str]:
    """The pages whose formulas are computed from their print."""
    return list(files())


def equivalents(slug: str) -> dict[str, dict[str, str]]:
    """By formula: each changed text that is right all the same, with the reason."""
    path = PROOFS / "equivalent" / f"{slug}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def squeezed(latex: str) -> str:
    return "".join(latex.split())


def judged(proofs: Proofs, key: str, right: dict[str, str]) -> tuple[list[Mutant], int, int]:
    """The survivors of a formula, the number of wrong mutants, and of equivalent ones."""
    known = {squeezed(text) for text in right}
    made = mutants(proofs.printed[key].latex)
    wrong = [each for each in made if squeezed(each.latex) not in known]
    return (
        [m for m in wrong if not proofs.failures(key, m.latex)],
        len(wrong),
        len(made) - len(wrong),
    )


def main() -> int:
    """Judge the mutants, print table and survivors, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", choices=pages())
    parser.add_argument("--key", default="", help="formulas whose name holds this")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    figures: dict[str, Any] = {}
    for slug in [arguments.page] if arguments.page else pages():
        proofs, right, start = proofs_of(slug), equivalents(slug), time.perf_counter()
        total = survived = same = 0
        for key in proofs.keys:
            if arguments.key not in key:
                continue
            left, wrong, equal = judged(proofs, key, right.get(key, {}))
            total, survived, same = total + wrong, survived + len(left), same + equal
            for mutant in left:
                print(f"survives: {slug} {key} {mutant.change}")
        percent = 100 * (total - survived) / max(total, 1)
        seconds = time.perf_counter() - start
        figures[slug] = {
            "formulas": len(proofs.keys), "wrong": total, "equivalent": same,
            "killed": total - survived, "percent": round(percent, 2),
        }  # fmt: skip
        print(f"{slug:14} {total} wrong, {same} equivalent: {percent:.1f}% killed, {seconds:.0f} s")
    if not arguments.page and not arguments.key:
        write_results(RESULTS, "python -m benchmarks.print_mutations", None, figures)
    return min((row["percent"] for row in figures.values()), default=0.0) < 97


if __name__ == "__main__":
    sys.exit(main())
