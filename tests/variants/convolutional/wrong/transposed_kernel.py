"""Wrong ways of writing ``transposed_kernel``; a docstring is what its message says."""


def matrix_transpose(weight):
    """a half turn is no transposition"""
    return weight.transpose(0, 1).transpose(2, 3)


def quarter(weight):
    """the kernel is turned by a quarter"""
    return weight.transpose(0, 1).rot90(1, (2, 3))
