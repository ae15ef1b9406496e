"""The graded suite of topic ``monte_carlo``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

from labsupport.checks.monte_carlo import (
    darts,
    derivations,
    formulas,
    integrals,
    proposals,
    rejection,
)
from labsupport.grading.suite import arrives, asks, follows

test_the_number_of_pairs_for_an_error_bar = asks(formulas.PAIRS.on_random_inputs, points=2)
test_the_number_of_pairs_is_right_for_other_shapes = asks(formulas.PAIRS.on_other_sizes)
test_gradients_flow_back_through_the_number_of_pairs = asks(formulas.PAIRS.on_gradients)
test_the_number_keeps_dtype_and_device = asks(formulas.PAIRS.on_kind)

test_the_numbers_have_the_mean_pi_and_spread_less_than_darts = asks(
    darts.verdict, of="better_dart", points=3
)
test_the_numbers_keep_dtype_and_device = asks(darts.kind, of="better_dart")

test_the_bound_between_finite_and_infinite_variances = asks(
    formulas.NARROWEST.on_random_inputs, points=2
)
test_the_bound_is_right_for_other_shapes = asks(formulas.NARROWEST.on_other_sizes)
test_gradients_flow_back_through_the_bound = asks(formulas.NARROWEST.on_gradients)
test_the_bound_keeps_dtype_and_device = asks(formulas.NARROWEST.on_kind)


test_the_proposal_is_good_where_the_event_is_rare = asks(
    proposals.rare, of="choose_proposal", points=2
)
test_the_proposal_is_good_where_the_event_is_very_rare = asks(
    proposals.very_rare, of="choose_proposal", points=2
)

WEIGHTED = "self_normalized_importance_sampling"
test_self_normalized_weights = asks(integrals.weights, of=WEIGHTED, points=2)
test_the_unknown_constant_may_have_any_size = asks(integrals.any_constant, of=WEIGHTED)
test_self_normalized_means_keep_dtype_and_device = asks(integrals.kind, of=WEIGHTED)

test_the_size_is_the_squared_sum_over_the_sum_of_squares = asks(
    formulas.ess_raises, formulas.ESS.on_generic_inputs, of="effective_sample_size"
)
test_the_size_is_right_for_other_shapes = asks(formulas.ESS.on_other_sizes)

test_the_size_does_not_overflow = asks(formulas.ESS.on_random_inputs)

test_gradients_flow_back_through_the_size = asks(formulas.ESS.on_gradients)
test_the_size_keeps_dtype_and_device = asks(formulas.ESS.on_kind)


test_accepted_draws_have_the_distribution_of_the_target = asks(
    rejection.accepted, of="rejection_sample", points=2
)
test_the_envelope_may_be_loose_and_the_constant_large = asks(
    rejection.loose_or_far, of="rejection_sample"
)
test_the_rate_is_exact_where_nothing_is_left_to_chance = asks(
    rejection.certain, of="rejection_sample"
)
test_accepted_draws_keep_dtype_and_device = asks(rejection.kind, of="rejection_sample")

test_every_line_from_the_variance_of_a_weighted_draw_follows = follows(
    derivations.IMPORTANCE_VARIANCE
)
test_the_lines_lead_to_a_mean_under_the_target = arrives(derivations.IMPORTANCE_VARIANCE)

test_every_line_from_the_sample_variance_follows = follows(derivations.SAMPLE_VARIANCE)
test_the_lines_lead_to_the_variance_itself = arrives(derivations.SAMPLE_VARIANCE)
