"""The graded suite of topic ``generative``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest
import torch

from labsupport.checks.generative import (
    ascent,
    densities,
    derivations,
    formulas,
    grid,
    lent,
    network,
)
from labsupport.checks.inputs import Inputs
from labsupport.grading.suite import arrives, expect, follows, with_own_or_right

# --- parameter_shapes


@pytest.mark.exercise("parameter_shapes", points=2)
def test_each_parameter_has_its_shape(student, generator):
    inputs, hidden, outputs = (2 + torch.randperm(30, generator=generator)[:3]).tolist()
    ones = ((1, hidden, outputs), (inputs, 1, outputs), (inputs, hidden, 1))
    for sizes in ((inputs, hidden, outputs), (outputs, inputs, hidden), *ones):
        expect(formulas.shapes(student.parameter_shapes, *sizes))


# --- Classifier


@pytest.mark.exercise("Classifier", points=1)
def test_logits_have_the_right_shape(student, generator):
    expect(network.shapes(student.Classifier))


@pytest.mark.exercise("Classifier", points=2)
def test_without_dropout_it_is_the_printed_function(student, generator):
    expect(network.value(student.Classifier, generator))


@pytest.mark.exercise("Classifier", points=1)
def test_dropout_obeys_its_argument(student, generator):
    for ratio in network.RATIOS:
        expect(network.dropout(student.Classifier, ratio))


@pytest.mark.exercise("Classifier", points=1)
def test_gradients_reach_every_parameter(student, generator):
    expect(network.gradient(student.Classifier, generator))


@pytest.mark.exercise("Classifier", points=1)
def test_logits_come_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    expect(network.kind(student.Classifier, generator))


# --- fit_gaussian


@pytest.mark.exercise("fit_gaussian", points=1)
def test_mean_and_covariance_are_most_probable(student, generator):
    expect(formulas.FIT_GAUSSIAN.on_random_inputs(student.fit_gaussian, generator))


@pytest.mark.exercise("fit_gaussian", points=1)
def test_the_fit_takes_other_shapes_and_is_differentiable(student, generator):
    expect(formulas.FIT_GAUSSIAN.on_other_sizes(student.fit_gaussian, generator))
    expect(formulas.FIT_GAUSSIAN.on_gradients(student.fit_gaussian, generator))


@pytest.mark.exercise("fit_gaussian", points=1)
def test_the_fit_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.FIT_GAUSSIAN.on_kind(student.fit_gaussian, generator))


# --- bayes_classifier


@pytest.mark.exercise("bayes_classifier", points=2)
def test_posterior_and_evidence_follow_from_the_joint(student, generator):
    expect(formulas.BAYES.judge.value(student.bayes_classifier, *formulas.BAYES.inputs(generator)))


@pytest.mark.exercise("bayes_classifier", points=1)
def test_bayes_takes_other_shapes_and_is_differentiable(student, generator):
    expect(formulas.BAYES.on_other_sizes(student.bayes_classifier, generator))
    expect(formulas.BAYES.on_gradients(student.bayes_classifier, generator))


@pytest.mark.exercise("bayes_classifier", points=1)
def test_bayes_is_finite_far_away(student, generator):
    expect(formulas.BAYES.on_random_inputs(student.bayes_classifier, generator))


@pytest.mark.exercise("bayes_classifier", points=1)
def test_bayes_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.BAYES.on_kind(student.bayes_classifier, generator))


# --- transformed_log_prob


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_the_density_has_the_slope_of_the_inverse(student, generator):
    inputs = densities.TRANSFORMED.inputs(generator)
    expect(densities.TRANSFORMED.judge.value(student.transformed_log_prob, *inputs))


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_the_transformed_density_takes_other_shapes(student, generator):
    expect(densities.TRANSFORMED.on_random_inputs(student.transformed_log_prob, generator))
    expect(densities.TRANSFORMED.on_other_sizes(student.transformed_log_prob, generator))


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_gradients_reach_point_skew_and_tail(student, generator):
    expect(densities.TRANSFORMED.on_gradients(student.transformed_log_prob, generator))


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_the_transformed_density_comes_in_the_dtype_and_on_the_device_of_its_inputs(
    student, generator
):
    expect(densities.TRANSFORMED.on_kind(student.transformed_log_prob, generator))


# --- mixture_log_prob, fit_mixture


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_is_a_sum_of_densities(student, generator):
    expect(densities.mixture_raises(student.mixture_log_prob, generator))
    inputs = densities.MIXTURE.inputs(generator)
    expect(densities.MIXTURE.judge.value(student.mixture_log_prob, *inputs))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_takes_other_shapes(student, generator):
    expect(densities.MIXTURE.on_other_sizes(student.mixture_log_prob, generator))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_is_finite_far_away(student, generator):
    expect(densities.MIXTURE.on_random_inputs(student.mixture_log_prob, generator))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_has_the_right_gradients(student, generator):
    expect(densities.MIXTURE.on_gradients(student.mixture_log_prob, generator))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(densities.MIXTURE.on_kind(student.mixture_log_prob, generator))


@pytest.mark.exercise("fit_mixture", points=1)
def test_one_step_follows_the_gradient_of_the_mean(student, generator):
    def verdict():
        inputs = ascent.steps_of(Inputs(generator), 9, 3, 1, 0.15)
        return ascent.FIT.judge.value(student.fit_mixture, *inputs)

    with_own_or_right(student, verdict, lent.mixture_log_prob)


@pytest.mark.exercise("fit_mixture", points=2)
def test_several_steps_for_other_sizes(student, generator):
    def verdict():
        return ascent.FIT.on_other_sizes(
            student.fit_mixture, generator
        ) or ascent.FIT.on_random_inputs(student.fit_mixture, generator)

    with_own_or_right(student, verdict, lent.mixture_log_prob)


@pytest.mark.exercise("fit_mixture", points=1)
def test_the_fitted_mixture_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    def verdict():
        return ascent.FIT.on_kind(student.fit_mixture, generator)

    with_own_or_right(student, verdict, lent.mixture_log_prob)


# --- sample_on_grid


@pytest.mark.exercise("sample_on_grid", points=2)
def test_points_and_normalizer_on_an_uneven_grid(student, generator):
    expect(grid.GRID.judge.value(student.sample_on_grid, *grid.GRID.inputs(generator)))


@pytest.mark.exercise("sample_on_grid", points=1)
def test_the_grid_may_have_other_sizes_and_gradients_flow_back(student, generator):
    expect(grid.GRID.on_other_sizes(student.sample_on_grid, generator))
    expect(grid.GRID.on_gradients(student.sample_on_grid, generator))


@pytest.mark.exercise("sample_on_grid", points=1)
def test_log_f_may_be_of_any_size(student, generator):
    expect(grid.GRID.on_random_inputs(student.sample_on_grid, generator))


@pytest.mark.exercise("sample_on_grid", points=1)
def test_points_and_normalizer_come_in_the_dtype_and_on_the_device_of_their_inputs(
    student, generator
):
    expect(grid.GRID.on_kind(student.sample_on_grid, generator))


# --- likelihood_derivation


@pytest.mark.exercise("likelihood_derivation", points=2)
def test_every_line_from_the_divergence_from_the_model_follows(student, generator):
    follows(student, derivations.LIKELIHOOD_DERIVATION, generator)


@pytest.mark.exercise("likelihood_derivation", points=1)
def test_the_lines_lead_to_the_mean_log_likelihood(student, generator):
    arrives(student, derivations.LIKELIHOOD_DERIVATION, generator)
