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
