"""The graded suite of topic ``generative``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

from labsupport.checks.generative import (
    ascent,
    densities,
    derivations,
    formulas,
    grid,
    lent,
    network,
)
from labsupport.grading.suite import arrives, asks, follows

test_each_parameter_has_its_shape = asks(formulas.shapes, of="parameter_shapes", points=2)

test_logits_have_the_right_shape = asks(network.shapes, of="Classifier")
test_without_dropout_it_is_the_printed_function = asks(network.value, of="Classifier", points=2)


test_dropout_obeys_its_argument = asks(network.dropout, of="Classifier")
test_gradients_reach_every_parameter = asks(network.gradient, of="Classifier")
test_logits_keep_dtype_and_device = asks(network.kind, of="Classifier")

test_mean_and_covariance_are_most_probable = asks(formulas.FIT_GAUSSIAN.on_random_inputs)
test_the_fit_takes_other_shapes_and_is_differentiable = asks(
    formulas.FIT_GAUSSIAN.on_other_sizes, formulas.FIT_GAUSSIAN.on_gradients
)
test_the_fit_keeps_dtype_and_device = asks(formulas.FIT_GAUSSIAN.on_kind)

test_posterior_and_evidence_follow_from_the_joint = asks(formulas.BAYES.on_generic_inputs, points=2)
test_bayes_takes_other_shapes_and_is_differentiable = asks(
    formulas.BAYES.on_other_sizes, formulas.BAYES.on_gradients
)
test_bayes_is_finite_far_away = asks(formulas.BAYES.on_random_inputs)
test_bayes_keeps_dtype_and_device = asks(formulas.BAYES.on_kind)

test_the_density_has_the_slope_of_the_inverse = asks(densities.TRANSFORMED.on_generic_inputs)
test_the_transformed_density_takes_other_shapes = asks(
    densities.TRANSFORMED.on_random_inputs, densities.TRANSFORMED.on_other_sizes
)
test_gradients_reach_point_skew_and_tail = asks(densities.TRANSFORMED.on_gradients)
test_the_transformed_density_keeps_dtype_and_device = asks(densities.TRANSFORMED.on_kind)


test_the_mixture_is_a_sum_of_densities = asks(
    densities.mixture_raises, densities.MIXTURE.on_generic_inputs, of="mixture_log_prob"
)
test_the_mixture_takes_other_shapes = asks(densities.MIXTURE.on_other_sizes)
test_the_mixture_is_finite_far_away = asks(densities.MIXTURE.on_random_inputs)
test_the_mixture_has_the_right_gradients = asks(densities.MIXTURE.on_gradients)
test_the_mixture_keeps_dtype_and_device = asks(densities.MIXTURE.on_kind)


NEEDS = (lent.mixture_log_prob,)
test_one_step_follows_the_gradient_of_the_mean = asks(ascent.FIT.at(9, 3, 1, 0.15), lent=NEEDS)
test_several_steps_for_other_sizes = asks(
    ascent.FIT.on_other_sizes, ascent.FIT.on_random_inputs, points=2, lent=NEEDS
)
test_the_fitted_mixture_keeps_dtype_and_device = asks(ascent.FIT.on_kind, lent=NEEDS)

test_points_and_normalizer_on_an_uneven_grid = asks(grid.GRID.on_generic_inputs, points=2)
test_the_grid_may_have_other_sizes_and_gradients_flow_back = asks(
    grid.GRID.on_other_sizes, grid.GRID.on_gradients
)
test_log_f_may_be_of_any_size = asks(grid.GRID.on_random_inputs)
test_points_and_normalizer_keep_dtype_and_device = asks(grid.GRID.on_kind)

test_every_line_from_the_divergence_from_the_model_follows = follows(
    derivations.LIKELIHOOD_DERIVATION
)
test_the_lines_lead_to_the_mean_log_likelihood = arrives(derivations.LIKELIHOOD_DERIVATION)
