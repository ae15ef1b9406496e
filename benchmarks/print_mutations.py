"""How many small changes of the printed formulas make a proof fail.

    OMP_NUM_THREADS=1 python -m benchmarks.print_mutations [--page elbo] [--key eq-elbo-gap]
    OMP_NUM_THREADS=1 python -m benchmarks.print_mutations --page elbo/lab

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
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from labsupport.equations.mutations import Mutant, mutants
from labsupport.equations.proofs import Proofs
from labsupport.results import write_results

ROOT = Path(__file__).resolve().parents[1]
PROOFS = ROOT / "tests" / "equations"
RESULTS = ROOT / "results" / "print_mutations.json"
NAMED = r'^PROOFS = Proofs\("chapters/(\w+)/(theory|lab)\.md"\)$'


def files() -> dict[str, list[Path]]:
    """By page (``elbo``, ``elbo/lab``): the test files in which its formulas are computed."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PROOFS.glob("test_*.py")):
        if match := re.search(NAMED, path.read_text("utf-8"), re.M):
            page = match[1] if match[2] == "theory" else f"{match[1]}/lab"
            found.setdefault(page, []).append(path)
    return found


@cache
def proofs_of(page: str) -> Proofs:
    """All proofs of a page together."""
    together = Proofs(f"chapters/{page if '/' in page else page + '/theory'}.md")
    for path in files()[page]:
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


def equivalents(page: str) -> dict[str, dict[str, str]]:
    """By formula: each changed text that is right all the same, with the reason."""
    path = PROOFS / "equivalent" / f"{page.replace('/', '_')}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def squeezed(latex: str) -> str:
    return "".join(latex.split())


def judged(proofs: Proofs, key: str, right: dict[str, str]) -> tuple[list[Mutant], Counter[str]]:
    """The survivors of a formula, and how many mutants are wrong, equivalent and killed.

    A mutant is refused if it cannot be computed at all: shapes, names or arguments do not fit.
    """
    known = {squeezed(text) for text in right}
    survivors, counts = [], Counter[str]()
    for mutant in mutants(proofs.printed[key].latex):
        if squeezed(mutant.latex) in known:
            counts["equivalent"] += 1
            continue
        failures = proofs.failures(key, mutant.latex)
        counts["wrong"] += 1
        counts["killed"] += bool(failures)
        counts["refused"] += bool(failures) and " column " in failures[0]
        survivors += [] if failures else [mutant]
    return survivors, counts


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
        counts: Counter[str] = Counter()
        for key in proofs.keys:
            if arguments.key not in key:
                continue
            left, found = judged(proofs, key, right.get(key, {}))
            counts += found
            for mutant in left:
                print(f"survives: {slug} {key} {mutant.change}")
        percent = 100 * counts["killed"] / max(counts["wrong"], 1)
        seconds = time.perf_counter() - start
        labelled = [each for each in proofs.printed.values() if each.label]
        figures[slug] = {
            "labelled": len(labelled),
            "labelled_computed": sum(each.label in proofs.keys for each in labelled),
            "other_claims": len(proofs.printed) - len(labelled),
            "other_claims_computed": sum(not key.startswith("eq-") for key in proofs.keys),
            **{name: counts[name] for name in ("wrong", "equivalent", "killed", "refused")},
            "percent": round(percent, 2),
        }
        print(
            f"{slug:18}{counts['wrong']:5} wrong,{counts['equivalent']:4} equivalent: "
            f"{percent:.1f}% killed ({counts['refused']} cannot be computed), {seconds:.0f} s"
        )
    if not arguments.page and not arguments.key:
        write_results(RESULTS, "python -m benchmarks.print_mutations", None, figures)
    return min((row["percent"] for row in figures.values()), default=0.0) < 97


if __name__ == "__main__":
    sys.exit(main())
