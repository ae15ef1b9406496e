"""The graded suite of topic ``local_reparameterization``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.local_reparameterization import (
    activations,
    bounds,
    derivations,
    predictions,
    weights,
)
from labsupport.grading.suite import arrives, expect, follows

# --- sgvb


@pytest.mark.exercise("sgvb", points=2)
def test_the_log_likelihoods_are_scaled_and_the_divergence_is_not(student, generator):
    expect(bounds.SGVB.on_random_inputs(student.sgvb, generator))


@pytest.mark.exercise("sgvb", points=1)
def test_sgvb_takes_other_sizes(student, generator):
    expect(bounds.SGVB.on_other_sizes(student.sgvb, generator))


@pytest.mark.exercise("sgvb", points=1)
def test_sgvb_has_the_right_gradients(student, generator):
    expect(bounds.SGVB.on_gradients(student.sgvb, generator))


@pytest.mark.exercise("sgvb", points=1)
def test_sgvb_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(bounds.SGVB.on_kind(student.sgvb, generator))


# --- variance_parts


@pytest.mark.exercise("variance_parts", points=2)
def test_both_parts_of_the_variance_are_right(student, generator):
    expect(bounds.VARIANCE_PARTS.on_random_inputs(student.variance_parts, generator))


@pytest.mark.exercise("variance_parts", points=1)
def test_variance_parts_takes_other_sizes(student, generator):
    expect(bounds.VARIANCE_PARTS.on_other_sizes(student.variance_parts, generator))


@pytest.mark.exercise("variance_parts", points=1)
def test_variance_parts_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(bounds.VARIANCE_PARTS.on_kind(student.variance_parts, generator))


# --- gaussian_weight_kl


@pytest.mark.exercise("gaussian_weight_kl", points=1)
def test_the_divergence_of_all_weights_is_right(student, generator):
    expect(weights.GAUSSIAN_WEIGHT_KL.on_random_inputs(student.gaussian_weight_kl, generator))


@pytest.mark.exercise("gaussian_weight_kl", points=1)
def test_gaussian_weight_kl_takes_other_sizes(student, generator):
    expect(weights.GAUSSIAN_WEIGHT_KL.on_other_sizes(student.gaussian_weight_kl, generator))


@pytest.mark.exercise("gaussian_weight_kl", points=1)
def test_gaussian_weight_kl_has_the_right_gradients(student, generator):
    expect(weights.GAUSSIAN_WEIGHT_KL.on_gradients(student.gaussian_weight_kl, generator))


@pytest.mark.exercise("gaussian_weight_kl", points=1)
def test_gaussian_weight_kl_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(weights.GAUSSIAN_WEIGHT_KL.on_kind(student.gaussian_weight_kl, generator))


# --- separate_activations


@pytest.mark.exercise("separate_activations", points=2)
def test_each_example_has_weights_of_its_own(student, generator):
    expect(weights.SEPARATE_ACTIVATIONS.on_random_inputs(student.separate_activations, generator))


@pytest.mark.exercise("separate_activations", points=1)
def test_separate_activations_takes_other_sizes(student, generator):
    expect(weights.SEPARATE_ACTIVATIONS.on_other_sizes(student.separate_activations, generator))


@pytest.mark.exercise("separate_activations", points=1)
def test_separate_activations_has_the_right_gradients(student, generator):
    expect(weights.SEPARATE_ACTIVATIONS.on_gradients(student.separate_activations, generator))


@pytest.mark.exercise("separate_activations", points=1)
def test_separate_activations_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(weights.SEPARATE_ACTIVATIONS.on_kind(student.separate_activations, generator))


# --- activation_moments


@pytest.mark.exercise("activation_moments", points=2)
def test_means_and_variances_of_the_activations_are_right(student, generator):
    expect(activations.ACTIVATION_MOMENTS.on_random_inputs(student.activation_moments, generator))


@pytest.mark.exercise("activation_moments", points=1)
def test_activation_moments_takes_other_sizes(student, generator):
    expect(activations.ACTIVATION_MOMENTS.on_other_sizes(student.activation_moments, generator))


@pytest.mark.exercise("activation_moments", points=1)
def test_activation_moments_has_the_right_gradients(student, generator):
    expect(activations.ACTIVATION_MOMENTS.on_gradients(student.activation_moments, generator))


@pytest.mark.exercise("activation_moments", points=1)
def test_activation_moments_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(activations.ACTIVATION_MOMENTS.on_kind(student.activation_moments, generator))


# --- draw_activations


@pytest.mark.exercise("draw_activations", points=3)
def test_activations_are_drawn_independently_with_the_right_distribution(student, generator):
    expect(activations.draws(student.draw_activations, generator))


@pytest.mark.exercise("draw_activations", points=1)
def test_draws_have_the_right_shape(student, generator):
    expect(activations.sizes(student.draw_activations, generator))


@pytest.mark.exercise("draw_activations", points=2)
def test_gradients_reach_the_weights_and_are_finite_for_a_row_of_zeros(student, generator):
    expect(activations.slopes(student.draw_activations, generator))


@pytest.mark.exercise("draw_activations", points=1)
def test_draws_are_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    expect(activations.kind(student.draw_activations, generator))


# --- dropout_activations


@pytest.mark.exercise("dropout_activations", points=2)
def test_the_factors_have_the_mean_1_and_the_variance_of_dropout(student, generator):
    expect(weights.DROPOUT_ACTIVATIONS.on_random_inputs(student.dropout_activations, generator))


@pytest.mark.exercise("dropout_activations", points=1)
def test_dropout_activations_takes_other_sizes(student, generator):
    expect(weights.DROPOUT_ACTIVATIONS.on_other_sizes(student.dropout_activations, generator))


@pytest.mark.exercise("dropout_activations", points=1)
def test_dropout_activations_has_the_right_gradients(student, generator):
    expect(weights.DROPOUT_ACTIVATIONS.on_gradients(student.dropout_activations, generator))


@pytest.mark.exercise("dropout_activations", points=1)
def test_dropout_activations_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(weights.DROPOUT_ACTIVATIONS.on_kind(student.dropout_activations, generator))


# --- predictive_log_prob


@pytest.mark.exercise("predictive_log_prob", points=2)
def test_the_probabilities_are_averaged(student, generator):
    expect(predictions.PREDICTIVE_LOG_PROB.on_random_inputs(student.predictive_log_prob, generator))


@pytest.mark.exercise("predictive_log_prob", points=1)
def test_predictive_log_prob_takes_other_sizes(student, generator):
    expect(predictions.PREDICTIVE_LOG_PROB.on_other_sizes(student.predictive_log_prob, generator))


@pytest.mark.exercise("predictive_log_prob", points=1)
def test_predictive_log_prob_has_the_right_gradients(student, generator):
    expect(predictions.PREDICTIVE_LOG_PROB.on_gradients(student.predictive_log_prob, generator))


@pytest.mark.exercise("predictive_log_prob", points=1)
def test_predictive_log_prob_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(predictions.PREDICTIVE_LOG_PROB.on_kind(student.predictive_log_prob, generator))


# --- calibration_error


@pytest.mark.exercise("calibration_error", points=2)
def test_confidence_and_accuracy_are_compared_part_by_part(student, generator):
    expect(predictions.CALIBRATION_ERROR.on_random_inputs(student.calibration_error, generator))


@pytest.mark.exercise("calibration_error", points=1)
def test_calibration_error_takes_other_sizes(student, generator):
    expect(predictions.CALIBRATION_ERROR.on_other_sizes(student.calibration_error, generator))


@pytest.mark.exercise("calibration_error", points=1)
def test_calibration_error_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(predictions.CALIBRATION_ERROR.on_kind(student.calibration_error, generator))


# --- variance_derivation


@pytest.mark.exercise("variance_derivation", points=2)
def test_every_line_of_the_variance_of_the_estimate_follows(student, generator):
    follows(student, derivations.VARIANCE_DERIVATION, generator)


@pytest.mark.exercise("variance_derivation", points=1)
def test_the_lines_lead_to_the_variance_of_the_estimate(student, generator):
    arrives(student, derivations.VARIANCE_DERIVATION, generator)


# --- activation_derivation


@pytest.mark.exercise("activation_derivation", points=2)
def test_every_line_of_the_variance_of_an_activation_follows(student, generator):
    follows(student, derivations.ACTIVATION_DERIVATION, generator)


@pytest.mark.exercise("activation_derivation", points=1)
def test_the_lines_lead_to_the_variance_of_an_activation(student, generator):
    arrives(student, derivations.ACTIVATION_DERIVATION, generator)
