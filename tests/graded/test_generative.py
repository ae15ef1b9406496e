"""The graded suite of topic ``generative``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest
import torch

from labsupport.checks.generative import densities, derivations, formulas, grid, lent, network
from labsupport.grading.suite import arrives, expect, follows, with_own_or_right

DTYPES = (torch.float32, torch.float64)


def normal(generator, *shape, dtype=torch.float64):
    """Standard normal numbers."""
    return torch.randn(shape, generator=generator, dtype=dtype)


def between(generator, low, high, *shape, dtype=torch.float64):
    """Uniform numbers."""
    return low + (high - low) * torch.rand(shape, generator=generator, dtype=dtype)


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
    for ratio in (0.25, 0.75, 0.0):
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
    expect(formulas.GAUSSIAN.value(student.fit_gaussian, 1 + 2 * normal(generator, 7, 3)))
    far = 1 + normal(generator, 15, 3)
    far[4] += 50  # one outlier
    expect(formulas.GAUSSIAN.value(student.fit_gaussian, far))


@pytest.mark.exercise("fit_gaussian", points=1)
def test_the_fit_takes_other_shapes_and_is_differentiable(student, generator):
    for dtype in DTYPES:
        for shape in ((5, 1), (2, 4), (1, 3), (12, 2)):
            x = 1 + normal(generator, *shape, dtype=dtype)
            expect(formulas.GAUSSIAN.shapes(student.fit_gaussian, x))
    expect(formulas.GAUSSIAN.gradient(student.fit_gaussian, 1 + normal(generator, 6, 3)))


@pytest.mark.exercise("fit_gaussian", points=1)
def test_the_fit_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.GAUSSIAN.kind(student.fit_gaussian, 1 + normal(generator, 6, 3)))


# --- bayes_classifier


def classes(generator, m, k, d, dtype=torch.float64):
    """Inputs, means, factors of covariances and counts of k classes."""
    tensors = [normal(generator, *shape, dtype=dtype) for shape in ((m, d), (k, d), (k, d, d))]
    return *tensors, torch.randint(1, 30, (k,), generator=generator)


@pytest.mark.exercise("bayes_classifier", points=2)
def test_posterior_and_evidence_follow_from_the_joint(student, generator):
    expect(formulas.bayes_rule(student.bayes_classifier, *classes(generator, 5, 4, 3)))


@pytest.mark.exercise("bayes_classifier", points=1)
def test_bayes_takes_other_shapes_and_is_differentiable(student, generator):
    for dtype in DTYPES:
        for sizes in ((1, 2, 3), (4, 3, 1), (3, 3, 3), (2, 5, 2)):
            inputs = classes(generator, *sizes, dtype)
            expect(formulas.bayes_rule(student.bayes_classifier, *inputs))
    expect(formulas.bayes_gradient(student.bayes_classifier, *classes(generator, 4, 3, 2)))


@pytest.mark.exercise("bayes_classifier", points=1)
def test_bayes_is_finite_far_away(student, generator):
    for dtype in DTYPES:
        inputs = classes(generator, 5, 3, 2, dtype)
        expect(formulas.bayes_far(student.bayes_classifier, *inputs))


@pytest.mark.exercise("bayes_classifier", points=1)
def test_bayes_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.bayes_kind(student.bayes_classifier, *classes(generator, 4, 3, 2)))


# --- transformed_log_prob


def bent(generator, *shape, dtype=torch.float64):
    """Points, a skew and a tail that is far from 1."""
    tail = between(generator, 0.5, 0.8, dtype=dtype)
    return (
        2 * normal(generator, *shape, dtype=dtype),
        between(generator, 0.3, 0.9, dtype=dtype),
        tail,
    )


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_the_density_has_the_slope_of_the_inverse(student, generator):
    expect(densities.TRANSFORMED.value(student.transformed_log_prob, *bent(generator, 7)))


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_the_transformed_density_takes_other_shapes(student, generator):
    term, function = densities.TRANSFORMED, student.transformed_log_prob
    for dtype in DTYPES:
        for shape in ((), (1,), (4, 3), (2, 3, 2)):
            expect(term.shapes(function, *bent(generator, *shape, dtype=dtype)))
    x, skew, tail = bent(generator, 5)
    expect(term.value(function, x, -skew, tail + 1))
    for far in (100 * x, -1e4 * (1 + x.abs().float())):
        expect(term.far(function, far, skew.to(far), tail.to(far)))


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_gradients_reach_point_skew_and_tail(student, generator):
    expect(densities.TRANSFORMED.gradient(student.transformed_log_prob, *bent(generator, 6)))


@pytest.mark.exercise("transformed_log_prob", points=1)
def test_the_transformed_density_comes_in_the_dtype_and_on_the_device_of_its_inputs(
    student, generator
):
    expect(densities.TRANSFORMED.kind(student.transformed_log_prob, *bent(generator, 6)))


# --- mixture_log_prob, fit_mixture


def mixed(generator, k, dtype=torch.float64):
    """Logits, means and log_stds of k components."""
    return (
        normal(generator, k, dtype=dtype),
        2 * normal(generator, k, dtype=dtype),
        0.5 * normal(generator, k, dtype=dtype),
    )


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_is_a_sum_of_densities(student, generator):
    x, parameters = 2 * normal(generator, 7), mixed(generator, 4)
    expect(densities.mixture_raises(student.mixture_log_prob, x, *parameters))
    expect(densities.MIXTURE.value(student.mixture_log_prob, x, *parameters))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_takes_other_shapes(student, generator):
    term, function = densities.MIXTURE, student.mixture_log_prob
    for dtype in DTYPES:
        for shape, k in (((), 2), ((3,), 3), ((4,), 1), ((2, 3), 2)):
            x = normal(generator, *shape, dtype=dtype)
            expect(term.shapes(function, x, *mixed(generator, k, dtype)))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_is_finite_far_away(student, generator):
    for dtype in DTYPES:
        x = normal(generator, 5, dtype=dtype)
        expect(densities.mixture_far(student.mixture_log_prob, x, *mixed(generator, 3, dtype)))
        expect(densities.mixture_extreme(student.mixture_log_prob, dtype))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_has_the_right_gradients(student, generator):
    x = 2 * normal(generator, 6)
    expect(densities.MIXTURE.gradient(student.mixture_log_prob, x, *mixed(generator, 3)))


@pytest.mark.exercise("mixture_log_prob", points=1)
def test_the_mixture_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = (normal(generator, 5), *mixed(generator, 3))
    expect(densities.MIXTURE.kind(student.mixture_log_prob, *inputs))


@pytest.mark.exercise("fit_mixture", points=1)
def test_one_step_follows_the_gradient_of_the_mean(student, generator):
    inputs = (2 * normal(generator, 9), *mixed(generator, 3), 1, 0.15)
    with_own_or_right(
        student, lambda: densities.fitted(student.fit_mixture, *inputs), lent.mixture_log_prob
    )


@pytest.mark.exercise("fit_mixture", points=2)
def test_several_steps_for_other_sizes(student, generator):
    several = [
        (2 * normal(generator, n, dtype=dtype), *mixed(generator, k, dtype), 4, 0.1)
        for dtype in DTYPES
        for n, k in ((8, 2), (5, 4), (1, 2))
    ]
    several.append((9 * normal(generator, 8), *mixed(generator, 2), 3, 0.02))  # long gradients
    small = (2 * normal(generator, 8), *mixed(generator, 2), 30, 1e-4)

    def verdict():
        for inputs in several:
            sentence = densities.fitted(student.fit_mixture, *inputs)
            if sentence is not None:
                return sentence
        return densities.every_step(student.fit_mixture, *small)

    with_own_or_right(student, verdict, lent.mixture_log_prob)


@pytest.mark.exercise("fit_mixture", points=1)
def test_the_fitted_mixture_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = (2 * normal(generator, 7), *mixed(generator, 3), 3, 0.15)
    with_own_or_right(
        student, lambda: densities.fitted_kind(student.fit_mixture, *inputs), lent.mixture_log_prob
    )


# --- sample_on_grid


def grid_of(generator, n, m, dtype=torch.float64):
    """log_f on a grid whose cells have widths from ½ to 2, and m numbers u."""
    grid = between(generator, 0.5, 2.0, n, dtype=dtype).cumsum(0) - 3
    u = between(generator, 0.02, 0.98, m, dtype=dtype)
    u[-1] = 0  # torch.rand draws it, now and then
    return normal(generator, n, dtype=dtype), grid, u


@pytest.mark.exercise("sample_on_grid", points=2)
def test_points_and_normalizer_on_an_uneven_grid(student, generator):
    expect(grid.GRID.value(student.sample_on_grid, *grid_of(generator, 8, 10)))


@pytest.mark.exercise("sample_on_grid", points=1)
def test_the_grid_may_have_other_sizes_and_gradients_flow_back(student, generator):
    for dtype in DTYPES:
        for n, m in ((2, 3), (3, 2), (30, 7)):
            inputs = grid_of(generator, n, m, dtype)
            expect(grid.GRID.shapes(student.sample_on_grid, *inputs))
    expect(grid.GRID.gradient(student.sample_on_grid, *grid_of(generator, 7, 6)))


@pytest.mark.exercise("sample_on_grid", points=1)
def test_log_f_may_be_of_any_size(student, generator):
    for dtype in DTYPES:
        inputs = grid_of(generator, 9, 5, dtype)
        expect(grid.grid_stable(student.sample_on_grid, *inputs))


@pytest.mark.exercise("sample_on_grid", points=1)
def test_points_and_normalizer_come_in_the_dtype_and_on_the_device_of_their_inputs(
    student, generator
):
    expect(grid.GRID.kind(student.sample_on_grid, *grid_of(generator, 7, 6)))


# --- likelihood_derivation


@pytest.mark.exercise("likelihood_derivation", points=2)
def test_every_line_from_the_divergence_from_the_model_follows(student, generator):
    follows(student, derivations.LIKELIHOOD_DERIVATION, generator)


@pytest.mark.exercise("likelihood_derivation", points=1)
def test_the_lines_lead_to_the_mean_log_likelihood(student, generator):
    arrives(student, derivations.LIKELIHOOD_DERIVATION, generator)
