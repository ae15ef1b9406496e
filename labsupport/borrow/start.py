"""What a learner may borrow in the lab of chapter ``start``."""

from labsupport.objectives import iwae_bound as log_mean_exp

__all__ = ["log_mean_exp"]
