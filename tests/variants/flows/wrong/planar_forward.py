"""Wrong ways of writing ``planar_forward``, and what their messages say."""

EDITS = """
    torch.log(torch.abs(1 + slope * (w @ u))) -> torch.log(torch.abs(1 + slope * (w @ u))).sum()
        # the log-determinant of all points is one number
    torch.log(torch.abs(1 + slope * (w @ u))) -> torch.abs(1 + slope * (w @ u))
        # the logarithm of the determinant is missing
"""
