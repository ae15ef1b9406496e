"""Every lab, solved, under nbval."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from labsupport.book import notebooks

ROOT = Path(__file__).parents[2]
SLUGS = notebooks.slugs(ROOT)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solved_lab_runs_under_nbval(slug: str, tmp_path: Path) -> None:
    path = tmp_path / f"{slug}.ipynb"
    path.write_text(nbformat.writes(notebooks.solved_lab(ROOT, slug)), "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--nbval-lax", path.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert result.returncode == 0, result.stdout[-5000:]
    cells = [each for each in nbformat.read(path, 4).cells if each.cell_type == "code"]
    assert f"{len(cells)} passed" in result.stdout
