"""Wrong ways of writing ``m_step``, and what their messages say."""

EDITS = """
    z, responsibilities = z.detach(), responsibilities.detach()  # no gradient
    , device=z.device ->  # is made on the CPU whatever device z is on
    dtype=z.dtype -> dtype=torch.float64  # the result is float64
"""
