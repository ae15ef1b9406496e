// The bound of k draws. p(z) = N(0, 1), p(x | z) = N(x; z, 1) at x = 1, so log p(x) is known.
live("importance-bound", (panel, jax) => {
  const { numpy: np } = jax;
  const X = 1, DRAWS = 8192, KS = [1, 2, 4, 8, 16, 32, 64];
  const evidence = -0.25 * X * X - 0.5 * Math.log(4 * Math.PI);
  const noise = np.array(live.normals(DRAWS, 3));
  /** log w of all draws; p holds the mean and s of q. */
  const logW = jax.jit((p) => {
    const z = p.ref.slice(0).add(p.ref.slice(1).mul(noise.ref));
    const logQ = noise.ref.mul(noise.ref).mul(-0.5).sub(np.log(p.slice(1)));
    const logJoint = z.ref.mul(z.ref).add(z.ref.sub(X).mul(z.sub(X))).mul(-0.5);
    return logJoint.sub(logQ).sub(0.5 * Math.log(2 * Math.PI));
  });

  const plot = panel.plot({ x: [0, 6], y: [-4, -1], xlabel: "log2 k", ylabel: "nats" });
  const bars = panel.plot({ x: [-8, 1], y: [0, 1], xlabel: "log w of one draw", ylabel: "density", height: 170 });
  const mean = panel.slider("mean of q", { min: -2, max: 2, step: 0.01, value: -0.4 });
  const s = panel.slider("standard deviation of q", { min: 0.2, max: 2, step: 0.01, value: 1 });
  const log2 = panel.slider("log2 k", { min: 0, max: 6, step: 1, value: 3, digits: 0 });
  panel.show(() => {
    const w = logW(np.array([mean.value, s.value])).js();
    const bounds = KS.map((k) => {
      let total = 0;
      for (let i = 0; i < DRAWS; i += k) {
        const part = w.slice(i, i + k), top = Math.max(...part);
        total += top + Math.log(part.reduce((sum, v) => sum + Math.exp(v - top), 0) / k);
      }
      return (total * k) / DRAWS;
    });
    plot.clear();
    plot.line([0, 6], [evidence, evidence], { colour: 0, dash: "6 3" });
    plot.label(0.1, evidence + 0.1, "log p(x)", { colour: 0, anchor: "start" });
    plot.line(KS.map(Math.log2), bounds, { colour: 1 });
    plot.dots(KS.map(Math.log2), bounds, { colour: 1, radius: 3 });
    plot.dots([log2.value], [bounds[log2.value]], { colour: 1, radius: 6 });
    bars.clear();
    const bins = 45, counts = new Array(bins).fill(0);
    w.forEach((v) => {
      const bin = Math.floor(((v + 8) / 9) * bins);
      if (bin >= 0 && bin < bins) counts[bin] += 1;
    });
    counts.forEach((c, i) => bars.bar(-8 + (9 * i) / bins, -8 + (9 * (i + 1)) / bins, (c * bins) / (9 * DRAWS), { colour: 1 }));
    bars.line([evidence, evidence], [0, 1], { colour: 0, dash: "6 3" });
    const k = KS[log2.value], bound = bounds[log2.value];
    panel.say(
      `log p(x) = ${evidence.toFixed(3)}; bound of k = ${k} draws: ${bound.toFixed(3)}; still missing: ${(evidence - bound).toFixed(3)} nats.`,
      { evidence, bounds: JSON.stringify(bounds), mean: mean.value, s: s.value },
    );
  });
});
