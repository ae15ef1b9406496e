"""Wrong ways of writing ``measure_valued_gradient``, and what their messages say."""

import torch

EDITS = """
    r = torch.randn_like(loc.expand(num_samples))  # r is a standard normal
    -r -> -torch.randn_like(loc.expand(num_samples, 2)).norm(dim=-1)
        # loc - scale r with the same r: draws of their own cost more variance
    m * torch.rand_like(m) -> torch.randn_like(m)
        # the second branch is not loc + scale m u with the m of the first
    m = normals.norm(dim=-1)
        # m is always positive: a double-sided Maxwell variable has either sign
    m = normals[:, 0]  # m is a standard normal
    m = normals[:, :2].norm(dim=-1) * normals[:, 2].sign()
        # it is the length of three normals with a sign, not of two
    wide - narrow -> (wide - narrow) / math.sqrt(2 * math.pi)
        # the constant is 1 / scale, without the sqrt(2 pi) of the other
    torch.rand_like(m) -> torch.rand_like(m[:1])  # one u is shared by all the rows
    torch.manual_seed(0)  # is there a manual_seed in it?
    r = torch.randn(num_samples, 2, device=loc.device).norm(dim=-1); normals =
        torch.randn(num_samples, 3, device=loc.device)  # although the inputs are float64
    r = torch.randn(num_samples, 2, dtype=loc.dtype).norm(dim=-1)
        # is made on the CPU whatever device loc is on
"""


def score_function(f, loc, scale, num_samples):
    """the derivative in loc: it is not (f(loc + scale r) - f(loc - scale r))"""
    z = torch.randn(num_samples, dtype=loc.dtype)
    return f(loc + scale * z)[:, None] * torch.stack([z, z**2 - 1], 1) / scale
