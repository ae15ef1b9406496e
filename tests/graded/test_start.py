"""The graded suite of topic ``start``."""

import pytest

from labsupport.checks.start import derivations
from labsupport.checks.start.formulas import LOG_MEAN_EXP, stable
from labsupport.grading.suite import arrives, expect, follows


@pytest.mark.exercise("log_mean_exp", points=2)
def test_it_is_the_logarithm_of_the_mean(student, generator):
    expect(LOG_MEAN_EXP.on_other_sizes(student.log_mean_exp, generator))


@pytest.mark.exercise("log_mean_exp", points=2)
def test_it_does_not_overflow_or_underflow(student, generator):
    expect(stable(student.log_mean_exp, generator))


@pytest.mark.exercise("log_mean_exp", points=1)
def test_gradients_flow_back(student, generator):
    expect(LOG_MEAN_EXP.on_gradients(student.log_mean_exp, generator))


@pytest.mark.exercise("log_mean_exp", points=1)
def test_it_is_in_the_dtype_and_on_the_device_of_its_input(student, generator):
    expect(LOG_MEAN_EXP.on_kind(student.log_mean_exp, generator))


# --- shift_identity


@pytest.mark.exercise("shift_identity", points=2)
def test_every_line_from_the_shift_follows(student, generator):
    follows(student, derivations.SHIFT_IDENTITY, generator)


@pytest.mark.exercise("shift_identity", points=1)
def test_the_lines_lead_to_the_shifted_sum(student, generator):
    arrives(student, derivations.SHIFT_IDENTITY, generator)
