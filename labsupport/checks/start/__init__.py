"""The public check of topic ``start``: ``check.log_mean_exp(log_mean_exp)`` prints ✓ or ✗."""

from labsupport.checks.start import formulas

log_mean_exp = formulas.LOG_MEAN_EXP.check
