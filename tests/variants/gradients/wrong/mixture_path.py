"""Wrong ways of writing ``mixture_path``, and what their messages say."""

import torch
from torch.distributions import Normal

EDITS = """
    return z.clone()  # no gradient can flow back
    scale = scale.detach()  # no gradient reaches scale
    return (z - (below - below.detach()) / density.detach()).mean()
        # its values are not the draws: the result has shape ()
    return (z - (below - below.detach()) / density.detach()).float()
        # the result is float32 although the inputs are float64
"""


def inside_a_component(z, logits, loc, scale):
    """no gradient reaches logits"""
    noise = ((z[:, None] - loc) / scale).detach()
    share = torch.softmax(
        (torch.log_softmax(logits, -1) + Normal(loc, scale).log_prob(z[:, None])).detach(), -1
    )
    moved = (share * (loc + scale * noise)).sum(-1)
    return z + moved - moved.detach()
