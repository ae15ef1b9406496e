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
from labsupport.grading.suite import arrives, asks, expect, follows, with_own_or_right


@pytest.mark.exercise("parameter_shapes", points=2)
def test_each_parameter_has_its_shape(student, generator):
    inputs, hidden, outputs = (2 + torch.randperm(30, generator=generator)[:3]).tolist()
    ones = ((1, hidden, outputs), (inputs, 1, outputs), (inputs, hidden, 1))
    for sizes in ((inputs, hidden, outputs), (outputs, inputs, hidden), *ones):
        expect(formulas.shapes(student.parameter_shapes, *sizes))


@pytest.mark.exercise("Classifier", points=1)
def test_logits_have_the_right_shape(student, generator):
    expect(network.shapes(student.Classifier))


test_without_dropout_it_is_the_printed_function = asks(network.value, of="Classifier", points=2)


@pytest.mark.exercise("Classifier", points=1)
def test_dropout_obeys_its_argument(student, generator):
    for ratio in network.RATIOS:
        expect(network.dropout(student.Classifier, ratio))


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


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_is_a_sum_of_densities(student, generator):
    expect(densities.mixture_raises(student.mixture_log_prob, generator))
    inputs = densities.MIXTURE.inputs(generator)
    expect(densities.MIXTURE.judge.value(student.mixture_log_prob, *inputs))


test_the_mixture_takes_other_shapes = asks(densities.MIXTURE.on_other_sizes)
test_the_mixture_is_finite_far_away = asks(densities.MIXTURE.on_random_inputs)
test_the_mixture_has_the_right_gradients = asks(densities.MIXTURE.on_gradients)
test_the_mixture_keeps_dtype_and_device = asks(densities.MIXTURE.on_kind)


@pytest.mark.exercise("fit_mixture", points=1)
def test_one_step_follows_the_gradient_of_the_mean(student, generator):
    def verdict():
        inputs = ascent.steps_of(Inputs(generator), 9, 3, 1, 0.15)
        return ascent.FIT.judge.value(student.fit_mixture, *inputs)

    with_own_or_right(student, verdict, lent.mixture_log_prob)


test_several_steps_for_other_sizes = asks(
    ascent.FIT.on_other_sizes, ascent.FIT.on_random_inputs, points=2, lent=(lent.mixture_log_prob,)
)
test_the_fitted_mixture_keeps_dtype_and_device = asks(
    ascent.FIT.on_kind, lent=(lent.mixture_log_prob,)
)

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
