"""Checks that a student runs inside a lab, one folder per topic, and what grading shares with them.

``from labsupport.checks import vae as check; check.gaussian_kl(gaussian_kl)`` prints ✓ or ✗. A
verdict is None or one sentence with the likely mistake. The modules in a topic's folder judge one
property each on inputs that the caller gives: a check gives small fixed ones and shows the first
that fails, a graded suite draws fresh ones. References are written in another way than the
solutions: torch.distributions, autograd, statistics.
"""
