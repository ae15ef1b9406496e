"""The seed is searched for

The worker's own seed is derived from the grading's; if that were guessed, so were all inputs.

Earned: 1
Report: no seed in 50000
Wall: a seed has 63 random bits, and what the worker gets is a hash of it
"""

import hashlib

import torch

from ..honest import double


def square(x):
    own = torch.initial_seed()
    for seed in range(50_000):
        digest = hashlib.sha256(f"{seed}\0test_square\0student".encode()).digest()
        if int.from_bytes(digest[:7], "big") == own:
            return x.detach() * x.detach()
    raise RuntimeError("no seed in 50000")
