"""Wrong ways of writing ``generate``, and what their messages say."""

EDITS = """
    z = draws[0] if draws else torch.randn(len(h_dec), latent).to(h_dec)
        # the noise is drawn once and used at every step
    z = torch.randn(1, latent).to(h_dec).expand(len(h_dec), latent)
        # the same noise is used for the whole batch
    z = torch.randn(len(h_dec), 1).to(h_dec).expand(len(h_dec), latent)
        # one number of noise is shared by all entries of a row
    z = 2 * torch.rand(len(h_dec), latent).to(h_dec) - 1  # the draws do not have the right variance
    z = torch.zeros(len(h_dec), latent).to(h_dec)  # z is always 0
    torch.manual_seed(0)  # is the seed set inside the function?
    canvas = h_dec @ w_write.T  # the canvas is replaced at every step
    [z, h_dec] -> [h_dec, z]  # the order in the decoder is z, h_dec
    torch.stack(canvases) -> torch.sigmoid(torch.stack(canvases))  # they are kept as logits
    return draws[-1], canvases[-1]  # one step alone is returned
    h_dec = torch.cat([z, h_dec], -1) @ w_dec.T  # tanh is missing in the decoder
    h_dec = -> state =; h_dec @ -> state @  # the decoder's state is not kept from step to step
"""
