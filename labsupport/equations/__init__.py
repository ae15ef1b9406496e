"""Reads the LaTeX that the book prints, computes it in a world, and says whether it holds."""

from labsupport.equations.errors import FormulaError
from labsupport.equations.judging import Verdict, judge
from labsupport.equations.laws import (
    Domain,
    Family,
    Function,
    Gaussian,
    Law,
    finite,
    grid,
    plane,
)  # fmt: skip
from labsupport.equations.meaning import Meaning
from labsupport.equations.page import Printed, formulas, read_page
from labsupport.equations.reading import read
from labsupport.equations.searching import hessian, newton
from labsupport.equations.worlds import Draw, World, pick

__all__ = [
    "Domain", "Draw", "Family", "FormulaError", "Function", "Gaussian", "Law", "Meaning",
    "Printed", "Verdict", "World", "finite", "formulas", "grid", "hessian", "judge", "newton",
    "pick", "plane", "read", "read_page",
]  # fmt: skip
