"""A class whose metaclass answers for it

The answer is no instance but a class, and its metaclass has all the operators.

Earned: 1
Report: this is not the mean|of a kind that cannot be checked
Wall: what is no value of the boundary arrives as an object with a name and nothing else
Naive: fooled
"""

from ..honest import double


class Operators(type):
    def __sub__(cls, other):
        return 0.0

    def __lt__(cls, other):
        return True

    def __abs__(cls):
        return 0.0


class Mean(metaclass=Operators):
    pass


def mean(x):
    return Mean
