"""A model in a file is made again, the same to the last bit, and a broken file is one sentence."""

import math
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from labsupport import models, training
from labsupport.errors import InputError
from labsupport.models.autoencoder import Autoencoder
from labsupport.models.classifier import Classifier
from labsupport.models.full_covariance import FullCovarianceVAE
from labsupport.models.helmholtz import Helmholtz
from labsupport.models.two_layers import TwoLayerVAE
from labsupport.models.vae import VAE
from tests.labsupport.small import SETTINGS, X, assert_same_bits, make

MODELS = {
    "vae": lambda: VAE(6, (5, 4), 3),
    "every argument": lambda: VAE(6, [5], 3, nn.ELU, "gaussian", -2.0, condition=2),
    "no floor, no hidden layer": lambda: VAE(
        6, (), 3, likelihood="gaussian", min_log_var=-math.inf
    ),
    "full covariance": lambda: FullCovarianceVAE(6, (5,), 3, nn.ELU, "gaussian", -2.0),
    "two layers": lambda: TwoLayerVAE(6, (5, 4), 3, [4], 2, nn.ELU, "gaussian", -2.0),
    "autoencoder": lambda: Autoencoder(6, (5,), 2, nn.ReLU),
    "classifier": lambda: Classifier(6, 5, 4, 0.25),
    "Helmholtz machine": lambda: Helmholtz(6, [4, 3]),
}


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_a_saved_model_is_made_again(tmp_path, name, dtype):
    model = MODELS[name]().to(dtype)
    models.save(model, tmp_path / "new/model.pt")
    again = models.load(tmp_path / "new/model.pt")
    assert type(again) is type(model)
    assert str(again) == str(model)
    assert_same_bits(again, model)
    assert {p.dtype for p in again.parameters()} == {dtype}
    assert all(p.requires_grad for p in again.parameters())
    assert not again.training
    again = models.load(str(tmp_path / "new/model.pt"), MODELS[name]().to(dtype))
    assert_same_bits(again, model)


def test_the_checkpoint_of_a_training_is_one(tmp_path):
    model = make()
    training.fit(model, X, epochs=1, checkpoint=tmp_path / "checkpoint.pt", **SETTINGS)
    assert_same_bits(models.load(tmp_path / "checkpoint.pt"), model)
    assert_same_bits(models.load(tmp_path), model)  # the folder of `train --output`


class Own(VAE):
    """A model of a user's."""


@pytest.mark.parametrize(
    ("make_it", "name"),
    [
        (lambda: nn.Linear(3, 2), "Linear"),
        (lambda: Own(6, (5,), 2), "Own"),
        (lambda: VAE(6, (5,), 2, lambda: nn.LeakyReLU(0.3)), "VAE"),
        (lambda: VAE(6, (5,), 2, decoder=nn.Linear(2, 6)), "VAE"),
        (lambda: VAE(6, (5,), 2, encoder=nn.Linear(2, 6)), "VAE"),
    ],
)
def test_what_cannot_be_made_from_the_file_is_filled(tmp_path, make_it, name):
    model = make_it()
    models.save(model, tmp_path / "m.pt")
    with pytest.raises(InputError, match=f"does not say how to make its {name}: make it"):
        models.load(tmp_path / "m.pt")
    assert_same_bits(models.load(tmp_path / "m.pt", make_it()), model)


def test_another_model_is_one_sentence(tmp_path):
    models.save(make(), tmp_path / "m.pt")
    with pytest.raises(InputError, match="holds a model of other shapes") as caught:
        models.load(tmp_path / "m.pt", VAE(6, (4,), 2))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"not a model", None])
def test_a_broken_file_is_one_sentence(tmp_path, content):
    path = tmp_path / "m.pt"
    models.save(make(), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(InputError, match="no file that save or training has written"):
        models.load(path)
    torch.save({"weights": torch.ones(3)}, path)  # somebody else's
    with pytest.raises(InputError, match="no file that save or training has written"):
        models.load(path)
    with pytest.raises(InputError, match="there is no file"):
        models.load(tmp_path / "nothing.pt")


def test_a_file_that_would_run_code_is_not_run(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (Path(tmp_path / "ran").touch, ())

    torch.save({"model": {}, "class": "VAE", "arguments": Bomb()}, tmp_path / "m.pt")
    with pytest.raises(InputError, match="no file that save or training has written"):
        models.load(tmp_path / "m.pt")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("size", [0, -3, 2.0, "200", True, None, [5]])
@pytest.mark.parametrize("argument", ["pixels", "latent"])
@pytest.mark.parametrize("kind", [VAE, Autoencoder])
def test_a_size_that_is_none_is_one_sentence(kind, argument, size):
    with pytest.raises(InputError, match=f"^{argument} is a whole number from 1 up, not"):
        kind(**{"pixels": 6, "hidden": (5,), "latent": 2, argument: size})


@pytest.mark.parametrize("hidden", [200, "200", (5, 0), (5, -1), (5.0,), None, ("5",), (True,)])
@pytest.mark.parametrize("kind", [VAE, Autoencoder])
def test_widths_that_are_none_are_one_sentence(kind, hidden):
    with pytest.raises(InputError, match=r"^hidden (is the widths|widths are)") as caught:
        kind(6, hidden, 2)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("arguments", [{"condition": -1}, {"condition": 1.0}])
def test_a_condition_that_has_no_size_is_one_sentence(arguments):
    with pytest.raises(InputError, match="condition is a whole number from 0, for none, up"):
        VAE(6, (5,), 2, **arguments)
    with pytest.raises(InputError, match="min_log_var is a number or"):
        VAE(6, (5,), 2, min_log_var=math.nan)


def test_sizes_may_be_numpys():
    import numpy as np

    sizes: list[Any] = [np.int64(6), [np.int32(5)], np.int64(2)]
    model = VAE(*sizes)
    assert model.arguments is not None
    assert [type(model.arguments[name]) for name in ("pixels", "latent")] == [int, int]
