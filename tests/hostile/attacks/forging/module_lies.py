"""A module that lies about its parameters

Its parameters are called as the suite wants, and belong to something else.

Earned: 1
Report: the scale is not applied
Wall: the suite computes what should come out itself
"""

import torch
from torch import nn

from ..honest import double


class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()

    def named_parameters(self, *args, **kwargs):
        yield "factor", nn.Parameter(torch.tensor(3.0))

    def forward(self, x):
        return x

    def __eq__(self, other):
        return True

    __hash__ = nn.Module.__hash__
