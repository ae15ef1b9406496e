"""All the memory there is

Piece after piece, every page written to.

Earned: 1
Report: MemoryError|used more memory|did not finish in time
Wall: a limit on memory
"""

from ..honest import double


def square(x):
    kept = []
    while True:
        kept.append(b"x" * 2**24)
