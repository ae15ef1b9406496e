// Three estimators of d/dm E[(z - 1)^2], z ~ N(m, s^2), race towards 2 (m - 1).
live("estimators", (panel, jax) => {
  const { numpy: np } = jax;
  const COUNT = 300, NAMES = ["path", "score function", "measure-valued"];
  let seed = 1;
  const cost = (z) => z.ref.sub(1).mul(z.sub(1));
  const slopes = jax.grad((z) => np.sum(cost(z)));

  const race = panel.plot({ x: [0, COUNT], y: [-6, 4], xlabel: "draws so far", ylabel: "mean so far" });
  const bars = panel.plot({ x: [0, 3], y: [0, 4], xlabel: "estimator", ylabel: "log10(1 + variance)", height: 170, xticks: false });
  const mean = panel.slider("mean m", { min: -1, max: 2, step: 0.01, value: 0.5 });
  const s = panel.slider("standard deviation s", { min: 0.1, max: 2, step: 0.01, value: 1 });
  panel.button("run again", () => {
    seed += 1;
    panel.changed();
  });

  /** One number of each estimator for each draw. */
  function draws() {
    const e = live.normals(COUNT, seed), m = mean.value, scale = s.value;
    const z = e.map((v) => m + scale * v), f = (v) => (v - 1) ** 2;
    const path = slopes(np.array(z)).js();
    const score = z.map((v, i) => (f(v) * e[i]) / scale);
    // Weibull draws (shape 2, scale sqrt 2) to the right and to the left: the coupled pair.
    const other = live.normals(COUNT, seed + 1000);
    const weibull = e.map((v, i) => Math.hypot(v, other[i]));
    const measure = weibull.map((w) => (f(m + scale * w) - f(m - scale * w)) / (scale * Math.sqrt(2 * Math.PI)));
    return [path, score, measure];
  }

  panel.show(() => {
    const exact = 2 * (mean.value - 1), all = draws(), n = live.grid(1, COUNT, COUNT);
    race.clear();
    race.line([0, COUNT], [exact, exact], { colour: "currentColor", dash: "4 3", width: 1 });
    const variances = all.map((values, j) => {
      let sum = 0;
      race.line(n, values.map((v, i) => (sum += v) / (i + 1)), { colour: j, dash: ["", "6 3", "2 2"][j] });
      const average = sum / COUNT;
      return values.reduce((total, v) => total + (v - average) ** 2, 0) / (COUNT - 1);
    });
    bars.clear();
    variances.forEach((v, j) => {
      bars.bar(j + 0.15, j + 0.85, Math.log10(1 + v), { colour: j });
      bars.label(j + 0.5, 3.6, NAMES[j], { colour: j });
    });
    panel.say(
      `Exact slope ${exact.toFixed(2)}. Variance of one draw: ` +
        variances.map((v, j) => `${NAMES[j]} ${v.toFixed(2)}`).join(", ") + ".",
      { exact, variances: JSON.stringify(variances), means: JSON.stringify(all.map((v) => v.reduce((a, b) => a + b) / COUNT)), mean: mean.value, s: s.value },
    );
  });
});
