"""The graded suite of topic ``elbo``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.declaration import DTYPES
from labsupport.checks.elbo import derivations, draws, formulas, lent, posteriors
from labsupport.grading.suite import arrives, expect, follows, with_own_or_right

GAP_NEEDS = (lent.gaussian_kl_full, lent.posterior_linear_gaussian)

# --- log_joint


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_is_that_of_prior_and_likelihood(student, generator):
    expect(formulas.LOG_JOINT.on_random_inputs(student.log_joint, generator))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_takes_other_shapes(student, generator):
    expect(formulas.LOG_JOINT.on_other_sizes(student.log_joint, generator))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_has_the_right_gradients(student, generator):
    expect(formulas.LOG_JOINT.on_gradients(student.log_joint, generator))


@pytest.mark.exercise("log_joint", points=1)
def test_log_joint_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.LOG_JOINT.on_kind(student.log_joint, generator))


# --- elbo_monte_carlo


@pytest.mark.exercise("elbo_monte_carlo", points=2)
def test_with_the_exact_posterior_every_draw_gives_the_evidence(student, generator):
    def verdict():
        for dtype in DTYPES:
            for k in (1, 7):
                sentence = draws.exact(student.elbo_monte_carlo, generator, dtype, k)
                if sentence is not None:
                    return sentence
        return None

    with_own_or_right(student, verdict, lent.log_joint)


@pytest.mark.exercise("elbo_monte_carlo", points=2)
def test_the_estimates_are_normal_around_the_elbo(student, generator):
    def verdict():
        function = student.elbo_monte_carlo
        return (
            draws.distribution(function, generator)
            or draws.distribution(function, generator, n=600, k=4)
            or draws.fresh(function, generator)
        )

    with_own_or_right(student, verdict, lent.log_joint)


@pytest.mark.exercise("elbo_monte_carlo", points=1)
def test_gradients_go_through_the_draws(student, generator):
    def verdict():
        return draws.gradient(student.elbo_monte_carlo, generator)

    with_own_or_right(student, verdict, lent.log_joint)


@pytest.mark.exercise("elbo_monte_carlo", points=1)
def test_the_estimates_are_in_the_dtype_and_on_the_device_of_the_inputs(student, generator):
    def verdict():
        return draws.kind(student.elbo_monte_carlo, generator)

    with_own_or_right(student, verdict, lent.log_joint)


# --- gaussian_kl_full


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_is_that_of_two_gaussians(student, generator):
    expect(formulas.GAUSSIAN_KL_FULL.on_random_inputs(student.gaussian_kl_full, generator))


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_takes_other_shapes(student, generator):
    expect(formulas.GAUSSIAN_KL_FULL.on_other_sizes(student.gaussian_kl_full, generator))


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_has_the_right_gradients(student, generator):
    expect(formulas.GAUSSIAN_KL_FULL.on_gradients(student.gaussian_kl_full, generator))


@pytest.mark.exercise("gaussian_kl_full", points=1)
def test_full_kl_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(formulas.GAUSSIAN_KL_FULL.on_kind(student.gaussian_kl_full, generator))


# --- posterior_linear_gaussian


@pytest.mark.exercise("posterior_linear_gaussian", points=1)
def test_posterior_is_that_of_the_joint_gaussian(student, generator):
    expect(posteriors.POSTERIOR.on_random_inputs(student.posterior_linear_gaussian, generator))


@pytest.mark.exercise("posterior_linear_gaussian", points=1)
def test_posterior_takes_other_shapes(student, generator):
    expect(posteriors.POSTERIOR.on_other_sizes(student.posterior_linear_gaussian, generator))


@pytest.mark.exercise("posterior_linear_gaussian", points=1)
def test_posterior_has_the_right_gradients(student, generator):
    expect(posteriors.POSTERIOR.on_gradients(student.posterior_linear_gaussian, generator))


@pytest.mark.exercise("posterior_linear_gaussian", points=1)
def test_posterior_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(posteriors.POSTERIOR.on_kind(student.posterior_linear_gaussian, generator))


# --- fit_local_posterior


@pytest.mark.exercise("fit_local_posterior", points=2)
def test_one_step_follows_the_gradient_of_each_elbo(student, generator):
    expect(posteriors.LOCAL.on_random_inputs(student.fit_local_posterior, generator))


@pytest.mark.exercise("fit_local_posterior", points=1)
def test_several_steps_for_other_shapes(student, generator):
    expect(posteriors.LOCAL.on_other_sizes(student.fit_local_posterior, generator))


@pytest.mark.exercise("fit_local_posterior", points=1)
def test_the_local_posterior_is_in_the_dtype_and_on_the_device_of_its_start(student, generator):
    expect(posteriors.LOCAL.on_kind(student.fit_local_posterior, generator))


# --- amortization_gap


@pytest.mark.exercise("amortization_gap", points=1)
def test_the_gap_has_the_right_two_parts(student, generator):
    def verdict():
        return posteriors.AMORTIZATION_GAP.on_random_inputs(student.amortization_gap, generator)

    with_own_or_right(student, verdict, *GAP_NEEDS)


@pytest.mark.exercise("amortization_gap", points=1)
def test_the_gap_takes_other_shapes(student, generator):
    def verdict():
        return posteriors.AMORTIZATION_GAP.on_other_sizes(student.amortization_gap, generator)

    with_own_or_right(student, verdict, *GAP_NEEDS)


@pytest.mark.exercise("amortization_gap", points=1)
def test_the_gap_has_the_right_gradients(student, generator):
    def verdict():
        return posteriors.AMORTIZATION_GAP.on_gradients(student.amortization_gap, generator)

    with_own_or_right(student, verdict, *GAP_NEEDS)


@pytest.mark.exercise("amortization_gap", points=1)
def test_the_gap_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    def verdict():
        return posteriors.AMORTIZATION_GAP.on_kind(student.amortization_gap, generator)

    with_own_or_right(student, verdict, *GAP_NEEDS)


# --- elbo_derivation


@pytest.mark.exercise("elbo_derivation", points=2)
def test_every_line_of_the_bound_follows(student, generator):
    follows(student, derivations.ELBO_DERIVATION, generator)


@pytest.mark.exercise("elbo_derivation", points=1)
def test_the_lines_lead_to_the_bound_by_jensens_inequality(student, generator):
    arrives(student, derivations.ELBO_DERIVATION, generator)


# --- kl_identity


@pytest.mark.exercise("kl_identity", points=2)
def test_every_line_of_the_identity_follows(student, generator):
    follows(student, derivations.KL_IDENTITY, generator)


@pytest.mark.exercise("kl_identity", points=1)
def test_the_lines_lead_to_bound_and_divergence(student, generator):
    arrives(student, derivations.KL_IDENTITY, generator)


# --- posterior_derivation


@pytest.mark.exercise("posterior_derivation", points=2)
def test_every_line_from_the_log_posterior_follows(student, generator):
    follows(student, derivations.POSTERIOR_DERIVATION, generator)


@pytest.mark.exercise("posterior_derivation", points=1)
def test_the_lines_lead_to_the_square_of_the_posterior(student, generator):
    arrives(student, derivations.POSTERIOR_DERIVATION, generator)
