"""Small drawings (SVG) of what was wrong, for a report that needs no other file.

They show what `labsupport.checks.evidence` kept, in the colours of the page.
"""

import math
from html import escape
from typing import Any

WIDTH, HEIGHT = 320, 210
LEFT, RIGHT, TOP, BOTTOM = 52, 308, 10, 166  # of the frame
BEYOND = 3.0  # ranges of the right values that the vertical axis covers at most


def picture(kept: dict[str, Any]) -> str:
    """One picture with its caption, or nothing if there is nothing to be drawn."""
    return {"values": _values, "draws": _draws}[kept["kind"]](kept)


def _values(kept: dict[str, Any]) -> str:
    """Wrong values over right ones."""
    pairs = [*zip(kept["right"], kept["yours"], strict=True)]
    low, high = min(kept["right"]), max(kept["right"])
    span = (high - low) or abs(high) or 1.0
    lowest, highest = low - BEYOND * span, high + BEYOND * span
    seen = [(x, y) for x, y in pairs if lowest <= y <= highest]
    bottom, top = (f([low, high, *(y for _, y in seen)]) for f in (min, max))
    across, up = _scale(low, high, LEFT, RIGHT), _scale(bottom, top, BOTTOM, TOP)
    ends = (max(low, bottom), min(high, top))
    marks = "".join(f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="2.6"/>' for x, y in seen)
    line = " ".join(f"{across(e):.1f},{up(e):.1f}" for e in ends)
    near = 1e-3 * span
    above = sum(y > x + near for x, y in pairs)
    below = sum(y < x - near for x, y in pairs)
    what = f" ({kept['what']})" if kept["what"] else ""
    text = f"Your values{what} over the right ones, for random inputs. On the line "
    text += f"both are the same: {above} of {len(pairs)} lie above it, {below} below"
    beyond = len(pairs) - len(seen)
    text += f"; {beyond} are too far away to be shown" if beyond else ""
    text += f"; {kept['missing']} more are no finite numbers" if kept["missing"] else ""
    body = f'<polyline points="{line}" class="right"/><g class="yours">{marks}</g>'
    return _figure(body, (low, high, across), (bottom, top, up), "right", "yours", text + ".")


def _draws(kept: dict[str, Any]) -> str:
    """A histogram of draws with the density that they should have."""
    counts, edge = kept["counts"], kept["edge"]
    n = sum(counts) + kept["outside"]
    step = 2 * edge / len(counts)
    heights = [count / n / step for count in counts]
    top = max(0.42, *heights)
    across, up = _scale(-edge, edge, LEFT, RIGHT), _scale(0.0, top, BOTTOM, TOP, margin=0.0)
    bars = "".join(
        f'<rect x="{across(-edge + k * step):.1f}" y="{up(h):.1f}" '
        f'width="{across(step) - across(0):.1f}" height="{BOTTOM - up(h):.1f}"/>'
        for k, h in enumerate(heights)
    )
    at = [-edge + 0.1 * k for k in range(round(20 * edge) + 1)]
    curve = " ".join(
        f"{across(z):.1f},{up(math.exp(-z * z / 2) / math.sqrt(2 * math.pi)):.1f}" for z in at
    )
    text = f"{n} of your draws, each minus the right mean and divided by the right standard "
    text += "deviation, and the density that they should have then, N(0, 1). "
    text += f"Yours have the mean {kept['mean']:g} and the standard deviation {kept['deviation']:g}"
    text += f"; {kept['outside']} lie outside of the picture" if kept["outside"] else ""
    body = f'<g class="yours">{bars}</g><polyline points="{curve}" class="right"/>'
    return _figure(body, (-edge, edge, across), (0.0, top, up), "draw", "density", text + ".")


def _scale(low: float, high: float, begin: float, end: float, margin: float = 0.04) -> Any:
    """A number's place between the edges of the frame, with a share of the range as margin."""
    room = margin * ((high - low) or abs(high) or 1.0)
    low, high = low - room, high + room
    return lambda value: begin + (value - low) / (high - low) * (end - begin)


def _figure(
    body: str,
    x: tuple[float, float, Any],
    y: tuple[float, float, Any],
    x_label: str,
    y_label: str,
    caption: str,
) -> str:
    """Frame, first and last numbers of both axes, and what it shows in words."""
    low, high, across = x
    texts: list[tuple[float, float, str, str]] = [
        *((across(v), BOTTOM + 16, "middle", f"{v:.3g}") for v in (low, high)),
        ((LEFT + RIGHT) / 2, BOTTOM + 34, "middle", x_label),
    ]
    low, high, up = y
    texts += [(LEFT - 6, up(v) + 4, "end", f"{v:.3g}") for v in (low, high)]
    texts.append((LEFT - 6, (TOP + BOTTOM) / 2, "end", y_label))
    words = "".join(
        f'<text x="{a:.1f}" y="{b:.1f}" text-anchor="{anchor}">{escape(word)}</text>'
        for a, b, anchor, word in texts
    )
    frame = f'<rect x="{LEFT}" y="{TOP}" width="{RIGHT - LEFT}" height="{BOTTOM - TOP}" '
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(caption)}">'
        f'{frame}class="frame"/>{body}{words}</svg>'
        f'<figcaption class="soft">{escape(caption)}</figcaption></figure>\n'
    )
