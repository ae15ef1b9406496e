"""The graded suite of topic ``monte_carlo``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import math

import pytest
import torch
from torch.distributions import Cauchy, Normal

from labsupport.checks import parts
from labsupport.checks.inputs import Inputs
from labsupport.checks.monte_carlo import darts, derivations, formulas, proposals, rejection
from labsupport.checks.monte_carlo.integrals import SELF_NORMALIZED
from labsupport.checks.monte_carlo.rejection import Envelope
from labsupport.grading.suite import arrives, asks, expect, follows

ZERO = torch.zeros((), dtype=torch.float64)


test_the_number_of_pairs_for_an_error_bar = asks(formulas.PAIRS.on_random_inputs, points=2)
test_the_number_of_pairs_is_right_for_other_shapes = asks(formulas.PAIRS.on_other_sizes)
test_gradients_flow_back_through_the_number_of_pairs = asks(formulas.PAIRS.on_gradients)
test_the_number_keeps_dtype_and_device = asks(formulas.PAIRS.on_kind)

test_the_numbers_have_the_mean_pi_and_spread_less_than_darts = asks(
    darts.verdict, of="better_dart", points=3
)
test_the_numbers_keep_dtype_and_device = asks(darts.kind, of="better_dart")

test_the_bound_between_finite_and_infinite_variances = asks(
    formulas.NARROWEST.on_random_inputs, points=2
)
test_the_bound_is_right_for_other_shapes = asks(formulas.NARROWEST.on_other_sizes)
test_gradients_flow_back_through_the_bound = asks(formulas.NARROWEST.on_gradients)
test_the_bound_keeps_dtype_and_device = asks(formulas.NARROWEST.on_kind)


@pytest.mark.exercise("choose_proposal", points=2)
def test_the_proposal_is_good_where_the_event_is_rare(student, generator):
    threshold = float(Inputs(generator).uniform(2.0, 4.0))
    expect(proposals.verdict(student.choose_proposal, 2.0, threshold))


@pytest.mark.exercise("choose_proposal", points=2)
def test_the_proposal_is_good_where_the_event_is_very_rare(student, generator):
    threshold = float(Inputs(generator).uniform(5.0, 9.0))
    expect(proposals.verdict(student.choose_proposal, threshold, 10.0))


@pytest.mark.exercise("self_normalized_importance_sampling", points=2)
def test_self_normalized_weights(student, generator):
    function = student.self_normalized_importance_sampling
    p = Normal(Inputs(generator).uniform(0.5, 1.0), Inputs(generator).uniform(0.4, 0.6))
    far = Normal(ZERO + 40.5, ZERO + 0.6), Normal(ZERO + 40, ZERO + 1.2)
    pairs = [(p, Normal(ZERO, ZERO + 1.3)), (p, Cauchy(ZERO + 0.3, ZERO + 0.8)), far]
    for target, q in pairs:
        expect(
            SELF_NORMALIZED.verdict(function, target, q, float(Inputs(generator).uniform(0.8, 1.6)))
        )


@pytest.mark.exercise("self_normalized_importance_sampling", points=1)
def test_the_unknown_constant_may_have_any_size(student, generator):
    p, q = Normal(ZERO + 0.5, ZERO + 0.6), Normal(ZERO, ZERO + 1.2)
    for shift in (900.0, -900.0):
        function = student.self_normalized_importance_sampling
        expect(SELF_NORMALIZED.verdict(function, p, q, shift))


@pytest.mark.exercise("self_normalized_importance_sampling", points=1)
def test_self_normalized_means_come_in_the_dtype_and_on_the_device_of_the_draws(student, generator):
    function = student.self_normalized_importance_sampling
    expect(SELF_NORMALIZED.kind(function, Inputs(generator).uniform(-0.5, 0.5), ZERO + 0.7))


@pytest.mark.exercise("effective_sample_size", points=1)
def test_the_size_is_the_squared_sum_over_the_sum_of_squares(student, generator):
    inputs = formulas.ESS.inputs(generator)
    expect(parts.hinted(student.effective_sample_size, *inputs))
    expect(formulas.ESS.judge.value(student.effective_sample_size, *inputs))


test_the_size_is_right_for_other_shapes = asks(formulas.ESS.on_other_sizes)

test_the_size_does_not_overflow = asks(formulas.ESS.on_random_inputs)

test_gradients_flow_back_through_the_size = asks(formulas.ESS.on_gradients)
test_the_size_keeps_dtype_and_device = asks(formulas.ESS.on_kind)


def envelope(generator):
    """A Gaussian target, a wider proposal with the same mean, and log max p / q."""
    mean, narrow = Inputs(generator).uniform(-1.0, 1.0), Inputs(generator).uniform(0.5, 0.6)
    wide = Inputs(generator).uniform(0.9, 1.0)
    return Envelope(Normal(mean, narrow), Normal(mean, wide), math.log(float(wide / narrow)))


@pytest.mark.exercise("rejection_sample", points=2)
def test_accepted_draws_have_the_distribution_of_the_target(student, generator):
    shift = float(Inputs(generator).uniform(0.8, 1.6))
    expect(envelope(generator)._replace(shift=shift).verdict(student.rejection_sample))


@pytest.mark.exercise("rejection_sample", points=1)
def test_the_envelope_may_be_loose_and_the_constant_large(student, generator):
    tight = envelope(generator)
    for one in (tight._replace(log_c=tight.log_c + 0.3), tight._replace(shift=900.0)):
        expect(one.verdict(student.rejection_sample))


@pytest.mark.exercise("rejection_sample", points=1)
def test_the_rate_is_exact_where_nothing_is_left_to_chance(student, generator):
    expect(rejection.certain(student.rejection_sample, envelope(generator).q))


@pytest.mark.exercise("rejection_sample", points=1)
def test_accepted_draws_come_in_the_dtype_and_on_the_device_of_the_proposals(student, generator):
    expect(
        rejection.kind(student.rejection_sample, Inputs(generator).uniform(-0.5, 0.5), ZERO + 0.7)
    )


test_every_line_from_the_variance_of_a_weighted_draw_follows = follows(
    derivations.IMPORTANCE_VARIANCE
)
test_the_lines_lead_to_a_mean_under_the_target = arrives(derivations.IMPORTANCE_VARIANCE)

test_every_line_from_the_sample_variance_follows = follows(derivations.SAMPLE_VARIANCE)
test_the_lines_lead_to_the_variance_itself = arrives(derivations.SAMPLE_VARIANCE)
