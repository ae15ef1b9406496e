"""The graded suite of topic ``gradients``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest
import torch

from labsupport.checks.gradients import derivations, estimators, formulas
from labsupport.grading.suite import arrives, expect, follows

DTYPES = (torch.float32, torch.float64)


def normal(generator, *shape, dtype=torch.float64):
    """Standard normal numbers."""
    return torch.randn(shape, generator=generator, dtype=torch.float64).to(dtype)


def between(generator, low, high, *shape, dtype=torch.float64):
    """Uniform numbers."""
    uniform = torch.rand(shape, generator=generator, dtype=torch.float64)
    return (low + (high - low) * uniform).to(dtype)


def parameters(generator):
    """A mean away from 0 and a standard deviation above 1, then both on the other side."""
    loc, scale = between(generator, 0.5, 1.2), between(generator, 2.0, 2.5)
    return (loc, scale), (-loc, 1 / scale)


# --- score_function_gradient


@pytest.mark.exercise("score_function_gradient", points=2)
def test_the_score_function_estimator_weighs_the_score_with_the_function(student, generator):
    for loc, scale in parameters(generator):
        expect(estimators.score_function(student.score_function_gradient, loc, scale))


@pytest.mark.exercise("score_function_gradient", points=1)
def test_the_function_may_have_a_step(student, generator):
    loc, scale = parameters(generator)[0]
    expect(estimators.score_function(student.score_function_gradient, loc, scale, smooth=False))


@pytest.mark.exercise("score_function_gradient", points=0.5)
def test_there_is_one_row_for_each_draw_by_the_score_function(student, generator):
    expect(estimators.few(student.score_function_gradient, *parameters(generator)[0]))


@pytest.mark.exercise("score_function_gradient", points=0.5)
def test_rows_by_the_score_function_come_in_the_dtype_and_on_the_device_of_the_inputs(
    student, generator
):
    loc, scale = parameters(generator)[0]
    expect(estimators.kind(student.score_function_gradient, loc, scale, estimators.score_rows))


# --- pathwise_gradient


@pytest.mark.exercise("pathwise_gradient", points=2)
def test_the_pathwise_estimator_follows_each_draw(student, generator):
    for loc, scale in parameters(generator):
        expect(estimators.pathwise(student.pathwise_gradient, loc, scale))


@pytest.mark.exercise("pathwise_gradient", points=0.5)
def test_there_is_one_row_for_each_draw_along_the_path(student, generator):
    expect(estimators.few(student.pathwise_gradient, *parameters(generator)[0]))


@pytest.mark.exercise("pathwise_gradient", points=0.5)
def test_rows_along_the_path_come_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    loc, scale = parameters(generator)[0]
    expect(estimators.kind(student.pathwise_gradient, loc, scale, estimators.path_rows))


# --- measure_valued_gradient


@pytest.mark.exercise("measure_valued_gradient", points=3)
def test_the_measure_valued_estimator_is_a_difference_of_coupled_branches(student, generator):
    for loc, scale in parameters(generator):
        expect(estimators.measure_valued(student.measure_valued_gradient, loc, scale))


@pytest.mark.exercise("measure_valued_gradient", points=1)
def test_the_branches_see_a_step_as_often_as_they_should(student, generator):
    for loc, scale in parameters(generator):
        expect(estimators.measure_of_step(student.measure_valued_gradient, loc, scale))


@pytest.mark.exercise("measure_valued_gradient", points=0.5)
def test_there_is_one_row_for_each_draw_of_branches(student, generator):
    expect(estimators.few(student.measure_valued_gradient, *parameters(generator)[0]))


@pytest.mark.exercise("measure_valued_gradient", points=0.5)
def test_rows_of_branches_come_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    expect(estimators.kind(student.measure_valued_gradient, *parameters(generator)[0]))


# --- optimal_baseline


def either_side(generator, *shape, dtype=torch.float64):
    """Numbers between 0.5 and 1.5 in size, positive and negative in turn along the first axis.

    However they fall, no sum of their squares and no spread is small: what float32 leaves of a
    difference is as good as the numbers are.
    """
    sizes = between(generator, 0.5, 1.5, *shape, dtype=dtype)
    sizes[1::2] *= -1
    return sizes


def draws(generator, n, parameters, dtype=torch.float64):
    """Values of f, mostly positive, and scores."""
    values = 1 + normal(generator, n, dtype=dtype)
    return values, either_side(generator, n, parameters, dtype=dtype)


@pytest.mark.exercise("optimal_baseline", points=2)
def test_each_draw_gets_the_baseline_of_the_others(student, generator):
    for n, count in ((6, 2), (4, 3)):
        expect(formulas.BASELINE.value(student.optimal_baseline, *draws(generator, n, count)))


@pytest.mark.exercise("optimal_baseline", points=1)
def test_the_baseline_is_right_for_other_shapes(student, generator):
    for dtype in DTYPES:
        for n, count in ((2, 1), (5, 5), (7, 1), (3, 4)):
            inputs = draws(generator, n, count, dtype)
            expect(formulas.BASELINE.shapes(student.optimal_baseline, *inputs))


@pytest.mark.exercise("optimal_baseline", points=0.5)
def test_gradients_flow_back_through_the_baseline(student, generator):
    inputs = draws(generator, 6, 2)
    expect(formulas.BASELINE.gradient(student.optimal_baseline, *inputs))


@pytest.mark.exercise("optimal_baseline", points=0.5)
def test_the_baseline_comes_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    inputs = draws(generator, 6, 2)
    expect(formulas.BASELINE.kind(student.optimal_baseline, *inputs))


# --- control_variate


def estimates(generator, *shape, dtype=torch.float64):
    """Estimates, a control variate that varies with them, and its expectation."""
    control = 1 + either_side(generator, *shape, dtype=dtype)
    both = 2 + 1.5 * control + normal(generator, *shape, dtype=dtype)
    return both, control, 0.5 + normal(generator, *shape[1:], dtype=dtype)


@pytest.mark.exercise("control_variate", points=2)
def test_what_the_control_variate_explains_is_taken_out(student, generator):
    for shape in ((7, 2), (5, 3)):
        expect(formulas.CONTROLLED.value(student.control_variate, *estimates(generator, *shape)))


@pytest.mark.exercise("control_variate", points=1)
def test_control_variates_are_right_for_other_shapes(student, generator):
    for dtype in DTYPES:
        for shape in ((6,), (4, 4), (5, 1), (4, 2, 3)):
            inputs = estimates(generator, *shape, dtype=dtype)
            expect(formulas.CONTROLLED.shapes(student.control_variate, *inputs))


@pytest.mark.exercise("control_variate", points=0.5)
def test_gradients_flow_back_through_the_new_estimates(student, generator):
    inputs = estimates(generator, 6, 2)
    expect(formulas.CONTROLLED.gradient(student.control_variate, *inputs))


@pytest.mark.exercise("control_variate", points=0.5)
def test_new_estimates_come_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    inputs = estimates(generator, 6, 2)
    expect(formulas.CONTROLLED.kind(student.control_variate, *inputs))


# --- the families


def family(generator, name, shape, dtype=torch.float64, own=()):
    """Noise of a shape, and parameters of the shape ``own``."""
    scale = between(generator, 0.5, 2.5, *own, dtype=dtype)
    loc = normal(generator, *own, dtype=dtype) + 0.3
    other = between(generator, 2.3, 6.0, *own, dtype=dtype)
    if name == "student_t_from_normal":
        chi_square = between(generator, 0.5, 8.0, *shape, dtype=dtype)
        return normal(generator, *shape, dtype=dtype), chi_square, other, loc, scale
    u = between(generator, 0.03, 0.97, *shape, dtype=dtype)
    if name == "rayleigh_from_uniform":
        return u, scale
    return (u, scale, other) if name == "pareto_from_uniform" else (u, loc, scale)


def expect_quantiles(student, generator, name):
    """The values for several shapes."""
    term = formulas.FAMILIES[name]
    noise, *others = family(generator, name, (4, 3), own=(3,))
    noise[0, 0] = 0.5  # the median, where the sign of u - 1/2 is 0
    expect(formulas.no_noise_of_its_own(getattr(student, name), noise, *others))
    expect(term.value(getattr(student, name), noise, *others))
    for dtype in DTYPES:
        for shape, own in (((5,), ()), ((), ()), ((2, 3), (2, 1)), ((2, 1, 4), (4,))):
            inputs = family(generator, name, shape, dtype, own)
            expect(term.shapes(getattr(student, name), *inputs))
    noise, *others = family(generator, name, (4, 3), own=(3,))
    if name == "student_t_from_normal":
        many = torch.tensor([30.5, 60.0, 400.0], dtype=torch.float64)
        expect(term.value(getattr(student, name), noise, many * others[0] / 4, many, *others[2:]))
        expect(term.value(getattr(student, name), noise, others[0] / 1000, *others[1:]))
    else:
        if name == "pareto_from_uniform":
            others[-1] = others[-1] / 2  # so that the tail is heavy
        expect(formulas.tails(getattr(student, name), term, noise, *others))


def expect_gradients(student, generator, name):
    """Gradients with respect to noise and parameters."""
    term, inputs = formulas.FAMILIES[name], family(generator, name, (4, 3), own=(3,))
    expect(term.gradient(getattr(student, name), *inputs))


def expect_kind(student, generator, name):
    """The dtype and the device of the inputs, and their precision."""
    term, inputs = formulas.FAMILIES[name], family(generator, name, (4, 3), own=(3,))
    expect(term.kind(getattr(student, name), *inputs))


@pytest.mark.exercise("laplace_from_uniform", points=1)
def test_laplace_variables_have_their_distribution(student, generator):
    expect_quantiles(student, generator, "laplace_from_uniform")


@pytest.mark.exercise("laplace_from_uniform", points=0.5)
def test_gradients_flow_back_through_laplace_variables(student, generator):
    expect_gradients(student, generator, "laplace_from_uniform")


@pytest.mark.exercise("laplace_from_uniform", points=0.5)
def test_laplace_variables_come_in_the_dtype_and_on_the_device_of_the_noise(student, generator):
    expect_kind(student, generator, "laplace_from_uniform")


@pytest.mark.exercise("logistic_from_uniform", points=1)
def test_logistic_variables_have_their_distribution(student, generator):
    expect_quantiles(student, generator, "logistic_from_uniform")


@pytest.mark.exercise("logistic_from_uniform", points=0.5)
def test_gradients_flow_back_through_logistic_variables(student, generator):
    expect_gradients(student, generator, "logistic_from_uniform")


@pytest.mark.exercise("logistic_from_uniform", points=0.5)
def test_logistic_variables_come_in_the_dtype_and_on_the_device_of_the_noise(student, generator):
    expect_kind(student, generator, "logistic_from_uniform")


@pytest.mark.exercise("cauchy_from_uniform", points=1)
def test_cauchy_variables_have_their_distribution(student, generator):
    expect_quantiles(student, generator, "cauchy_from_uniform")


@pytest.mark.exercise("cauchy_from_uniform", points=0.5)
def test_gradients_flow_back_through_cauchy_variables(student, generator):
    expect_gradients(student, generator, "cauchy_from_uniform")


@pytest.mark.exercise("cauchy_from_uniform", points=0.5)
def test_cauchy_variables_come_in_the_dtype_and_on_the_device_of_the_noise(student, generator):
    expect_kind(student, generator, "cauchy_from_uniform")


@pytest.mark.exercise("rayleigh_from_uniform", points=1)
def test_rayleigh_variables_have_their_distribution(student, generator):
    expect_quantiles(student, generator, "rayleigh_from_uniform")


@pytest.mark.exercise("rayleigh_from_uniform", points=0.5)
def test_gradients_flow_back_through_rayleigh_variables(student, generator):
    expect_gradients(student, generator, "rayleigh_from_uniform")


@pytest.mark.exercise("rayleigh_from_uniform", points=0.5)
def test_rayleigh_variables_come_in_the_dtype_and_on_the_device_of_the_noise(student, generator):
    expect_kind(student, generator, "rayleigh_from_uniform")


@pytest.mark.exercise("pareto_from_uniform", points=1)
def test_pareto_variables_have_their_distribution(student, generator):
    expect_quantiles(student, generator, "pareto_from_uniform")


@pytest.mark.exercise("pareto_from_uniform", points=0.5)
def test_gradients_flow_back_through_pareto_variables(student, generator):
    expect_gradients(student, generator, "pareto_from_uniform")


@pytest.mark.exercise("pareto_from_uniform", points=0.5)
def test_pareto_variables_come_in_the_dtype_and_on_the_device_of_the_noise(student, generator):
    expect_kind(student, generator, "pareto_from_uniform")


@pytest.mark.exercise("student_t_from_normal", points=1)
def test_student_variables_have_their_distribution(student, generator):
    expect_quantiles(student, generator, "student_t_from_normal")


@pytest.mark.exercise("student_t_from_normal", points=0.5)
def test_gradients_flow_back_through_student_variables(student, generator):
    expect_gradients(student, generator, "student_t_from_normal")


@pytest.mark.exercise("student_t_from_normal", points=0.5)
def test_student_variables_come_in_the_dtype_and_on_the_device_of_the_noise(student, generator):
    expect_kind(student, generator, "student_t_from_normal")


# --- rsample_full_covariance


@pytest.mark.exercise("rsample_full_covariance", points=2)
def test_the_draws_have_the_mean_and_the_covariance(student, generator):
    for shape in ((3,), (2, 2)):
        mean, root = 0.5 + normal(generator, *shape), normal(generator, *shape, shape[-1])
        noise = normal(generator, 5, *shape)
        expect(formulas.full_covariance(student.rsample_full_covariance, mean, root, noise))


@pytest.mark.exercise("rsample_full_covariance", points=1)
def test_many_draws_and_batches_of_covariances(student, generator):
    for dtype in DTYPES:

        def numbers(*shape):
            return normal(generator, *shape)

        expect(formulas.shapes(student.rsample_full_covariance, numbers, dtype))


@pytest.mark.exercise("rsample_full_covariance", points=0.5)
def test_gradients_reach_the_mean_and_the_covariance(student, generator):
    mean, root = normal(generator, 2, 3), normal(generator, 2, 3, 3)
    moved = formulas.moments(student.rsample_full_covariance)
    expect(formulas.MOMENTS.gradient(moved, mean, root))


@pytest.mark.exercise("rsample_full_covariance", points=0.5)
def test_the_draws_come_in_the_dtype_and_on_the_device_of_the_mean(student, generator):
    mean, root, noise = (normal(generator, *shape) for shape in ((3,), (3, 3), (4, 3)))
    expect(formulas.sampler_kind(student.rsample_full_covariance, mean, root, noise))


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
