// One planar or radial map of the plane, and what it does to a standard normal density.
live("flow", (panel, jax) => {
  const { numpy: np } = jax;
  const CELLS = 36, SIZE = 3.2;

  const plot = panel.plot({ x: [-5, 5], y: [-4, 4], xlabel: "first coordinate", ylabel: "second coordinate", height: 330 });
  const kind = panel.choice("map", ["planar", "radial"]);
  const size = panel.slider("length of w (planar), or of β (radial)", { min: -1, max: 4, step: 0.05, value: 2 });
  const angle = panel.slider("direction of w, in degrees", { min: 0, max: 180, step: 1, value: 30, digits: 0 });
  const along = panel.slider("u along w", { min: -2, max: 2, step: 0.02, value: 0.8 });
  const shift = panel.slider("b (planar), or α (radial)", { min: -2, max: 2, step: 0.05, value: 0.5 });

  /** The parameters; u is made safe: w · u >= -1. */
  function parameters() {
    const a = (angle.value * Math.PI) / 180, length = Math.max(0.05, Math.abs(size.value));
    const w = [length * Math.cos(a), length * Math.sin(a)];
    const product = along.value * length, softplus = product > 30 ? product : Math.log1p(Math.exp(product));
    const safe = -1 + softplus; // of w · u
    const u = w.map((v) => (safe * v) / (length * length));
    const alpha = Math.exp(shift.value), beta = Math.max(size.value, -alpha + 1e-3);
    return { w, u, b: shift.value, alpha, beta };
  }

  /** The map of points (n, 2). */
  function forward(points, { w, u, b, alpha, beta }) {
    if (kind.value === "planar") {
      const h = np.tanh(np.dot(points.ref, np.array(w)).add(b)).reshape([-1, 1]);
      return points.add(h.mul(np.array(u).reshape([1, 2])));
    }
    const r = np.sqrt(np.sum(points.ref.mul(points.ref), 1).add(1e-12)).reshape([-1, 1]);
    return points.ref.add(points.mul(beta).div(r.add(alpha)));
  }

  panel.show(() => {
    const p = parameters(), side = live.grid(-SIZE, SIZE, CELLS + 1);
    const corners = side.flatMap((y) => side.map((x) => [x, y]));
    const moved = forward(np.array(corners), p).js();
    const middles = live.grid(-SIZE + SIZE / CELLS, SIZE - SIZE / CELLS, CELLS);
    const points = middles.flatMap((y) => middles.map((x) => [x, y]));
    // Both columns of the Jacobian of every point at once, forward.
    const column = (direction) => {
      const tangent = np.array(points.map(() => direction));
      const [value, slope] = jax.jvp((z) => forward(z, p), [np.array(points)], [tangent]);
      value.dispose();
      return slope.js();
    };
    const first = column([1, 0]), second = column([0, 1]);
    const det = first.map((a, i) => a[0] * second[i][1] - a[1] * second[i][0]);
    plot.clear();
    points.forEach(([x, y], i) => {
      const density = Math.exp(-(x * x + y * y) / 2) / (2 * Math.PI) / Math.abs(det[i]);
      const row = Math.floor(i / CELLS), corner = row * (CELLS + 1) + (i % CELLS);
      const quad = [corner, corner + 1, corner + CELLS + 2, corner + CELLS + 1].map((c) => moved[c]);
      if (density > 1e-3) plot.polygon(quad, "#0072b2", Math.min(1, density / 0.4));
    });
    for (let i = 0; i <= CELLS; i += 6) {
      const row = side.map((_, j) => moved[i * (CELLS + 1) + j]), col = side.map((_, j) => moved[j * (CELLS + 1) + i]);
      for (const line of [row, col]) plot.line(line.map((v) => v[0]), line.map((v) => v[1]), { colour: 4, width: 0.8 });
    }
    const [value, slopeX] = jax.jvp((z) => forward(z, p), [np.array([[0.5, 0.25]])], [np.array([[1, 0]])]);
    value.dispose();
    const [other, slopeY] = jax.jvp((z) => forward(z, p), [np.array([[0.5, 0.25]])], [np.array([[0, 1]])]);
    other.dispose();
    const [[a, b]] = slopeX.js(), [[c, d]] = slopeY.js(), logDet = Math.log(Math.abs(a * d - b * c));
    panel.say(
      `At (0.5, 0.25) log |det| = ${logDet.toFixed(3)}: there the density becomes ${Math.exp(-logDet).toFixed(2)} times what it was. ` +
        (kind.value === "planar" ? `w · u = ${(p.w[0] * p.u[0] + p.w[1] * p.u[1]).toFixed(2)}, made safe.` : `β = ${p.beta.toFixed(2)}, α = ${p.alpha.toFixed(2)}.`),
      { logDet, kind: kind.value, parameters: JSON.stringify(p) },
    );
  });
});
