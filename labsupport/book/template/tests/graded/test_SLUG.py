"""The graded suite of topic ``SLUG``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.SLUG import derivations
from labsupport.checks.SLUG.formulas import DRAW_WAITING, WAITING_LOG_PROB
from labsupport.grading.suite import arrives, expect, follows

# --- waiting_log_prob


@pytest.mark.exercise("waiting_log_prob", points=1)
def test_it_is_the_log_density(student, generator):
    expect(WAITING_LOG_PROB.on_random_inputs(student.waiting_log_prob, generator))


@pytest.mark.exercise("waiting_log_prob", points=1)
def test_it_takes_other_sizes(student, generator):
    expect(WAITING_LOG_PROB.on_other_sizes(student.waiting_log_prob, generator))


@pytest.mark.exercise("waiting_log_prob", points=1)
def test_it_has_the_right_gradients(student, generator):
    expect(WAITING_LOG_PROB.on_gradients(student.waiting_log_prob, generator))


@pytest.mark.exercise("waiting_log_prob", points=1)
def test_it_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(WAITING_LOG_PROB.on_kind(student.waiting_log_prob, generator))


# --- draw_waiting


@pytest.mark.exercise("draw_waiting", points=2)
def test_draws_have_the_right_distribution(student, generator):
    expect(DRAW_WAITING.on_draws(student.draw_waiting, generator))


@pytest.mark.exercise("draw_waiting", points=1)
def test_draws_have_the_right_shape(student, generator):
    expect(DRAW_WAITING.on_other_sizes(student.draw_waiting, generator))


@pytest.mark.exercise("draw_waiting", points=1)
def test_draws_are_in_the_dtype_and_on_the_device_of_the_rates(student, generator):
    expect(DRAW_WAITING.on_kind(student.draw_waiting, generator))


# --- rate_slope


@pytest.mark.exercise("rate_slope", points=2)
def test_every_line_from_the_likelihood_follows(student, generator):
    follows(student, derivations.RATE_SLOPE, generator)


@pytest.mark.exercise("rate_slope", points=1)
def test_the_lines_lead_to_the_slope(student, generator):
    arrives(student, derivations.RATE_SLOPE, generator)
