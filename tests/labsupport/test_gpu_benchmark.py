"""What of ``python -m benchmarks.gpu`` can be tested without a GPU; and the table of all models."""

import json
import math
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from benchmarks import digits, gpu

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_it_says_so_in_one_sentence():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.gpu"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "no GPU that torch can use" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_operations_of_a_step_are_those_counted_by_hand():
    encoder, decoder = (784 * 200, 200 * 200, 200 * 100), (50 * 200, 200 * 200, 200 * 784)
    products = 3 * sum(encoder + decoder) - encoder[0]  # nothing goes back to the pixels
    found = gpu.Step(digits.ROWS["VAE"], "cpu").operations()
    assert found == 2 * 100 * products


def test_the_operations_of_a_gradient_within_the_step_count():
    """Each of the 4 leapfrog steps decodes and goes back, and training goes back through that."""
    decoder = 2 * 100 * (50 * 200 + 200 * 200 + 200 * 784)
    found = gpu.Step(digits.ROWS["Hamiltonian, 4 steps"], "cpu").operations()
    assert found > 4 * 4 * decoder


@pytest.mark.parametrize("name", digits.ROWS)
def test_a_step_of_each_model_changes_every_parameter(name):
    step = gpu.Step(digits.ROWS[name], "cpu")
    before = [parameter.detach().clone() for parameter in step.model.parameters()]
    step()
    for old, new in zip(before, step.model.parameters(), strict=True):
        assert not torch.equal(old, new)


def test_the_table_is_made_within_a_budget_and_a_row_is_renewed_alone(tmp_path, monkeypatch):
    path = tmp_path / "digits.json"

    def run(*arguments: str) -> dict:
        monkeypatch.setattr(sys, "argv", ["digits", "--output", str(path), "--k-eval", "20"])
        sys.argv += arguments
        digits.main()
        return json.loads(path.read_text())["figures"]["rows"]

    few = ("--epochs", "1", "--seeds", "2", "--test-images", "20")
    rows = run(*few, "--row", "VAE", "--row", "two layers, k = 5")
    assert list(rows) == ["VAE", "two layers, k = 5"]
    assert len(rows["VAE"]["runs"]) == 2
    assert len(rows["two layers, k = 5"]["active_units"]) == 2
    again = run(*few, "--row", "IWAE, k = 5")
    assert list(again) == ["VAE", "IWAE, k = 5", "two layers, k = 5"]  # in the table's order
    assert again["VAE"] == rows["VAE"]
    said = shlex.split(json.loads(path.read_text())["command"])
    assert [said[at + 1] for at, word in enumerate(said) if word == "--row"] == list(again)
    row = digits.ROWS["VAE"]
    x = torch.rand(1000, 64)
    model, epochs, seconds = digits.train(
        row, digits.SIZES["digits"], x, 0, epochs=None, seconds=0.5
    )
    assert not model.training
    assert epochs > 1
    assert math.isclose(epochs * seconds, 0.5, rel_tol=0.5)
