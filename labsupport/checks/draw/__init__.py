"""The public checks of topic ``draw``: each prints ✓ or ✗.

A right draw gets a false ✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from labsupport.checks.draw import formulas

waiting_log_prob = formulas.WAITING_LOG_PROB.check
draw_waiting = formulas.DRAW_WAITING.check
