"""A list that contains itself

Earned: 1
Report: nested more than
Wall: nesting is limited at the boundary
"""

from ..honest import double


def square(x):
    nested = [x]
    nested.append(nested)
    return nested
