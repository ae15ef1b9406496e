"""The expressions of ``chapters/convolutional/theory.md`` that stand alone, computed as printed."""

import torch
from torch.nn.functional import conv1d, conv_transpose1d

from labsupport.equations import Draw, Function, World, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/convolutional/theory.md")


@PROOFS.worth
def layers(draw: Draw) -> World:
    """Convolution and its transpose by torch; of a flat map, the places that see two weights."""
    s, kernel = 2 + draw.seed, draw.normal(1, 1, 3)
    spread = conv_transpose1d(draw.normal(1, 1, 4), torch.ones(1, 1, 1).double(), stride=s)[0, 0]
    one_by_one = torch.eye(8).double()[:, None]
    down = conv1d(one_by_one, kernel, stride=2)
    flat = conv_transpose1d(torch.ones(1, 1, 5).double(), kernel, stride=2)[0, 0]
    return World(
        {"s": s, "C": down[:, 0].T, "w": Function("p", lambda p: pick(kernel[0, 0], p - 1))},
        worth={
            "s+1": float(spread.nonzero()[1]) + 1,
            r"C^\topC": conv_transpose1d(down, kernel, stride=2, output_padding=1)[:, 0].T,
            "w(1)+w(3)": flat[4],
        },
    )


@PROOFS.worth
def colour(draw: Draw) -> World:
    """The grey part of a colour, and the rest."""
    r = draw.uniform(0, 1, 3)
    grey = r.mean().expand(3)
    return World(
        {"G": torch.full((3, 3), 1 / 3).double(), "r": r},
        worth={"Gr": grey, "(I-G)r": r.sub(grey)},
    )
