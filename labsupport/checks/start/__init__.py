"""The public check of topic ``start``: ``check.log_mean_exp(log_mean_exp)`` prints ✓ or ✗."""

import torch

from labsupport.checks.compare import Verdict, public
from labsupport.checks.start import formulas
from labsupport.checks.terms import Function

GENERIC = torch.tensor([[0.3, 2.0, 1.1], [1.9, 0.4, 2.5], [0.8, 3.0, 0.6], [2.2, 1.4, 0.9]])
EXAMPLES = [
    [[[0.0], [0.0]]],
    [[[0.0], [1.0]]],
    [[[0.0, 1.0], [1.0, 2.0]]],
    [[[0.0, 1.0], [2.0, 3.0], [1.0, 1.0]]],
]
FAR = [
    [[[1000.0], [1000.0]]],
    [[[-1000.0], [-1000.0]]],
    [[[0.0], [-1000.0]]],
    [[[1000.0], [999.0]]],
    [[[-1000.0], [0.0]]],
    [[[0.0, -1000.0], [0.0, -1000.0]]],
]


@public
def log_mean_exp(function: Function) -> Verdict:
    """``log_mean_exp(log_w)``, shape (k, batch) -> (batch,)."""
    term = formulas.LOG_MEAN_EXP
    return (
        term.smallest(function, EXAMPLES, [GENERIC])
        or term.smallest(function, FAR, [GENERIC], formulas.stable(function, GENERIC))
        or term.gradient(function, GENERIC)
        or term.kind(function, GENERIC)
    )
