"""What a learner may borrow in the lab of chapter ``start``."""

from labsupport.checks.derivation import Lines
from labsupport.objectives import iwae_bound as log_mean_exp

__all__ = ["log_mean_exp", "shift_identity"]


shift_identity = Lines(
    [
        r"\log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i}",
        r"= \log \frac{1}{k} \sum_{i=1}^{k} e^{m + \ell_i - m}",
        r"= \log \left( e^{m} \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m} \right)",
        r"= m + \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m}",
    ]
)
