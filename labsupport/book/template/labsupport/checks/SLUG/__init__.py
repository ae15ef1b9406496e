"""The public checks of topic ``SLUG``: each prints ✓ or ✗.

A right draw gets a false ✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from labsupport.checks.SLUG import derivations, formulas

waiting_log_prob = formulas.WAITING_LOG_PROB.check
draw_waiting = formulas.DRAW_WAITING.check
rate_slope = derivations.RATE_SLOPE.check
