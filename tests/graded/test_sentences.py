"""The graded suite of topic ``sentences``. No test of it is random beyond its inputs."""

from labsupport.checks.sentences import derivations
from labsupport.checks.sentences.bounds import ANNEALED_LOSS, FREE_BITS, PERPLEXITY
from labsupport.checks.sentences.reading import (
    LAST_STATE,
    MASKED_LOG_LIKELIHOOD,
    WORD_DROPOUT,
    in_evaluation,
)
from labsupport.checks.sentences.search import BEAM_STEP, INTERPOLATE
from labsupport.grading.suite import arrives, asks, follows

test_each_direction_is_taken_after_its_own_last_word = asks(LAST_STATE.on_random_inputs, points=2)
test_last_state_takes_other_sizes = asks(LAST_STATE.on_other_sizes)
test_last_state_has_the_right_gradients = asks(LAST_STATE.on_gradients)
test_last_state_keeps_dtype_and_device = asks(LAST_STATE.on_kind)

test_words_are_dropped_where_the_noise_says_so = asks(WORD_DROPOUT.on_random_inputs, points=2)
test_word_dropout_takes_other_sizes = asks(WORD_DROPOUT.on_other_sizes)

test_no_word_is_dropped_in_evaluation = asks(in_evaluation, of="word_dropout")

test_word_dropout_is_on_the_device_of_its_inputs = asks(WORD_DROPOUT.on_kind)

test_the_words_count_and_the_padding_does_not = asks(
    MASKED_LOG_LIKELIHOOD.on_random_inputs, points=2
)
test_masked_log_likelihood_takes_other_sizes = asks(MASKED_LOG_LIKELIHOOD.on_other_sizes)
test_masked_log_likelihood_has_the_right_gradients = asks(MASKED_LOG_LIKELIHOOD.on_gradients)
test_masked_log_likelihood_keeps_dtype_and_device = asks(MASKED_LOG_LIKELIHOOD.on_kind)

test_the_weight_of_the_divergence_rises_from_0_to_1 = asks(ANNEALED_LOSS.on_random_inputs, points=2)
test_annealed_loss_takes_other_sizes = asks(ANNEALED_LOSS.on_other_sizes)
test_annealed_loss_has_the_right_gradients = asks(ANNEALED_LOSS.on_gradients)
test_annealed_loss_keeps_dtype_and_device = asks(ANNEALED_LOSS.on_kind)

test_the_first_nats_of_each_latent_number_are_free = asks(FREE_BITS.on_random_inputs, points=2)
test_free_bits_takes_other_sizes = asks(FREE_BITS.on_other_sizes)
test_free_bits_has_the_right_gradients = asks(FREE_BITS.on_gradients)
test_free_bits_keeps_dtype_and_device = asks(FREE_BITS.on_kind)

test_the_points_lie_on_a_line_at_equal_distances = asks(INTERPOLATE.on_random_inputs, points=2)
test_interpolate_takes_other_sizes = asks(INTERPOLATE.on_other_sizes)
test_interpolate_has_the_right_gradients = asks(INTERPOLATE.on_gradients)
test_interpolate_keeps_dtype_and_device = asks(INTERPOLATE.on_kind)

test_the_best_continuations_of_all_beginnings_are_kept = asks(BEAM_STEP.on_random_inputs, points=2)
test_beam_step_takes_other_sizes = asks(BEAM_STEP.on_other_sizes)
test_beam_step_keeps_dtype_and_device = asks(BEAM_STEP.on_kind)

test_all_sentences_make_one_perplexity = asks(PERPLEXITY.on_random_inputs, points=2)
test_perplexity_takes_other_sizes = asks(PERPLEXITY.on_other_sizes)
test_perplexity_has_the_right_gradients = asks(PERPLEXITY.on_gradients)
test_perplexity_keeps_dtype_and_device = asks(PERPLEXITY.on_kind)

test_every_line_of_the_price_follows = follows(derivations.PRICE)
test_the_price_is_information_and_mismatch = arrives(derivations.PRICE, points=2)
