"""Wrong ways of writing ``word_dropout``, and what their messages say."""

EDITS = """
    not training -> False  # words are dropped in evaluation as well
    kept = torch.cat([torch.ones_like(kept[:, :1]), kept[:, 1:]], 1) ->
        # the sign that a sentence begins always stays
    noise < -> noise >=  # keep is the probability that a word stays
    unknown) -> 0)  # the words become 0, the padding
    noise < -> noise[:1] <  # all sentences lose their words at the same places
    torch.where(kept, words, unknown) -> words  # no word is dropped
"""
