"""The graded suite of topic ``draw``.

The tests of ``generate`` state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.draw import derivations, places, steps
from labsupport.checks.draw.places import LOCATION_LOSS
from labsupport.checks.draw.steps import DRAW_STEP, LATENT_LOSS
from labsupport.checks.draw.windows import FILTER_CENTRES, FILTERBANK, READ, WRITE
from labsupport.grading.suite import arrives, expect, follows

# --- filter_centres


@pytest.mark.exercise("filter_centres", points=2)
def test_the_centres_are_one_stride_apart_around_the_middle(student, generator):
    expect(FILTER_CENTRES.on_random_inputs(student.filter_centres, generator))


@pytest.mark.exercise("filter_centres", points=1)
def test_filter_centres_takes_other_sizes(student, generator):
    expect(FILTER_CENTRES.on_other_sizes(student.filter_centres, generator))


@pytest.mark.exercise("filter_centres", points=1)
def test_filter_centres_has_the_right_gradients(student, generator):
    expect(FILTER_CENTRES.on_gradients(student.filter_centres, generator))


@pytest.mark.exercise("filter_centres", points=1)
def test_filter_centres_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(FILTER_CENTRES.on_kind(student.filter_centres, generator))


# --- filterbank


@pytest.mark.exercise("filterbank", points=2)
def test_each_filter_is_normal_and_has_the_sum_1_everywhere(student, generator):
    expect(FILTERBANK.on_random_inputs(student.filterbank, generator))


@pytest.mark.exercise("filterbank", points=1)
def test_filterbank_takes_other_sizes(student, generator):
    expect(FILTERBANK.on_other_sizes(student.filterbank, generator))


@pytest.mark.exercise("filterbank", points=1)
def test_filterbank_has_the_right_gradients(student, generator):
    expect(FILTERBANK.on_gradients(student.filterbank, generator))


@pytest.mark.exercise("filterbank", points=1)
def test_filterbank_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(FILTERBANK.on_kind(student.filterbank, generator))


# --- read


@pytest.mark.exercise("read", points=2)
def test_image_and_error_are_read_through_the_window(student, generator):
    expect(READ.on_random_inputs(student.read, generator))


@pytest.mark.exercise("read", points=1)
def test_read_takes_other_sizes(student, generator):
    expect(READ.on_other_sizes(student.read, generator))


@pytest.mark.exercise("read", points=1)
def test_read_has_the_right_gradients(student, generator):
    expect(READ.on_gradients(student.read, generator))


@pytest.mark.exercise("read", points=1)
def test_read_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(READ.on_kind(student.read, generator))


# --- write


@pytest.mark.exercise("write", points=2)
def test_the_patch_is_spread_over_the_image(student, generator):
    expect(WRITE.on_random_inputs(student.write, generator))


@pytest.mark.exercise("write", points=1)
def test_write_takes_other_sizes(student, generator):
    expect(WRITE.on_other_sizes(student.write, generator))


@pytest.mark.exercise("write", points=1)
def test_write_has_the_right_gradients(student, generator):
    expect(WRITE.on_gradients(student.write, generator))


@pytest.mark.exercise("write", points=1)
def test_write_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(WRITE.on_kind(student.write, generator))


# --- latent_loss


@pytest.mark.exercise("latent_loss", points=2)
def test_the_divergences_of_all_steps_and_coordinates_are_added_up(student, generator):
    expect(LATENT_LOSS.on_random_inputs(student.latent_loss, generator))


@pytest.mark.exercise("latent_loss", points=1)
def test_latent_loss_takes_other_sizes(student, generator):
    expect(LATENT_LOSS.on_other_sizes(student.latent_loss, generator))


@pytest.mark.exercise("latent_loss", points=1)
def test_latent_loss_has_the_right_gradients(student, generator):
    expect(LATENT_LOSS.on_gradients(student.latent_loss, generator))


@pytest.mark.exercise("latent_loss", points=1)
def test_latent_loss_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(LATENT_LOSS.on_kind(student.latent_loss, generator))


# --- draw_step


@pytest.mark.exercise("draw_step", points=3)
def test_a_step_reads_draws_and_writes(student, generator):
    expect(DRAW_STEP.on_random_inputs(student.draw_step, generator))


@pytest.mark.exercise("draw_step", points=1)
def test_draw_step_takes_other_sizes(student, generator):
    expect(DRAW_STEP.on_other_sizes(student.draw_step, generator))


@pytest.mark.exercise("draw_step", points=1)
def test_draw_step_has_the_right_gradients(student, generator):
    expect(DRAW_STEP.on_gradients(student.draw_step, generator))


@pytest.mark.exercise("draw_step", points=1)
def test_draw_step_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(DRAW_STEP.on_kind(student.draw_step, generator))


# --- generate


@pytest.mark.exercise("generate", points=2)
def test_the_canvases_follow_from_the_draws(student, generator):
    expect(steps.follows(student.generate, generator))


@pytest.mark.exercise("generate", points=2)
def test_every_step_has_fresh_noise(student, generator):
    expect(steps.fresh(student.generate, generator))


@pytest.mark.exercise("generate", points=1)
def test_generate_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(steps.follows(student.generate, generator) or steps.kind(student.generate, generator))


# --- location_loss


@pytest.mark.exercise("location_loss", points=2)
def test_the_loss_is_right_and_its_gradients_are_those_of_reinforce(student, generator):
    expect(LOCATION_LOSS.on_random_inputs(student.location_loss, generator))


@pytest.mark.exercise("location_loss", points=1)
def test_location_loss_takes_other_sizes(student, generator):
    expect(LOCATION_LOSS.on_other_sizes(student.location_loss, generator))


@pytest.mark.exercise("location_loss", points=2)
def test_nothing_but_means_and_baselines_learns(student, generator):
    expect(places.slopes(student.location_loss, generator))


@pytest.mark.exercise("location_loss", points=1)
def test_location_loss_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(LOCATION_LOSS.on_kind(student.location_loss, generator))


# --- latent_loss_derivation


@pytest.mark.exercise("latent_loss_derivation", points=2)
def test_every_line_of_the_latent_loss_follows(student, generator):
    follows(student, derivations.LATENT_LOSS_DERIVATION, generator)


@pytest.mark.exercise("latent_loss_derivation", points=2)
def test_the_latent_loss_is_derived(student, generator):
    arrives(student, derivations.LATENT_LOSS_DERIVATION, generator)


# --- location_gradient


@pytest.mark.exercise("location_gradient", points=2)
def test_every_line_of_the_gradient_of_a_place_follows(student, generator):
    follows(student, derivations.LOCATION_GRADIENT, generator)


@pytest.mark.exercise("location_gradient", points=2)
def test_the_gradient_of_a_place_is_derived(student, generator):
    arrives(student, derivations.LOCATION_GRADIENT, generator)
