"""The graded suite of topic ``monte_carlo``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import math

import pytest
import torch
from torch.distributions import Cauchy, Exponential, Laplace, Normal, Uniform

from labsupport.checks import parts
from labsupport.checks.monte_carlo import derivations, estimators, lent
from labsupport.grading.suite import arrives, expect, follows, with_own_or_right

DTYPES = (torch.float32, torch.float64)


def normal(generator, *shape, dtype=torch.float64):
    """Standard normal numbers."""
    return torch.randn(*shape, generator=generator, dtype=dtype)


def between(generator, low, high):
    """One uniform number, shape ()."""
    return low + (high - low) * torch.rand((), generator=generator, dtype=torch.float64)


# --- mc_estimate


@pytest.mark.exercise("mc_estimate", points=2)
def test_mean_and_standard_error_of_numbers(student, generator):
    values = 2 + 3 * normal(generator, 7)
    expect(estimators.mean_and_error(student.mc_estimate, lambda t, f: t.value(f, values)))
    expect(estimators.far_mean(student.mc_estimate, values))


@pytest.mark.exercise("mc_estimate", points=1)
def test_they_are_over_the_first_axis(student, generator):
    for dtype in DTYPES:
        for shape in ((5, 3), (2, 4), (6, 2, 3)):
            values = 2 + normal(generator, *shape, dtype=dtype)

            def judge(term, function, values=values):
                return term.shapes(function, values)

            expect(estimators.mean_and_error(student.mc_estimate, judge))


@pytest.mark.exercise("mc_estimate", points=1)
def test_gradients_flow_back_through_both(student, generator):
    values = 2 + normal(generator, 6, 3)
    expect(estimators.mean_and_error(student.mc_estimate, lambda t, f: t.gradient(f, values)))


@pytest.mark.exercise("mc_estimate", points=1)
def test_both_come_in_the_dtype_and_on_the_device_of_the_values(student, generator):
    expect(estimators.mean_and_error_kind(student.mc_estimate, 2 + normal(generator, 6, 3)))


# --- estimate_pi


@pytest.mark.exercise("estimate_pi", points=2)
def test_pi_is_near_and_has_its_standard_error(student, generator):
    for n in (20_001, 40_000):
        with_own_or_right(
            student, lambda n=n: estimators.pi_once(student.estimate_pi, n), lent.mc_estimate
        )


@pytest.mark.exercise("estimate_pi", points=2)
def test_estimates_of_pi_scatter_as_they_should(student, generator):
    with_own_or_right(student, lambda: estimators.pi_often(student.estimate_pi), lent.mc_estimate)


# --- integrate


@pytest.mark.exercise("integrate", points=2)
def test_an_integral_over_the_line(student, generator):
    p = Normal(between(generator, -0.5, 0.5), between(generator, 0.6, 0.9))
    with_own_or_right(student, lambda: estimators.integral(student.integrate, p), lent.mc_estimate)


@pytest.mark.exercise("integrate", points=1)
def test_an_integral_over_an_interval_or_half_the_line(student, generator):
    low, rate = between(generator, -2.0, -1.0), between(generator, 1.5, 2.5)
    for p in (Uniform(low, low + 3.5), Exponential(rate)):
        with_own_or_right(
            student, lambda p=p: estimators.integral(student.integrate, p), lent.mc_estimate
        )


def one(generator):
    """A mean and a standard deviation, shapes ()."""
    return between(generator, -0.5, 0.5), between(generator, 0.6, 0.9)


@pytest.mark.exercise("integrate", points=1)
def test_the_integral_comes_in_the_dtype_and_on_the_device_of_the_draws(student, generator):
    inputs = one(generator)
    with_own_or_right(
        student, lambda: estimators.integral_kind(student.integrate, *inputs), lent.mc_estimate
    )


# --- importance_sampling


@pytest.mark.exercise("importance_sampling", points=3)
def test_importance_sampling_from_wider_proposals(student, generator):
    p = Normal(between(generator, 0.5, 1.0), between(generator, 0.4, 0.6))
    zero = torch.zeros((), dtype=torch.float64)
    for q in (Normal(zero, zero + 1.3), Laplace(zero + 0.3, zero + 0.8)):
        with_own_or_right(
            student,
            lambda q=q: estimators.importance(student.importance_sampling, p, q),
            lent.mc_estimate,
        )


@pytest.mark.exercise("importance_sampling", points=1)
def test_the_weighted_mean_comes_in_the_dtype_and_on_the_device_of_the_draws(student, generator):
    inputs = one(generator)
    with_own_or_right(
        student,
        lambda: estimators.importance_kind(student.importance_sampling, *inputs),
        lent.mc_estimate,
    )


# --- self_normalized_importance_sampling


@pytest.mark.exercise("self_normalized_importance_sampling", points=2)
def test_self_normalized_weights(student, generator):
    p = Normal(between(generator, 0.5, 1.0), between(generator, 0.4, 0.6))
    zero = torch.zeros((), dtype=torch.float64)
    for q in (Normal(zero, zero + 1.3), Cauchy(zero + 0.3, zero + 0.8)):
        shift = float(between(generator, 0.8, 1.6))
        expect(estimators.self_normalized(student.self_normalized_importance_sampling, p, q, shift))


@pytest.mark.exercise("self_normalized_importance_sampling", points=1)
def test_the_unknown_constant_may_have_any_size(student, generator):
    zero = torch.zeros((), dtype=torch.float64)
    p, q = Normal(zero + 0.5, zero + 0.6), Normal(zero, zero + 1.2)
    for shift in (900.0, -900.0):
        expect(estimators.self_normalized(student.self_normalized_importance_sampling, p, q, shift))


@pytest.mark.exercise("self_normalized_importance_sampling", points=1)
def test_self_normalized_means_come_in_the_dtype_and_on_the_device_of_the_draws(student, generator):
    function = student.self_normalized_importance_sampling
    expect(estimators.self_normalized_kind(function, *one(generator)))


# --- effective_sample_size


@pytest.mark.exercise("effective_sample_size", points=1)
def test_the_size_is_the_squared_sum_over_the_sum_of_squares(student, generator):
    for shape in ((6, 3), (9, 4)):
        log_w = 0.5 + normal(generator, *shape).abs()
        expect(parts.hinted(student.effective_sample_size, log_w))
        expect(estimators.ESS.value(student.effective_sample_size, log_w))


@pytest.mark.exercise("effective_sample_size", points=1)
def test_the_size_is_right_for_other_shapes(student, generator):
    for dtype in DTYPES:
        for shape in ((5,), (1, 4), (7, 1), (3, 2, 4)):
            log_w = normal(generator, *shape, dtype=dtype)
            expect(estimators.ESS.shapes(student.effective_sample_size, log_w))


@pytest.mark.exercise("effective_sample_size", points=1)
def test_the_size_does_not_overflow(student, generator):
    for dtype in DTYPES:
        log_w = normal(generator, 5, 4, dtype=dtype)
        expect(estimators.stable(student.effective_sample_size, log_w))


@pytest.mark.exercise("effective_sample_size", points=1)
def test_gradients_flow_back_through_the_size(student, generator):
    expect(estimators.ESS.gradient(student.effective_sample_size, normal(generator, 6, 3)))


@pytest.mark.exercise("effective_sample_size", points=1)
def test_the_size_comes_in_the_dtype_and_on_the_device_of_its_input(student, generator):
    expect(estimators.ESS.kind(student.effective_sample_size, normal(generator, 5, 3)))


# --- rejection_sample


def envelope(generator):
    """A Gaussian target, a wider proposal with the same mean, and log max p / q."""
    mean, narrow = between(generator, -1.0, 1.0), between(generator, 0.5, 0.6)
    wide = between(generator, 0.9, 1.0)
    return Normal(mean, narrow), Normal(mean, wide), math.log(float(wide / narrow))


@pytest.mark.exercise("rejection_sample", points=2)
def test_accepted_draws_have_the_distribution_of_the_target(student, generator):
    p, q, log_c = envelope(generator)
    shift = float(between(generator, 0.8, 1.6))
    expect(estimators.rejection(student.rejection_sample, p, q, log_c, shift))


@pytest.mark.exercise("rejection_sample", points=1)
def test_the_envelope_may_be_loose_and_the_constant_large(student, generator):
    p, q, log_c = envelope(generator)
    expect(estimators.rejection(student.rejection_sample, p, q, log_c + 0.3, 0.0))
    expect(estimators.rejection(student.rejection_sample, p, q, log_c, 900.0))


@pytest.mark.exercise("rejection_sample", points=1)
def test_the_rate_is_exact_where_nothing_is_left_to_chance(student, generator):
    expect(estimators.certain(student.rejection_sample, envelope(generator)[1]))


@pytest.mark.exercise("rejection_sample", points=1)
def test_accepted_draws_come_in_the_dtype_and_on_the_device_of_the_proposals(student, generator):
    expect(estimators.rejection_kind(student.rejection_sample, *one(generator)))


# --- importance_variance


@pytest.mark.exercise("importance_variance", points=2)
def test_every_line_from_the_variance_of_a_weighted_draw_follows(student, generator):
    follows(student, derivations.IMPORTANCE_VARIANCE, generator)


@pytest.mark.exercise("importance_variance", points=1)
def test_the_lines_lead_to_a_mean_under_the_target(student, generator):
    arrives(student, derivations.IMPORTANCE_VARIANCE, generator)


# --- sample_variance


@pytest.mark.exercise("sample_variance", points=2)
def test_every_line_from_the_sample_variance_follows(student, generator):
    follows(student, derivations.SAMPLE_VARIANCE, generator)


@pytest.mark.exercise("sample_variance", points=1)
def test_the_lines_lead_to_the_variance_itself(student, generator):
    arrives(student, derivations.SAMPLE_VARIANCE, generator)
