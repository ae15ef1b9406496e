"""The graded suite of topic ``binary_latents``: formulas alone, so no test is a matter of luck."""

import pytest

from labsupport.checks.binary_latents import derivations, draws, formulas, likelihood
from labsupport.grading.suite import arrives, expect, follows

# --- bernoulli_kl


@pytest.mark.exercise("bernoulli_kl", points=1)
def test_the_divergence_is_summed_over_the_bits(student, generator):
    expect(formulas.BERNOULLI_KL.on_random_inputs(student.bernoulli_kl, generator))


@pytest.mark.exercise("bernoulli_kl", points=1)
def test_bernoulli_kl_takes_other_sizes(student, generator):
    expect(formulas.BERNOULLI_KL.on_other_sizes(student.bernoulli_kl, generator))


@pytest.mark.exercise("bernoulli_kl", points=1)
def test_bernoulli_kl_has_the_right_gradients(student, generator):
    expect(formulas.BERNOULLI_KL.on_gradients(student.bernoulli_kl, generator))


@pytest.mark.exercise("bernoulli_kl", points=1)
def test_bernoulli_kl_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.BERNOULLI_KL.on_kind(student.bernoulli_kl, generator))


# --- exact_gradient


@pytest.mark.exercise("exact_gradient", points=2)
def test_the_gradient_is_a_sum_over_all_codes(student, generator):
    expect(formulas.EXACT_GRADIENT.on_random_inputs(student.exact_gradient, generator))


@pytest.mark.exercise("exact_gradient", points=1)
def test_exact_gradient_takes_other_sizes(student, generator):
    expect(formulas.EXACT_GRADIENT.on_other_sizes(student.exact_gradient, generator))


@pytest.mark.exercise("exact_gradient", points=1)
def test_exact_gradient_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.EXACT_GRADIENT.on_kind(student.exact_gradient, generator))


# --- score_surrogate


@pytest.mark.exercise("score_surrogate", points=3)
def test_the_value_is_the_cost_and_the_gradient_that_of_the_score(student, generator):
    expect(draws.SCORE_SURROGATE.on_random_inputs(student.score_surrogate, generator))


@pytest.mark.exercise("score_surrogate", points=1)
def test_score_surrogate_takes_other_sizes(student, generator):
    expect(draws.SCORE_SURROGATE.on_other_sizes(student.score_surrogate, generator))


@pytest.mark.exercise("score_surrogate", points=1)
def test_score_surrogate_has_the_right_gradients(student, generator):
    expect(draws.SCORE_SURROGATE.on_gradients(student.score_surrogate, generator))


@pytest.mark.exercise("score_surrogate", points=1)
def test_score_surrogate_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(draws.SCORE_SURROGATE.on_kind(student.score_surrogate, generator))


# --- leave_one_out


@pytest.mark.exercise("leave_one_out", points=1)
def test_each_draw_has_the_mean_of_the_others(student, generator):
    expect(formulas.LEAVE_ONE_OUT.on_random_inputs(student.leave_one_out, generator))


@pytest.mark.exercise("leave_one_out", points=1)
def test_leave_one_out_takes_other_sizes(student, generator):
    expect(formulas.LEAVE_ONE_OUT.on_other_sizes(student.leave_one_out, generator))


@pytest.mark.exercise("leave_one_out", points=1)
def test_leave_one_out_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.LEAVE_ONE_OUT.on_kind(student.leave_one_out, generator))


# --- vimco_signal


@pytest.mark.exercise("vimco_signal", points=3)
def test_each_draw_has_its_own_signal(student, generator):
    expect(formulas.VIMCO_SIGNAL.on_random_inputs(student.vimco_signal, generator))


@pytest.mark.exercise("vimco_signal", points=1)
def test_vimco_signal_takes_other_sizes(student, generator):
    expect(formulas.VIMCO_SIGNAL.on_other_sizes(student.vimco_signal, generator))


@pytest.mark.exercise("vimco_signal", points=1)
def test_vimco_signal_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.VIMCO_SIGNAL.on_kind(student.vimco_signal, generator))


