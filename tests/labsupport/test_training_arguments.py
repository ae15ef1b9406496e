"""`fit` for an engineer: steps, callbacks, stopping, clipping, optimizers, several tensors."""

import functools
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.testing import assert_close

from labsupport import models, training
from labsupport.errors import InputError
from labsupport.training import fit
from tests.labsupport.small import SETTINGS, X, assert_same_bits, make, train

QUIET: dict[str, Any] = {"batch_size": 20, "device": "cpu", "progress": False}


class Point(nn.Module):
    """One parameter, whose best value is the mean of the data."""

    def __init__(self) -> None:
        super().__init__()
        self.value = nn.Parameter(torch.zeros(6))

    def forward(self, x: Tensor) -> Tensor:
        return -(x - self.value).square().sum(-1)


def point_objective(model: nn.Module, x: Tensor) -> Tensor:
    return model(x)


# --- the objective -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "shape"),
    [
        (lambda model, x: model(x).mean(), "()"),
        (lambda model, x: model(x).expand(3, -1), "(3, 20)"),  # the draws are not averaged
        (lambda model, x: model(x)[:, None], "(20, 1)"),
        (lambda model, x: -(x - model.value).square(), "(20, 6)"),
    ],
)
def test_an_objective_of_another_shape_stops_at_the_first_step(wrong, shape):
    model = Point()
    with pytest.raises(InputError, match="return one number for each") as caught:
        fit(model, X, epochs=1, objective=wrong, **QUIET)
    assert f"the objective of 20 datapoints has shape {shape}" in str(caught.value)
    assert not model.value.any()  # no step was taken

    def pair(model: Any, x: Tensor) -> Any:
        return model(x), model(x)

    with pytest.raises(InputError, match="has no shape"):
        fit(model, X, epochs=1, objective=pair, **QUIET)


def test_an_objective_of_another_shape_in_validation_alone_stops_too():
    with pytest.raises(InputError, match="return one number for each"):
        fit(
            Point(),
            X,
            epochs=1,
            objective=lambda model, x: model(x) if model.training else model(x).mean(),
            x_validation=X,
            **QUIET,
        )


def test_an_objective_without_a_gradient_is_one_sentence():
    with pytest.raises(InputError, match="passes no gradient on"):
        fit(Point(), X, epochs=1, objective=lambda model, x: model(x).detach(), **QUIET)


def test_an_objective_may_know_the_step_and_validation_is_not_annealed():
    seen: list[int | None] = []

    def annealed(model: Any, x: Tensor, step: int | None = None) -> Tensor:
        seen.append(step)
        reconstruction, kl = model.reconstruction_and_kl(x)
        weight = 1.0 if step is None else min(1.0, step / 6)
        return reconstruction - weight * kl

    model, records = train(epochs=2, objective=annealed)
    assert seen == [0, 1, 2, 3, None, 4, 5, 6, 7, None]
    expected = training.mean_objective(model, (X[:10],), training.elbo_with_exact_kl, 0, True)
    assert_close(records[-1]["validation"], expected)
    _, plain = train(epochs=2, objective=training.elbo_with_exact_kl)
    assert records[0]["train"] > plain[0]["train"]  # the KL weighs less at first
    partial = functools.partial(annealed)
    assert_same_bits(train(epochs=2, objective=partial)[0], model)


def test_a_step_reaches_a_compiled_objective(monkeypatch):
    monkeypatch.setattr(
        torch, "compile", lambda function, options: lambda *a, **k: function(*a, **k)
    )
    seen = []

    def objective(model: Any, x: Tensor, *, step: int | None = None) -> Tensor:
        seen.append(step)
        return model.log_w(x).mean(0)

    train(epochs=1, objective=objective, compile=True)
    assert seen == [0, 1, 2, 3, None]


def test_a_cuda_graph_needs_a_gpu():
    with pytest.raises(InputError, match="a CUDA graph needs a GPU"):
        train(epochs=1, cuda_graph=True)


# --- callbacks -----------------------------------------------------------------------------------


def test_callbacks_see_every_step_and_every_epoch_and_change_nothing():
    steps: list[int] = []
    epochs: list[Any] = []

    def after_epoch(model: nn.Module, record: dict[str, Any]) -> None:
        torch.rand(7)  # a look at generated images, say
        epochs.append((record["epoch"], record["step"], record["validation"], model.training))

    model, records = train(
        after_step=lambda model, step: steps.append(step), after_epoch=after_epoch
    )
    assert steps == list(range(1, 13))
    assert epochs == [(r["epoch"], r["step"], r["validation"], False) for r in records]
    assert_same_bits(model, train()[0])


