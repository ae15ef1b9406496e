"""Wrong ways of writing ``recolour``, and what their messages say."""

EDITS = """
    hue = hue * math.pi / 180  # the hue is taken in degrees
    grey = rgb.mean((1, 2, 3))[:, None, None, None]  # the mean of each pixel's three values
"""
