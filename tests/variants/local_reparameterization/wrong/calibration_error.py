"""Wrong ways of writing ``calibration_error``, and what their messages say."""

EDITS = """
    return (gaps / part.bincount(minlength=bins)).abs().nanmean()  # every part counts alike
    return (gaps / part.bincount(minlength=bins).clamp(min=1)).abs().max()
        # this is the largest distance
"""
