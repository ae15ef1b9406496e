"""The graded suite of topic ``elbo``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import pytest

from labsupport.checks.declaration import DTYPES
from labsupport.checks.elbo import derivations, draws, formulas, lent, posteriors
from labsupport.grading.suite import arrives, asks, follows, with_own_or_right

GAP_NEEDS = (lent.gaussian_kl_full, lent.posterior_linear_gaussian)


test_log_joint_is_that_of_prior_and_likelihood = asks(formulas.LOG_JOINT.on_random_inputs)
test_log_joint_takes_other_shapes = asks(formulas.LOG_JOINT.on_other_sizes)
test_log_joint_has_the_right_gradients = asks(formulas.LOG_JOINT.on_gradients)
test_log_joint_keeps_dtype_and_device = asks(formulas.LOG_JOINT.on_kind)


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


test_gradients_go_through_the_draws = asks(
    draws.gradient, of="elbo_monte_carlo", lent=(lent.log_joint,)
)
test_the_estimates_keep_dtype_and_device = asks(
    draws.kind, of="elbo_monte_carlo", lent=(lent.log_joint,)
)

test_full_kl_is_that_of_two_gaussians = asks(formulas.GAUSSIAN_KL_FULL.on_random_inputs)
test_full_kl_takes_other_shapes = asks(formulas.GAUSSIAN_KL_FULL.on_other_sizes)
test_full_kl_has_the_right_gradients = asks(formulas.GAUSSIAN_KL_FULL.on_gradients)
test_full_kl_keeps_dtype_and_device = asks(formulas.GAUSSIAN_KL_FULL.on_kind)

test_posterior_is_that_of_the_joint_gaussian = asks(posteriors.POSTERIOR.on_random_inputs)
test_posterior_takes_other_shapes = asks(posteriors.POSTERIOR.on_other_sizes)
test_posterior_has_the_right_gradients = asks(posteriors.POSTERIOR.on_gradients)
test_posterior_keeps_dtype_and_device = asks(posteriors.POSTERIOR.on_kind)

test_one_step_follows_the_gradient_of_each_elbo = asks(posteriors.LOCAL.on_random_inputs, points=2)
test_several_steps_for_other_shapes = asks(posteriors.LOCAL.on_other_sizes)
test_the_local_posterior_keeps_dtype_and_device = asks(posteriors.LOCAL.on_kind)

test_the_gap_has_the_right_two_parts = asks(
    posteriors.AMORTIZATION_GAP.on_random_inputs, lent=GAP_NEEDS
)
test_the_gap_takes_other_shapes = asks(posteriors.AMORTIZATION_GAP.on_other_sizes, lent=GAP_NEEDS)
test_the_gap_has_the_right_gradients = asks(
    posteriors.AMORTIZATION_GAP.on_gradients, lent=GAP_NEEDS
)
test_the_gap_keeps_dtype_and_device = asks(posteriors.AMORTIZATION_GAP.on_kind, lent=GAP_NEEDS)

test_every_line_of_the_bound_follows = follows(derivations.ELBO_DERIVATION)
test_the_lines_lead_to_the_bound_by_jensens_inequality = arrives(derivations.ELBO_DERIVATION)

test_every_line_of_the_identity_follows = follows(derivations.KL_IDENTITY)
test_the_lines_lead_to_bound_and_divergence = arrives(derivations.KL_IDENTITY)

test_every_line_from_the_log_posterior_follows = follows(derivations.POSTERIOR_DERIVATION)
test_the_lines_lead_to_the_square_of_the_posterior = arrives(derivations.POSTERIOR_DERIVATION)
