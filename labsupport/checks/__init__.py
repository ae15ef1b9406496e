"""Checks that a student runs inside a lab, one module per topic, and what grading shares with them.

``from labsupport.checks import vae as check; check.gaussian_kl(gaussian_kl)`` prints ✓ or ✗. The
verdicts in `labsupport.checks.verdicts` judge one property each on inputs that the caller gives: a
check gives small fixed ones and shows the first that fails, a graded suite draws fresh ones.
"""
