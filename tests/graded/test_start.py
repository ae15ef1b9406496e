"""The graded suite of topic ``start``."""

import pytest
import torch

from labsupport.checks.compare import Verdict
from labsupport.checks.start import formulas


def expect(verdict: Verdict) -> None:
    """Fail with the sentence of a verdict, if there is one."""
    if verdict is not None:
        pytest.fail(verdict, pytrace=False)


def log_weights(generator, k, batch, dtype=torch.float64):
    """Random log-weights (k, batch), positive so that no wrong formula hides in a NaN."""
    return 0.2 + 2 * torch.rand(k, batch, generator=generator, dtype=dtype)


@pytest.mark.exercise("log_mean_exp", points=2)
def test_it_is_the_logarithm_of_the_mean(student, generator):
    log_w = log_weights(generator, 5, 3)
    expect(formulas.LOG_MEAN_EXP.value(student.log_mean_exp, log_w))
    expect(formulas.LOG_MEAN_EXP.value(student.log_mean_exp, 3 * log_w - 4))
    for k, batch in ((1, 4), (7, 1), (3, 6)):
        for dtype in (torch.float32, torch.float64):
            log_w = log_weights(generator, k, batch, dtype)
            expect(formulas.LOG_MEAN_EXP.shapes(student.log_mean_exp, log_w))


@pytest.mark.exercise("log_mean_exp", points=2)
def test_it_does_not_overflow_or_underflow(student, generator):
    expect(formulas.stable(student.log_mean_exp, log_weights(generator, 4, 3, torch.float32)))
    expect(formulas.stable(student.log_mean_exp, log_weights(generator, 4, 3)))


@pytest.mark.exercise("log_mean_exp", points=1)
def test_gradients_flow_back(student, generator):
    expect(formulas.LOG_MEAN_EXP.gradient(student.log_mean_exp, log_weights(generator, 5, 3)))


@pytest.mark.exercise("log_mean_exp", points=1)
def test_it_is_in_the_dtype_and_on_the_device_of_its_input(student, generator):
    expect(formulas.LOG_MEAN_EXP.kind(student.log_mean_exp, log_weights(generator, 5, 3)))
