"""The classifier: its function, its dropout, its objective, and training to what was measured."""

import json
import math
from pathlib import Path

import pytest
import torch

from benchmarks import classifier as benchmark
from labsupport import data, training
from labsupport.errors import InputError
from labsupport.models import classifier
from labsupport.models.classifier import Classifier

ROOT = Path(__file__).parents[2]


def network(ratio: float = 0.0) -> Classifier:
    torch.manual_seed(0)
    return Classifier(6, 5, 4, ratio).double()


def test_the_parameters_have_the_documented_shapes():
    shapes = [tuple(p.shape) for p in network().parameters()]
    assert shapes == [(5, 6), (5,), (4, 5), (4,)]


def test_log_prob_is_normalized_and_is_a_softmax_of_the_logits():
    model, x = network(0.3).eval(), torch.randn(2, 3, 6, dtype=torch.float64)
    log_p = model.log_prob(x)
    assert torch.allclose(log_p.exp().sum(-1), torch.ones(2, 3, dtype=torch.float64))
    assert torch.allclose(log_p.exp(), model(x).softmax(-1))


@pytest.mark.parametrize("ratio", [0.0, 0.2, 0.6])
def test_dropout_obeys_its_argument(ratio):
    # For logits that are linear in the mask, the mean over masks is the output in evaluation mode,
    # and the variance is ρ/(1 - ρ) Σ (w h)² (eq-generative-dropout).
    model, x = network(ratio), torch.randn(6, dtype=torch.float64)
    n = 20_000
    draws = model.train()(x.expand(n, 6)).detach()
    mean, hidden = model.eval()(x).detach(), torch.relu(model.proj1(x)).detach()
    variance = ratio / (1 - ratio) * (model.proj2.weight.detach() * hidden).square().sum(1)
    assert ((draws.mean(0) - mean).abs() <= 5 * (variance / n).sqrt() + 1e-12).all()
    assert torch.allclose(draws.var(0), variance, rtol=0.1, atol=1e-12)


def test_the_objective_is_the_log_probability_of_the_label():
    model, x = network(0.5).eval(), torch.randn(7, 6, dtype=torch.float64)
    labels = torch.tensor([0, 3, 1, 1, 2, 0, 3])
    rows = classifier.with_labels(x, labels)
    assert rows.shape == (7, 7)
    found = classifier.log_likelihood(model, rows).detach()
    for i in range(7):
        logits = model(x[i]).detach()
        expected = logits[labels[i]] - math.log(math.fsum(logits.exp().tolist()))
        assert float(found[i]) == pytest.approx(float(expected))


def test_large_labels_survive_beside_the_inputs_in_half_precision():
    rows = classifier.with_labels(torch.zeros(257, 1, dtype=torch.bfloat16), torch.arange(257))
    assert torch.equal(rows[:, 1].long(), torch.arange(257))


def test_correct_uses_no_dropout_and_leaves_the_mode_alone():
    model = network(0.9).train()
    x = torch.randn(2500, 6, dtype=torch.float64)
    labels = model.eval()(x).argmax(1)
    assert classifier.correct(model.train(), x, labels).all()
    assert model.training
    assert not classifier.correct(model.eval(), x, (labels + 1) % 4).any()
    assert not model.training


@pytest.mark.parametrize("sizes", [(0, 5, 4), (6, 0, 4), (6, 5, 0), (6, [5], 4), (6, 5, 4.0)])
def test_an_empty_layer_is_refused(sizes):
    with pytest.raises(InputError, match=r"_dim is a whole number from 1 up, not (0|\[5\]|4\.0)$"):
        Classifier(*sizes)


@pytest.mark.parametrize("ratio", [-0.1, 1.0, math.nan])
def test_a_ratio_that_is_none_is_refused(ratio):
    with pytest.raises(InputError, match="dropout ratio"):
        Classifier(6, 5, 4, ratio)


def test_fit_trains_it_on_the_digits():
    digits = data.load("digits")
    assert digits.train.labels is not None
    assert digits.test.labels is not None
    torch.manual_seed(0)
    model = Classifier(64, 64, 10, dropout_ratio=0.2)
    rows = classifier.with_labels(digits.train.x, digits.train.labels)
    records = training.fit(
        model,
        rows,
        objective=classifier.log_likelihood,
        epochs=10,
        batch_size=50,
        lr=5e-3,
        device="cpu",
        progress=False,
    )
    assert records[0]["train"] < records[-1]["train"] < 0
    right = classifier.correct(model, digits.test.x, digits.test.labels).double()
    assert right.mean() > 0.93


def test_what_was_measured_on_mnist_keeps_the_promise():
    results = json.loads((ROOT / "results/classifier-mnist.json").read_text("utf-8"))
    assert [run["dropout_ratio"] for run in results["figures"]] == pytest.approx([0.0, 0.5])
    for run in results["figures"]:
        assert len(run["epochs"]) <= 10
        assert run["test_images"] == 10_000
        assert run["test_accuracy"] >= 0.98


def test_the_command_writes_its_results(tmp_path, monkeypatch, capsys):
    output = tmp_path / "results.json"
    words = ["--data", "digits", "--epochs", "1", "--output", str(output)]
    monkeypatch.setattr("sys.argv", ["classifier.py", *words])
    benchmark.main()
    printed = capsys.readouterr().out
    results = json.loads(output.read_text("utf-8"))
    said = " ".join([*words[:-1], output.name])  # without the folders of this machine
    assert results["command"] == f"python -m benchmarks.classifier {said}"
    for run in results["figures"]:
        assert run["test_images"] == 250
        assert f"{run['test_accuracy']:.2%}" in printed
