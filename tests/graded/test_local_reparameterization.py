"""The graded suite of topic ``local_reparameterization``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

from labsupport.checks.local_reparameterization import (
    activations,
    bounds,
    derivations,
    predictions,
    weights,
)
from labsupport.grading.suite import arrives, asks, follows

test_the_log_likelihoods_are_scaled_and_the_divergence_is_not = asks(
    bounds.SGVB.on_random_inputs, points=2
)
test_sgvb_takes_other_sizes = asks(bounds.SGVB.on_other_sizes)
test_sgvb_has_the_right_gradients = asks(bounds.SGVB.on_gradients)
test_sgvb_keeps_dtype_and_device = asks(bounds.SGVB.on_kind)

test_both_parts_of_the_variance_are_right = asks(bounds.VARIANCE_PARTS.on_random_inputs, points=2)
test_variance_parts_takes_other_sizes = asks(bounds.VARIANCE_PARTS.on_other_sizes)
test_variance_parts_keeps_dtype_and_device = asks(bounds.VARIANCE_PARTS.on_kind)

test_the_divergence_of_all_weights_is_right = asks(weights.GAUSSIAN_WEIGHT_KL.on_random_inputs)
test_gaussian_weight_kl_takes_other_sizes = asks(weights.GAUSSIAN_WEIGHT_KL.on_other_sizes)
test_gaussian_weight_kl_has_the_right_gradients = asks(weights.GAUSSIAN_WEIGHT_KL.on_gradients)
test_gaussian_weight_kl_keeps_dtype_and_device = asks(weights.GAUSSIAN_WEIGHT_KL.on_kind)

test_each_example_has_weights_of_its_own = asks(
    weights.SEPARATE_ACTIVATIONS.on_random_inputs, points=2
)
test_separate_activations_takes_other_sizes = asks(weights.SEPARATE_ACTIVATIONS.on_other_sizes)
test_separate_activations_has_the_right_gradients = asks(weights.SEPARATE_ACTIVATIONS.on_gradients)
test_separate_activations_keeps_dtype_and_device = asks(weights.SEPARATE_ACTIVATIONS.on_kind)

test_means_and_variances_of_the_activations_are_right = asks(
    activations.ACTIVATION_MOMENTS.on_random_inputs, points=2
)
test_activation_moments_takes_other_sizes = asks(activations.ACTIVATION_MOMENTS.on_other_sizes)
test_activation_moments_has_the_right_gradients = asks(activations.ACTIVATION_MOMENTS.on_gradients)
test_activation_moments_keeps_dtype_and_device = asks(activations.ACTIVATION_MOMENTS.on_kind)

test_activations_are_drawn_independently_with_the_right_distribution = asks(
    activations.draws, of="draw_activations", points=3
)
test_draws_have_the_right_shape = asks(activations.sizes, of="draw_activations")
test_gradients_reach_the_weights_and_are_finite_for_a_row_of_zeros = asks(
    activations.slopes, of="draw_activations", points=2
)
test_draws_keep_dtype_and_device = asks(activations.kind, of="draw_activations")

test_the_factors_have_the_mean_1_and_the_variance_of_dropout = asks(
    weights.DROPOUT_ACTIVATIONS.on_random_inputs, points=2
)
test_dropout_activations_takes_other_sizes = asks(weights.DROPOUT_ACTIVATIONS.on_other_sizes)
test_dropout_activations_has_the_right_gradients = asks(weights.DROPOUT_ACTIVATIONS.on_gradients)
test_dropout_activations_keeps_dtype_and_device = asks(weights.DROPOUT_ACTIVATIONS.on_kind)

test_the_probabilities_are_averaged = asks(
    predictions.PREDICTIVE_LOG_PROB.on_random_inputs, points=2
)
test_predictive_log_prob_takes_other_sizes = asks(predictions.PREDICTIVE_LOG_PROB.on_other_sizes)
test_predictive_log_prob_has_the_right_gradients = asks(
    predictions.PREDICTIVE_LOG_PROB.on_gradients
)
test_predictive_log_prob_keeps_dtype_and_device = asks(predictions.PREDICTIVE_LOG_PROB.on_kind)

test_confidence_and_accuracy_are_compared_part_by_part = asks(
    predictions.CALIBRATION_ERROR.on_random_inputs, points=2
)
test_calibration_error_takes_other_sizes = asks(predictions.CALIBRATION_ERROR.on_other_sizes)
test_calibration_error_keeps_dtype_and_device = asks(predictions.CALIBRATION_ERROR.on_kind)

test_every_line_of_the_variance_of_the_estimate_follows = follows(derivations.VARIANCE_DERIVATION)
test_the_lines_lead_to_the_variance_of_the_estimate = arrives(derivations.VARIANCE_DERIVATION)

test_every_line_of_the_variance_of_an_activation_follows = follows(
    derivations.ACTIVATION_DERIVATION
)
test_the_lines_lead_to_the_variance_of_an_activation = arrives(derivations.ACTIVATION_DERIVATION)
