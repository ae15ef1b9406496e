"""Wrong ways of writing ``sample_on_grid``, and what their messages say."""

EDITS = """
    largest = 0 * log_f.max()  # exp does not hold a large log_f
    , largest + mass.sum().log() ->  # 2 tensors should be returned
    log_f = log_f.detach()  # is there a .detach()
    torch.zeros_like(mass[:1]) -> torch.zeros(1, dtype=log_f.dtype)
        # is made on the CPU whatever device log_f is on
"""
