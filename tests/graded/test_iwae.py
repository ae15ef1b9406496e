"""The graded suite of topic ``iwae``: formulas and derivations, so no test is a matter of luck."""

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
from labsupport.grading.suite import arrives, asks, follows

MODEL = TASKS["iwae"]  # may be handed in besides


test_the_bound_of_m_draws_is_averaged_over_the_groups = asks(BOUND_OF_GROUPS.on_random_inputs)
test_bound_of_groups_takes_other_sizes = asks(BOUND_OF_GROUPS.on_other_sizes)
test_bound_of_groups_has_the_right_gradients = asks(BOUND_OF_GROUPS.on_gradients)
test_bound_of_groups_keeps_dtype_and_device = asks(BOUND_OF_GROUPS.on_kind)

test_the_shares_of_each_column_are_right_and_have_the_sum_1 = asks(SHARES.on_random_inputs)
test_shares_takes_other_sizes = asks(SHARES.on_other_sizes)
test_shares_has_the_right_gradients = asks(SHARES.on_gradients)
test_shares_keeps_dtype_and_device = asks(SHARES.on_kind)

test_the_gradients_are_weighted_by_the_shares = asks(BOUND_GRADIENT.on_random_inputs, points=2)
test_bound_gradient_takes_other_sizes = asks(BOUND_GRADIENT.on_other_sizes)
test_bound_gradient_keeps_dtype_and_device = asks(BOUND_GRADIENT.on_kind)

test_the_weights_are_right_and_move_through_the_draws_alone = asks(
    PATH_LOG_W.on_random_inputs, points=3
)
test_path_log_w_takes_other_sizes = asks(PATH_LOG_W.on_other_sizes)
test_path_log_w_has_the_right_gradients = asks(PATH_LOG_W.on_gradients)
test_path_log_w_keeps_dtype_and_device = asks(PATH_LOG_W.on_kind)

test_the_value_is_the_bound_and_the_gradient_has_squared_shares = asks(
    DOUBLY_REPARAMETERIZED.on_random_inputs, points=3
)
test_doubly_reparameterized_takes_other_sizes = asks(DOUBLY_REPARAMETERIZED.on_other_sizes)
test_doubly_reparameterized_has_the_right_gradients = asks(DOUBLY_REPARAMETERIZED.on_gradients)
test_doubly_reparameterized_keeps_dtype_and_device = asks(DOUBLY_REPARAMETERIZED.on_kind)

test_it_is_the_mean_over_the_deviation = asks(SIGNAL_TO_NOISE.on_random_inputs)
test_signal_to_noise_takes_other_sizes = asks(SIGNAL_TO_NOISE.on_other_sizes)
test_signal_to_noise_keeps_dtype_and_device = asks(SIGNAL_TO_NOISE.on_kind)

test_old_and_new_draws_make_the_bound_of_all = asks(ADD_DRAWS.on_random_inputs, points=2)
test_add_draws_takes_other_sizes = asks(ADD_DRAWS.on_other_sizes)
test_add_draws_has_the_right_gradients = asks(ADD_DRAWS.on_gradients)
test_add_draws_keeps_dtype_and_device = asks(ADD_DRAWS.on_kind)

test_the_lower_and_the_upper_estimate_are_right = asks(SANDWICH.on_random_inputs, points=2)
test_sandwich_takes_other_sizes = asks(SANDWICH.on_other_sizes)
test_sandwich_has_the_right_gradients = asks(SANDWICH.on_gradients)
test_sandwich_keeps_dtype_and_device = asks(SANDWICH.on_kind)

test_every_line_of_the_bound_follows = follows(derivations.BOUND_DERIVATION)
test_the_lines_lead_to_the_evidence_by_jensens_inequality = arrives(derivations.BOUND_DERIVATION)

test_every_line_from_k_draws_to_fewer_follows = follows(derivations.RISING_DERIVATION)
test_the_lines_lead_to_the_bound_of_one_draw_less = arrives(derivations.RISING_DERIVATION)

test_every_line_of_the_gradient_follows = follows(derivations.GRADIENT_DERIVATION)
test_the_lines_lead_to_the_shares = arrives(derivations.GRADIENT_DERIVATION)
