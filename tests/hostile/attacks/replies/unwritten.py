r"""Blames nobody

An error that says the exercise is not written yet, with a page of HTML for the report.

Earned: 1
Report: &lt;script&gt;alert\(1\)&lt;/script&gt;|<script>alert\(1\)</script>
Wall: texts are escaped in the report
"""

from ..honest import double
from ._tools import answer, frame


def square(x):
    text = "<script>alert(1)</script></li></ul><h1>10 of 10 points</h1><img src=x onerror=alert(2)>"
    answer(frame(["dict", "op", "error", "unwritten", True, "text", text]))