# --- disarm_gradient


@pytest.mark.exercise("disarm_gradient", points=2)
def test_a_pair_gives_the_estimate(student, generator):
    expect(formulas.DISARM_GRADIENT.on_random_inputs(student.disarm_gradient, generator))


@pytest.mark.exercise("disarm_gradient", points=1)
def test_disarm_gradient_takes_other_sizes(student, generator):
    expect(formulas.DISARM_GRADIENT.on_other_sizes(student.disarm_gradient, generator))


@pytest.mark.exercise("disarm_gradient", points=1)
def test_disarm_gradient_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.DISARM_GRADIENT.on_kind(student.disarm_gradient, generator))


# --- relaxed_sample


@pytest.mark.exercise("relaxed_sample", points=1)
def test_the_relaxed_bits_are_right(student, generator):
    expect(draws.RELAXED_SAMPLE.on_random_inputs(student.relaxed_sample, generator))


@pytest.mark.exercise("relaxed_sample", points=1)
def test_relaxed_sample_takes_other_sizes(student, generator):
    expect(draws.RELAXED_SAMPLE.on_other_sizes(student.relaxed_sample, generator))


@pytest.mark.exercise("relaxed_sample", points=1)
def test_relaxed_sample_has_the_right_gradients(student, generator):
    expect(draws.RELAXED_SAMPLE.on_gradients(student.relaxed_sample, generator))


@pytest.mark.exercise("relaxed_sample", points=1)
def test_relaxed_sample_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(draws.RELAXED_SAMPLE.on_kind(student.relaxed_sample, generator))


# --- straight_through


@pytest.mark.exercise("straight_through", points=2)
def test_the_value_is_a_bit_and_the_gradient_that_of_its_probability(student, generator):
    expect(draws.STRAIGHT_THROUGH.on_random_inputs(student.straight_through, generator))


@pytest.mark.exercise("straight_through", points=1)
def test_straight_through_takes_other_sizes(student, generator):
    expect(draws.STRAIGHT_THROUGH.on_other_sizes(student.straight_through, generator))


@pytest.mark.exercise("straight_through", points=1)
def test_straight_through_has_the_right_gradients(student, generator):
    expect(draws.STRAIGHT_THROUGH.on_gradients(student.straight_through, generator))


@pytest.mark.exercise("straight_through", points=1)
def test_straight_through_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(draws.STRAIGHT_THROUGH.on_kind(student.straight_through, generator))


# --- log_likelihood


@pytest.mark.exercise("log_likelihood", points=2)
def test_the_estimate_is_made_of_k_draws(student, generator):
    expect(likelihood.LOG_LIKELIHOOD.on_random_inputs(student.log_likelihood, generator))


@pytest.mark.exercise("log_likelihood", points=1)
def test_log_likelihood_takes_other_sizes(student, generator):
    expect(likelihood.LOG_LIKELIHOOD.on_other_sizes(student.log_likelihood, generator))


@pytest.mark.exercise("log_likelihood", points=1)
def test_log_likelihood_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(likelihood.LOG_LIKELIHOOD.on_kind(student.log_likelihood, generator))


# --- kl_derivation


@pytest.mark.exercise("kl_derivation", points=2)
def test_every_line_of_kl_derivation_follows(student, generator):
    follows(student, derivations.KL_DERIVATION, generator)


@pytest.mark.exercise("kl_derivation", points=1)
def test_the_lines_lead_to_the_divergence(student, generator):
    arrives(student, derivations.KL_DERIVATION, generator)


# --- baseline_derivation


@pytest.mark.exercise("baseline_derivation", points=2)
def test_every_line_of_baseline_derivation_follows(student, generator):
    follows(student, derivations.BASELINE_DERIVATION, generator)


@pytest.mark.exercise("baseline_derivation", points=1)
def test_the_lines_lead_to_the_exact_gradient(student, generator):
    arrives(student, derivations.BASELINE_DERIVATION, generator)
