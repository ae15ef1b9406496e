"""The graded suite of topic ``gradients``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.gradients import (
    branches,
    derivations,
    draws,
    gaussians,
    graphs,
    lifetimes,
    mixtures,
    rows,
    variance,
)
from labsupport.checks.inputs import Inputs
from labsupport.grading.suite import arrives, asks, expect, follows


def parameters(generator):
    """A mean away from 0 and a standard deviation above 1, then both on the other side."""
    loc, scale = Inputs(generator).uniform(0.5, 1.2), Inputs(generator).uniform(2.0, 2.5)
    return (loc, scale), (-loc, 1 / scale)


@pytest.mark.exercise("score_function_gradient", points=2)
def test_the_score_function_estimator_weighs_the_score_with_the_function(student, generator):
    for loc, scale in parameters(generator):
        expect(draws.score_function(student.score_function_gradient, loc, scale))


@pytest.mark.exercise("score_function_gradient", points=1)
def test_the_function_may_have_a_step(student, generator):
    loc, scale = parameters(generator)[0]
    expect(draws.score_function(student.score_function_gradient, loc, scale, smooth=False))


@pytest.mark.exercise("score_function_gradient", points=0.5)
def test_there_is_one_row_for_each_draw_by_the_score_function(student, generator):
    expect(draws.few(student.score_function_gradient, *parameters(generator)[0]))


@pytest.mark.exercise("score_function_gradient", points=0.5)
def test_rows_by_the_score_function_come_in_the_dtype_and_on_the_device_of_the_inputs(
    student, generator
):
    loc, scale = parameters(generator)[0]
    expect(draws.kind(student.score_function_gradient, loc, scale, rows.SCORE))


@pytest.mark.exercise("pathwise_gradient", points=2)
def test_the_pathwise_estimator_follows_each_draw(student, generator):
    for loc, scale in parameters(generator):
        expect(draws.pathwise(student.pathwise_gradient, loc, scale))


@pytest.mark.exercise("pathwise_gradient", points=0.5)
def test_there_is_one_row_for_each_draw_along_the_path(student, generator):
    expect(draws.few(student.pathwise_gradient, *parameters(generator)[0]))


@pytest.mark.exercise("pathwise_gradient", points=0.5)
def test_rows_along_the_path_come_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    loc, scale = parameters(generator)[0]
    expect(draws.kind(student.pathwise_gradient, loc, scale, rows.PATH))


@pytest.mark.exercise("measure_valued_gradient", points=3)
def test_the_measure_valued_estimator_is_a_difference_of_coupled_branches(student, generator):
    for loc, scale in parameters(generator):
        expect(branches.measure_valued(student.measure_valued_gradient, loc, scale))


@pytest.mark.exercise("measure_valued_gradient", points=1)
def test_the_branches_see_a_step_as_often_as_they_should(student, generator):
    for loc, scale in parameters(generator):
        expect(branches.measure_of_step(student.measure_valued_gradient, loc, scale))


@pytest.mark.exercise("measure_valued_gradient", points=0.5)
def test_there_is_one_row_for_each_draw_of_branches(student, generator):
    expect(draws.few(student.measure_valued_gradient, *parameters(generator)[0]))


@pytest.mark.exercise("measure_valued_gradient", points=0.5)
def test_rows_of_branches_come_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    expect(draws.kind(student.measure_valued_gradient, *parameters(generator)[0]))


test_each_draw_gets_the_baseline_of_the_others = asks(variance.BASELINE.on_random_inputs, points=2)
test_the_baseline_is_right_for_other_shapes = asks(variance.BASELINE.on_other_sizes)
test_gradients_flow_back_through_the_baseline = asks(variance.BASELINE.on_gradients, points=0.5)
test_the_baseline_keeps_dtype_and_device = asks(variance.BASELINE.on_kind, points=0.5)

test_what_the_control_variate_explains_is_taken_out = asks(
    variance.CONTROLLED.on_random_inputs, points=2
)
test_control_variates_are_right_for_other_shapes = asks(variance.CONTROLLED.on_other_sizes)
test_gradients_flow_back_through_the_new_estimates = asks(
    variance.CONTROLLED.on_gradients, points=0.5
)
test_new_estimates_keep_dtype_and_device = asks(variance.CONTROLLED.on_kind, points=0.5)

test_lifetimes_have_their_distribution = asks(
    lifetimes.LIFETIME.on_random_inputs, lifetimes.LIFETIME.on_other_sizes, points=2
)

test_lifetimes_of_what_does_not_wear = asks(lifetimes.without_wear, of="lifetime_from_uniform")

test_gradients_flow_back_through_lifetimes = asks(lifetimes.LIFETIME.on_gradients, points=0.5)
test_lifetimes_keep_dtype_and_device = asks(lifetimes.LIFETIME.on_kind, points=0.5)

test_the_draws_keep_their_values = asks(mixtures.draws, of="mixture_path", points=0.5)
test_the_draws_have_the_gradients_of_a_path = asks(mixtures.path, of="mixture_path", points=2)
test_paths_of_few_and_of_many_draws_and_components = asks(mixtures.sizes, of="mixture_path")
test_the_path_keeps_dtype_and_device = asks(mixtures.kind, of="mixture_path", points=0.5)

test_the_gradient_of_the_surrogate_is_right_on_average = asks(
    graphs.mean, of="graph_surrogate", points=2.5
)
test_surrogates_of_more_draws = asks(graphs.sizes, of="graph_surrogate")
test_the_surrogate_keeps_dtype_and_device = asks(graphs.kind, of="graph_surrogate", points=0.5)

test_the_draws_have_the_mean_and_the_covariance = asks(
    gaussians.draws, of="rsample_full_covariance", points=2
)
test_many_draws_and_batches_of_covariances = asks(gaussians.sizes, of="rsample_full_covariance")
test_gradients_reach_the_mean_and_the_covariance = asks(
    gaussians.gradient, of="rsample_full_covariance", points=0.5
)
test_the_draws_keep_dtype_and_device = asks(
    gaussians.kind, of="rsample_full_covariance", points=0.5
)

test_every_line_from_the_score_function_follows = follows(derivations.SCORE_IDENTITY)
test_the_lines_lead_to_a_mean_of_cost_times_score = arrives(derivations.SCORE_IDENTITY)

test_every_line_from_a_baseline_follows = follows(derivations.BASELINE_IDENTITY)
test_the_lines_lead_to_the_mean_without_it = arrives(derivations.BASELINE_IDENTITY)

test_every_line_from_the_variance_with_a_baseline_follows = follows(derivations.BEST_BASELINE)
test_the_lines_lead_to_the_slope_in_the_baseline = arrives(derivations.BEST_BASELINE)
