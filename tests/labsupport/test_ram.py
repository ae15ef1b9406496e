"""RAM, its two rivals, and REINFORCE for places, against closed forms."""

import math
from typing import Any

import pytest
import torch
from torch.distributions import Normal

from labsupport import models, training
from labsupport.errors import InputError
from labsupport.models import attention_classifier, ram
from labsupport.models.attention_classifier import AttentionClassifier, ConvolutionalClassifier
from labsupport.models.ram import RAM


def test_the_mean_gradient_of_a_place_is_that_of_the_expected_reward():
    """R(l) = exp(-|l - a|²); its mean under N(m, s²) is known, and so is its gradient in m."""
    torch.manual_seed(0)
    n, s, aim = 200_000, 0.5, torch.tensor([0.4, -0.3], dtype=torch.float64)
    mean = torch.tensor([0.1, 0.2], dtype=torch.float64, requires_grad=True)
    width = 1 + 2 * s**2
    expected = torch.exp(-((mean - aim) ** 2).sum() / width) / width
    (exact,) = torch.autograd.grad(expected, mean)
    means = mean.expand(1, n, 2)
    places = means + s * torch.randn(1, n, 2).double()  # a gradient that has to be stopped
    reward = torch.exp(-((places[0] - aim) ** 2).sum(-1)).detach()
    for baseline in (0.0, 0.5):
        each = torch.zeros(n, 2, dtype=torch.float64, requires_grad=True)
        fixed = torch.full((1, n), baseline).double()
        loss = ram.location_loss(places, (means + each[None]), s, reward, fixed)
        (slopes,) = torch.autograd.grad(loss.sum(), each, retain_graph=True)
        error = slopes.std(0) / n**0.5
        assert bool(((-slopes.mean(0) - exact).abs() < 5 * error).all())
        assert bool((error < 0.01).all())


def test_a_place_that_is_not_detached_would_have_no_gradient():
    mean = torch.tensor(0.3, requires_grad=True)
    place = mean + 0.1 * torch.tensor(1.7)
    (still,) = torch.autograd.grad(Normal(mean, 0.1).log_prob(place), mean)
    assert abs(still) < 1e-4
    torch.manual_seed(0)
    model = RAM((12, 12), glimpses=3, patch=4, scales=2, hidden=16)
    ram.objective(model, torch.rand(8, 144), torch.randint(10, (8,))).sum().backward()
    slopes = {name: p.grad for name, p in model.named_parameters()}
    for name in ("locator.2.weight", "baseline.weight"):
        slope = slopes[name]
        assert slope is not None
        assert slope.abs().sum() > 0, name


def test_the_baseline_learns_its_squared_error_alone():
    baselines = torch.tensor([[0.2, 0.7]], requires_grad=True)
    means = torch.rand(1, 2, 2, requires_grad=True)
    reward = torch.tensor([1.0, 0.0])
    ram.location_loss(means.detach() + 0.1, means, 0.3, reward, baselines).sum().backward()
    torch.testing.assert_close(baselines.grad, -2 * (reward - baselines.detach()))


def test_a_glimpse_is_a_crop_and_its_scales_are_averages():
    torch.manual_seed(0)
    model = RAM((12, 16), patch=4, scales=2, hidden=8)
    x = torch.rand(1, 12 * 16)
    image = x.reshape(12, 16)
    place = torch.tensor([[0.25, -0.5]])  # columns 10, row 3, counted from the edge
    fine, coarse = model.sensor(model.averages(x), place).reshape(2, 4, 4)
    torch.testing.assert_close(fine, image[1:5, 8:12], atol=1e-5, rtol=1e-5)
    padded = torch.nn.functional.pad(image, (0, 0, 1, 0))  # the glimpse begins above the image
    large = padded[0:8, 6:14]
    averages = large.reshape(4, 2, 4, 2).mean((1, 3))
    torch.testing.assert_close(coarse, averages, atol=1e-5, rtol=1e-5)


def test_places_are_drawn_in_training_and_means_in_evaluation():
    torch.manual_seed(0)
    model, x = (
        RAM((12, 12), glimpses=4, patch=4, scales=1, hidden=16, std=0.2),
        torch.rand(500, 144),
    )
    found = model(x)
    assert found.logits.shape == (500, 10)
    assert found.locations.shape == found.means.shape == (3, 500, 2)
    assert not found.locations.requires_grad
    off = (found.locations - found.means).detach() / 0.2
    assert abs(off.mean()) < 6 / off.numel() ** 0.5
    assert abs(off.var() - 1) < 6 * (2 / off.numel()) ** 0.5
    model.eval()
    assert torch.equal(model(x).locations, model(x).means)
    assert torch.equal(model.logits(x), model.logits(x))


MODELS: dict[str, Any] = {
    "ram": lambda: RAM((20, 15), glimpses=2, patch=4, scales=2, hidden=8),
    "ram of one glimpse": lambda: RAM((20, 15), glimpses=1, patch=4, scales=1, hidden=8),
    "attention": lambda: AttentionClassifier((20, 15), glimpses=2, patch=4, hidden=8),
    "convolutional": lambda: ConvolutionalClassifier((20, 15), channels=2, hidden=8),
}


@pytest.mark.parametrize("name", MODELS)
def test_each_classifier_runs_anywhere_and_is_loaded_as_it_was_saved(name, tmp_path):
    model = MODELS[name]()
    objective: Any = ram.objective if isinstance(model, RAM) else attention_classifier.objective
    x, labels = torch.rand(6, 300), torch.arange(6)
    value = objective(model, x, labels)
    assert value.shape == (6,)
    value.sum().backward()
    models.save(model, tmp_path / "model.pt")
    again = models.load(tmp_path / "model.pt")
    assert again.arguments == model.arguments
    torch.testing.assert_close(again.logits(x), model.eval().logits(x))
    assert model.double().logits(x.double()).dtype == torch.float64
    training.fit(
        MODELS[name](), (x, labels), epochs=1, objective=objective, device="cpu", progress=False
    )
    meta = MODELS[name]().to("meta")
    value = objective(meta, x.to("meta"), labels.to("meta"))
    value.sum().backward()
    assert value.is_meta


def test_the_attention_classifier_begins_with_the_whole_image():
    model = AttentionClassifier((20, 20), glimpses=1, patch=5)
    torch.nn.init.zeros_(model.where.weight)
    _, at = model(torch.rand(2, 400))
    assert at.x.flatten().tolist() == pytest.approx([9.5] * 2)
    assert at.stride.flatten().tolist() == pytest.approx([19 / 4] * 2)
    assert at.variance.flatten().tolist() == pytest.approx([(19 / 8) ** 2] * 2)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: RAM((12, 12), std=0.0), "std is a number above 0"),
        (lambda: RAM((12, 12), glimpses=0), "glimpses is a whole number"),
        (lambda: RAM((12, 12)).logits(torch.rand(2, 5)), "images have the shape"),
        (lambda: ConvolutionalClassifier((8, 30)), "too small"),
        (lambda: AttentionClassifier((8, 8)).logits(torch.rand(2, 5)), "images have the shape"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(InputError, match=sentence):
        call()


def test_the_log_density_in_the_loss_is_that_of_two_coordinates():
    places, means = torch.rand(2, 3, 2), torch.rand(2, 3, 2)
    reward, zero = torch.ones(3), torch.zeros(2, 3)
    found = ram.location_loss(places, means, 0.4, reward, zero)
    log_prob = Normal(means, 0.4).log_prob(places).sum(-1)
    torch.testing.assert_close(found, (1 - log_prob).sum(0))
    assert math.isfinite(found.sum())
