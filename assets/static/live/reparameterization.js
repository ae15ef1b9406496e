// Draws that move with the parameters: z = mean + s * noise, and the slope of the mean cost.
live("reparameterization", (panel, jax) => {
  const { numpy: np } = jax;
  let seed = 1;
  const cost = (z) => z.ref.sub(1).mul(z.sub(1)); // (z - 1)^2
  /** The mean cost of the draws; p holds the mean and s. */
  const meanCost = (p, noise) => np.mean(cost(p.ref.slice(0).add(p.slice(1).mul(noise))));
  const valueAndGrad = jax.valueAndGrad(meanCost);

  const plot = panel.plot({ x: [-3, 4], y: [-0.6, 6], xlabel: "draw z", ylabel: "cost (z − 1)²" });
  const mean = panel.slider("mean", { min: -1.5, max: 2.5, step: 0.01, value: -0.5 });
  const s = panel.slider("standard deviation s", { min: 0.05, max: 1.5, step: 0.01, value: 0.7 });
  const log2 = panel.slider("log2 of the number of draws", { min: 1, max: 7, step: 1, value: 3, digits: 0 });
  panel.button("new noise", () => {
    seed += 1;
    panel.changed();
  });
  panel.show(() => {
    const noise = live.normals(2 ** log2.value, seed), z = noise.map((e) => mean.value + s.value * e);
    const [value, slope] = valueAndGrad(np.array([mean.value, s.value]), np.array(noise));
    const [dMean, dS] = slope.js(), estimate = value.js();
    plot.clear();
    const xs = live.grid(-3, 4, 141);
    plot.line(xs, xs.map((v) => (v - 1) ** 2), { colour: 0 });
    const length = z.length > 32 ? 0 : 0.25;
    if (length) z.forEach((v) => plot.line([v - length, v + length], [(v - 1) ** 2 - 2 * length * (v - 1), (v - 1) ** 2 + 2 * length * (v - 1)], { colour: 1, width: 1.5 }));
    plot.dots(z, z.map((v) => (v - 1) ** 2), { colour: 1, radius: 3.5, opacity: 0.8 });
    plot.dots(z, z.map(() => -0.3), { colour: "currentColor", radius: 2, opacity: 0.6 });
    panel.say(
      `Slope of the mean cost by ${z.length} draws: ${dMean.toFixed(2)} in the mean, ${dS.toFixed(2)} in s. ` +
        `Exact: ${(2 * (mean.value - 1)).toFixed(2)} and ${(2 * s.value).toFixed(2)}.`,
      { dMean, dS, estimate, draws: JSON.stringify(z), mean: mean.value, s: s.value },
    );
  });
});
