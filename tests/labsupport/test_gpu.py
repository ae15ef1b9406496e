"""What only a GPU can show; everything else is tested on the CPU and on the device "meta"."""

import pytest
import torch
from torch.testing import assert_close

from labsupport import evaluation, training
from labsupport.errors import InputError
from labsupport.models.two_layers import TwoLayerVAE
from labsupport.models.vae import VAE
from labsupport.training import fit

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")


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
