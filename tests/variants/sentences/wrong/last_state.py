"""Wrong ways of writing ``last_state``, and what their messages say."""

EDITS = """
    return torch.cat([forward[:, -1], backward[:, 0]], -1)
        # the state after the last column is taken, which is padding
    lengths - 1 -> lengths.clamp(max=outputs.shape[1] - 1)  # one word too late
    return outputs[rows, lengths - 1]  # the backward one has read everything at the first word
    return outputs[:, -1]  # both directions are read in the last column
    return torch.stack([forward[rows, lengths - 1], backward[:, 0]]).view(len(outputs), -1)
        # the states of different sentences are mixed
    return outputs.mean(1)  # the states are averaged over the places
    return torch.cat([backward[:, 0], forward[rows, lengths - 1]], -1)
        # the directions are exchanged
"""
