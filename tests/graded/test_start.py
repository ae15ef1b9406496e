"""The graded suite of topic ``start``."""

from labsupport.checks.start import derivations
from labsupport.checks.start.formulas import LOG_MEAN_EXP
from labsupport.grading.suite import arrives, asks, follows

test_it_is_the_logarithm_of_the_mean = asks(LOG_MEAN_EXP.on_other_sizes, points=2)
test_it_does_not_overflow_or_underflow = asks(LOG_MEAN_EXP.on_random_inputs, points=2)
test_gradients_flow_back = asks(LOG_MEAN_EXP.on_gradients)
test_it_keeps_dtype_and_device = asks(LOG_MEAN_EXP.on_kind)

test_every_line_from_the_shift_follows = follows(derivations.SHIFT_IDENTITY)
test_the_lines_lead_to_the_shifted_sum = arrives(derivations.SHIFT_IDENTITY)
