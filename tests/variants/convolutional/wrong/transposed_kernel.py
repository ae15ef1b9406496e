"""Wrong ways of writing ``transposed_kernel``; a docstring is what its message says."""


def as_it_is(weight):
    """the kernel is not turned"""
    return weight.transpose(0, 1)


def turned_alone(weight):
    """inputs and outputs are not exchanged"""
    return weight.flip(2).flip(3)


def rows(weight):
    """only the rows are reversed"""
    return weight.flip(2).transpose(0, 1)


def columns(weight):
    """only the columns are reversed"""
    return weight.flip(-1).transpose(0, 1)


def everything(weight):
    """every axis is reversed"""
    return weight.flip(0, 1, 2, 3).transpose(0, 1)


def matrix_transpose(weight):
    """a half turn is no transposition"""
    return weight.transpose(0, 1).transpose(2, 3)


def quarter(weight):
    """the kernel is turned by a quarter"""
    return weight.transpose(0, 1).rot90(1, (2, 3))
