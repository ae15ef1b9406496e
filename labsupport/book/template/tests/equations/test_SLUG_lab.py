"""The worlds in which the formulas of the lab ``SLUG`` are computed as printed."""

from torch.distributions import Exponential

from labsupport.equations import Draw, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/SLUG/lab.md")


@PROOFS.worth
def waiting(draw: Draw) -> World:
    """The density and the quantile of torch."""
    rate, x, u = draw.positive(), draw.positive(), draw.uniform(0.1, 0.9)
    law = Exponential(rate, validate_args=False)
    return World(
        {"r": rate, "x": x, "u": u},
        worth={r"\logr-rx": law.log_prob(x), r"-\log(1-u)/r": law.icdf(u)},
    )
