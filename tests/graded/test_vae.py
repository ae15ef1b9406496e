"""The graded suite of topic ``vae``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest
import torch

from labsupport.checks.vae import bound, derivations, formulas, lent, networks, perceptron, training
from labsupport.grading.suite import arrives, expect, follows, with_own_or_right

DTYPES = (torch.float32, torch.float64)
KL = formulas.TERMS["gaussian_kl"]
BERNOULLI = formulas.TERMS["bernoulli_log_likelihood"]
GAUSSIAN = formulas.TERMS["gaussian_log_likelihood"]


def normal(generator, *shape, dtype=torch.float64):
    """Standard normal numbers."""
    return torch.randn(*shape, generator=generator, dtype=dtype)


def between(generator, low, high, *shape, dtype=torch.float64):
    """Uniform numbers."""
    return low + (high - low) * torch.rand(*shape, generator=generator, dtype=dtype)


def binary(generator, *shape, dtype=torch.float64):
    """Zeros and ones, at least one of each."""
    x = torch.rand(*shape, generator=generator, dtype=dtype).round()
    x[..., 0], x[..., -1] = 0.0, 1.0
    return x


def two_parameters(generator, *shape, dtype=torch.float64):
    """Means and log-variances."""
    return normal(generator, *shape, dtype=dtype), normal(generator, *shape, dtype=dtype)


# --- reparameterize


@pytest.mark.exercise("reparameterize", points=1)
def test_without_variance_a_draw_is_the_mean(student, generator):
    for dtype in DTYPES:
        for shape in ((3,), (4, 3), (2, 4, 3)):
            mu, log_var = two_parameters(generator, *shape, dtype=dtype)
            expect(formulas.draw_shape(student.reparameterize, 20 * mu, log_var))


@pytest.mark.exercise("reparameterize", points=2)
def test_draws_have_the_right_distribution(student, generator):
    mu = normal(generator, 2, 3, dtype=torch.float32)
    # Away from 0, where the variance and the standard deviation would be nearly the same.
    log_var = between(generator, 0.5, 1.2, 2, 3, dtype=torch.float32)
    log_var = log_var * torch.tensor([1.0, -1.0, 1.0])
    expect(formulas.draw_distribution(student.reparameterize, mu, log_var, draws=8_000))
    expect(formulas.fresh(student.reparameterize, mu, log_var))


@pytest.mark.exercise("reparameterize", points=1)
def test_gradients_reach_mean_and_log_variance(student, generator):
    for dtype in DTYPES:
        mu, log_var = two_parameters(generator, 4, 3, dtype=dtype)
        expect(formulas.draw_gradient(student.reparameterize, mu, log_var))


@pytest.mark.exercise("reparameterize", points=1)
def test_a_draw_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.draw_kind(student.reparameterize, *two_parameters(generator, 4, 3)))


# --- gaussian_kl


@pytest.mark.exercise("gaussian_kl", points=1)
def test_kl_is_that_of_two_gaussians(student, generator):
    expect(KL.value(student.gaussian_kl, *two_parameters(generator, 5, 3)))
    mu, log_var = normal(generator, 5, 3), between(generator, -15, 15, 5, 3)
    expect(KL.far(student.gaussian_kl, 10 * mu, log_var))


@pytest.mark.exercise("gaussian_kl", points=1)
def test_kl_is_right_for_other_shapes(student, generator):
    for dtype in DTYPES:
        for shape in ((4,), (7, 1), (2, 5, 3)):
            inputs = two_parameters(generator, *shape, dtype=dtype)
            expect(KL.shapes(student.gaussian_kl, *inputs))


@pytest.mark.exercise("gaussian_kl", points=1)
def test_kl_has_the_right_gradients(student, generator):
    expect(KL.gradient(student.gaussian_kl, *two_parameters(generator, 5, 3)))


@pytest.mark.exercise("gaussian_kl", points=1)
def test_kl_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(KL.kind(student.gaussian_kl, *two_parameters(generator, 5, 3)))


# --- bernoulli_log_likelihood


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_is_the_log_probability_of_binary_pixels(student, generator):
    function, x = student.bernoulli_log_likelihood, binary(generator, 5, 4)
    # Logits between 0 and 1 as well: there, taking them for probabilities raises no error.
    expect(BERNOULLI.value(function, x, between(generator, 0.05, 0.95, 5, 4)))
    expect(BERNOULLI.value(function, x, 3 * normal(generator, 5, 4)))


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_takes_grey_pixels(student, generator):
    x = between(generator, 0.0, 1.0, 5, 4)
    expect(BERNOULLI.value(student.bernoulli_log_likelihood, x, normal(generator, 5, 4)))


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_is_finite_for_large_logits(student, generator):
    for dtype, size in ((torch.float32, 150.0), (torch.float64, 1500.0)):
        x = binary(generator, 5, 4, dtype=dtype)
        expect(formulas.safe_logits(student.bernoulli_log_likelihood, x, size))


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_broadcasts(student, generator):
    shapes = [((4,), (4,)), ((5, 4), (3, 5, 4)), ((4,), (5, 4)), ((5, 4), (4,))]
    for dtype in DTYPES:
        for x, logits in shapes:
            inputs = binary(generator, *x, dtype=dtype), normal(generator, *logits, dtype=dtype)
            expect(BERNOULLI.shapes(student.bernoulli_log_likelihood, *inputs))


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_has_the_right_gradients(student, generator):
    # Grey pixels, so that a gradient with respect to x exists for every way of writing it.
    x = between(generator, 0.2, 0.8, 5, 4)
    expect(BERNOULLI.gradient(student.bernoulli_log_likelihood, x, normal(generator, 5, 4)))


@pytest.mark.exercise("bernoulli_log_likelihood", points=1)
def test_bernoulli_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = between(generator, 0.2, 0.8, 5, 4), normal(generator, 5, 4)
    expect(BERNOULLI.kind(student.bernoulli_log_likelihood, *inputs))


# --- gaussian_log_likelihood


@pytest.mark.exercise("gaussian_log_likelihood", points=1)
def test_gaussian_is_the_log_density(student, generator):
    x, (mean, log_var) = normal(generator, 5, 4), two_parameters(generator, 5, 4)
    expect(GAUSSIAN.value(student.gaussian_log_likelihood, x, mean, log_var))
    log_var = between(generator, -15, 15, 5, 4)
    expect(GAUSSIAN.far(student.gaussian_log_likelihood, 10 * x, mean, log_var))


@pytest.mark.exercise("gaussian_log_likelihood", points=1)
def test_gaussian_broadcasts(student, generator):
    shapes = [
        ((4,), (4,), (4,)),
        ((5, 4), (3, 5, 4), (3, 5, 4)),
        ((5, 4), (5, 4), (4,)),
        ((4,), (5, 4), (5, 4)),
    ]
    for dtype in DTYPES:
        for sizes in shapes:
            inputs = [normal(generator, *size, dtype=dtype) for size in sizes]
            expect(GAUSSIAN.shapes(student.gaussian_log_likelihood, *inputs))


@pytest.mark.exercise("gaussian_log_likelihood", points=1)
def test_gaussian_has_the_right_gradients(student, generator):
    x, (mean, log_var) = normal(generator, 5, 4), two_parameters(generator, 5, 4)
    expect(GAUSSIAN.gradient(student.gaussian_log_likelihood, x, mean, log_var))


@pytest.mark.exercise("gaussian_log_likelihood", points=1)
def test_gaussian_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    inputs = [normal(generator, 5, 4) for _ in range(3)]
    expect(GAUSSIAN.kind(student.gaussian_log_likelihood, *inputs))


# --- Encoder, Decoder


def encoder_of(student):
    return networks.Network(("mu", "log_var"), student.Encoder)


def decoder_of(student):
    return networks.Network(("logits",), student.Decoder)


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_gives_mu_and_log_var_of_each_image(student, generator):
    for leading in ((4,), (), (2, 3)):
        expect(networks.shapes(encoder_of(student), leading))
    expect(networks.function_of_row(encoder_of(student)))
    expect(networks.layers(encoder_of(student)))


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_outputs_are_unbounded(student, generator):
    expect(networks.unbounded(encoder_of(student)))


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_has_a_tanh_layer(student, generator):
    expect(networks.hidden_layer(encoder_of(student)))
    expect(networks.activation(encoder_of(student)))


@pytest.mark.exercise("Encoder", points=1)
def test_all_parameters_of_the_encoder_are_used_as_they_should(student, generator):
    expect(networks.parameters(encoder_of(student)))
    for sizes in ((7, 5, 3), (5, 8, 2), (13, 6, 4)):
        expect(perceptron.formula(encoder_of(student), *sizes))


@pytest.mark.exercise("Encoder", points=1)
def test_encoder_outputs_are_in_the_dtype_and_on_the_device_of_the_image(student, generator):
    expect(networks.kind(encoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_decoder_gives_logits_of_each_z(student, generator):
    for leading in ((4,), (), (2, 3)):
        expect(networks.shapes(decoder_of(student), leading))
    expect(networks.function_of_row(decoder_of(student)))
    expect(networks.layers(decoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_logits_are_unbounded(student, generator):
    expect(networks.unbounded(decoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_decoder_has_a_tanh_layer(student, generator):
    expect(networks.hidden_layer(decoder_of(student)))
    expect(networks.activation(decoder_of(student)))


@pytest.mark.exercise("Decoder", points=1)
def test_all_parameters_of_the_decoder_are_used_as_they_should(student, generator):
    expect(networks.parameters(decoder_of(student)))
    for sizes in ((7, 5, 3), (5, 8, 2), (13, 6, 4)):
        expect(perceptron.formula(decoder_of(student), *sizes))


@pytest.mark.exercise("Decoder", points=1)
def test_logits_are_in_the_dtype_and_on_the_device_of_z(student, generator):
    expect(networks.kind(decoder_of(student)))


# --- elbo, train_step, generate


@pytest.mark.exercise("elbo", points=2)
def test_elbo_where_the_decoder_ignores_z(student, generator):
    def verdict():
        return bound.elbo_value(student, generator, variance=True)

    with_own_or_right(student, verdict, *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_elbo_where_the_posterior_has_no_variance(student, generator):
    def verdict():
        return bound.elbo_value(student, generator, variance=False)

    with_own_or_right(student, verdict, *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_every_image_gets_its_own_draw_from_the_posterior(student, generator):
    def verdict():
        return bound.elbo_noise(student, generator) or bound.elbo_fresh(student, generator)

    with_own_or_right(student, verdict, *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_gradients_of_the_elbo_reach_both_networks(student, generator):
    def verdict():
        return bound.elbo_gradient(student, generator) or bound.elbo_noise_gradient(
            student, generator
        )

    with_own_or_right(student, verdict, *lent.TERMS)


@pytest.mark.exercise("elbo", points=1)
def test_the_elbo_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    def verdict():
        return bound.elbo_kind(student, generator)

    with_own_or_right(student, verdict, *lent.TERMS)


@pytest.mark.exercise("train_step", points=3)
def test_two_steps_follow_the_gradient_of_the_mean_loss(student, generator):
    def verdict():
        return training.train_step(student, generator) or training.train_step_fresh(
            student, generator
        )

    with_own_or_right(student, verdict, lent.elbo, *lent.TERMS)


@pytest.mark.exercise("train_step", points=1)
def test_a_step_is_taken_in_the_dtype_and_on_the_device_of_the_networks(student, generator):
    def verdict():
        return training.train_step_kind(student, generator)

    with_own_or_right(student, verdict, lent.elbo, *lent.TERMS)


@pytest.mark.exercise("generate", points=1)
def test_generate_gives_means_and_binary_draws_without_a_graph(student, generator):
    for n, pixels in ((4, 5), (1, 2)):
        expect(training.generate_shapes(student, generator, n, pixels))


@pytest.mark.exercise("generate", points=3)
def test_images_come_from_the_prior(student, generator):
    expect(training.generate_distribution(student, generator))
    expect(training.generate_fresh(student, generator))


# --- gaussian_kl_derivation


@pytest.mark.exercise("gaussian_kl_derivation", points=2)
def test_every_line_from_the_gaussian_divergence_follows(student, generator):
    follows(student, derivations.GAUSSIAN_KL_DERIVATION, generator)


@pytest.mark.exercise("gaussian_kl_derivation", points=1)
def test_the_lines_lead_to_the_closed_form(student, generator):
    arrives(student, derivations.GAUSSIAN_KL_DERIVATION, generator)
