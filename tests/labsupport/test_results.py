"""Files of measured numbers say how they were made, and nothing of the machine's folders."""

import json
from pathlib import Path

import pytest

from labsupport.results import write_results

ROOT = Path(__file__).parents[2]


def test_a_command_is_kept_without_the_folders_of_a_machine(tmp_path):
    command = "python -m benchmarks.digits --output /home/me/out/d.json --other=/x/y --epochs 3"
    write_results(tmp_path / "r.json", command, 0, {"nll_nats": 1.5})
    kept = json.loads((tmp_path / "r.json").read_text())
    assert kept["command"] == "python -m benchmarks.digits --output d.json --other=y --epochs 3"
    assert kept["figures"] == {"nll_nats": 1.5}


@pytest.mark.parametrize("path", sorted(ROOT.glob("results/*.json")), ids=lambda path: path.stem)
def test_a_kept_file_says_how_it_was_made(path):
    kept = json.loads(path.read_text("utf-8"))
    assert set(kept) == {"command", "seed", "date", "versions", "machine", "figures"}
    assert " /" not in kept["command"]
    assert "=/" not in kept["command"]
    assert "python" in kept["command"] or "labsupport" in kept["command"]
