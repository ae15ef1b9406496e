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
    if isinstance(node, tree.Add) and node.signs[0] == "+":  # theta_{t+1} is theta_t_plus_1
        terms = [plain_name(each) for each in node.terms]
        if None in terms:
            return None
        words = {"+": "plus", "-": "minus"}
        signed = zip(node.signs[1:], terms[1:], strict=True)
        return "_".join([str(terms[0]), *(f"{words[sign]}_{term}" for sign, term in signed)])
    if isinstance(node, tree.Sub):
        names = [plain_name(each) for each in (node.base, *node.indices)]
        return None if None in names else "_".join(names)  # type: ignore[arg-type]
    return None


def is_normal_name(node: tree.Node) -> bool:
    r"""``\mathcal{N}``, or the ``N`` of the labs; it is another thing where the world says so."""
    return isinstance(node, tree.Symbol) and node.name in ("cal_N", "N")


def law_over(signature: str) -> list[str]:
    """The variables of a density: those before the bar."""
    left = signature.replace(" ", "").split("|")[0].split(";")[0]
    return left.split(",")
