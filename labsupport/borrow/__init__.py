"""Versions of the exercises that `labsupport.lab.borrow` lends, one module per chapter.

Each module names in ``__all__`` functions and classes with the signatures of the lab's exercises, in
the lab's order. Most of them are what the package's own models are made of.
"""
