"""The public checks of topic ``start``: ``check.log_mean_exp(log_mean_exp)`` prints ✓ or ✗."""

from labsupport.checks.start import derivations, formulas

log_mean_exp = formulas.LOG_MEAN_EXP.check
shift_identity = derivations.SHIFT_IDENTITY.check
