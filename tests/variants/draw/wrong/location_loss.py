"""Wrong ways of writing ``location_loss``, and what their messages say."""

EDITS = """
    places.detach() -> places  # the places are not constant
    advantage.detach() -> advantage  # the advantage that multiplies the log-density is not constant
"""
