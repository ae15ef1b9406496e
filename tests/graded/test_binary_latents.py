"""The graded suite of topic ``binary_latents``: formulas alone, so no test is a matter of luck."""

from labsupport.checks.binary_latents import derivations, draws, formulas, likelihood
from labsupport.grading.suite import arrives, asks, follows

test_the_divergence_is_summed_over_the_bits = asks(formulas.BERNOULLI_KL.on_random_inputs)
test_bernoulli_kl_takes_other_sizes = asks(formulas.BERNOULLI_KL.on_other_sizes)
test_bernoulli_kl_has_the_right_gradients = asks(formulas.BERNOULLI_KL.on_gradients)
test_bernoulli_kl_keeps_dtype_and_device = asks(formulas.BERNOULLI_KL.on_kind)

test_the_gradient_is_a_sum_over_all_codes = asks(formulas.EXACT_GRADIENT.on_random_inputs, points=2)
test_exact_gradient_takes_other_sizes = asks(formulas.EXACT_GRADIENT.on_other_sizes)
test_exact_gradient_keeps_dtype_and_device = asks(formulas.EXACT_GRADIENT.on_kind)

test_the_value_is_the_cost_and_the_gradient_that_of_the_score = asks(
    draws.SCORE_SURROGATE.on_random_inputs, points=3
)
test_score_surrogate_takes_other_sizes = asks(draws.SCORE_SURROGATE.on_other_sizes)
test_score_surrogate_has_the_right_gradients = asks(draws.SCORE_SURROGATE.on_gradients)
test_score_surrogate_keeps_dtype_and_device = asks(draws.SCORE_SURROGATE.on_kind)

test_each_draw_has_the_mean_of_the_others = asks(formulas.LEAVE_ONE_OUT.on_random_inputs)
test_leave_one_out_takes_other_sizes = asks(formulas.LEAVE_ONE_OUT.on_other_sizes)
test_leave_one_out_keeps_dtype_and_device = asks(formulas.LEAVE_ONE_OUT.on_kind)

test_each_draw_has_its_own_signal = asks(formulas.VIMCO_SIGNAL.on_random_inputs, points=3)
test_vimco_signal_takes_other_sizes = asks(formulas.VIMCO_SIGNAL.on_other_sizes)
test_vimco_signal_keeps_dtype_and_device = asks(formulas.VIMCO_SIGNAL.on_kind)

test_a_pair_gives_the_estimate = asks(formulas.DISARM_GRADIENT.on_random_inputs, points=2)
test_disarm_gradient_takes_other_sizes = asks(formulas.DISARM_GRADIENT.on_other_sizes)
test_disarm_gradient_keeps_dtype_and_device = asks(formulas.DISARM_GRADIENT.on_kind)

test_the_relaxed_bits_are_right = asks(draws.RELAXED_SAMPLE.on_random_inputs)
test_relaxed_sample_takes_other_sizes = asks(draws.RELAXED_SAMPLE.on_other_sizes)
test_relaxed_sample_has_the_right_gradients = asks(draws.RELAXED_SAMPLE.on_gradients)
test_relaxed_sample_keeps_dtype_and_device = asks(draws.RELAXED_SAMPLE.on_kind)

test_the_value_is_a_bit_and_the_gradient_that_of_its_probability = asks(
    draws.STRAIGHT_THROUGH.on_random_inputs, points=2
)
test_straight_through_takes_other_sizes = asks(draws.STRAIGHT_THROUGH.on_other_sizes)
test_straight_through_has_the_right_gradients = asks(draws.STRAIGHT_THROUGH.on_gradients)
test_straight_through_keeps_dtype_and_device = asks(draws.STRAIGHT_THROUGH.on_kind)

test_the_estimate_is_made_of_k_draws = asks(likelihood.LOG_LIKELIHOOD.on_random_inputs, points=2)
test_log_likelihood_takes_other_sizes = asks(likelihood.LOG_LIKELIHOOD.on_other_sizes)
test_log_likelihood_keeps_dtype_and_device = asks(likelihood.LOG_LIKELIHOOD.on_kind)

test_every_line_of_kl_derivation_follows = follows(derivations.KL_DERIVATION)
test_the_lines_lead_to_the_divergence = arrives(derivations.KL_DERIVATION)

test_every_line_of_baseline_derivation_follows = follows(derivations.BASELINE_DERIVATION)
test_the_lines_lead_to_the_exact_gradient = arrives(derivations.BASELINE_DERIVATION)
