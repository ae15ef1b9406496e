"""Answers written from the stubs alone: a sample of each set is judged as it should be.

All of them are with

    EVERY=1 python -m pytest tests/mutation/test_answers.py
"""

import os
import random

import pytest

from benchmarks.answers import SETS, answers, judge
from tests.variants.build import SLUGS

SAMPLE = 6  # of each set and topic
# Answers that are judged otherwise than their label says, with the reason.
OTHERWISE = {
    "monte_carlo-rejection_sample-one_uniform_for_a_batch": "of the batches of this answer few "
    "draws are compared",
    "start-log_mean_exp-loops_over_columns_in_floats": "no gradient flows back",
    "vae-train_step-clears_only_afterwards": "right: such steps leave nothing to each other",
    "vae-train_step-cleared_only_afterwards": "right: such steps leave nothing to each other",
    "vae-reparameterize-root_after_exp": "exp(100) is not asked for: a standard deviation of 5e21",
    "vae-gaussian_kl-logarithm_of_the_variance_again": "nor is exp(-200), of which float32 has 0",
    "autoencoders-e_step-mixture_of_the_library": "weights below 1e-7 are not asked for",
    "autoencoders-m_step-second_moment_in_the_given_dtype": "nor are codes far from 0",
    "gradients-rsample_full_covariance-root_by_eigenvectors": "nor are equal eigenvalues, at which "
    "a root by eigenvectors has no gradient",
    "monte_carlo-self_normalized_importance_sampling-small_sample_correction": "n / (n - 1) is "
    "less than what is told apart",
    "monte_carlo-self_normalized_importance_sampling-epsilon_in_the_denominator": "and so is this",
    "vae-reparameterize-root_after_the_exponential": "exp(100) is not asked for",
    "vae-reparameterize-mean_when_no_gradient_is_needed": "whether gradients are recorded does not "
    "cross to a submission",
    "vae-generate-gradients_off_for_good": "and does not come back from it",
    "vae-train_step-cleared_at_the_end": "right: such steps leave nothing to each other",
    "vae-elbo-no_noise_in_eval_mode": "networks are judged in training mode alone",
    "convolutional-interpolate-default_shares": "shares rounded to float32 are right",
    "draw-latent_loss-logarithm_of_rounded": "nor is exp(-104), of which float32 has 0",
    "draw-location_loss-gradient_of_reward": "right: the reward is data, and so is its gradient",
    "binary_latents-straight_through-without_brackets": "right: nothing is rounded more than 1e-7",
    "convolutional-interpolate-usual_precision": "shares rounded to float32 are right",
    "draw-location_loss-reward_with_gradient": "right: the reward is data, and so is its gradient",
    "draw-location_loss-reward_learns_too": "right: the reward is data, and so is its gradient",
    "flows-leapfrog-in_place_on_copies": "wrong: the precision gets no gradient",
    "iwae-path_log_w-model_of_the_lab": "wrong: a submission has no models, as check and suite say",
    "autoencoders-m_step-second_moment_less_square": "codes far from 0 are not asked for",
    "vae-train_step-cleared_afterwards": "right: such steps leave nothing to each other",
    "gradients-rsample_full_covariance-symmetric_root_by_eigenvectors": "equal eigenvalues are not "
    "asked for",
    "gradients-lifetime_from_uniform-logarithm_of_one_minus_u": "nor are u that float32 can hardly "
    "tell from 0",
    "gradients-measure_valued_gradient-dtype_of_the_cost": "every f that is given keeps the dtype",
    "flows-radial_forward-root_of_a_sum_of_squares": "nor is a point at the centre, where the "
    "slope of the radius is any number",
    "generative-sample_on_grid-cell_that_ends_at_u": "nor is u = 0 on cells without mass, which "
    "any point of them answers",
    "monte_carlo-narrowest_width-root_of_half_the_power": "nor is a width whose square overflows",
    "monte_carlo-effective_sample_size-difference_of_large_logarithms": "digits that a million "
    "costs float32 are less than what is told apart",
    "gradients-lifetime_from_uniform-logarithm_of_a_rounded_difference": "nor are u that float32 "
    "can hardly tell from 0",
    "vae-reparameterize-root_of_the_exponential": "exp(100) is not asked for",
    "vae-reparameterize-root_of_the_variance": "exp(100) is not asked for",
    "monte_carlo-narrowest_width-powers_that_overflow": "nor is a width whose power overflows",
    "monte_carlo-effective_sample_size-large_numbers_subtracted": "digits that a million costs "
    "float32 are less than what is told apart",
    "local_reparameterization-dropout_activations-output_by_output": "wrong by the docstring, "
    "which says since then that gradients flow back",
}
# What was once said of answers, and is not true of them.
UNTRUE = {
    "convolutional-style_bounds-pictures_in_the_order_of_styles": "nothing may be clamped",
    "flows-flow_free_energy-constants_cancelled_too_early": "whatever the inputs are",
    "local_reparameterization-calibration_error-parts_of_the_range_that_occurs": "on a border",
    "sentences-beam_step-in_the_order_of_the_beginnings": "let all its words compete",
    "sentences-perplexity-logarithm_of_the_other_axis": "1 is subtracted",
    "sentences-word_dropout-unknown_word_of_the_lab": "`training`",
    "sentences-word_dropout-beginning_kept_by_noise_of_zero": "not where they are equal",
    "vae-Decoder-DecoderWithOneBias": "has no bias",
    "vae-Decoder-DecoderWithBiasAfterTanh": "has no bias;",
    "wake_sleep-dream-first_top_state_for_all": "the sign",
    "wake_sleep-log_joint-clamped_probabilities": "the result is not finite",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("identifier", UNTRUE)
def test_what_was_untrue_is_not_said_again(identifier):
    every = [a for name in SETS for a, _ in answers(name, identifier.partition("-")[0])]
    found = [judge(answer, right=False) for answer in every if answer.id == identifier]
    assert found
    for judged in found:
        assert not judged.misjudged
        assert UNTRUE[identifier] not in judged.suite + judged.check


@pytest.mark.filterwarnings("ignore")  # those of the submission
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("slug", SLUGS)
def test_answers_of_others_are_judged_rightly(slug, name):
    every = [(a, right) for a, right in answers(name, slug) if a.id not in OTHERWISE]
    if "EVERY" not in os.environ:
        every = random.Random(name).sample(every, min(SAMPLE, len(every)))
    for answer, right in every:
        judged = judge(answer, right)
        assert not judged.misjudged, judged
