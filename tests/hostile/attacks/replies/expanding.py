"""A small list that is large

Each list has the one before twice: thirty lines, a billion parts.

Earned: 1
Report: more than|memory|in time|cannot be used
Wall: parts are counted where they are sent; memory and time are limited
"""

from ..honest import double


def square(x):
    value = [0]
    for _ in range(30):
        value = [value, value]
    return value
