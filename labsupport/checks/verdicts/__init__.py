"""Verdicts that checks and graded suites share: None, or one sentence with the likely mistake.

A reference is written in another way than the solutions: torch.distributions, autograd, statistics.
"""
