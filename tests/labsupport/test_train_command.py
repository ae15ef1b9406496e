"""``python -m labsupport train``: the number, the files, and one sentence for each bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.testing import assert_close

from labsupport import __main__, data, evaluation, experiments, models
from labsupport.models.vae import VAE

SMALL = ["--epochs", "2", "--hidden", "16,8", "--latent", "2", "--k-eval", "10"]


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command in this process: exit status, what it printed, what it complained."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["labsupport", "train", *arguments])
        try:
            __main__.main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        return status, *capsys.readouterr()

    return run


def test_it_prints_the_nll_and_writes_checkpoint_log_and_results(run, tmp_path):
    folder = tmp_path / "new/folder"
    status, out, err = run("vae", *SMALL, "--seed", "3", "--output", str(folder))
    assert status == 0
    assert "26/26" in err  # the progress bar: 13 steps an epoch
    assert sorted(path.name for path in folder.iterdir()) == [
        "checkpoint.pt",
        "log.jsonl",
        "results.json",
    ]
    results = json.loads((folder / "results.json").read_text())
    nll = results["figures"]["test_nll_nats"]
    assert f"Test NLL: {nll:.2f} nats (k = 10, first 250 test images)" in out
    assert 20 < nll < 44  # 64 log 2 = 44.4 for a model that knows nothing
    assert results["seed"] == 3
    assert results["command"] == f"python -m labsupport train vae {' '.join(SMALL)} --seed 3 " + (
        f"--output {folder.name}"  # without the folders of this machine
    )
    assert results["versions"]["torch"] == torch.__version__.split("+")[0]
    assert set(results["machine"]) == {"processor", "cores", "threads", "gpu"}
    assert len(results["date"]) == len("2026-01-31")
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    assert results["figures"]["epochs"] == log
    assert [record["epoch"] for record in log] == [1, 2]
    model = models.load(folder)
    assert (model.pixels, model.arguments["hidden"], model.latent) == (64, [16, 8], 2)
    x = data.load("digits").test.x
    torch.manual_seed(3)
    estimates = evaluation.log_likelihood(model, data.binarize(x), 10)
    assert_close(-estimates.mean().item(), nll)


def test_the_nll_is_the_mean_over_binarized_test_images(run, monkeypatch):
    seen: dict[str, Any] = {}

    def estimate(model, x, k, progress):
        seen.update(x=x, k=k, training=model.training)
        return torch.tensor([-30.0, -20.0, -10.0])

    monkeypatch.setattr(experiments.evaluation, "log_likelihood", estimate)
    _, out, _ = run("vae", *SMALL)
    assert "Test NLL: 20.00 nats" in out
    assert seen["x"].unique().tolist() == [0, 1]
    assert (seen["k"], seen["training"]) == (10, False)


def test_the_first_thousand_test_images_are_evaluated_or_as_many_as_asked(run, monkeypatch):
    x = torch.rand(1200, 4)
    images = data.Images(x, None, (2, 2))
    monkeypatch.setitem(data.DATA_SETS, "digits", lambda *a: data.Splits(images, images, images))
    assert "first 1000 test images" in run("vae", *SMALL)[1]
    assert "first 1100 test images" in run("vae", *SMALL, "--test-images", "1100")[1]


def test_a_gaussian_likelihood_is_trained_and_evaluated_on_grey_values(run, monkeypatch):
    seen = []
    infer = VAE.infer

    def spy(model: VAE, x: torch.Tensor, condition: torch.Tensor | None = None):
        seen.append(x)
        return infer(model, x, condition)

    monkeypatch.setattr(VAE, "infer", spy)
    status, _, _ = run("vae", *SMALL, "--likelihood", "gaussian")
    assert status == 0
    splits = data.load("digits")
    assert seen[0].unique().tolist() == splits.train.x.unique().tolist()  # 17 grey values
    assert torch.equal(seen[-1], splits.test.x)


def test_the_seed_decides_every_figure(run, tmp_path):
    def figures(seed: str, name: str) -> list[float]:
        run("vae", *SMALL, "--seed", seed, "--output", str(tmp_path / name))
        figures = json.loads((tmp_path / name / "results.json").read_text())["figures"]
        return [figures["test_nll_nats"], *(record["train"] for record in figures["epochs"])]

    one = figures("1", "one")
    assert figures("1", "again") == one
    assert all(a != b for a, b in zip(figures("2", "other"), one, strict=True))


def test_it_resumes_to_the_same_number(run, tmp_path):
    _, straight, _ = run("vae", *SMALL)
    run("vae", *SMALL, "--epochs", "1", "--output", str(tmp_path))
    status, resumed, err = run("vae", *SMALL, "--output", str(tmp_path), "--resume")
    assert status == 0
    assert resumed == straight
    assert " 0/26" not in err  # it did not begin anew


def test_it_is_a_command_of_the_package(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "labsupport", "train", "vae", *SMALL, "--device", "cpu"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        timeout=100,
    )
    assert result.returncode == 0, result.stderr
    assert "Test NLL" in result.stdout
    assert not list(tmp_path.iterdir())  # without --output nothing is written


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gan"], "there is no model 'gan': choose vae"),
        (["vae", "--data", "cifar"], "there is no data set 'cifar'"),
        (["vae", "--likelihood", "poisson"], "there is no likelihood 'poisson'"),
        (["vae", "--hidden", "many"], "whole numbers such as 200,200, not 'many'"),
        (["vae", "--hidden", "20,0"], "whole numbers such as 200,200, not '20,0'"),
        (["vae", "--hidden", ","], "whole numbers such as 200,200, not ','"),
        (["vae", "--resume"], "resume needs the output folder"),
        (["vae", "--device", "abacus"], "there is no device 'abacus'"),
        (["vae", "--lr", "-1"], "learning rate"),
        (["vae", "--lr", "nan"], "learning rate"),
        (["vae", "--hidden", "9" * 30], "whole numbers such as 200,200"),
        (["vae", "--latent", "2000000000"], "does not fit into memory"),
        (["vae", "--hidden", "900000000,900000000"], "does not fit into memory"),
    ],
)
def test_bad_input_is_one_sentence(run, arguments, sentence):
    status, out, err = run(*arguments)
    assert status == 2
    assert out == ""
    assert err.startswith("labsupport: ")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "error",
    [torch.OutOfMemoryError("CUDA out of memory. Tried ..."), MemoryError()],
    ids=["on a GPU", "in Python"],
)
def test_too_little_memory_is_one_sentence(run, monkeypatch, error, tmp_path):
    def fail(*arguments, **settings):
        raise error

    monkeypatch.setattr(experiments.training, "fit", fail)
    status, _, err = run("vae", *SMALL, "--output", str(tmp_path / "new"))
    assert (status, err.count("\n")) == (2, 1)
    assert "does not fit into memory: choose smaller --hidden" in err
    assert list(tmp_path.iterdir()) == []


def test_another_error_of_torch_is_not_taken_for_too_little_memory(monkeypatch):
    def fail(*arguments, **settings):
        raise RuntimeError("shapes differ")

    monkeypatch.setattr(experiments.training, "fit", fail)
    monkeypatch.setattr(sys, "argv", ["labsupport", "train", "vae", *SMALL])
    with pytest.raises(RuntimeError, match="shapes differ"):
        __main__.main()


def test_a_training_that_fails_leaves_no_folder(run, tmp_path):
    output = ("--output", str(tmp_path / "new/folder"))
    assert run("vae", *SMALL, *output, "--lr", "1e30")[0] == 2
    assert run("vae", *SMALL, *output, "--data", "cifar")[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_no_gpu_where_one_was_asked_for_is_one_sentence(run, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    status, _, err = run("vae", "--device", "cuda")
    assert (status, err.count("\n")) == (2, 1)
    assert "cuda was asked for" in err


def test_a_missing_data_folder_is_one_sentence(run, monkeypatch, tmp_path):
    monkeypatch.setenv("LABSUPPORT_DATA", str(tmp_path / "nowhere"))
    status, _, err = run("vae", "--data", "mnist", "--output", str(tmp_path / "out"))
    assert (status, err.count("\n")) == (2, 1)
    assert "no folder: make it or unset it" in err
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_unwritable_output_folder_is_one_sentence(run, tmp_path):
    (tmp_path / "file").touch()
    status, _, err = run("vae", *SMALL, "--output", str(tmp_path / "file/inside"))
    assert (status, err.count("\n")) == (2, 1)
    assert "cannot be written" in err
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_resuming_where_nothing_was_is_one_sentence(run, tmp_path):
    status, _, err = run("vae", *SMALL, "--output", str(tmp_path), "--resume")
    assert status == 2
    assert "there is no checkpoint to resume from" in err
    assert list(Path(tmp_path).iterdir()) == []
