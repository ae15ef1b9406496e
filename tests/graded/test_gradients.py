"""The graded suite of topic ``gradients``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

from labsupport.checks.gradients import (
    branches,
    derivations,
    draws,
    gaussians,
    graphs,
    lifetimes,
    mixtures,
    variance,
)
from labsupport.grading.suite import arrives, asks, follows

SCORE, PATH, BRANCHES = (
    f"{name}_gradient" for name in ("score_function", "pathwise", "measure_valued")
)

test_the_score_function_estimator_weighs_the_score_with_the_function = asks(
    draws.score_function, of=SCORE, points=2
)
test_the_function_may_have_a_step = asks(draws.with_a_step, of=SCORE)
test_there_is_one_row_for_each_draw_by_the_score_function = asks(draws.few, of=SCORE, points=0.5)
test_rows_by_the_score_function_keep_dtype_and_device = asks(
    draws.kind_of_score, of=SCORE, points=0.5
)

test_the_pathwise_estimator_follows_each_draw = asks(draws.pathwise, of=PATH, points=2)
test_there_is_one_row_for_each_draw_along_the_path = asks(draws.few, of=PATH, points=0.5)
test_rows_along_the_path_keep_dtype_and_device = asks(draws.kind_of_path, of=PATH, points=0.5)

test_the_measure_valued_estimator_is_a_difference_of_coupled_branches = asks(
    branches.measure_valued, of=BRANCHES, points=3
)
test_the_branches_see_a_step_as_often_as_they_should = asks(branches.of_step, of=BRANCHES)
test_there_is_one_row_for_each_draw_of_branches = asks(draws.few, of=BRANCHES, points=0.5)
test_rows_of_branches_keep_dtype_and_device = asks(draws.kind, of=BRANCHES, points=0.5)

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
