"""A result of a gigabyte

Well formed, and more than fits through.

Earned: 1
Report: cannot be passed on|used more memory
Wall: what is too large is not sent, and not received
"""

import torch

from ..honest import double


def square(x):
    return torch.zeros(1, dtype=torch.uint8).expand(2**30)
