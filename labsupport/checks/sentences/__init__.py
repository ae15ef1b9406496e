"""The public checks of topic ``sentences``: each prints ✓ or ✗. None of them is random."""

from labsupport.checks.sentences import bounds, derivations, reading, search

last_state = reading.LAST_STATE.check
word_dropout = reading.WORD_DROPOUT.check
masked_log_likelihood = reading.MASKED_LOG_LIKELIHOOD.check
annealed_loss = bounds.ANNEALED_LOSS.check
free_bits = bounds.FREE_BITS.check
interpolate = search.INTERPOLATE.check
beam_step = search.BEAM_STEP.check
perplexity = bounds.PERPLEXITY.check
price = derivations.PRICE.check
