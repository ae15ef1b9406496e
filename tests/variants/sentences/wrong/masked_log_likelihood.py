"""Wrong ways of writing ``masked_log_likelihood``, and what their messages say."""

EDITS = """
    return each.sum(-1)  # the padding counts as well
    place < lengths[:, None] -> words != 0  # the word with number 0 is left out wherever it stands
    .sum(-1) -> .sum(-1) / lengths  # averaged over the words
    .sum(-1) -> .sum()  # one number for each sentence
    return torch -> return -torch  # the sign is wrong
    log_probs = logits  # the logits are not normalized
    place < -> place <=  # one word too many
"""