def test_a_step_is_seen_when_it_is_done():
    values = []
    fit(
        Point(),
        X,
        epochs=1,
        objective=point_objective,
        after_step=lambda model, step: values.append(model.value.detach().abs().max().item()),
        **QUIET,
    )
    assert 0 < values[0] < values[-1]


def test_an_epoch_is_seen_when_its_files_are_written(tmp_path):
    def stop(model: nn.Module, record: dict[str, Any]) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "c.pt"
    with pytest.raises(KeyboardInterrupt):
        train(after_epoch=stop, checkpoint=path)
    resumed, _ = train(make(9), checkpoint=path, resume=True)
    assert_same_bits(resumed, train()[0])


# --- stopping early ------------------------------------------------------------------------------


def one_way(model: nn.Module, x: Tensor) -> Tensor:
    """In training the value is pushed up; validation is highest at 0.05."""
    if model.training:
        return model.value[0].expand(len(x))  # type: ignore[union-attr, index, operator]
    return -(model.value[0] - 0.05).square().expand(len(x))  # type: ignore[union-attr, index, operator]


STOPPING: dict[str, Any] = {"objective": one_way, "x_validation": X[:3], "lr": 0.0045, **QUIET}


def test_training_stops_when_validation_has_not_risen_and_the_best_model_is_kept(tmp_path):
    # 4 steps of 0.0045 an epoch: 0.018, 0.036, 0.054, 0.072, ...: the third one is the best.
    model = Point()
    records = fit(model, X, epochs=20, patience=2, best=tmp_path / "best.pt", **STOPPING)
    assert len(records) == 5
    assert max(records, key=lambda record: record["validation"])["epoch"] == 3
    best = models.load(tmp_path / "best.pt", Point())
    assert_close(best.value[0].item(), 0.054, atol=1e-4, rtol=0)
    assert_close(model.value[0].item(), 0.09, atol=1e-4, rtol=0)
    third = Point()
    fit(third, X, epochs=3, **STOPPING)
    assert_same_bits(best, third)


@pytest.mark.parametrize("stopped", [1, 3, 4])
def test_stopping_early_resumes_to_the_same_end(tmp_path, stopped):
    files = {"checkpoint": tmp_path / "c.pt", "best": tmp_path / "best.pt"}
    straight = Point()
    expected = fit(straight, X, epochs=20, patience=2, best=tmp_path / "other.pt", **STOPPING)
    fit(Point(), X, epochs=stopped, patience=2, **files, **STOPPING)
    model = Point()
    records = fit(model, X, epochs=20, patience=2, resume=True, **files, **STOPPING)
    assert [r["validation"] for r in records] == [r["validation"] for r in expected]
    assert_same_bits(model, straight)
    assert_same_bits(
        models.load(files["best"], Point()), models.load(tmp_path / "other.pt", Point())
    )
    again = fit(Point(), X, epochs=20, patience=2, resume=True, **files, **STOPPING)
    assert len(again) == 5  # what has stopped stays so
    files["best"].unlink()
    with pytest.raises(InputError, match=r"there is no .*best\.pt, the best model so far"):
        fit(Point(), X, epochs=20, patience=2, resume=True, **files, **STOPPING)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"patience": 0, "x_validation": X}, "patience is a number of epochs from 1 up, not 0"),
        ({"patience": 3}, "give x_validation"),
        ({"best": "best.pt"}, "give x_validation"),
        ({"max_norm": 0.0}, "max_norm is a number above 0"),
        ({"max_norm": float("nan")}, "max_norm is a number above 0"),
        ({"optimizer": torch.optim.LBFGS}, "choose another optimizer"),
    ],
)
def test_an_argument_that_cannot_be_used_is_one_sentence(arguments, sentence):
    with pytest.raises(InputError, match=sentence):
        fit(Point(), X, epochs=1, objective=point_objective, **QUIET, **arguments)


# --- the step ------------------------------------------------------------------------------------


def test_a_long_gradient_is_scaled_down_and_a_short_one_is_left():
    def by_hand(max_norm: float) -> Tensor:
        model, order = Point(), torch.Generator().manual_seed(0)
        for batch in torch.randperm(70, generator=order).split(20):
            (gradient,) = torch.autograd.grad(-model(X[batch]).mean(), model.value)
            factor = min(1.0, max_norm / gradient.norm().item())
            with torch.no_grad():
                model.value.sub_(0.1 * factor * gradient)
        return model.value.detach()

    for max_norm in (0.5, 100.0):
        model = Point()
        fit(
            model,
            X,
            epochs=1,
            objective=point_objective,
            optimizer=torch.optim.SGD,
            lr=0.1,
            max_norm=max_norm,
            **QUIET,
        )
        assert_close(model.value.detach(), by_hand(max_norm), atol=1e-5, rtol=0)


