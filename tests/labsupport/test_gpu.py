"""What only a GPU can show; everything else is tested on the CPU and on the device "meta"."""

import math

import pytest
import torch
from torch.testing import assert_close

from labsupport import evaluation, training
from labsupport.errors import InputError
from labsupport.models.two_layers import TwoLayerVAE
from labsupport.models.vae import VAE
from labsupport.training import fit

pytestmark = [
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU"),
    pytest.mark.filterwarnings("ignore"),  # torch warns of its own prototypes
]


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
def test_no_method_of_the_vae_waits_for_the_device(likelihood):
    model = VAE(6, (5,), 2, likelihood=likelihood).cuda()
    x = torch.rand(4, 6).cuda()
    model.log_w(x).sum().backward()  # the first call loads libraries
    torch.cuda.set_sync_debug_mode("error")
    try:
        model.log_w(x, 5, model.infer(x)).sum().backward()
        model.reconstruction_and_kl(x)
        model.generate(3)
    finally:
        torch.cuda.set_sync_debug_mode("default")


@pytest.mark.parametrize(
    "make", [lambda: VAE(6, (5,), 2), lambda: TwoLayerVAE(6, (5,), 3, (4,), 2)]
)
@pytest.mark.parametrize("gradient", ["iwae", "stl", "dreg", "wake", "one"])
def test_no_gradient_waits_for_the_device(make, gradient):
    model, x = make().cuda(), torch.rand(4, 6).cuda()
    training.importance_weighted(model, x, k=3, gradient=gradient).sum().backward()
    torch.cuda.set_sync_debug_mode("error")
    try:
        training.importance_weighted(model, x, k=3, gradient=gradient).sum().backward()
        model.generate(3)
    finally:
        torch.cuda.set_sync_debug_mode("default")


def test_pixels_that_no_bernoulli_has_are_nan_where_looking_would_wait():
    model, x = VAE(6, (5,), 2).cuda(), torch.rand(4, 6).cuda()
    x[1, 2] = 1.01
    assert model.log_w(x, 3).isnan().any(0).tolist() == [False, True, False, False]
    with pytest.raises(InputError, match="outside or NaN"):  # once for all data
        evaluation.log_likelihood(model, x, 3)


@pytest.mark.parametrize("mixed_precision", [False, True])
def test_training_on_a_gpu_learns_and_resumes(tmp_path, mixed_precision):
    x = torch.rand(200, 6, generator=torch.Generator().manual_seed(0)).round()

    def train(epochs: int, name: str, resume: bool = False):
        torch.manual_seed(0)
        model = VAE(6, (5,), 2)
        records = fit(
            model,
            x,
            epochs=epochs,
            device="cuda",
            binarize=True,
            mixed_precision=mixed_precision,
            checkpoint=tmp_path / name,
            resume=resume,
            progress=False,
        )
        return model, [record["train"] for record in records]

    model, straight = train(4, "straight.pt")
    train(2, "stopped.pt")
    _, resumed = train(4, "stopped.pt", resume=True)
    assert_close(resumed, straight, rtol=1e-4, atol=0)
    assert straight[-1] > straight[0]
    assert evaluation.log_likelihood(model, x.cuda(), 50).isfinite().all()


def without_noise(model, x):
    """An objective that is the same number at every call."""
    return model.log_w(x, noise=torch.zeros(1, len(x), 2, device=x.device))[0]


def test_a_cuda_graph_takes_the_steps_that_are_taken_without_one():
    x = torch.rand(250, 6, generator=torch.Generator().manual_seed(0)).round()

    def train(cuda_graph: bool):
        torch.manual_seed(0)
        model = VAE(6, (5,), 2)
        records = fit(
            model,
            x,
            epochs=4,
            batch_size=40,  # the last one of an epoch is smaller
            objective=without_noise,
            schedule=lambda step: 0.9**step,
            max_norm=1.0,
            x_validation=x,
            device="cuda",
            cuda_graph=cuda_graph,
            progress=False,
        )
        return model, torch.tensor([[record["train"], record["validation"]] for record in records])

    model, records = train(cuda_graph=True)
    expected_model, expected = train(cuda_graph=False)
    assert_close(records, expected, rtol=1e-5, atol=0)
    assert_close(list(model.parameters()), list(expected_model.parameters()), rtol=1e-4, atol=1e-6)


def test_a_cuda_graph_draws_anew_at_every_step():
    x = torch.full((4000, 6), 0.5)
    losses = []

    def objective(model, x):
        return model.scale * x.sum(-1)

    class Scale(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.scale = torch.nn.Parameter(torch.ones(()))

    for record in fit(
        Scale(),
        x,
        epochs=5,
        objective=objective,
        lr=0.0,
        binarize=True,
        device="cuda",
        cuda_graph=True,
        progress=False,
    ):
        losses.append(record["train"])  # the mean of 24,000 coins, times 6
    error = 6 * 0.5 / math.sqrt(24_000)
    assert len(set(losses)) == 5
    assert all(abs(loss - 3.0) < 5 * error for loss in losses)


def test_training_with_a_cuda_graph_resumes(tmp_path):
    x = torch.rand(200, 6, generator=torch.Generator().manual_seed(0)).round()

    def train(epochs: int, name: str, resume: bool = False):
        torch.manual_seed(0)
        records = fit(
            VAE(6, (5,), 2),
            x,
            epochs=epochs,
            batch_size=20,
            objective=without_noise,
            device="cuda",
            cuda_graph=True,
            checkpoint=tmp_path / name,
            resume=resume,
            progress=False,
        )
        return [record["train"] for record in records]

    straight = train(4, "straight.pt")
    train(2, "stopped.pt")
    assert_close(train(4, "stopped.pt", resume=True), straight, rtol=1e-4, atol=0)


def test_a_step_that_looks_at_a_number_cannot_be_recorded():
    def objective(model, x):
        log_w = model.log_w(x)[0]
        return log_w if log_w.sum().item() < 0 else 2 * log_w

    with pytest.raises(InputError, match="cannot be recorded as a CUDA graph"):
        fit(
            VAE(6, (5,), 2),
            torch.rand(500, 6).round(),
            epochs=1,
            objective=objective,
            batch_size=50,
            device="cuda",
            cuda_graph=True,
            progress=False,
        )
