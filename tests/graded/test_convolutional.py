"""The graded suite of topic ``convolutional``. Nothing in it is random in what it accepts."""

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
from labsupport.grading.suite import arrives, asks, follows

test_each_entry_stands_in_the_corner_of_its_block = asks(UNPOOL.on_random_inputs, points=2)
test_unpool_takes_other_sizes = asks(UNPOOL.on_other_sizes)
test_unpool_has_the_right_gradients = asks(UNPOOL.on_gradients)
test_unpool_keeps_dtype_and_device = asks(UNPOOL.on_kind)

test_the_kernel_is_turned_and_its_channels_exchanged = asks(
    TRANSPOSED_KERNEL.on_random_inputs, points=2
)
test_transposed_kernel_takes_other_sizes = asks(TRANSPOSED_KERNEL.on_other_sizes)
test_transposed_kernel_has_the_right_gradients = asks(TRANSPOSED_KERNEL.on_gradients)
test_transposed_kernel_keeps_dtype_and_device = asks(TRANSPOSED_KERNEL.on_kind)

test_maps_are_unpooled_and_then_convolved = asks(UP_CONVOLUTION.on_random_inputs, points=2)
test_up_convolution_takes_other_sizes = asks(UP_CONVOLUTION.on_other_sizes)
test_up_convolution_has_the_right_gradients = asks(UP_CONVOLUTION.on_gradients)
test_up_convolution_keeps_dtype_and_device = asks(UP_CONVOLUTION.on_kind)

test_each_place_of_a_block_is_the_sum_of_what_meets_it = asks(PHASE_SUMS.on_random_inputs, points=2)
test_phase_sums_takes_other_sizes = asks(PHASE_SUMS.on_other_sizes)
test_phase_sums_has_the_right_gradients = asks(PHASE_SUMS.on_gradients)
test_phase_sums_keeps_dtype_and_device = asks(PHASE_SUMS.on_kind)

test_colours_are_turned_about_grey = asks(RECOLOUR.on_random_inputs, points=2)
test_recolour_takes_other_sizes = asks(RECOLOUR.on_other_sizes)
test_recolour_has_the_right_gradients = asks(RECOLOUR.on_gradients)
test_recolour_keeps_dtype_and_device = asks(RECOLOUR.on_kind)

test_picture_and_mask_have_a_term_each = asks(PICTURE_LOG_LIKELIHOOD.on_random_inputs, points=2)
test_picture_log_likelihood_takes_other_sizes = asks(PICTURE_LOG_LIKELIHOOD.on_other_sizes)
test_picture_log_likelihood_has_the_right_gradients = asks(PICTURE_LOG_LIKELIHOOD.on_gradients)
test_picture_log_likelihood_keeps_dtype_and_device = asks(PICTURE_LOG_LIKELIHOOD.on_kind)

test_a_style_pays_its_divergence_once = asks(STYLE_BOUNDS.on_random_inputs, points=2)
test_style_bounds_takes_other_sizes = asks(STYLE_BOUNDS.on_other_sizes)
test_style_bounds_has_the_right_gradients = asks(STYLE_BOUNDS.on_gradients)
test_style_bounds_keeps_dtype_and_device = asks(STYLE_BOUNDS.on_kind)

test_codes_lie_on_the_line = asks(INTERPOLATE.on_random_inputs, points=2)
test_interpolate_takes_other_sizes = asks(INTERPOLATE.on_other_sizes)
test_interpolate_has_the_right_gradients = asks(INTERPOLATE.on_gradients)
test_interpolate_keeps_dtype_and_device = asks(INTERPOLATE.on_kind)

test_every_line_of_the_bound_follows = follows(derivations.MASK_BOUND_DERIVATION)
test_the_bound_with_a_mask_is_derived = arrives(derivations.MASK_BOUND_DERIVATION, points=2)
