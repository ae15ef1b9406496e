"""Checkpoints: a training that stops and goes on gives the same bits as one that never stopped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from labsupport import training
from labsupport.errors import InputError
from labsupport.models.vae import VAE
from labsupport.training import fit
from tests.labsupport.small import SETTINGS, X, assert_same_bits, make, train


def differ(one: nn.Module, other: nn.Module) -> bool:
    pairs = zip(one.parameters(), other.parameters(), strict=True)
    return any(not torch.equal(a, b) for a, b in pairs)


def test_the_same_seed_gives_the_same_bits_and_another_seed_others():
    (one, records), (two, records_again) = train(seed=3), train(seed=3)
    assert_same_bits(one, two)
    assert records == records_again
    assert differ(one, train(seed=4)[0])


def test_validation_changes_nothing_in_training():
    assert_same_bits(train()[0], train(x_validation=None)[0])


def test_validation_meets_the_same_noise_every_time():
    _, records = train(schedule=lambda step: 0.0)
    assert len({record["validation"] for record in records}) == 1
    assert len({record["train"] for record in records}) == 3


def flatten(state: Any) -> Iterator[Any]:
    """All numbers and tensors in nested dicts and lists."""
    if isinstance(state, dict | list | tuple):
        for part in state.values() if isinstance(state, dict) else state:
            yield from flatten(part)
    elif state is not None:
        yield state


def halving(step: int) -> float:
    return 0.5**step


@pytest.mark.parametrize("schedule", [None, halving])
def test_training_resumes_to_the_same_bits(tmp_path, schedule):
    straight, expected = train(
        epochs=5, schedule=schedule, checkpoint=tmp_path / "s.pt", log=tmp_path / "s"
    )
    files = {"schedule": schedule, "checkpoint": tmp_path / "c.pt", "log": tmp_path / "log.jsonl"}
    train(epochs=2, **files)
    torch.rand(99)  # what happens in between must not matter ...
    resumed, records = train(make(9), epochs=5, resume=True, **files)  # ... nor the new weights
    assert_same_bits(resumed, straight)
    assert records == expected
    saved = [torch.load(tmp_path / name, weights_only=True) for name in ("s.pt", "c.pt")]
    assert saved[0]["settings"] == saved[1]["settings"]
    for key in ("model", "optimizer", "data_order", "noise"):
        one, other = ([*flatten(state[key])] for state in saved)
        assert all(
            torch.equal(torch.as_tensor(a), torch.as_tensor(b))
            for a, b in zip(one, other, strict=True)
        )
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 5


def test_a_finished_training_resumes_to_itself_and_a_shorter_one_is_refused(tmp_path):
    model, records = train(checkpoint=tmp_path / "c.pt")
    again, same = train(make(9), checkpoint=tmp_path / "c.pt", resume=True)
    assert_same_bits(model, again)
    assert same == records
    with pytest.raises(InputError, match="has 3 epochs already"):
        train(make(9), epochs=2, checkpoint=tmp_path / "c.pt", resume=True)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"lr": 0.1}, "lr"),
        ({"batch_size": 7}, "batch size"),
        ({"seed": 1}, "seed"),
        ({"binarize": False}, "binarize"),
        ({"mixed_precision": True}, "mixed precision"),
        ({"schedule": halving}, "schedule"),
        ({"objective": training.elbo_with_exact_kl}, "objective"),
        ({"model": VAE(6, (4,), 2)}, "model"),
        ({"model": VAE(6, (5,), 2, nn.ReLU)}, "model"),
        ({"model": VAE(6, (5,), 2, min_log_var=-1)}, "model"),
    ],
)
def test_a_checkpoint_of_other_settings_is_refused(tmp_path, change, name):
    train(epochs=1, checkpoint=tmp_path / "c.pt")
    before = (tmp_path / "c.pt").read_bytes()
    with pytest.raises(InputError, match=f"made with another {name}") as error:
        train(**{"checkpoint": tmp_path / "c.pt", "resume": True, **change})
    assert len(str(error.value)) - len(str(tmp_path)) < 120
    assert "\n" not in str(error.value)
    assert (tmp_path / "c.pt").read_bytes() == before


def test_a_checkpoint_of_other_data_of_the_same_shape_is_refused(tmp_path):
    files = {"checkpoint": tmp_path / "c.pt", **SETTINGS}
    fit(make(), X, epochs=1, **files)
    other = X.clone()
    other[3, 2] = 0.5
    with pytest.raises(InputError, match="made with other data: use that again"):
        fit(make(), other, epochs=2, resume=True, **files)
    assert len(fit(make(), X.clone(), epochs=2, resume=True, **files)) == 2


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", None])
def test_a_broken_checkpoint_is_one_sentence(tmp_path, content):
    train(epochs=1, checkpoint=tmp_path / "c.pt")
    whole = (tmp_path / "c.pt").read_bytes()
    (tmp_path / "c.pt").write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(InputError, match="no readable checkpoint"):
        train(checkpoint=tmp_path / "c.pt", resume=True)


def test_a_checkpoint_that_would_run_code_is_not_run(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (Path(tmp_path / "ran").touch, ())

    torch.save({"settings": Bomb()}, tmp_path / "c.pt")
    with pytest.raises(InputError, match="no readable checkpoint"):
        train(checkpoint=tmp_path / "c.pt", resume=True)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["nothing.pt", None])
def test_resuming_without_a_checkpoint_is_one_sentence(tmp_path, name):
    with pytest.raises(InputError, match="no checkpoint to resume from"):
        train(checkpoint=name and tmp_path / name, resume=True)


@pytest.mark.parametrize("argument", ["checkpoint", "log"])
def test_a_file_that_cannot_be_written_stops_training_before_it_begins(tmp_path, argument):
    (tmp_path / "file").touch()

    def objective(model: nn.Module, x: Tensor) -> Tensor:
        raise AssertionError("training has begun")

    with pytest.raises(InputError, match="cannot be written"):
        train(objective=objective, **{argument: tmp_path / "file/inside"})
