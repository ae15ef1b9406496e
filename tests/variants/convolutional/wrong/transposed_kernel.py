"""Wrong ways of writing ``transposed_kernel``, and what their messages say."""

EDITS = """
    return weight.transpose(0, 1).transpose(2, 3)  # a half turn is no transposition
    return weight.transpose(0, 1).rot90(1, (2, 3))  # the kernel is turned by a quarter
"""