def slower(parameters: Any, lr: float) -> torch.optim.Optimizer:
    """A group of its own for every second parameter, with a tenth of the step size."""
    all_of_them = list(parameters)
    groups: list[dict[str, Any]] = [
        {"params": all_of_them[::2]},
        {"params": all_of_them[1::2], "lr": lr / 10},
    ]
    return torch.optim.RMSprop(groups, lr=lr, momentum=0.9)


@pytest.mark.parametrize(
    "optimizer",
    [functools.partial(torch.optim.SGD, momentum=0.9), torch.optim.AdamW, slower],
    ids=["SGD", "AdamW", "groups"],
)
def test_another_optimizer_is_used_and_resumes_to_the_same_bits(tmp_path, optimizer):
    settings = {"optimizer": optimizer, "schedule": lambda step: 1 / (1 + step), "max_norm": 1.0}
    straight, expected = train(epochs=4, **settings)
    files = {"checkpoint": tmp_path / "c.pt"}
    train(epochs=2, **files, **settings)
    resumed, records = train(make(9), epochs=4, resume=True, **files, **settings)
    assert_same_bits(resumed, straight)
    assert records == expected
    groups = torch.load(tmp_path / "c.pt", weights_only=True)["optimizer"]["param_groups"]
    rates = [1e-3 / 16, 1e-4 / 16][: len(groups)]
    assert [group["lr"] for group in groups] == pytest.approx(rates)
    with pytest.raises(InputError, match="made with another optimizer"):
        train(make(9), epochs=5, resume=True, **files, **{**settings, "optimizer": None})


# --- several tensors -----------------------------------------------------------------------------


def test_several_tensors_go_through_training_row_by_row():
    labels = torch.arange(70)
    seen: list[tuple[Tensor, Tensor]] = []

    def objective(model: nn.Module, x: Tensor, y: Tensor) -> Tensor:
        seen.append((x.clone(), y.clone()))
        return model(x)

    fit(
        Point(),
        (X, labels),
        epochs=2,
        objective=objective,
        x_validation=(X[:7], labels[:7]),
        **QUIET,
    )
    assert [len(x) for x, _ in seen] == [20, 20, 20, 10, 7] * 2
    for x, y in seen:
        assert torch.equal(x, X[y])
    assert y.dtype == torch.int64


def test_only_the_first_of_several_tensors_is_binarized():
    weights = torch.rand(70, generator=torch.Generator().manual_seed(0))

    def objective(model: nn.Module, x: Tensor, weight: Tensor) -> Tensor:
        assert set(x.unique().tolist()) <= {0.0, 1.0}
        assert len(weight.unique()) > 2
        return weight * model(x)

    fit(Point(), (X, weights), epochs=1, objective=objective, x_validation=(X, weights), **SETTINGS)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ((X, torch.zeros(69)), "different numbers of rows: 70, 69"),
        ((X, None, (2, 3)), "is a tensor or a tuple of tensors"),  # what labsupport.data returns
        ((), "is a tensor or a tuple of tensors"),
        (torch.tensor(1.0), "is a tensor or a tuple of tensors"),
        (X.tolist(), "is a tensor or a tuple of tensors"),
    ],
)
def test_data_that_are_no_rows_are_one_sentence(given, sentence):
    for place in ({"x_train": given}, {"x_train": X, "x_validation": given}):
        with pytest.raises(InputError, match=sentence):
            fit(Point(), epochs=1, objective=point_objective, **QUIET, **place)


def test_the_model_is_asked_once_whether_the_data_are_its_own():
    def begun(model: Any, x: Tensor) -> Tensor:
        raise AssertionError("training has begun")

    bad = X.clone()
    bad[69, 5] = 1.01
    for train_on, validate_on in ((bad, X), (X, bad), ((bad, X), (X, X))):
        with pytest.raises(InputError, match="Bernoulli pixels are in"):
            fit(make(), train_on, epochs=1, objective=begun, x_validation=validate_on, **QUIET)

    class Asked(Point):
        asked: list[int] = []  # noqa: RUF012

        def check_data(self, x: Tensor) -> None:
            self.asked.append(len(x))

    fit(Asked(), X, epochs=2, objective=point_objective, x_validation=X[:9], **QUIET)
    assert Asked.asked == [70, 9]
