"""The graded suite of topic ``wake_sleep``: no test is a matter of luck.

Dreams are judged for given uniform numbers, and estimates for the draws that were made.
"""

from labsupport.checks.counted import as_many_as_said
from labsupport.checks.wake_sleep import derivations
from labsupport.checks.wake_sleep.energies import BOLTZMANN, DIVERGENCES, FREE_ENERGY
from labsupport.checks.wake_sleep.layers import DREAM, LOG_JOINT, SLEEP_LOSS
from labsupport.checks.wake_sleep.phases import EVALUATE, REWEIGHTED, WAKE_SLEEP
from labsupport.grading.suite import arrives, asks, follows

test_the_mean_energy_minus_the_temperature_times_the_entropy = asks(FREE_ENERGY.on_random_inputs)
test_free_energy_takes_other_sizes = asks(FREE_ENERGY.on_other_sizes)
test_free_energy_has_the_right_gradients = asks(FREE_ENERGY.on_gradients)
test_free_energy_keeps_dtype_and_device = asks(FREE_ENERGY.on_kind)

test_the_distribution_and_its_free_energy_are_right = asks(BOLTZMANN.on_random_inputs)
test_boltzmann_takes_other_sizes = asks(BOLTZMANN.on_other_sizes)
test_boltzmann_has_the_right_gradients = asks(BOLTZMANN.on_gradients)
test_boltzmann_keeps_dtype_and_device = asks(BOLTZMANN.on_kind)

test_both_directions_of_the_divergence_are_right = asks(DIVERGENCES.on_random_inputs, points=2)
test_divergences_takes_other_sizes = asks(DIVERGENCES.on_other_sizes)
test_divergences_has_the_right_gradients = asks(DIVERGENCES.on_gradients)
test_divergences_keeps_dtype_and_device = asks(DIVERGENCES.on_kind)

test_all_layers_count_and_each_depends_on_the_one_above = asks(LOG_JOINT.on_random_inputs, points=2)
test_log_joint_takes_other_sizes = asks(LOG_JOINT.on_other_sizes)
test_log_joint_has_the_right_gradients = asks(LOG_JOINT.on_gradients)
test_log_joint_keeps_dtype_and_device = asks(LOG_JOINT.on_kind)

test_dreams_are_drawn_from_the_top_down = asks(DREAM.on_random_inputs, points=2)
test_dream_takes_other_sizes = asks(DREAM.on_other_sizes)
test_dream_keeps_dtype_and_device = asks(DREAM.on_kind)

test_the_loss_is_minus_the_log_probability_of_the_causes = asks(
    SLEEP_LOSS.on_random_inputs, points=2
)
test_sleep_loss_takes_other_sizes = asks(SLEEP_LOSS.on_other_sizes)
test_sleep_loss_has_the_right_gradients = asks(SLEEP_LOSS.on_gradients)
test_sleep_loss_keeps_dtype_and_device = asks(SLEEP_LOSS.on_kind)

test_the_value_is_the_elbo_and_each_network_has_its_own_gradient = asks(
    WAKE_SLEEP.on_random_inputs, points=3
)
test_wake_sleep_takes_other_sizes = asks(WAKE_SLEEP.on_other_sizes)
test_wake_sleep_has_the_right_gradients = asks(WAKE_SLEEP.on_gradients)
test_wake_sleep_keeps_dtype_and_device = asks(WAKE_SLEEP.on_kind)

test_the_value_is_the_bound_and_both_gradients_have_the_shares = asks(
    REWEIGHTED.on_random_inputs, points=3
)
test_reweighted_takes_other_sizes = asks(REWEIGHTED.on_other_sizes)
test_reweighted_has_the_right_gradients = asks(REWEIGHTED.on_gradients)
test_reweighted_keeps_dtype_and_device = asks(REWEIGHTED.on_kind)

test_the_estimate_is_that_of_these_draws = asks(
    EVALUATE.on_generic_inputs, EVALUATE.on_other_sizes, points=2
)
test_as_many_draws_are_made_as_were_asked_for = asks(as_many_as_said, of="evaluate", points=2)
test_weights_of_any_size_are_fine = asks(EVALUATE.on_random_inputs)
test_evaluate_keeps_dtype_and_device = asks(EVALUATE.on_kind)

test_every_line_about_the_free_energy_follows = follows(derivations.BOLTZMANN_DERIVATION)
test_the_lines_lead_to_the_divergence_from_boltzmann = arrives(derivations.BOLTZMANN_DERIVATION)

test_every_line_about_sleep_follows = follows(derivations.SLEEP_DERIVATION)
test_the_lines_lead_to_the_gradient_of_dreams = arrives(derivations.SLEEP_DERIVATION)
