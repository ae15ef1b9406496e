"""The graded suite of topic ``iwae``: formulas and derivations, so no test is a matter of luck."""

import pytest

from labsupport.checks.iwae import derivations
from labsupport.checks.iwae.bounds import ADD_DRAWS, BOUND_OF_GROUPS, SANDWICH
from labsupport.checks.iwae.gradients import (
    BOUND_GRADIENT,
    DOUBLY_REPARAMETERIZED,
    SHARES,
    SIGNAL_TO_NOISE,
)
from labsupport.checks.iwae.paths import PATH_LOG_W
from labsupport.grading.measuring import TASKS
from labsupport.grading.suite import arrives, expect, follows

MODEL = TASKS["iwae"]  # may be handed in besides

# --- bound_of_groups


@pytest.mark.exercise("bound_of_groups", points=1)
def test_the_bound_of_m_draws_is_averaged_over_the_groups(student, generator):
    expect(BOUND_OF_GROUPS.on_random_inputs(student.bound_of_groups, generator))


@pytest.mark.exercise("bound_of_groups", points=1)
def test_bound_of_groups_takes_other_sizes(student, generator):
    expect(BOUND_OF_GROUPS.on_other_sizes(student.bound_of_groups, generator))


@pytest.mark.exercise("bound_of_groups", points=1)
def test_bound_of_groups_has_the_right_gradients(student, generator):
    expect(BOUND_OF_GROUPS.on_gradients(student.bound_of_groups, generator))


@pytest.mark.exercise("bound_of_groups", points=1)
def test_bound_of_groups_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(BOUND_OF_GROUPS.on_kind(student.bound_of_groups, generator))


# --- shares


@pytest.mark.exercise("shares", points=1)
def test_the_shares_of_each_column_are_right_and_have_the_sum_1(student, generator):
    expect(SHARES.on_random_inputs(student.shares, generator))


@pytest.mark.exercise("shares", points=1)
def test_shares_takes_other_sizes(student, generator):
    expect(SHARES.on_other_sizes(student.shares, generator))


@pytest.mark.exercise("shares", points=1)
def test_shares_has_the_right_gradients(student, generator):
    expect(SHARES.on_gradients(student.shares, generator))


@pytest.mark.exercise("shares", points=1)
def test_shares_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(SHARES.on_kind(student.shares, generator))


# --- bound_gradient


@pytest.mark.exercise("bound_gradient", points=2)
def test_the_gradients_are_weighted_by_the_shares(student, generator):
    expect(BOUND_GRADIENT.on_random_inputs(student.bound_gradient, generator))


@pytest.mark.exercise("bound_gradient", points=1)
def test_bound_gradient_takes_other_sizes(student, generator):
    expect(BOUND_GRADIENT.on_other_sizes(student.bound_gradient, generator))


@pytest.mark.exercise("bound_gradient", points=1)
def test_bound_gradient_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(BOUND_GRADIENT.on_kind(student.bound_gradient, generator))


# --- path_log_w


@pytest.mark.exercise("path_log_w", points=3)
def test_the_weights_are_right_and_move_through_the_draws_alone(student, generator):
    expect(PATH_LOG_W.on_random_inputs(student.path_log_w, generator))


@pytest.mark.exercise("path_log_w", points=1)
def test_path_log_w_takes_other_sizes(student, generator):
    expect(PATH_LOG_W.on_other_sizes(student.path_log_w, generator))


@pytest.mark.exercise("path_log_w", points=1)
def test_path_log_w_has_the_right_gradients(student, generator):
    expect(PATH_LOG_W.on_gradients(student.path_log_w, generator))


@pytest.mark.exercise("path_log_w", points=1)
def test_path_log_w_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(PATH_LOG_W.on_kind(student.path_log_w, generator))


# --- doubly_reparameterized


@pytest.mark.exercise("doubly_reparameterized", points=3)
def test_the_value_is_the_bound_and_the_gradient_has_squared_shares(student, generator):
    expect(DOUBLY_REPARAMETERIZED.on_random_inputs(student.doubly_reparameterized, generator))


