"""The graded suite of topic ``wake_sleep``: no test is a matter of luck.

Dreams are judged for given uniform numbers, and estimates for the draws that were made.
"""

import pytest

from labsupport.checks.wake_sleep import derivations
from labsupport.checks.wake_sleep.energies import BOLTZMANN, DIVERGENCES, FREE_ENERGY
from labsupport.checks.wake_sleep.layers import DREAM, LOG_JOINT, SLEEP_LOSS
from labsupport.checks.wake_sleep.phases import EVALUATE, REWEIGHTED, WAKE_SLEEP
from labsupport.grading.suite import arrives, expect, follows

# --- free_energy


@pytest.mark.exercise("free_energy", points=1)
def test_the_mean_energy_minus_the_temperature_times_the_entropy(student, generator):
    expect(FREE_ENERGY.on_random_inputs(student.free_energy, generator))


@pytest.mark.exercise("free_energy", points=1)
def test_free_energy_takes_other_sizes(student, generator):
    expect(FREE_ENERGY.on_other_sizes(student.free_energy, generator))


@pytest.mark.exercise("free_energy", points=1)
def test_free_energy_has_the_right_gradients(student, generator):
    expect(FREE_ENERGY.on_gradients(student.free_energy, generator))


@pytest.mark.exercise("free_energy", points=1)
def test_free_energy_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(FREE_ENERGY.on_kind(student.free_energy, generator))


# --- boltzmann


@pytest.mark.exercise("boltzmann", points=1)
def test_the_distribution_and_its_free_energy_are_right(student, generator):
    expect(BOLTZMANN.on_random_inputs(student.boltzmann, generator))


@pytest.mark.exercise("boltzmann", points=1)
def test_boltzmann_takes_other_sizes(student, generator):
    expect(BOLTZMANN.on_other_sizes(student.boltzmann, generator))


@pytest.mark.exercise("boltzmann", points=1)
def test_boltzmann_has_the_right_gradients(student, generator):
    expect(BOLTZMANN.on_gradients(student.boltzmann, generator))


@pytest.mark.exercise("boltzmann", points=1)
def test_boltzmann_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(BOLTZMANN.on_kind(student.boltzmann, generator))


# --- divergences


@pytest.mark.exercise("divergences", points=2)
def test_both_directions_of_the_divergence_are_right(student, generator):
    expect(DIVERGENCES.on_random_inputs(student.divergences, generator))


@pytest.mark.exercise("divergences", points=1)
def test_divergences_takes_other_sizes(student, generator):
    expect(DIVERGENCES.on_other_sizes(student.divergences, generator))


@pytest.mark.exercise("divergences", points=1)
def test_divergences_has_the_right_gradients(student, generator):
    expect(DIVERGENCES.on_gradients(student.divergences, generator))


@pytest.mark.exercise("divergences", points=1)
def test_divergences_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(DIVERGENCES.on_kind(student.divergences, generator))


# --- log_joint


@pytest.mark.exercise("log_joint", points=2)
def test_all_layers_count_and_each_depends_on_the_one_above(student, generator):
    expect(LOG_JOINT.on_random_inputs(student.log_joint, generator))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_takes_other_sizes(student, generator):
    expect(LOG_JOINT.on_other_sizes(student.log_joint, generator))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_has_the_right_gradients(student, generator):
    expect(LOG_JOINT.on_gradients(student.log_joint, generator))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(LOG_JOINT.on_kind(student.log_joint, generator))


# --- dream


@pytest.mark.exercise("dream", points=2)
def test_dreams_are_drawn_from_the_top_down(student, generator):
    expect(DREAM.on_random_inputs(student.dream, generator))


@pytest.mark.exercise("dream", points=1)
def test_dream_takes_other_sizes(student, generator):
    expect(DREAM.on_other_sizes(student.dream, generator))


@pytest.mark.exercise("dream", points=1)
def test_dream_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(DREAM.on_kind(student.dream, generator))


# --- sleep_loss


