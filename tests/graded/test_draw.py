"""The graded suite of topic ``draw``.

The tests of ``generate`` state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

from labsupport.checks.draw import derivations, places, steps
from labsupport.checks.draw.places import LOCATION_LOSS
from labsupport.checks.draw.steps import DRAW_STEP, LATENT_LOSS
from labsupport.checks.draw.windows import FILTER_CENTRES, FILTERBANK, READ, WRITE
from labsupport.grading.suite import arrives, asks, follows

test_the_centres_are_one_stride_apart_around_the_middle = asks(
    FILTER_CENTRES.on_random_inputs, points=2
)
test_filter_centres_takes_other_sizes = asks(FILTER_CENTRES.on_other_sizes)
test_filter_centres_has_the_right_gradients = asks(FILTER_CENTRES.on_gradients)
test_filter_centres_keeps_dtype_and_device = asks(FILTER_CENTRES.on_kind)

test_each_filter_is_normal_and_has_the_sum_1_everywhere = asks(
    FILTERBANK.on_random_inputs, points=2
)
test_filterbank_takes_other_sizes = asks(FILTERBANK.on_other_sizes)
test_filterbank_has_the_right_gradients = asks(FILTERBANK.on_gradients)
test_filterbank_keeps_dtype_and_device = asks(FILTERBANK.on_kind)

test_image_and_error_are_read_through_the_window = asks(READ.on_random_inputs, points=2)
test_read_takes_other_sizes = asks(READ.on_other_sizes)
test_read_has_the_right_gradients = asks(READ.on_gradients)
test_read_keeps_dtype_and_device = asks(READ.on_kind)

test_the_patch_is_spread_over_the_image = asks(WRITE.on_random_inputs, points=2)
test_write_takes_other_sizes = asks(WRITE.on_other_sizes)
test_write_has_the_right_gradients = asks(WRITE.on_gradients)
test_write_keeps_dtype_and_device = asks(WRITE.on_kind)

test_the_divergences_of_all_steps_and_coordinates_are_added_up = asks(
    LATENT_LOSS.on_random_inputs, points=2
)
test_latent_loss_takes_other_sizes = asks(LATENT_LOSS.on_other_sizes)
test_latent_loss_has_the_right_gradients = asks(LATENT_LOSS.on_gradients)
test_latent_loss_keeps_dtype_and_device = asks(LATENT_LOSS.on_kind)

test_a_step_reads_draws_and_writes = asks(DRAW_STEP.on_random_inputs, points=3)
test_draw_step_takes_other_sizes = asks(DRAW_STEP.on_other_sizes)
test_draw_step_has_the_right_gradients = asks(DRAW_STEP.on_gradients)
test_draw_step_keeps_dtype_and_device = asks(DRAW_STEP.on_kind)

test_the_canvases_follow_from_the_draws = asks(steps.follows, of="generate", points=2)
test_every_step_has_fresh_noise = asks(steps.fresh, of="generate", points=2)
test_generate_keeps_dtype_and_device = asks(steps.follows, steps.kind, of="generate")

test_the_loss_is_right_and_its_gradients_are_those_of_reinforce = asks(
    LOCATION_LOSS.on_random_inputs, points=2
)
test_location_loss_takes_other_sizes = asks(LOCATION_LOSS.on_other_sizes)

test_nothing_but_means_and_baselines_learns = asks(
    LOCATION_LOSS.on_generic_inputs, places.slopes, points=2
)

test_location_loss_keeps_dtype_and_device = asks(LOCATION_LOSS.on_kind)

test_every_line_of_the_latent_loss_follows = follows(derivations.LATENT_LOSS_DERIVATION)
test_the_latent_loss_is_derived = arrives(derivations.LATENT_LOSS_DERIVATION, points=2)

test_every_line_of_the_gradient_of_a_place_follows = follows(derivations.LOCATION_GRADIENT)
test_the_gradient_of_a_place_is_derived = arrives(derivations.LOCATION_GRADIENT, points=2)
