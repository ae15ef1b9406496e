"""The worlds in which the formulas of ``chapters/flows/lab.md`` are computed as printed.

Most are those of the page.
"""

from labsupport.equations import Draw, World
from labsupport.equations.proofs import Proofs
from tests.equations import test_flows as page

PROOFS = Proofs("chapters/flows/lab.md")
PROOFS.world("f(z)")(page.one_plane)
PROOFS.world("m(a)")(page.corrected)
PROOFS.world("f(z)#2", "r")(page.one_centre)
PROOFS.world(r"\logq_K(z_K)")(page.three_maps)


@PROOFS.world(r"\beta")
def annealing(draw: Draw) -> World:
    world = page.annealing(draw)
    return world.with_values(beta=world.values["beta_t"])
