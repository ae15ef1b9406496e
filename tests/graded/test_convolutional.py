"""The graded suite of topic ``convolutional``. Nothing in it is random in what it accepts."""

import pytest

from labsupport.checks.convolutional import derivations
from labsupport.checks.convolutional.maps import (
    PHASE_SUMS,
    TRANSPOSED_KERNEL,
    UNPOOL,
    UP_CONVOLUTION,
)
from labsupport.checks.convolutional.pictures import (
    INTERPOLATE,
    PICTURE_LOG_LIKELIHOOD,
    RECOLOUR,
    STYLE_BOUNDS,
)
from labsupport.grading.suite import arrives, expect, follows

# --- unpool


@pytest.mark.exercise("unpool", points=2)
def test_each_entry_stands_in_the_corner_of_its_block(student, generator):
    expect(UNPOOL.on_random_inputs(student.unpool, generator))


@pytest.mark.exercise("unpool", points=1)
def test_unpool_takes_other_sizes(student, generator):
    expect(UNPOOL.on_other_sizes(student.unpool, generator))


@pytest.mark.exercise("unpool", points=1)
def test_unpool_has_the_right_gradients(student, generator):
    expect(UNPOOL.on_gradients(student.unpool, generator))


@pytest.mark.exercise("unpool", points=1)
def test_unpool_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(UNPOOL.on_kind(student.unpool, generator))


# --- transposed_kernel


@pytest.mark.exercise("transposed_kernel", points=2)
def test_the_kernel_is_turned_and_its_channels_exchanged(student, generator):
    expect(TRANSPOSED_KERNEL.on_random_inputs(student.transposed_kernel, generator))


@pytest.mark.exercise("transposed_kernel", points=1)
def test_transposed_kernel_takes_other_sizes(student, generator):
    expect(TRANSPOSED_KERNEL.on_other_sizes(student.transposed_kernel, generator))


@pytest.mark.exercise("transposed_kernel", points=1)
def test_transposed_kernel_has_the_right_gradients(student, generator):
    expect(TRANSPOSED_KERNEL.on_gradients(student.transposed_kernel, generator))


@pytest.mark.exercise("transposed_kernel", points=1)
def test_transposed_kernel_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(TRANSPOSED_KERNEL.on_kind(student.transposed_kernel, generator))


# --- up_convolution


@pytest.mark.exercise("up_convolution", points=2)
def test_maps_are_unpooled_and_then_convolved(student, generator):
    expect(UP_CONVOLUTION.on_random_inputs(student.up_convolution, generator))


@pytest.mark.exercise("up_convolution", points=1)
def test_up_convolution_takes_other_sizes(student, generator):
    expect(UP_CONVOLUTION.on_other_sizes(student.up_convolution, generator))


@pytest.mark.exercise("up_convolution", points=1)
def test_up_convolution_has_the_right_gradients(student, generator):
    expect(UP_CONVOLUTION.on_gradients(student.up_convolution, generator))


@pytest.mark.exercise("up_convolution", points=1)
def test_up_convolution_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(UP_CONVOLUTION.on_kind(student.up_convolution, generator))


# --- phase_sums


@pytest.mark.exercise("phase_sums", points=2)
def test_each_place_of_a_block_is_the_sum_of_what_meets_it(student, generator):
    expect(PHASE_SUMS.on_random_inputs(student.phase_sums, generator))


@pytest.mark.exercise("phase_sums", points=1)
def test_phase_sums_takes_other_sizes(student, generator):
    expect(PHASE_SUMS.on_other_sizes(student.phase_sums, generator))


@pytest.mark.exercise("phase_sums", points=1)
def test_phase_sums_has_the_right_gradients(student, generator):
    expect(PHASE_SUMS.on_gradients(student.phase_sums, generator))


@pytest.mark.exercise("phase_sums", points=1)
def test_phase_sums_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(PHASE_SUMS.on_kind(student.phase_sums, generator))


# --- recolour


@pytest.mark.exercise("recolour", points=2)
def test_colours_are_turned_about_grey(student, generator):
    expect(RECOLOUR.on_random_inputs(student.recolour, generator))


@pytest.mark.exercise("recolour", points=1)
def test_recolour_takes_other_sizes(student, generator):
    expect(RECOLOUR.on_other_sizes(student.recolour, generator))


@pytest.mark.exercise("recolour", points=1)
def test_recolour_has_the_right_gradients(student, generator):
    expect(RECOLOUR.on_gradients(student.recolour, generator))


@pytest.mark.exercise("recolour", points=1)
def test_recolour_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(RECOLOUR.on_kind(student.recolour, generator))


# --- picture_log_likelihood


@pytest.mark.exercise("picture_log_likelihood", points=2)
def test_picture_and_mask_have_a_term_each(student, generator):
    expect(PICTURE_LOG_LIKELIHOOD.on_random_inputs(student.picture_log_likelihood, generator))


@pytest.mark.exercise("picture_log_likelihood", points=1)
def test_picture_log_likelihood_takes_other_sizes(student, generator):
    expect(PICTURE_LOG_LIKELIHOOD.on_other_sizes(student.picture_log_likelihood, generator))


@pytest.mark.exercise("picture_log_likelihood", points=1)
def test_picture_log_likelihood_has_the_right_gradients(student, generator):
    expect(PICTURE_LOG_LIKELIHOOD.on_gradients(student.picture_log_likelihood, generator))


@pytest.mark.exercise("picture_log_likelihood", points=1)
def test_picture_log_likelihood_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(PICTURE_LOG_LIKELIHOOD.on_kind(student.picture_log_likelihood, generator))


# --- style_bounds


@pytest.mark.exercise("style_bounds", points=2)
def test_a_style_pays_its_divergence_once(student, generator):
    expect(STYLE_BOUNDS.on_random_inputs(student.style_bounds, generator))


@pytest.mark.exercise("style_bounds", points=1)
def test_style_bounds_takes_other_sizes(student, generator):
    expect(STYLE_BOUNDS.on_other_sizes(student.style_bounds, generator))


@pytest.mark.exercise("style_bounds", points=1)
def test_style_bounds_has_the_right_gradients(student, generator):
    expect(STYLE_BOUNDS.on_gradients(student.style_bounds, generator))


@pytest.mark.exercise("style_bounds", points=1)
def test_style_bounds_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(STYLE_BOUNDS.on_kind(student.style_bounds, generator))


# --- interpolate


@pytest.mark.exercise("interpolate", points=2)
def test_codes_lie_on_the_line(student, generator):
    expect(INTERPOLATE.on_random_inputs(student.interpolate, generator))


@pytest.mark.exercise("interpolate", points=1)
def test_interpolate_takes_other_sizes(student, generator):
    expect(INTERPOLATE.on_other_sizes(student.interpolate, generator))


@pytest.mark.exercise("interpolate", points=1)
def test_interpolate_has_the_right_gradients(student, generator):
    expect(INTERPOLATE.on_gradients(student.interpolate, generator))


@pytest.mark.exercise("interpolate", points=1)
def test_interpolate_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(INTERPOLATE.on_kind(student.interpolate, generator))


# --- mask_bound_derivation


@pytest.mark.exercise("mask_bound_derivation", points=2)
def test_every_line_of_the_bound_follows(student, generator):
    follows(student, derivations.MASK_BOUND_DERIVATION, generator)


@pytest.mark.exercise("mask_bound_derivation", points=2)
def test_the_bound_with_a_mask_is_derived(student, generator):
    arrives(student, derivations.MASK_BOUND_DERIVATION, generator)
