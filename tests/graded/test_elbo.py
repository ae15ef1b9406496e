"""The graded suite of topic ``elbo``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest
import torch

from labsupport.checks.elbo import draws, formulas, lent
from labsupport.grading.suite import expect, with_own_or_right

DTYPES = (torch.float32, torch.float64)
SIZES = [(1, 3, 2), (4, 5, 1), (3, 2, 3)]  # observations, pixels, latent


def normal(generator, *shape, dtype=torch.float64):
    """Standard normal numbers."""
    return torch.randn(*shape, generator=generator, dtype=dtype)


def model(generator, pixels, latent, dtype=torch.float64):
    """W, b and a noise variance that is far from 1."""
    noise_var = 0.2 + 0.3 * torch.rand((), generator=generator, dtype=dtype)
    weight = normal(generator, pixels, latent, dtype=dtype)
    return weight, normal(generator, pixels, dtype=dtype), noise_var


def observed(generator, n, pixels, latent, dtype=torch.float64):
    """Observations and a model."""
    return normal(generator, n, pixels, dtype=dtype), *model(generator, pixels, latent, dtype)


def encoded(generator, n, pixels, latent, dtype=torch.float64):
    """Observations, means and log-variances of q, and a model."""
    x, *parameters = observed(generator, n, pixels, latent, dtype)
    q = (normal(generator, n, latent, dtype=dtype) for _ in range(2))
    return x, *q, *parameters


# --- log_joint


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_is_that_of_prior_and_likelihood(student, generator):
    x, z, *parameters = encoded(generator, 5, 4, 2)[:2] + model(generator, 4, 2)
    expect(formulas.LOG_JOINT.value(student.log_joint, x, z, *parameters))
    weight, bias, noise_var = parameters
    expect(formulas.LOG_JOINT.value(student.log_joint, x, z, weight, bias, 0.01 * noise_var))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_takes_other_shapes(student, generator):
    for dtype in DTYPES:
        for x_shape, z_shape in (((), ()), ((6,), (4, 6)), ((2, 1), (2, 3)), ((3,), ())):
            x = normal(generator, *x_shape, 4, dtype=dtype)
            z = normal(generator, *z_shape, 3, dtype=dtype)
            parameters = model(generator, 4, 3, dtype)
            expect(formulas.LOG_JOINT.shapes(student.log_joint, x, z, *parameters))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_has_the_right_gradients(student, generator):
    inputs = (normal(generator, 5, 4), normal(generator, 5, 2), *model(generator, 4, 2))
    expect(formulas.LOG_JOINT.gradient(student.log_joint, *inputs))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = (normal(generator, 5, 4), normal(generator, 5, 2), *model(generator, 4, 2))
    expect(formulas.LOG_JOINT.kind(student.log_joint, *inputs))


# --- elbo_monte_carlo


@pytest.mark.exercise("elbo_monte_carlo", points=2)
def test_with_the_exact_posterior_every_draw_gives_the_evidence(student, generator):
    def verdict():
        for dtype in DTYPES:
            for k in (1, 7):
                sentence = draws.exact(student.elbo_monte_carlo, generator, dtype, k)
                if sentence is not None:
                    return sentence
        return None

    with_own_or_right(student, verdict, lent.log_joint)


@pytest.mark.exercise("elbo_monte_carlo", points=2)
def test_the_estimates_are_normal_around_the_elbo(student, generator):
    def verdict():
        function = student.elbo_monte_carlo
        return (
            draws.distribution(function, generator)
            or draws.distribution(function, generator, n=600, k=4)
            or draws.fresh(function, generator)
        )

    with_own_or_right(student, verdict, lent.log_joint)


@pytest.mark.exercise("elbo_monte_carlo", points=1)
def test_gradients_go_through_the_draws(student, generator):
    def verdict():
        return draws.gradient(student.elbo_monte_carlo, generator)

    with_own_or_right(student, verdict, lent.log_joint)


@pytest.mark.exercise("elbo_monte_carlo", points=1)
def test_the_estimates_are_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    def verdict():
        return draws.kind(student.elbo_monte_carlo, generator)

    with_own_or_right(student, verdict, lent.log_joint)


# --- gaussian_kl_full


def factors(generator, *shape, d, dtype=torch.float64):
    """Means and square matrices of two Gaussians."""
    means = (normal(generator, *shape, d, dtype=dtype) for _ in range(2))
    square = (normal(generator, *shape, d, d, dtype=dtype) for _ in range(2))
    (mean_q, mean_p), (factor_q, factor_p) = means, square
    return mean_q, factor_q, mean_p, factor_p


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_is_that_of_two_gaussians(student, generator):
    inputs = factors(generator, 5, d=3)
    expect(formulas.KL_OF_FACTORS.value(formulas.of_factors(student.gaussian_kl_full), *inputs))
    expect(formulas.many_dimensions(student.gaussian_kl_full, generator))


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_takes_other_shapes(student, generator):
    function = formulas.of_factors(student.gaussian_kl_full)
    for dtype in DTYPES:
        for shape, d in (((), 2), ((4,), 1), ((2, 3), 2)):
            inputs = factors(generator, *shape, d=d, dtype=dtype)
            expect(formulas.KL_OF_FACTORS.shapes(function, *inputs))
    mean_q, factor_q, mean_p, factor_p = factors(generator, 4, d=3)
    expect(formulas.KL_OF_FACTORS.shapes(function, mean_q, factor_q, mean_p[0], factor_p[0]))
    expect(formulas.KL_OF_FACTORS.shapes(function, mean_q[0], factor_q[0], mean_p, factor_p[0]))


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_has_the_right_gradients(student, generator):
    function, inputs = formulas.of_factors(student.gaussian_kl_full), factors(generator, 5, d=3)
    expect(formulas.KL_OF_FACTORS.gradient(function, *inputs))


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    function, inputs = formulas.of_factors(student.gaussian_kl_full), factors(generator, 5, d=3)
    expect(formulas.KL_OF_FACTORS.kind(function, *inputs))


# --- posterior_linear_gaussian


@pytest.mark.exercise("posterior_linear_gaussian", points=2)
def test_posterior_is_that_of_the_joint_gaussian(student, generator):
    inputs = observed(generator, 5, 4, 2)
    expect(formulas.POSTERIOR.value(student.posterior_linear_gaussian, *inputs))


@pytest.mark.exercise("posterior_linear_gaussian", points=1)
def test_posterior_takes_other_shapes_and_has_the_right_gradients(student, generator):
    for dtype in DTYPES:
        for sizes in SIZES:
            inputs = observed(generator, *sizes, dtype)
            expect(formulas.POSTERIOR.value(student.posterior_linear_gaussian, *inputs))
    inputs = observed(generator, 4, 3, 2)
    expect(formulas.POSTERIOR.gradient(student.posterior_linear_gaussian, *inputs))


@pytest.mark.exercise("posterior_linear_gaussian", points=1)
def test_posterior_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = observed(generator, 4, 3, 2)
    expect(formulas.POSTERIOR.kind(student.posterior_linear_gaussian, *inputs))


# --- fit_local_posterior


@pytest.mark.exercise("fit_local_posterior", points=2)
def test_one_step_follows_the_gradient_of_each_elbo(student, generator):
    inputs = encoded(generator, 4, 5, 3)
    expect(formulas.LOCAL.value(student.fit_local_posterior, *inputs, 1, 0.03))


@pytest.mark.exercise("fit_local_posterior", points=1)
def test_several_steps_for_other_shapes(student, generator):
    for dtype in DTYPES:
        for sizes in SIZES:
            inputs = encoded(generator, *sizes, dtype)
            expect(formulas.LOCAL.value(student.fit_local_posterior, *inputs, 5, 0.01))


@pytest.mark.exercise("fit_local_posterior", points=1)
def test_the_local_posterior_is_in_the_dtype_and_on_the_device_of_its_start(student, generator):
    inputs = encoded(generator, 4, 3, 2)
    expect(formulas.LOCAL.kind(student.fit_local_posterior, *inputs, fixed=(2, 0.05)))


# --- amortization_gap


@pytest.mark.exercise("amortization_gap", points=1)
def test_the_gap_has_the_right_two_parts(student, generator):
    inputs = encoded(generator, 5, 4, 3)
    with_own_or_right(
        student,
        lambda: formulas.GAPS.value(student.amortization_gap, *inputs),
        lent.gaussian_kl_full,
        lent.posterior_linear_gaussian,
    )


@pytest.mark.exercise("amortization_gap", points=1)
def test_the_gap_takes_other_shapes_and_has_the_right_gradients(student, generator):
    several = [encoded(generator, *sizes, dtype) for dtype in DTYPES for sizes in SIZES]
    last = encoded(generator, 4, 3, 2)

    def verdict():
        for inputs in several:
            sentence = formulas.GAPS.value(student.amortization_gap, *inputs)
            if sentence is not None:
                return sentence
        return formulas.GAPS.gradient(student.amortization_gap, *last)

    parts = lent.gaussian_kl_full, lent.posterior_linear_gaussian
    with_own_or_right(student, verdict, *parts)


@pytest.mark.exercise("amortization_gap", points=1)
def test_the_gap_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    several = [encoded(generator, 4, 3, 2) for _ in range(6)]

    def verdict():
        function = student.amortization_gap
        return formulas.GAPS.kind(function, *several[0]) or formulas.GAPS.consistent(
            function, *several
        )

    parts = lent.gaussian_kl_full, lent.posterior_linear_gaussian
    with_own_or_right(student, verdict, *parts)
