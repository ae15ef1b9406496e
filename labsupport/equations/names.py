"""Names of letters as a world knows them."""

import math

from labsupport.equations import tree

CONSTANTS = {"pi": math.pi, "e": math.e, "infty": math.inf}  # where the world says nothing else


def plain_name(node: tree.Node | None) -> str | None:
    """The name of a letter with its printed indices: ``mu_q``, ``z_j``; None if it has none."""
    if isinstance(node, tree.Symbol):
        return node.name
    if isinstance(node, tree.Number):
        return node.text
    if isinstance(node, tree.Text):
        return node.words.replace(" ", "_")
    if isinstance(node, tree.Sub):
        names = [plain_name(each) for each in (node.base, *node.indices)]
        return None if None in names else "_".join(names)  # type: ignore[arg-type]
    return None


def law_over(signature: str) -> list[str]:
    """The variables of a density: those before the bar."""
    left = signature.replace(" ", "").split("|")[0].split(";")[0]
    return left.split(",")
