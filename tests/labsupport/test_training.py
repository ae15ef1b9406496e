"""The training loop: it learns, logs, and stops with a sentence."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torch.testing import assert_close

from labsupport import data, training
from labsupport.errors import InputError
from labsupport.models.vae import VAE
from labsupport.training import fit
from tests.labsupport.small import SETTINGS, X, assert_same_bits, make, train


class Point(nn.Module):
    """One parameter, whose best value is the mean of the data."""

    def __init__(self, start: float = 0.0) -> None:
        super().__init__()
        self.value = nn.Parameter(torch.full((6,), start))

    def forward(self, x: Tensor) -> Tensor:
        return -(x - self.value).square().sum(-1)


def point_objective(model: nn.Module, x: Tensor) -> Tensor:
    return model(x)


# --- learning ------------------------------------------------------------------------------------


def test_the_objective_is_maximized():
    model = Point()
    fit(model, X, epochs=200, objective=point_objective, lr=0.02, device="cpu", progress=False)
    assert_close(model.value.detach(), X.mean(0), atol=1e-3, rtol=0)


def test_the_default_objective_is_the_elbo_and_it_rises():
    model, records = train(epochs=100, lr=1e-2, x_validation=X)
    assert records[-1]["train"] > records[0]["train"] + 0.05
    assert records[-1]["validation"] > records[0]["validation"] + 0.05
    torch.manual_seed(0)
    with torch.no_grad():
        expected = model.log_w(data.binarize(X), 1000).mean().item()
    assert_close(records[-1]["validation"], expected, atol=0.2, rtol=0)


def test_the_elbo_with_its_kl_in_closed_form_has_the_same_mean():
    model, x = make(), X.repeat(2000, 1)
    with torch.no_grad():
        drawn, exact = training.elbo(model, x), training.elbo_with_exact_kl(model, x)
    assert drawn.shape == exact.shape == (len(x),)
    error = (drawn - exact).std() / len(x) ** 0.5
    assert (drawn - exact).mean().abs() < 5 * error


def test_steps_are_those_of_adam_on_the_mean_of_each_minibatch():
    model, other = Point(), Point()
    fit(model, X, epochs=2, batch_size=30, objective=point_objective, device="cpu", progress=False)
    optimizer = torch.optim.Adam(other.parameters(), lr=1e-3)
    order = torch.Generator().manual_seed(0)
    for _ in range(2):
        for batch in torch.randperm(70, generator=order).split(30):  # 30, 30 and 10
            optimizer.zero_grad()
            (-other(X[batch])).mean().backward()
            optimizer.step()
    assert_close(model.value, other.value, rtol=1e-5, atol=1e-7)


def test_every_epoch_sees_every_datapoint_once_in_another_order():
    seen: list[Tensor] = []

    def objective(model: nn.Module, x: Tensor) -> Tensor:
        seen.append(x.clone())
        return model(x)

    fit(Point(), X, epochs=2, batch_size=20, objective=objective, device="cpu", progress=False)
    assert [len(x) for x in seen] == [20, 20, 20, 10] * 2
    first, second = torch.cat(seen[:4]), torch.cat(seen[4:])
    assert sorted(first.tolist()) == sorted(second.tolist()) == sorted(X.tolist())
    assert not torch.equal(first, second)


def test_dynamic_binarization_draws_anew_at_every_access():
    seen: list[Tensor] = []

    def objective(model: nn.Module, x: Tensor) -> Tensor:
        seen.append(x.clone())
        return model(x)

    x = torch.full((500, 6), 0.3)
    fit(Point(), x, epochs=3, objective=objective, **{**SETTINGS, "batch_size": 500})
    for images in seen:
        assert images.unique().tolist() == [0, 1]
        assert_close(images.mean().item(), 0.3, atol=0.04, rtol=0)
    assert not torch.equal(seen[0], seen[1])


def test_the_schedule_multiplies_the_learning_rate_of_every_step(tmp_path):
    rates: list[float] = []
    fit(
        Point(),
        X,
        epochs=2,
        batch_size=35,
        objective=point_objective,
        lr=0.1,
        schedule=lambda step: rates.append(step) or 1 / (1 + step),  # type: ignore[func-returns-value]
        device="cpu",
        progress=False,
        checkpoint=tmp_path / "c.pt",
    )
    assert rates == [0, 1, 2, 3]
    optimizer = torch.load(tmp_path / "c.pt", weights_only=True)["optimizer"]
    assert_close(optimizer["param_groups"][0]["lr"], 0.1 / 4)


def test_a_learning_rate_of_zero_from_the_schedule_leaves_the_model_alone():
    model, _ = train(schedule=lambda step: 0.0)
    assert_same_bits(model, make())


# --- records and the log -------------------------------------------------------------------------


def test_records_are_means_in_nats_per_datapoint_whatever_the_minibatch():
    model = Point(0.5)
    (record,) = fit(
        model,
        X,
        epochs=1,
        batch_size=30,
        objective=point_objective,
        lr=0.0,
        x_validation=X[:50],
        device="cpu",
        progress=False,
    )
    assert_close(record["train"], model(X).mean().item())
    assert_close(record["validation"], model(X[:50]).mean().item())
    assert (record["epoch"], record["step"]) == (1, 3)
    assert record["seconds"] > 0


def test_the_log_has_one_json_line_for_each_epoch(tmp_path):
    records = fit(make(), X, epochs=3, log=tmp_path / "new/log.jsonl", **SETTINGS)
    lines = (tmp_path / "new/log.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == records
    assert [record["step"] for record in records] == [4, 8, 12]
    assert [record["validation"] for record in records] == [None] * 3


def test_the_progress_bar_counts_every_step(capsys):
    fit(make(), X, epochs=3, **{**SETTINGS, "progress": True})
    assert "12/12" in capsys.readouterr().err
    fit(make(), X, epochs=3, **SETTINGS)
    assert capsys.readouterr().err == ""


# --- stopping ------------------------------------------------------------------------------------


class Breaks:
    """An objective that is ``value`` for one datapoint from its ``at``-th call on."""

    def __init__(self, at: int, value: float) -> None:
        self.at, self.value, self.calls = at, value, 0

    def __call__(self, model: nn.Module, x: Tensor) -> Tensor:
        self.calls += 1
        result = model(x)
        if self.calls >= self.at:
            result = result * torch.tensor([self.value] + [1.0] * (len(x) - 1))
        return result


@pytest.mark.parametrize("at", [1, 7, 99, 100, 101, 140, 141, 280])  # 140 steps an epoch
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_an_objective_that_is_not_finite_stops_with_its_step_and_advice(at, value, tmp_path):
    with pytest.raises(InputError, match=rf"at step {at}: try a learning rate below 0\.01.*NaN"):
        fit(
            Point(),
            X.repeat(10, 1),
            epochs=2,
            batch_size=5,
            objective=Breaks(at, value),
            lr=0.01,
            device="cpu",
            progress=False,
            checkpoint=tmp_path / "c.pt",
            log=tmp_path / "log.jsonl",
        )
    done = 1 if at > 140 else 0  # the last good epoch is still there to go on from
    assert (tmp_path / "c.pt").exists() == bool(done)
    log = tmp_path / "log.jsonl"
    assert len(log.read_text().splitlines() if log.exists() else []) == done


def test_a_validation_that_is_not_finite_stops_too():
    with pytest.raises(InputError, match="nan at step 4"):
        train(
            VAE(6, (5,), 2, likelihood="gaussian"),
            x_validation=torch.full((5, 6), math.nan),
            binarize=False,
        )


def test_without_a_gpu_asking_for_one_is_one_sentence(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    with pytest.raises(InputError, match="cuda was asked for, but no GPU can be used here"):
        train(device="cuda")
    assert training.find_device("auto") == torch.device("cpu")


def test_each_process_takes_its_own_gpu(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert training.find_device("auto") == torch.device("cuda:0")
    monkeypatch.setenv("LOCAL_RANK", "1")
    assert training.find_device("cuda") == torch.device("cuda:1")
    assert training.find_device("cuda:0") == torch.device("cuda:0")
    with pytest.raises(InputError, match="only 2 GPUs"):
        training.find_device("cuda:2")
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    with pytest.raises(InputError, match="only 1 GPU can"):
        training.find_device("cuda:2")


def test_a_device_that_cannot_train_is_one_sentence():
    with pytest.raises(InputError, match="not on meta"):
        training.find_device("meta")


def test_an_unknown_device_is_one_sentence():
    with pytest.raises(InputError, match="'abacus': ask for auto, cpu or cuda"):
        train(device="abacus")


@pytest.mark.parametrize("dtype", [torch.int64, torch.uint8, torch.bool])
def test_integers_for_data_are_one_sentence(dtype):
    with pytest.raises(InputError, match=r"the data are torch\.\w+: give numbers with a fraction"):
        fit(make(), X.round().to(dtype), epochs=1, **SETTINGS)


@pytest.mark.parametrize("value", [-0.1, 1.5, math.nan])
def test_what_cannot_be_binarized_stops_before_training(value):
    x = X.clone()
    x[5, 1] = value
    for train_on, validate_on in ((x, X), (X, x)):
        with pytest.raises(InputError, match=r"some are outside \[0, 1\] or NaN"):
            fit(make(), train_on, epochs=1, x_validation=validate_on, **SETTINGS)


@pytest.mark.parametrize("change", [{"epochs": 0}, {"batch_size": 0}])
def test_nothing_to_do_is_one_sentence(change):
    with pytest.raises(InputError, match="at least one epoch"):
        train(**change)


# --- precision, compilation, several processes ---------------------------------------------------


def test_mixed_precision_multiplies_in_bfloat16_and_keeps_float32_parameters():
    dtypes: set[torch.dtype] = set()
    model = make()
    model.encoder.trunk[0].register_forward_hook(lambda module, x, y: dtypes.add(y.dtype))
    _, records = train(model, mixed_precision=True)
    assert dtypes == {torch.bfloat16}
    assert {parameter.dtype for parameter in model.parameters()} == {torch.float32}
    _, expected = train()
    assert_close(records[-1]["train"], expected[-1]["train"], rtol=0.02, atol=0)


def test_the_compiled_objective_is_the_one_that_is_trained(monkeypatch):
    compiled: list[object] = []

    def compile_eagerly(function, options):
        compiled.append((function, options))
        return function

    monkeypatch.setattr(torch, "compile", compile_eagerly)
    model, _ = train(compile=True)
    # torch's own normal numbers: those of the compiler take ten times as long on a CPU
    assert compiled == [(training.elbo, {"fallback_random": True})]
    assert_same_bits(model, train()[0])


def test_the_model_is_left_in_evaluation_mode_after_training_in_the_other():
    modes: list[bool] = []

    def objective(model: nn.Module, x: Tensor) -> Tensor:
        modes.append(model.training)
        return training.elbo(model, x)

    model, _ = train(epochs=2, objective=objective)
    assert modes == [True] * 4 + [False] + [True] * 4 + [False]
    assert not model.training


def run_processes(processes: int, folder: Path, *options: str) -> None:
    folder.mkdir(exist_ok=True)
    script = Path(__file__).with_name("two_processes.py")
    launcher = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(processes)]
    subprocess.run(
        [sys.executable, *(launcher if processes > 1 else []), script, folder, *options],
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        timeout=100,
    )


def test_two_processes_take_the_steps_of_one_each_with_half_of_every_minibatch(tmp_path):
    run_processes(1, tmp_path / "one")
    run_processes(2, tmp_path / "two")
    (one,) = [torch.load(tmp_path / "one/process0.pt")]
    two = [torch.load(tmp_path / f"two/process{rank}.pt") for rank in (0, 1)]
    for key in ("train", "validation", "step"):
        expected = [record[key] for record in one["records"]]
        for process in two:
            assert_close([record[key] for record in process["records"]], expected)
    assert_close(two[0]["model"], one["model"])
    assert_close(two[1]["model"], two[0]["model"], rtol=0, atol=0)
    assert not torch.equal(two[0]["noise"], two[1]["noise"])
    assert len((tmp_path / "two/log.jsonl").read_text().splitlines()) == 3
    best = torch.load(tmp_path / "two/best.pt", weights_only=True)["model"]
    assert_close(best, two[0]["model"], rtol=0, atol=0)  # the bound rose in every epoch
    saved = torch.load(tmp_path / "two/checkpoint.pt", weights_only=True)
    assert len(saved["noise"]) == 2
    assert not torch.equal(saved["noise"][0]["cpu"], saved["noise"][1]["cpu"])


# --- importing -----------------------------------------------------------------------------------


def test_importing_labsupport_imports_nothing_that_torch_does_not():
    program = """
import sys, torch
before = set(sys.modules)
import labsupport, labsupport.data, labsupport.training, labsupport.evaluation
import labsupport.objectives, labsupport.models.vae
print(*sorted({name.split(".")[0] for name in set(sys.modules) - before}))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    new = set(run.stdout.split())
    assert "labsupport" in new
    assert not new & {"matplotlib", "sklearn", "scipy", "tqdm", "typer", "torchvision", "IPython"}
    assert not [name for name in new if name not in sys.stdlib_module_names | {"labsupport"}]


def test_data_and_loop_fit_together_on_digits():
    x = data.load("digits").train.x[:200]
    torch.manual_seed(0)
    records = fit(
        VAE(64, (16,), 2), x, epochs=30, lr=5e-3, binarize=True, device="cpu", progress=False
    )
    assert -60 < records[0]["train"] < -35  # 64 log 2 = 44.4 nats for an untrained decoder
    assert -36 < records[-1]["train"] < -20