@pytest.mark.exercise("sleep_loss", points=2)
def test_the_loss_is_minus_the_log_probability_of_the_causes(student, generator):
    expect(SLEEP_LOSS.on_random_inputs(student.sleep_loss, generator))


@pytest.mark.exercise("sleep_loss", points=1)
def test_sleep_loss_takes_other_sizes(student, generator):
    expect(SLEEP_LOSS.on_other_sizes(student.sleep_loss, generator))


@pytest.mark.exercise("sleep_loss", points=1)
def test_sleep_loss_has_the_right_gradients(student, generator):
    expect(SLEEP_LOSS.on_gradients(student.sleep_loss, generator))


@pytest.mark.exercise("sleep_loss", points=1)
def test_sleep_loss_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(SLEEP_LOSS.on_kind(student.sleep_loss, generator))


# --- wake_sleep


@pytest.mark.exercise("wake_sleep", points=3)
def test_the_value_is_the_elbo_and_each_network_has_its_own_gradient(student, generator):
    expect(WAKE_SLEEP.on_random_inputs(student.wake_sleep, generator))


@pytest.mark.exercise("wake_sleep", points=1)
def test_wake_sleep_takes_other_sizes(student, generator):
    expect(WAKE_SLEEP.on_other_sizes(student.wake_sleep, generator))


@pytest.mark.exercise("wake_sleep", points=1)
def test_wake_sleep_has_the_right_gradients(student, generator):
    expect(WAKE_SLEEP.on_gradients(student.wake_sleep, generator))


@pytest.mark.exercise("wake_sleep", points=1)
def test_wake_sleep_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(WAKE_SLEEP.on_kind(student.wake_sleep, generator))


# --- reweighted


@pytest.mark.exercise("reweighted", points=3)
def test_the_value_is_the_bound_and_both_gradients_have_the_shares(student, generator):
    expect(REWEIGHTED.on_random_inputs(student.reweighted, generator))


@pytest.mark.exercise("reweighted", points=1)
def test_reweighted_takes_other_sizes(student, generator):
    expect(REWEIGHTED.on_other_sizes(student.reweighted, generator))


@pytest.mark.exercise("reweighted", points=1)
def test_reweighted_has_the_right_gradients(student, generator):
    expect(REWEIGHTED.on_gradients(student.reweighted, generator))


@pytest.mark.exercise("reweighted", points=1)
def test_reweighted_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(REWEIGHTED.on_kind(student.reweighted, generator))


# --- evaluate


@pytest.mark.exercise("evaluate", points=2)
def test_as_many_draws_are_made_as_were_asked_for(student, generator):
    expect(EVALUATE.on_counts(student.evaluate, generator))


@pytest.mark.exercise("evaluate", points=2)
def test_the_estimate_is_that_of_these_draws(student, generator):
    expect(EVALUATE.on_values(student.evaluate, generator))


@pytest.mark.exercise("evaluate", points=1)
def test_weights_of_any_size_are_fine(student, generator):
    expect(EVALUATE.on_far(student.evaluate, generator))


@pytest.mark.exercise("evaluate", points=1)
def test_evaluate_is_in_the_dtype_and_on_the_device_of_the_weights(student, generator):
    expect(EVALUATE.on_kind(student.evaluate, generator))


# --- boltzmann_derivation


@pytest.mark.exercise("boltzmann_derivation", points=2)
def test_every_line_about_the_free_energy_follows(student, generator):
    follows(student, derivations.BOLTZMANN_DERIVATION, generator)


@pytest.mark.exercise("boltzmann_derivation", points=1)
def test_the_lines_lead_to_the_divergence_from_boltzmann(student, generator):
    arrives(student, derivations.BOLTZMANN_DERIVATION, generator)


# --- sleep_derivation


@pytest.mark.exercise("sleep_derivation", points=2)
def test_every_line_about_sleep_follows(student, generator):
    follows(student, derivations.SLEEP_DERIVATION, generator)


@pytest.mark.exercise("sleep_derivation", points=1)
def test_the_lines_lead_to_the_gradient_of_dreams(student, generator):
    arrives(student, derivations.SLEEP_DERIVATION, generator)
