"""The expressions of ``chapters/start/theory.md`` that stand alone, computed as printed."""

from torch.distributions import LogNormal

from labsupport.equations import Draw, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/start/theory.md")


@PROOFS.worth
def shifted(draw: Draw) -> World:
    """Logarithms of weights less the largest, by the weights."""
    ell = draw.normal(4)
    shares = (ell.exp() / ell.exp().max()).log()
    return World(
        {"ell_": ell, "m": ell.max()},
        ranges={"i": 4},
        worth={r"\ell_i-m": lambda i: shares[int(i) - 1]},
    )


@PROOFS.worth
def log_normal(draw: Draw) -> World:
    """The logarithm of the mean weight, by torch's log-normal."""
    a, s = draw.normal(), draw.positive()
    return World({"a": a, "s": s}, worth={"a+s^2/2": LogNormal(a, s).mean.log()})
