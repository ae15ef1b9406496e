"""The graded suite of topic ``elbo``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

import functools

from labsupport.checks.elbo import derivations, draws, formulas, lent, posteriors
from labsupport.grading.suite import arrives, asks, follows

GAP_NEEDS = (lent.gaussian_kl_full, lent.posterior_linear_gaussian)


test_log_joint_is_that_of_prior_and_likelihood = asks(formulas.LOG_JOINT.on_random_inputs)
test_log_joint_takes_other_shapes = asks(formulas.LOG_JOINT.on_other_sizes)
test_log_joint_has_the_right_gradients = asks(formulas.LOG_JOINT.on_gradients)
test_log_joint_keeps_dtype_and_device = asks(formulas.LOG_JOINT.on_kind)


of_draws = functools.partial(asks, of="elbo_monte_carlo", lent=(lent.log_joint,))
test_with_the_exact_posterior_every_draw_gives_the_evidence = of_draws(draws.exact, points=2)
test_the_estimates_are_normal_around_the_elbo = of_draws(draws.distribution, draws.fresh, points=2)
test_gradients_go_through_the_draws = of_draws(draws.gradient)
test_the_estimates_keep_dtype_and_device = of_draws(draws.kind)

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
