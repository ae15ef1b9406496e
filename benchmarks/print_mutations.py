"""How many small changes of the printed formulas make a proof fail.

    OMP_NUM_THREADS=1 python -m benchmarks.print_mutations [--page elbo] [--key eq-elbo-gap]
    OMP_NUM_THREADS=1 python -m benchmarks.print_mutations --page elbo/lab
    OMP_NUM_THREADS=1 python -m benchmarks.print_mutations --changed

Each mutant of `labsupport.equations.mutations` of each formula that is computed from its print is
judged by that formula's own proof. Mutants that are right all the same stand in
tests/equations/equivalent/<page>.json with the reason. Prints a table and what survives, and how
long a page's proofs take. Whole pages go into results/print_mutations.json; with ``--changed`` only
those are judged whose formulas, or proofs, are not those of the row that stands there.
"""

import argparse
import hashlib
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


def state(page: str) -> str:
    """A digest of the formulas that are computed, of their proofs, and of what is listed."""
    proofs = proofs_of(page)
    texts = [f"{key}: {squeezed(proofs.formula(key).latex)}" for key in proofs.keys]
    texts += [path.read_text("utf-8") for path in files()[page]]
    texts += [json.dumps(equivalents(page), sort_keys=True)]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def kept() -> dict[str, Any]:
    """The rows of the results file, of pages that still exist."""
    rows = json.loads(RESULTS.read_text("utf-8"))["figures"] if RESULTS.exists() else {}
    return {page: row for page, row in rows.items() if page in pages()}


def squeezed(latex: str) -> str:
    return "".join(latex.split())


def judged(proofs: Proofs, key: str, right: dict[str, str]) -> tuple[list[Mutant], Counter[str]]:
    """The survivors of a formula, and how many mutants are wrong, equivalent and killed.

    A mutant is refused if it cannot be computed at all: shapes, names or arguments do not fit.
    """
    known = {squeezed(text) for text in right}
    survivors, counts = [], Counter[str]()
    for mutant in mutants(proofs.formula(key).latex):
        if squeezed(mutant.latex) in known:
            counts["equivalent"] += 1
            continue
        failures = proofs.failures(key, mutant.latex)
        counts["wrong"] += 1
        counts["killed"] += bool(failures)
        counts["refused"] += bool(failures) and " column " in failures[0]
        survivors += [] if failures else [mutant]
    return survivors, counts


def row_of(page: str, part: str = "") -> dict[str, Any]:
    """The figures of a page, or of the formulas whose name holds ``part``; prints survivors."""
    proofs, right, counts = proofs_of(page), equivalents(page), Counter[str]()
    began = time.process_time()
    for key in proofs.keys:
        assert proofs.failures(key) == [], f"{page} {key} does not hold as it is printed"
    seconds = time.process_time() - began
    for key in proofs.keys:
        if part not in key:
            continue
        left, found = judged(proofs, key, right.get(key, {}))
        counts += found
        for mutant in left:
            print(f"survives: {page} {key} {mutant.change}")
    labelled = [each for each in proofs.printed.values() if each.label]
    return {
        "labelled": len(labelled),
        "labelled_computed": sum(each.label in proofs.keys for each in labelled),
        "other_claims": len(proofs.printed) - len(labelled),
        "other_claims_computed": sum(
            key in proofs.printed and not proofs.printed[key].label for key in proofs.keys
        ),
        "expressions": len(proofs.expressions),
        "expressions_computed": sum(key in proofs.expressions for key in proofs.keys),
        **{name: counts[name] for name in ("wrong", "equivalent", "killed", "refused")},
        "percent": round(100 * counts["killed"] / max(counts["wrong"], 1), 2),
        "seconds_proofs": round(seconds, 2),
        "state": state(page),
    }


def main() -> int:
    """Judge the mutants, print table and survivors, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--page", choices=pages())
    which.add_argument("--changed", action="store_true", help="pages that changed since they were")
    parser.add_argument("--key", default="", help="formulas whose name holds this")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    rows = kept()
    todo = [given.page] if given.page else pages()
    if given.changed:
        todo = [page for page in todo if rows.get(page, {}).get("state") != state(page)]
    for page in todo:
        row = row_of(page, given.key)
        print(
            f"{page:30}{row['wrong']:5} wrong,{row['equivalent']:4} equivalent: "
            f"{row['percent']:.1f}% killed ({row['refused']} cannot be computed), "
            f"proofs in {row['seconds_proofs']:.1f} s",
            flush=True,
        )
        rows[page] = row
        if not given.key:
            in_order = {page: rows[page] for page in pages() if page in rows}
            write_results(RESULTS, "python -m benchmarks.print_mutations", None, in_order)
    return min((rows[page]["percent"] for page in todo), default=100.0) < 97


if __name__ == "__main__":
    sys.exit(main())
