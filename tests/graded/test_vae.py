"""The graded suite of topic ``vae``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.inputs import Inputs
from labsupport.checks.vae import (
    bound,
    derivations,
    draws,
    formulas,
    generation,
    lent,
    networks,
    perceptron,
)
from labsupport.grading.measuring import TASKS
from labsupport.grading.suite import arrives, asks, expect, follows, with_own_or_right

MODEL = TASKS["vae"]  # may be handed in besides


test_without_variance_a_draw_is_the_mean = asks(draws.value, of="reparameterize")
test_draws_have_the_right_distribution = asks(draws.distribution, of="reparameterize", points=2)
test_gradients_reach_mean_and_log_variance = asks(draws.gradient, of="reparameterize")
test_a_draw_keeps_dtype_and_device = asks(draws.kind, of="reparameterize")

test_kl_is_that_of_two_gaussians = asks(formulas.KL.on_random_inputs)
test_kl_is_right_for_other_shapes = asks(formulas.KL.on_other_sizes)
test_kl_has_the_right_gradients = asks(formulas.KL.on_gradients)
test_kl_keeps_dtype_and_device = asks(formulas.KL.on_kind)


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_is_the_log_probability_of_binary_pixels(student, generator):
    for logits in ((0.05, 0.95), (-5, 5)):
        size = ((5, 4), (5, 4), *logits)
        expect(formulas.BERNOULLI.on_inputs(student.bernoulli_log_likelihood, generator, *size))


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_takes_grey_pixels(student, generator):
    x, logits = formulas.grey(Inputs(generator))
    expect(formulas.BERNOULLI.judge.value(student.bernoulli_log_likelihood, x, logits))


test_bernoulli_is_finite_for_large_logits = asks(formulas.BERNOULLI.on_random_inputs)

test_bernoulli_broadcasts = asks(formulas.BERNOULLI.on_other_sizes)
test_bernoulli_has_the_right_gradients = asks(formulas.BERNOULLI.on_gradients)
test_bernoulli_keeps_dtype_and_device = asks(formulas.BERNOULLI.on_kind)

test_gaussian_is_the_log_density = asks(formulas.GAUSSIAN.on_random_inputs)
test_gaussian_broadcasts = asks(formulas.GAUSSIAN.on_other_sizes)
test_gaussian_has_the_right_gradients = asks(formulas.GAUSSIAN.on_gradients)
test_gaussian_keeps_dtype_and_device = asks(formulas.GAUSSIAN.on_kind)


def encoder_of(student):
    return networks.Network(("mu", "log_var"), student.Encoder)


def decoder_of(student):
    return networks.Network(("logits",), student.Decoder)


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_gives_mu_and_log_var_of_each_image(student, generator):
    expect(networks.of_each_row(encoder_of(student)))


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_outputs_are_unbounded(student, generator):
    expect(networks.unbounded(encoder_of(student)))


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_has_a_tanh_layer(student, generator):
    network = encoder_of(student)
    expect(networks.hidden_layer(network) or perceptron.activation(network))


@pytest.mark.exercise("Encoder", points=1)
def test_all_parameters_of_the_encoder_are_used_as_they_should(student, generator):
    expect(networks.parameters(encoder_of(student)))
    expect(perceptron.formulas(encoder_of(student)))


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_outputs_are_in_the_dtype_and_on_the_device_of_the_image(student, generator):
    expect(networks.kind(encoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_decoder_gives_logits_of_each_z(student, generator):
    expect(networks.of_each_row(decoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_logits_are_unbounded(student, generator):
    expect(networks.unbounded(decoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_decoder_has_a_tanh_layer(student, generator):
    network = decoder_of(student)
    expect(networks.hidden_layer(network) or perceptron.activation(network))


@pytest.mark.exercise("Decoder", points=1)
def test_all_parameters_of_the_decoder_are_used_as_they_should(student, generator):
    expect(networks.parameters(decoder_of(student)))
    expect(perceptron.formulas(decoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_logits_are_in_the_dtype_and_on_the_device_of_z(student, generator):
    expect(networks.kind(decoder_of(student)))


@pytest.mark.exercise("elbo", points=2)
def test_elbo_where_the_decoder_ignores_z(student, generator):
    with_own_or_right(student, lambda: bound.elbo_without_noise(student, generator), *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_elbo_where_the_posterior_has_no_variance(student, generator):
    with_own_or_right(student, lambda: bound.elbo_of_mean(student, generator), *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_every_image_gets_its_own_draw_from_the_posterior(student, generator):
    def verdict():
        return bound.elbo_noise(student, generator) or bound.elbo_fresh(student, generator)

    with_own_or_right(student, verdict, *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_gradients_of_the_elbo_reach_both_networks(student, generator):
    def verdict():
        sentence = bound.elbo_gradient(student, generator)
        return sentence or bound.elbo_noise_gradient(student, generator)

    with_own_or_right(student, verdict, *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_the_elbo_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    with_own_or_right(student, lambda: bound.elbo_kind(student, generator), *lent.TERMS)


@pytest.mark.exercise("train_step", points=3)
def test_two_steps_follow_the_gradient_of_the_mean_loss(student, generator):
    def verdict():
        sentence = bound.train_step(student, generator)
        return sentence or bound.train_step_fresh(student, generator)

    with_own_or_right(student, verdict, lent.elbo, *lent.TERMS)


@pytest.mark.exercise("train_step", points=1)
def test_a_step_is_taken_in_the_dtype_and_on_the_device_of_the_networks(student, generator):
    def verdict():
        return bound.train_step_kind(student, generator)

    with_own_or_right(student, verdict, lent.elbo, *lent.TERMS)


@pytest.mark.exercise("generate", points=1)
def test_generate_gives_means_and_binary_draws_without_a_graph(student, generator):
    for n, pixels in ((4, 5), (1, 2)):
        expect(generation.shapes(student, generator, n, pixels))


@pytest.mark.exercise("generate", points=3)
def test_images_come_from_the_prior(student, generator):
    expect(generation.distribution(student, generator))
    expect(generation.fresh(student, generator))


test_every_line_from_the_gaussian_divergence_follows = follows(derivations.GAUSSIAN_KL_DERIVATION)
test_the_lines_lead_to_the_closed_form = arrives(derivations.GAUSSIAN_KL_DERIVATION)
