"""Dtypes and devices are judged in one place, without a GPU, and only by what is certain."""

import pytest
import torch

from labsupport.checks import numbers
from labsupport.grading.errors import NotWritten, StudentError

MU, LOG_VAR = torch.randn(4, 3), torch.randn(4, 3)


def moved(noise):
    """A reparameterized draw whose noise is made by ``noise``."""
    return lambda mu, log_var: mu + torch.exp(log_var / 2) * noise(mu)


RIGHT = {
    "like": torch.randn_like,
    "new": lambda mu: mu.new_empty(mu.shape).normal_(),
    "moved": lambda mu: torch.randn(mu.shape).to(mu),
    "asked": lambda mu: torch.randn(*mu.shape, dtype=mu.dtype, device=mu.device),
    "a number on the CPU": lambda mu: torch.tensor(2.0) * torch.randn_like(mu),
    "reads a number": lambda mu: mu if mu.max() > 1e9 else torch.randn_like(mu),
    "prints": lambda mu: torch.randn_like(mu) + 0 * mu.sum().item(),
    "distribution": lambda mu: torch.distributions.Normal(mu * 0, mu * 0 + 1).sample(),
}
ON_THE_CPU = {
    "randn": lambda mu: torch.randn(mu.shape, dtype=mu.dtype),
    "normal": lambda mu: torch.normal(0.0, 1.0, mu.shape, dtype=mu.dtype),
    "zeros": lambda mu: torch.zeros(mu.shape, dtype=mu.dtype).normal_(),
    "distribution": lambda mu: torch.distributions.Normal(0.0, 1.0).sample(mu.shape).to(mu.dtype),
}


@pytest.mark.parametrize("noise", RIGHT.values(), ids=RIGHT)
def test_what_follows_its_inputs_is_right(noise):
    assert numbers.in_kind(moved(noise), MU, LOG_VAR, like="mu") is None


@pytest.mark.parametrize("noise", ON_THE_CPU.values(), ids=ON_THE_CPU)
def test_noise_made_on_the_cpu_is_found_without_a_gpu(noise):
    assert numbers.number_type(moved(noise), MU, LOG_VAR, like="mu") is None
    sentence = numbers.device(moved(noise), MU, LOG_VAR, like="mu")
    assert "on the CPU whatever device mu is on" in str(sentence)
    assert "device=mu.device" in str(sentence)


def test_a_result_on_the_cpu_is_found():
    sentence = numbers.device(lambda mu: torch.zeros(mu.shape), MU, like="mu")
    assert "on the CPU" in str(sentence)


def test_the_device_is_told_from_the_text_that_crosses_a_boundary():
    def across(mu):
        raise StudentError("RuntimeError: Tensor on device cpu is not on the expected device meta!")

    assert "on the CPU" in str(numbers.device(across, MU, like="mu"))

    def unwritten(mu):
        raise NotWritten("f is not written yet")

    with pytest.raises(NotWritten):
        numbers.in_kind(unwritten, MU, like="mu")


DTYPES = {
    "float32": (lambda mu: mu.float(), "the result is float32 although the inputs are float64"),
    "float64": (lambda mu: mu.double(), "the result is float64 although the inputs are float32"),
    "a pair": (lambda mu: (mu, mu.float()), "float32 although"),
    "mixed": (lambda mu: mu @ torch.ones(3, 2), "for float64 inputs tensors of two dtypes meet"),
    "solved": (
        lambda mu: torch.linalg.solve(torch.eye(4), mu),
        "for float64 inputs tensors of two dtypes meet",
    ),
}


@pytest.mark.parametrize(("function", "words"), DTYPES.values(), ids=DTYPES)
def test_a_wrong_dtype_is_one_sentence(function, words):
    sentence = numbers.number_type(function, MU, like="mu")
    assert words in str(sentence)
    assert "dtype=mu.dtype" in str(sentence)


def test_another_exception_is_no_matter_of_dtypes():
    with pytest.raises(ZeroDivisionError):
        numbers.number_type(lambda mu: mu / (1 // 0), MU, like="mu")


def test_values_are_judged_in_float32_where_dtypes_clash():
    mu = MU.double().requires_grad_()
    result = numbers.forgiving(lambda mu: mu @ torch.ones(3))(mu)
    (gradient,) = torch.autograd.grad(result.sum(), mu)
    assert gradient.dtype == torch.float64
    assert torch.equal(gradient, torch.ones_like(gradient))
    with pytest.raises(RuntimeError, match="size"):
        numbers.forgiving(lambda mu: mu + torch.ones(7))(mu)
