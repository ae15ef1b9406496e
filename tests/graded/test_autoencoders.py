"""The graded suite of topic ``autoencoders``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.autoencoders import derivations, draws, formulas, mixture
from labsupport.checks.declaration import DTYPES
from labsupport.grading.suite import arrives, expect, follows

# --- fit_pca


@pytest.mark.exercise("fit_pca", points=1)
def test_pca_finds_the_mean_and_the_directions(student, generator):
    sentence = formulas.PCA.on_inputs(student.fit_pca, generator, 15, 6, 3)
    expect(formulas.spanned(sentence, student.fit_pca))


@pytest.mark.exercise("fit_pca", points=1)
def test_pca_takes_other_shapes(student, generator):
    sentence = formulas.PCA.on_other_sizes(student.fit_pca, generator)
    expect(formulas.spanned(sentence, student.fit_pca))
    expect(formulas.as_many_as_images(student.fit_pca, generator))


@pytest.mark.exercise("fit_pca", points=1)
def test_pca_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.PCA.on_kind(student.fit_pca, generator))


# --- pca_encode


@pytest.mark.exercise("pca_encode", points=1)
def test_codes_are_inner_products_with_the_directions(student, generator):
    for size in formulas.SIZES[:2]:
        expect(formulas.ENCODE.on_inputs(student.pca_encode, generator, *size))


@pytest.mark.exercise("pca_encode", points=0.5)
def test_encode_takes_other_shapes_and_is_differentiable(student, generator):
    expect(formulas.ENCODE.on_other_sizes(student.pca_encode, generator))
    expect(formulas.ENCODE.on_gradients(student.pca_encode, generator))


@pytest.mark.exercise("pca_encode", points=0.5)
def test_encode_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.ENCODE.on_kind(student.pca_encode, generator))


# --- pca_decode


@pytest.mark.exercise("pca_decode", points=1)
def test_images_are_the_mean_plus_weighted_directions(student, generator):
    for size in formulas.SIZES[:2]:
        expect(formulas.DECODE.on_inputs(student.pca_decode, generator, *size))


@pytest.mark.exercise("pca_decode", points=0.5)
def test_decode_takes_other_shapes_and_is_differentiable(student, generator):
    expect(formulas.DECODE.on_other_sizes(student.pca_decode, generator))
    expect(formulas.DECODE.on_gradients(student.pca_decode, generator))


@pytest.mark.exercise("pca_decode", points=0.5)
def test_decode_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.DECODE.on_kind(student.pca_decode, generator))


# --- reconstruction_error


@pytest.mark.exercise("reconstruction_error", points=1)
def test_the_error_is_summed_over_pixels_and_averaged_over_images(student, generator):
    expect(formulas.ERROR.on_random_inputs(student.reconstruction_error, generator))


@pytest.mark.exercise("reconstruction_error", points=0.5)
def test_the_error_takes_other_shapes_and_is_differentiable(student, generator):
    expect(formulas.ERROR.on_other_sizes(student.reconstruction_error, generator))
    expect(formulas.ERROR.on_gradients(student.reconstruction_error, generator))


@pytest.mark.exercise("reconstruction_error", points=0.5)
def test_error_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.ERROR.on_kind(student.reconstruction_error, generator))


# --- e_step


@pytest.mark.exercise("e_step", points=1)
def test_responsibilities_follow_bayes_rule(student, generator):
    expect(mixture.E_STEP.on_inputs(student.e_step, generator, 6, 4, 2))


@pytest.mark.exercise("e_step", points=1)
def test_the_e_step_takes_other_shapes_and_is_differentiable(student, generator):
    expect(mixture.E_STEP.on_other_sizes(student.e_step, generator))
    expect(mixture.E_STEP.on_gradients(student.e_step, generator))


@pytest.mark.exercise("e_step", points=1)
def test_the_e_step_is_right_far_away_from_all_gaussians(student, generator):
    expect(mixture.far(student.e_step, generator))


@pytest.mark.exercise("e_step", points=1)
def test_the_e_step_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(mixture.E_STEP.on_kind(student.e_step, generator))


# --- m_step


@pytest.mark.exercise("m_step", points=2)
def test_the_m_step_is_share_mean_and_covariance(student, generator):
    for ridge in (0.3, 0.0):
        expect(mixture.M_STEP.on_inputs(student.m_step, generator, 12, 4, 3, ridge))


@pytest.mark.exercise("m_step", points=1)
def test_the_m_step_takes_other_shapes_and_is_differentiable(student, generator):
    expect(mixture.M_STEP.on_other_sizes(student.m_step, generator))
    expect(mixture.M_STEP.on_gradients(student.m_step, generator))


@pytest.mark.exercise("m_step", points=1)
def test_the_m_step_comes_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(mixture.M_STEP.on_kind(student.m_step, generator))


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
