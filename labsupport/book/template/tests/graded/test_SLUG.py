"""The graded suite of topic ``SLUG``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

from labsupport.checks.SLUG import derivations
from labsupport.checks.SLUG.formulas import DRAW_WAITING, WAITING_LOG_PROB
from labsupport.grading.suite import arrives, asks, follows

test_it_is_the_log_density = asks(WAITING_LOG_PROB.on_random_inputs)
test_it_takes_other_sizes = asks(WAITING_LOG_PROB.on_other_sizes)
test_it_has_the_right_gradients = asks(WAITING_LOG_PROB.on_gradients)
test_it_keeps_dtype_and_device = asks(WAITING_LOG_PROB.on_kind)

test_draws_have_the_right_distribution = asks(DRAW_WAITING.on_draws, points=2)
test_draws_have_the_right_shape = asks(DRAW_WAITING.on_other_sizes)
test_draws_keep_dtype_and_device = asks(DRAW_WAITING.on_kind)

test_every_line_from_the_likelihood_follows = follows(derivations.RATE_SLOPE)
test_the_lines_lead_to_the_slope = arrives(derivations.RATE_SLOPE)
