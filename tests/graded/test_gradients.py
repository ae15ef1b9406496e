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
from labsupport.grading.suite import arrives, expect, follows


def parameters(generator):
    """A mean away from 0 and a standard deviation above 1, then both on the other side."""
    loc, scale = Inputs(generator).uniform(0.5, 1.2), Inputs(generator).uniform(2.0, 2.5)
    return (loc, scale), (-loc, 1 / scale)


# --- score_function_gradient


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


# --- pathwise_gradient


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


# --- measure_valued_gradient


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


# --- optimal_baseline


@pytest.mark.exercise("optimal_baseline", points=2)
def test_each_draw_gets_the_baseline_of_the_others(student, generator):
    expect(variance.BASELINE.on_random_inputs(student.optimal_baseline, generator))


@pytest.mark.exercise("optimal_baseline", points=1)
def test_the_baseline_is_right_for_other_shapes(student, generator):
    expect(variance.BASELINE.on_other_sizes(student.optimal_baseline, generator))


@pytest.mark.exercise("optimal_baseline", points=0.5)
def test_gradients_flow_back_through_the_baseline(student, generator):
    expect(variance.BASELINE.on_gradients(student.optimal_baseline, generator))


@pytest.mark.exercise("optimal_baseline", points=0.5)
def test_the_baseline_comes_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    expect(variance.BASELINE.on_kind(student.optimal_baseline, generator))


# --- control_variate


@pytest.mark.exercise("control_variate", points=2)
def test_what_the_control_variate_explains_is_taken_out(student, generator):
    expect(variance.CONTROLLED.on_random_inputs(student.control_variate, generator))


@pytest.mark.exercise("control_variate", points=1)
def test_control_variates_are_right_for_other_shapes(student, generator):
    expect(variance.CONTROLLED.on_other_sizes(student.control_variate, generator))


@pytest.mark.exercise("control_variate", points=0.5)
def test_gradients_flow_back_through_the_new_estimates(student, generator):
    expect(variance.CONTROLLED.on_gradients(student.control_variate, generator))


@pytest.mark.exercise("control_variate", points=0.5)
def test_new_estimates_come_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    expect(variance.CONTROLLED.on_kind(student.control_variate, generator))


# --- lifetime_from_uniform


@pytest.mark.exercise("lifetime_from_uniform", points=2)
def test_lifetimes_have_their_distribution(student, generator):
    expect(lifetimes.LIFETIME.on_random_inputs(student.lifetime_from_uniform, generator))
    expect(lifetimes.LIFETIME.on_other_sizes(student.lifetime_from_uniform, generator))


@pytest.mark.exercise("lifetime_from_uniform", points=1)
def test_lifetimes_of_what_does_not_wear(student, generator):
    expect(lifetimes.without_wear(student.lifetime_from_uniform, generator))


@pytest.mark.exercise("lifetime_from_uniform", points=0.5)
def test_gradients_flow_back_through_lifetimes(student, generator):
    expect(lifetimes.LIFETIME.on_gradients(student.lifetime_from_uniform, generator))


@pytest.mark.exercise("lifetime_from_uniform", points=0.5)
def test_lifetimes_come_in_the_dtype_and_on_the_device_of_the_noise(student, generator):
    expect(lifetimes.LIFETIME.on_kind(student.lifetime_from_uniform, generator))


# --- mixture_path


@pytest.mark.exercise("mixture_path", points=0.5)
def test_the_draws_keep_their_values(student, generator):
    expect(mixtures.draws(student.mixture_path, generator))


@pytest.mark.exercise("mixture_path", points=2)
def test_the_draws_have_the_gradients_of_a_path(student, generator):
    expect(mixtures.path(student.mixture_path, generator))


@pytest.mark.exercise("mixture_path", points=1)
def test_paths_of_few_and_of_many_draws_and_components(student, generator):
    expect(mixtures.sizes(student.mixture_path, generator))


@pytest.mark.exercise("mixture_path", points=0.5)
def test_the_path_comes_in_the_dtype_and_on_the_device_of_the_draws(student, generator):
    expect(mixtures.kind(student.mixture_path, generator))


# --- graph_surrogate


@pytest.mark.exercise("graph_surrogate", points=2.5)
def test_the_gradient_of_the_surrogate_is_right_on_average(student, generator):
    expect(graphs.mean(student.graph_surrogate, generator))


@pytest.mark.exercise("graph_surrogate", points=1)
def test_surrogates_of_more_draws(student, generator):
    expect(graphs.sizes(student.graph_surrogate, generator))


@pytest.mark.exercise("graph_surrogate", points=0.5)
def test_the_surrogate_comes_in_the_dtype_and_on_the_device_of_its_parameter(student, generator):
    expect(graphs.kind(student.graph_surrogate, generator))


# --- rsample_full_covariance


@pytest.mark.exercise("rsample_full_covariance", points=2)
def test_the_draws_have_the_mean_and_the_covariance(student, generator):
    expect(gaussians.draws(student.rsample_full_covariance, generator))


@pytest.mark.exercise("rsample_full_covariance", points=1)
def test_many_draws_and_batches_of_covariances(student, generator):
    expect(gaussians.sizes(student.rsample_full_covariance, generator))


@pytest.mark.exercise("rsample_full_covariance", points=0.5)
def test_gradients_reach_the_mean_and_the_covariance(student, generator):
    expect(gaussians.gradient(student.rsample_full_covariance, generator))


@pytest.mark.exercise("rsample_full_covariance", points=0.5)
def test_the_draws_come_in_the_dtype_and_on_the_device_of_the_mean(student, generator):
    expect(gaussians.kind(student.rsample_full_covariance, generator))


# --- score_identity


@pytest.mark.exercise("score_identity", points=2)
def test_every_line_from_the_score_function_follows(student, generator):
    follows(student, derivations.SCORE_IDENTITY, generator)


@pytest.mark.exercise("score_identity", points=1)
def test_the_lines_lead_to_a_mean_of_cost_times_score(student, generator):
    arrives(student, derivations.SCORE_IDENTITY, generator)


# --- baseline_identity


@pytest.mark.exercise("baseline_identity", points=2)
def test_every_line_from_a_baseline_follows(student, generator):
    follows(student, derivations.BASELINE_IDENTITY, generator)


@pytest.mark.exercise("baseline_identity", points=1)
def test_the_lines_lead_to_the_mean_without_it(student, generator):
    arrives(student, derivations.BASELINE_IDENTITY, generator)


# --- best_baseline


@pytest.mark.exercise("best_baseline", points=2)
def test_every_line_from_the_variance_with_a_baseline_follows(student, generator):
    follows(student, derivations.BEST_BASELINE, generator)


@pytest.mark.exercise("best_baseline", points=1)
def test_the_lines_lead_to_the_slope_in_the_baseline(student, generator):
    arrives(student, derivations.BEST_BASELINE, generator)
