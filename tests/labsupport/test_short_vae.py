"""The model of sixty lines that the chapter on the VAE shows runs, and is right."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from examples.vae import VAE, train
from labsupport.models import vae

ROOT = Path(__file__).parents[2]


def test_it_fits_one_screen_and_its_width() -> None:
    lines = (ROOT / "examples/vae.py").read_text("utf-8").splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 100


def test_its_terms_are_those_of_the_closed_forms() -> None:
    torch.manual_seed(0)
    model = VAE(9, hidden=7, latent=3)
    x = torch.bernoulli(torch.full((5, 9), 0.5))
    torch.manual_seed(1)
    gain, price = model.terms(x)
    torch.manual_seed(1)
    mean, log_var = model.encoder(x).chunk(2, -1)
    z = mean + torch.exp(0.5 * log_var) * torch.randn(5, 3)
    assert torch.allclose(gain, vae.bernoulli_log_likelihood(x, model.decoder(z)), atol=1e-5)
    assert torch.allclose(price, vae.gaussian_kl(mean, log_var), atol=1e-5)
    (gain - price).mean().backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in model.parameters())


def test_the_gain_begins_where_each_pixel_is_a_coin() -> None:
    torch.manual_seed(0)
    gain, price = VAE(784).terms(torch.bernoulli(torch.full((50, 784), 0.2)))
    assert gain.mean().item() == pytest.approx(-543, abs=6)
    assert 0 <= price.mean() < 2


def test_it_beats_independent_pixels_within_seconds() -> None:
    _, history = train("digits", epochs=25)
    bounds = [gain - price for gain, price in history]
    assert bounds[-1] > -27  # independent pixels: -27.1 nats
    assert bounds[-1] > bounds[0] + 3
    assert history[-1][1] > 2  # the code says something


def test_the_command_runs() -> None:
    done = subprocess.run(
        [sys.executable, "examples/vae.py", "--epochs", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("epoch 1: gain -")


def test_the_measured_run_is_one_of_the_same_networks() -> None:
    """The page shows its numbers beside the program."""
    measured = json.loads((ROOT / "results/vae-mnist.json").read_text("utf-8"))
    assert measured["command"].startswith("python -m labsupport train vae --data mnist --epochs 20")
    assert {1, 5, 20} <= {each["epoch"] for each in measured["figures"]["epochs"]}
    mine, course = VAE(784), vae.VAE(784)
    shapes = [sorted(tuple(p.shape) for p in each.parameters()) for each in (mine, course)]
    assert sum(map(math.prod, shapes[0])) == sum(map(math.prod, shapes[1]))
