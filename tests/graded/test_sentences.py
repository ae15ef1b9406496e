"""The graded suite of topic ``sentences``. No test of it is random beyond its inputs."""

import pytest

from labsupport.checks.sentences import derivations
from labsupport.checks.sentences.bounds import ANNEALED_LOSS, FREE_BITS, PERPLEXITY
from labsupport.checks.sentences.reading import (
    LAST_STATE,
    MASKED_LOG_LIKELIHOOD,
    WORD_DROPOUT,
    in_evaluation,
)
from labsupport.checks.sentences.search import BEAM_STEP, INTERPOLATE
from labsupport.grading.suite import arrives, expect, follows

# --- last_state


@pytest.mark.exercise("last_state", points=2)
def test_each_direction_is_taken_after_its_own_last_word(student, generator):
    expect(LAST_STATE.on_random_inputs(student.last_state, generator))


@pytest.mark.exercise("last_state", points=1)
def test_last_state_takes_other_sizes(student, generator):
    expect(LAST_STATE.on_other_sizes(student.last_state, generator))


@pytest.mark.exercise("last_state", points=1)
def test_last_state_has_the_right_gradients(student, generator):
    expect(LAST_STATE.on_gradients(student.last_state, generator))


@pytest.mark.exercise("last_state", points=1)
def test_last_state_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(LAST_STATE.on_kind(student.last_state, generator))


# --- word_dropout


@pytest.mark.exercise("word_dropout", points=2)
def test_words_are_dropped_where_the_noise_says_so(student, generator):
    expect(WORD_DROPOUT.on_random_inputs(student.word_dropout, generator))


@pytest.mark.exercise("word_dropout", points=1)
def test_word_dropout_takes_other_sizes(student, generator):
    expect(WORD_DROPOUT.on_other_sizes(student.word_dropout, generator))


@pytest.mark.exercise("word_dropout", points=1)
def test_no_word_is_dropped_in_evaluation(student, generator):
    expect(in_evaluation(student.word_dropout, generator))


@pytest.mark.exercise("word_dropout", points=1)
def test_word_dropout_is_on_the_device_of_its_inputs(student, generator):
    expect(WORD_DROPOUT.on_kind(student.word_dropout, generator))


# --- masked_log_likelihood


@pytest.mark.exercise("masked_log_likelihood", points=2)
def test_the_words_count_and_the_padding_does_not(student, generator):
    expect(MASKED_LOG_LIKELIHOOD.on_random_inputs(student.masked_log_likelihood, generator))


@pytest.mark.exercise("masked_log_likelihood", points=1)
def test_masked_log_likelihood_takes_other_sizes(student, generator):
    expect(MASKED_LOG_LIKELIHOOD.on_other_sizes(student.masked_log_likelihood, generator))


@pytest.mark.exercise("masked_log_likelihood", points=1)
def test_masked_log_likelihood_has_the_right_gradients(student, generator):
    expect(MASKED_LOG_LIKELIHOOD.on_gradients(student.masked_log_likelihood, generator))


@pytest.mark.exercise("masked_log_likelihood", points=1)
def test_masked_log_likelihood_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(MASKED_LOG_LIKELIHOOD.on_kind(student.masked_log_likelihood, generator))


# --- annealed_loss


@pytest.mark.exercise("annealed_loss", points=2)
def test_the_weight_of_the_divergence_rises_from_0_to_1(student, generator):
    expect(ANNEALED_LOSS.on_random_inputs(student.annealed_loss, generator))


@pytest.mark.exercise("annealed_loss", points=1)
def test_annealed_loss_takes_other_sizes(student, generator):
    expect(ANNEALED_LOSS.on_other_sizes(student.annealed_loss, generator))


@pytest.mark.exercise("annealed_loss", points=1)
def test_annealed_loss_has_the_right_gradients(student, generator):
    expect(ANNEALED_LOSS.on_gradients(student.annealed_loss, generator))


@pytest.mark.exercise("annealed_loss", points=1)
def test_annealed_loss_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(ANNEALED_LOSS.on_kind(student.annealed_loss, generator))


# --- free_bits


@pytest.mark.exercise("free_bits", points=2)
def test_the_first_nats_of_each_latent_number_are_free(student, generator):
    expect(FREE_BITS.on_random_inputs(student.free_bits, generator))


@pytest.mark.exercise("free_bits", points=1)
def test_free_bits_takes_other_sizes(student, generator):
    expect(FREE_BITS.on_other_sizes(student.free_bits, generator))


@pytest.mark.exercise("free_bits", points=1)
def test_free_bits_has_the_right_gradients(student, generator):
    expect(FREE_BITS.on_gradients(student.free_bits, generator))


@pytest.mark.exercise("free_bits", points=1)
def test_free_bits_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(FREE_BITS.on_kind(student.free_bits, generator))


# --- interpolate


@pytest.mark.exercise("interpolate", points=2)
def test_the_points_lie_on_a_line_at_equal_distances(student, generator):
    expect(INTERPOLATE.on_random_inputs(student.interpolate, generator))


@pytest.mark.exercise("interpolate", points=1)
def test_interpolate_takes_other_sizes(student, generator):
    expect(INTERPOLATE.on_other_sizes(student.interpolate, generator))


@pytest.mark.exercise("interpolate", points=1)
def test_interpolate_has_the_right_gradients(student, generator):
    expect(INTERPOLATE.on_gradients(student.interpolate, generator))


@pytest.mark.exercise("interpolate", points=1)
def test_interpolate_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(INTERPOLATE.on_kind(student.interpolate, generator))


# --- beam_step


@pytest.mark.exercise("beam_step", points=2)
def test_the_best_continuations_of_all_beginnings_are_kept(student, generator):
    expect(BEAM_STEP.on_random_inputs(student.beam_step, generator))


@pytest.mark.exercise("beam_step", points=1)
def test_beam_step_takes_other_sizes(student, generator):
    expect(BEAM_STEP.on_other_sizes(student.beam_step, generator))


@pytest.mark.exercise("beam_step", points=1)
def test_beam_step_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(BEAM_STEP.on_kind(student.beam_step, generator))


# --- perplexity


@pytest.mark.exercise("perplexity", points=2)
def test_all_sentences_make_one_perplexity(student, generator):
    expect(PERPLEXITY.on_random_inputs(student.perplexity, generator))


@pytest.mark.exercise("perplexity", points=1)
def test_perplexity_takes_other_sizes(student, generator):
    expect(PERPLEXITY.on_other_sizes(student.perplexity, generator))


@pytest.mark.exercise("perplexity", points=1)
def test_perplexity_has_the_right_gradients(student, generator):
    expect(PERPLEXITY.on_gradients(student.perplexity, generator))


@pytest.mark.exercise("perplexity", points=1)
def test_perplexity_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(PERPLEXITY.on_kind(student.perplexity, generator))


# --- price


@pytest.mark.exercise("price", points=2)
def test_every_line_of_the_price_follows(student, generator):
    follows(student, derivations.PRICE, generator)


@pytest.mark.exercise("price", points=2)
def test_the_price_is_information_and_mismatch(student, generator):
    arrives(student, derivations.PRICE, generator)
