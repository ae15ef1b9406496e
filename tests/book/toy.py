"""The smallest course: a lab with one exercise, and its solution."""

EXERCISE = """\
# A lab

```{code-cell} ipython3
:tags: [exercise]
def answer() -> int:
    \"\"\"The answer.\"\"\"
    raise NotImplementedError
```
"""
SOLUTIONS = '''def answer() -> int:
    """The answer."""
    return 6 * 7
'''
REASONS = """\
# Why the solution of the toy is right

## answer

Six times seven is forty-two.

Usual wrong turns:

- Six plus seven, which is thirteen.
- Sixty-seven: nothing is multiplied there.
"""
