"""Models, estimators, data, checks and grading for a course on variational autoencoders.

Importing this package costs no more than importing torch: every submodule is imported where it is
used, by its own name (``from labsupport.models.vae import VAE``).
"""

__version__ = "0.1.0"
