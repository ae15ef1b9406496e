"""The graded suite of topic ``vae``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import functools

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
from labsupport.grading.suite import arrives, asks, follows

MODEL = TASKS["vae"]  # may be handed in besides

test_without_variance_a_draw_is_the_mean = asks(draws.value, of="reparameterize")
test_draws_have_the_right_distribution = asks(draws.distribution, of="reparameterize", points=2)
test_gradients_reach_mean_and_log_variance = asks(draws.gradient, of="reparameterize")
test_a_draw_keeps_dtype_and_device = asks(draws.kind, of="reparameterize")

test_kl_is_that_of_two_gaussians = asks(formulas.KL.on_random_inputs)
test_kl_is_right_for_other_shapes = asks(formulas.KL.on_other_sizes)
test_kl_has_the_right_gradients = asks(formulas.KL.on_gradients)
test_kl_keeps_dtype_and_device = asks(formulas.KL.on_kind)

test_bernoulli_is_the_log_probability_of_binary_pixels = asks(
    formulas.BERNOULLI.at((5, 4), (5, 4)), formulas.BERNOULLI.at((5, 4), (5, 4), -5, 5)
)
test_bernoulli_takes_grey_pixels = asks(formulas.of_grey, of="bernoulli_log_likelihood")
test_bernoulli_is_finite_for_large_logits = asks(formulas.BERNOULLI.on_random_inputs)

test_bernoulli_broadcasts = asks(formulas.BERNOULLI.on_other_sizes)
test_bernoulli_has_the_right_gradients = asks(formulas.BERNOULLI.on_gradients)
test_bernoulli_keeps_dtype_and_device = asks(formulas.BERNOULLI.on_kind)

test_gaussian_is_the_log_density = asks(formulas.GAUSSIAN.on_random_inputs)
test_gaussian_broadcasts = asks(formulas.GAUSSIAN.on_other_sizes)
test_gaussian_has_the_right_gradients = asks(formulas.GAUSSIAN.on_gradients)
test_gaussian_keeps_dtype_and_device = asks(formulas.GAUSSIAN.on_kind)

ENCODES = functools.partial(networks.judging, ("mu", "log_var"))
DECODES = functools.partial(networks.judging, ("logits",))

test_encoder_gives_mu_and_log_var_of_each_image = asks(ENCODES(networks.of_each_row), of="Encoder")
test_encoder_outputs_are_unbounded = asks(ENCODES(networks.unbounded), of="Encoder")
test_encoder_has_a_tanh_layer = asks(
    ENCODES(networks.hidden_layer, perceptron.activation), of="Encoder"
)
test_all_parameters_of_the_encoder_are_used_as_they_should = asks(
    ENCODES(networks.parameters, perceptron.formulas), of="Encoder"
)
test_encoder_outputs_keep_dtype_and_device = asks(ENCODES(networks.kind), of="Encoder")

test_decoder_gives_logits_of_each_z = asks(DECODES(networks.of_each_row), of="Decoder")
test_logits_are_unbounded = asks(DECODES(networks.unbounded), of="Decoder")
test_decoder_has_a_tanh_layer = asks(
    DECODES(networks.hidden_layer, perceptron.activation), of="Decoder"
)
test_all_parameters_of_the_decoder_are_used_as_they_should = asks(
    DECODES(networks.parameters, perceptron.formulas), of="Decoder"
)
test_logits_keep_dtype_and_device = asks(DECODES(networks.kind), of="Decoder")

of_elbo = functools.partial(asks, of="elbo", lent=lent.TERMS, whole=True)
test_elbo_where_the_decoder_ignores_z = of_elbo(bound.elbo_without_noise, points=2)
test_elbo_where_the_posterior_has_no_variance = of_elbo(bound.elbo_of_mean)
test_every_image_gets_its_own_draw_from_the_posterior = of_elbo(bound.elbo_noise, bound.elbo_fresh)
test_gradients_of_the_elbo_reach_both_networks = of_elbo(
    bound.elbo_gradient, bound.elbo_noise_gradient
)
test_the_elbo_keeps_dtype_and_device = of_elbo(bound.elbo_kind)

of_step = functools.partial(asks, of="train_step", lent=(lent.elbo, *lent.TERMS), whole=True)
test_two_steps_follow_the_gradient_of_the_mean_loss = of_step(
    bound.train_step, bound.train_step_fresh, points=3
)
test_a_step_keeps_dtype_and_device = of_step(bound.train_step_kind)

test_generate_gives_means_and_binary_draws_without_a_graph = asks(
    generation.shapes, of="generate", whole=True
)
test_images_come_from_the_prior = asks(
    generation.distribution, generation.fresh, of="generate", points=3, whole=True
)

test_every_line_from_the_gaussian_divergence_follows = follows(derivations.GAUSSIAN_KL_DERIVATION)
test_the_lines_lead_to_the_closed_form = arrives(derivations.GAUSSIAN_KL_DERIVATION)
