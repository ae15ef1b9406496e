"""The graded suite of topic ``autoencoders``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest
import torch

from labsupport.checks.autoencoders import derivations, draws, formulas
from labsupport.grading.suite import arrives, expect, follows

DTYPES = (torch.float32, torch.float64)


def normal(generator, *shape, dtype=torch.float64):
    """Standard normal numbers."""
    return torch.randn(*shape, generator=generator, dtype=dtype)


# --- fit_pca


@pytest.mark.exercise("fit_pca", points=1)
def test_pca_finds_the_mean_and_the_directions(student, generator):
    expect(formulas.pca(student.fit_pca, formulas.pca_images(generator, 15, 6), 3))


@pytest.mark.exercise("fit_pca", points=1)
def test_pca_takes_other_shapes(student, generator):
    for dtype in DTYPES:
        for n, pixels, latent in ((9, 4, 1), (5, 8, 3), (12, 4, 4), (7, 3, 2), (4, 7, 4)):
            x = formulas.pca_images(generator, n, pixels, dtype)
            expect(formulas.pca(student.fit_pca, x, latent))


@pytest.mark.exercise("fit_pca", points=1)
def test_pca_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.pca_kind(student.fit_pca, formulas.pca_images(generator, 9, 4), 2))


# --- pca_encode


@pytest.mark.exercise("pca_encode", points=1)
def test_codes_are_inner_products_with_the_directions(student, generator):
    for latent in (2, 5):
        mean, directions = normal(generator, 5), normal(generator, latent, 5)
        expect(formulas.ENCODE.value(student.pca_encode, normal(generator, 4, 5), mean, directions))


@pytest.mark.exercise("pca_encode", points=0.5)
def test_encode_takes_other_shapes_and_is_differentiable(student, generator):
    for dtype in DTYPES:
        for leading in ((), (1,), (3, 2)):
            inputs = (
                normal(generator, *leading, 4, dtype=dtype),
                normal(generator, 4, dtype=dtype),
                normal(generator, 3, 4, dtype=dtype),
            )
            expect(formulas.ENCODE.shapes(student.pca_encode, *inputs))
    inputs = (normal(generator, 5, 4), normal(generator, 4), normal(generator, 3, 4))
    expect(formulas.ENCODE.gradient(student.pca_encode, *inputs))


@pytest.mark.exercise("pca_encode", points=0.5)
def test_encode_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = (normal(generator, 5, 4), normal(generator, 4), normal(generator, 3, 4))
    expect(formulas.ENCODE.kind(student.pca_encode, *inputs))


# --- pca_decode


@pytest.mark.exercise("pca_decode", points=1)
def test_images_are_the_mean_plus_weighted_directions(student, generator):
    for latent in (2, 5):
        mean, directions = normal(generator, 5), normal(generator, latent, 5)
        z = normal(generator, 4, latent)
        expect(formulas.DECODE.value(student.pca_decode, z, mean, directions))


@pytest.mark.exercise("pca_decode", points=0.5)
def test_decode_takes_other_shapes_and_is_differentiable(student, generator):
    for dtype in DTYPES:
        for leading in ((), (1,), (3, 2)):
            inputs = (
                normal(generator, *leading, 3, dtype=dtype),
                normal(generator, 4, dtype=dtype),
                normal(generator, 3, 4, dtype=dtype),
            )
            expect(formulas.DECODE.shapes(student.pca_decode, *inputs))
    inputs = (normal(generator, 5, 3), normal(generator, 4), normal(generator, 3, 4))
    expect(formulas.DECODE.gradient(student.pca_decode, *inputs))


@pytest.mark.exercise("pca_decode", points=0.5)
def test_decode_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = (normal(generator, 5, 3), normal(generator, 4), normal(generator, 3, 4))
    expect(formulas.DECODE.kind(student.pca_decode, *inputs))


# --- reconstruction_error


@pytest.mark.exercise("reconstruction_error", points=1)
def test_the_error_is_summed_over_pixels_and_averaged_over_images(student, generator):
    x, other = normal(generator, 7, 4), normal(generator, 7, 4)
    expect(formulas.ERROR.value(student.reconstruction_error, x, other))


@pytest.mark.exercise("reconstruction_error", points=0.5)
def test_the_error_takes_other_shapes_and_is_differentiable(student, generator):
    for dtype in DTYPES:
        for size in ((1, 3), (5, 1), (4, 3), (3, 3)):
            x, other = (normal(generator, *size, dtype=dtype) for _ in range(2))
            expect(formulas.ERROR.shapes(student.reconstruction_error, x, other))
    x, other = normal(generator, 5, 3), normal(generator, 5, 3)
    expect(formulas.ERROR.gradient(student.reconstruction_error, x, other))


@pytest.mark.exercise("reconstruction_error", points=0.5)
def test_error_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    x, other = normal(generator, 5, 3), normal(generator, 5, 3)
    expect(formulas.ERROR.kind(student.reconstruction_error, x, other))


# --- e_step


def mixture(generator, c, d, dtype=torch.float64):
    """Logits of the weights, means, and factors of the covariances."""
    return (
        normal(generator, c, dtype=dtype),
        normal(generator, c, d, dtype=dtype),
        normal(generator, c, d, d, dtype=dtype),
    )


@pytest.mark.exercise("e_step", points=1)
def test_responsibilities_follow_bayes_rule(student, generator):
    logits, means, factors = mixture(generator, 4, 3)
    parameters = (torch.softmax(logits, 0), means, formulas.covariance(factors))
    expect(formulas.EXPECTATION.value(student.e_step, normal(generator, 6, 3), *parameters))


@pytest.mark.exercise("e_step", points=1)
def test_the_e_step_takes_other_shapes_and_is_differentiable(student, generator):
    function = formulas.of_factors(student.e_step)
    for dtype in DTYPES:
        for n, c, d in ((1, 2, 2), (5, 1, 3), (3, 3, 3), (4, 3, 1)):
            inputs = (normal(generator, n, d, dtype=dtype), *mixture(generator, c, d, dtype))
            expect(formulas.EXPECTATION_OF_FACTORS.shapes(function, *inputs))
    inputs = (normal(generator, 5, 2), *mixture(generator, 3, 2))
    expect(formulas.EXPECTATION_OF_FACTORS.gradient(function, *inputs))


@pytest.mark.exercise("e_step", points=1)
def test_the_e_step_is_right_far_away_from_all_gaussians(student, generator):
    logits, means, factors = mixture(generator, 3, 2)
    parameters = (torch.softmax(logits, 0), means, formulas.covariance(factors))
    expect(formulas.far(student.e_step, normal(generator, 5, 2), *parameters))


@pytest.mark.exercise("e_step", points=1)
def test_the_e_step_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = (normal(generator, 5, 2), *mixture(generator, 3, 2))
    expect(formulas.expectation_kind(student.e_step, *inputs))


# --- m_step


@pytest.mark.exercise("m_step", points=2)
def test_the_m_step_is_share_mean_and_covariance(student, generator):
    z, logits = normal(generator, 12, 3), normal(generator, 12, 4)
    for ridge in (0.3, 0.0):
        r = torch.softmax(logits, 1)
        expect(formulas.MAXIMIZATION.value(student.m_step, z, r, ridge))


@pytest.mark.exercise("m_step", points=1)
def test_the_m_step_takes_other_shapes_and_is_differentiable(student, generator):
    for dtype in DTYPES:
        for n, c, d in ((6, 2, 3), (5, 1, 2), (4, 4, 4), (7, 3, 1)):
            z = normal(generator, n, d, dtype=dtype)
            r = torch.softmax(normal(generator, n, c, dtype=dtype), 1)
            expect(formulas.MAXIMIZATION.shapes(student.m_step, z, r, 0.2))
    judge, function = formulas.maximization_of_logits(0.4), formulas.of_logits(student.m_step, 0.4)
    expect(judge.gradient(function, normal(generator, 6, 2), normal(generator, 6, 3)))


@pytest.mark.exercise("m_step", points=1)
def test_the_m_step_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    z, logits = normal(generator, 6, 2), normal(generator, 6, 3)
    expect(formulas.maximization_kind(student.m_step, z, logits, 0.4))


# --- sample_mixture


@pytest.mark.exercise("sample_mixture", points=1)
def test_images_are_those_of_the_codes(student, generator):
    for dtype in DTYPES:
        for n in (1, 5):
            expect(draws.shapes(student.sample_mixture, generator, dtype, n))


@pytest.mark.exercise("sample_mixture", points=1)
def test_codes_are_drawn_from_the_mixture(student, generator):
    expect(draws.distribution(student.sample_mixture, generator))


@pytest.mark.exercise("sample_mixture", points=1)
def test_every_call_draws_anew(student, generator):
    expect(draws.counts_vary(student.sample_mixture, generator))


@pytest.mark.exercise("sample_mixture", points=1)
def test_codes_and_images_come_in_the_dtype_and_on_the_device_of_the_mixture(student, generator):
    expect(draws.kind(student.sample_mixture, generator))


# --- m_step_mean


@pytest.mark.exercise("m_step_mean", points=2)
def test_every_line_from_the_weighted_likelihood_follows(student, generator):
    follows(student, derivations.M_STEP_MEAN, generator)


@pytest.mark.exercise("m_step_mean", points=1)
def test_the_lines_lead_to_the_slope_in_the_mean(student, generator):
    arrives(student, derivations.M_STEP_MEAN, generator)
