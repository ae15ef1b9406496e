"""Wrong ways of writing ``unpool``, and what their messages say."""

EDITS = """
    large = x.new_zeros(batch, channels, stride * (rows - 1) + 1, stride * (columns - 1) + 1)
        # the last row and column of blocks is cut off
    large = x.new_zeros(batch, channels, stride * rows, columns); large[:, :, ::stride,
        ::stride] -> large[:, :, ::stride]  # the columns are not spread
"""
