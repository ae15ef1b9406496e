// Draws the formulas: what stands between \( \) or \[ \] in elements of class "math".
for (const each of document.querySelectorAll(".math")) {
  renderMathInElement(each, {
    delimiters: [
      { left: "\\(", right: "\\)", display: false },
      { left: "\\[", right: "\\]", display: true },
    ],
    throwOnError: false,
  });
}
// A line does not end between a short formula and the comma behind it.
for (const each of document.querySelectorAll("span.math")) {
  const behind = each.nextSibling, sign = /^[,.;:!?)’”]+/.exec(behind?.data ?? "");
  if (!sign || each.querySelectorAll(".katex-base").length > 1) continue;
  const whole = document.createElement("span");
  whole.style.whiteSpace = "nowrap";
  each.replaceWith(whole);
  whole.append(each, sign[0]);
  behind.data = behind.data.slice(sign[0].length);
}
