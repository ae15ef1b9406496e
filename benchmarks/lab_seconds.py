"""How long a computer works for each lab: the processor seconds of its solved notebook.

    python -m benchmarks.lab_seconds [SLUG ...]

One run a lab, with one thread, the imports included. The top of every theory page and the roads
print them. Labs that are not named keep the seconds of the last run.
"""

import argparse
import json
import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from labsupport.book import notebooks, reader
from labsupport.results import write_results

ROOT = Path(__file__).parents[1]
PROBE = "import time; time.process_time()"


def seconds(slug: str) -> float:
    """Processor seconds of the solved lab of a topic, from the start of its kernel to its end."""
    lab = notebooks.loads(notebooks.lab_text(ROOT, slug))
    solved = notebooks.solve(lab, notebooks.solutions_text(ROOT, slug))
    solved.cells.append(nbformat.v4.new_code_cell(PROBE))
    client = NotebookClient(
        solved,
        timeout=reader.CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(ROOT / "chapters" / slug)}},
    )
    client.execute(env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"})
    return float(solved.cells[-1].outputs[0]["data"]["text/plain"])


def main() -> None:
    """Measure the labs that are named, or all, and write results/labs.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", choices=[[], *notebooks.slugs(ROOT)])
    named = parser.parse_args().slugs
    slugs = named or notebooks.slugs(ROOT)
    command = " ".join(["python -m benchmarks.lab_seconds", *named])
    path = ROOT / "results" / "labs.json"
    known = json.loads(path.read_text("utf-8"))["figures"] if path.is_file() else {}
    for slug in slugs:
        known[slug] = {"processor_seconds": round(seconds(slug), 1)}
        print(f"{slug:25} {known[slug]['processor_seconds']:6.1f} s", flush=True)
        write_results(path, command, None, dict(sorted(known.items())))


if __name__ == "__main__":
    main()