@pytest.mark.exercise("doubly_reparameterized", points=1)
def test_doubly_reparameterized_takes_other_sizes(student, generator):
    expect(DOUBLY_REPARAMETERIZED.on_other_sizes(student.doubly_reparameterized, generator))


@pytest.mark.exercise("doubly_reparameterized", points=1)
def test_doubly_reparameterized_has_the_right_gradients(student, generator):
    expect(DOUBLY_REPARAMETERIZED.on_gradients(student.doubly_reparameterized, generator))


@pytest.mark.exercise("doubly_reparameterized", points=1)
def test_doubly_reparameterized_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(DOUBLY_REPARAMETERIZED.on_kind(student.doubly_reparameterized, generator))


# --- signal_to_noise


@pytest.mark.exercise("signal_to_noise", points=1)
def test_it_is_the_mean_over_the_deviation(student, generator):
    expect(SIGNAL_TO_NOISE.on_random_inputs(student.signal_to_noise, generator))


@pytest.mark.exercise("signal_to_noise", points=1)
def test_signal_to_noise_takes_other_sizes(student, generator):
    expect(SIGNAL_TO_NOISE.on_other_sizes(student.signal_to_noise, generator))


@pytest.mark.exercise("signal_to_noise", points=1)
def test_signal_to_noise_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(SIGNAL_TO_NOISE.on_kind(student.signal_to_noise, generator))


# --- add_draws


@pytest.mark.exercise("add_draws", points=2)
def test_old_and_new_draws_make_the_bound_of_all(student, generator):
    expect(ADD_DRAWS.on_random_inputs(student.add_draws, generator))


@pytest.mark.exercise("add_draws", points=1)
def test_add_draws_takes_other_sizes(student, generator):
    expect(ADD_DRAWS.on_other_sizes(student.add_draws, generator))


@pytest.mark.exercise("add_draws", points=1)
def test_add_draws_has_the_right_gradients(student, generator):
    expect(ADD_DRAWS.on_gradients(student.add_draws, generator))


@pytest.mark.exercise("add_draws", points=1)
def test_add_draws_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(ADD_DRAWS.on_kind(student.add_draws, generator))


# --- sandwich


@pytest.mark.exercise("sandwich", points=2)
def test_the_lower_and_the_upper_estimate_are_right(student, generator):
    expect(SANDWICH.on_random_inputs(student.sandwich, generator))


@pytest.mark.exercise("sandwich", points=1)
def test_sandwich_takes_other_sizes(student, generator):
    expect(SANDWICH.on_other_sizes(student.sandwich, generator))


@pytest.mark.exercise("sandwich", points=1)
def test_sandwich_has_the_right_gradients(student, generator):
    expect(SANDWICH.on_gradients(student.sandwich, generator))


@pytest.mark.exercise("sandwich", points=1)
def test_sandwich_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(SANDWICH.on_kind(student.sandwich, generator))


# --- bound_derivation


@pytest.mark.exercise("bound_derivation", points=2)
def test_every_line_of_the_bound_follows(student, generator):
    follows(student, derivations.BOUND_DERIVATION, generator)


@pytest.mark.exercise("bound_derivation", points=1)
def test_the_lines_lead_to_the_evidence_by_jensens_inequality(student, generator):
    arrives(student, derivations.BOUND_DERIVATION, generator)


# --- rising_derivation


@pytest.mark.exercise("rising_derivation", points=2)
def test_every_line_from_k_draws_to_fewer_follows(student, generator):
    follows(student, derivations.RISING_DERIVATION, generator)


@pytest.mark.exercise("rising_derivation", points=1)
def test_the_lines_lead_to_the_bound_of_one_draw_less(student, generator):
    arrives(student, derivations.RISING_DERIVATION, generator)


# --- gradient_derivation


@pytest.mark.exercise("gradient_derivation", points=2)
def test_every_line_of_the_gradient_follows(student, generator):
    follows(student, derivations.GRADIENT_DERIVATION, generator)


@pytest.mark.exercise("gradient_derivation", points=1)
def test_the_lines_lead_to_the_shares(student, generator):
    arrives(student, derivations.GRADIENT_DERIVATION, generator)
