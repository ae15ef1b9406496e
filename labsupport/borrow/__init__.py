"""Versions of the exercises that `labsupport.lab.borrow` lends, one module per chapter.

Each module names in ``__all__``, in the lab's order, functions and classes with the signatures of
the exercises. Most of them are what the package's own models are made of.
"""
