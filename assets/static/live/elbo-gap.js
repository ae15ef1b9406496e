// The bound and its gap. p(z) = N(0, 1) and p(x | z) = N(x; z^2, 1/4) at x = 1.5: two peaks.
live("elbo-gap", (panel, jax) => {
  const { numpy: np } = jax;
  const X = 1.5, NOISE = 0.5, n = 601, z = live.grid(-5, 5, n), dz = z[1] - z[0];
  const logNormal = (v, m, s) => -0.5 * ((v - m) / s) ** 2 - Math.log(s) - 0.5 * Math.log(2 * Math.PI);
  const logJoint = z.map((v) => logNormal(v, 0, 1) + logNormal(X, v * v, NOISE));
  const logEvidence = Math.log(logJoint.reduce((sum, v) => sum + Math.exp(v), 0) * dz);
  const posterior = logJoint.map((v) => Math.exp(v - logEvidence));
  const nodes = np.array(z), joint = np.array(logJoint);

  /** The ELBO of N(m, s^2), as an integral over the nodes; p holds m and log s. */
  function elbo(p) {
    const m = p.ref.slice(0), logS = p.slice(1);
    const e = nodes.ref.sub(m).div(np.exp(logS.ref));
    const logQ = e.ref.mul(e).mul(-0.5).sub(logS).sub(0.5 * Math.log(2 * Math.PI));
    return np.sum(np.exp(logQ.ref).mul(joint.ref.sub(logQ))).mul(dz);
  }
  const valueAndGrad = jax.jit(jax.valueAndGrad(elbo));

  const curves = panel.plot({ x: [-3, 3], y: [0, 1.6], xlabel: "code z", ylabel: "density" });
  const bars = panel.plot({ x: [-5.5, 0], y: [0, 1], xlabel: "nats", height: 110, yticks: false });
  const mean = panel.slider("mean of q", { min: -2, max: 2, step: 0.01, value: 0.4 });
  const logS = panel.slider("log of its standard deviation", { min: -2, max: 0.8, step: 0.01, value: -0.3 });
  const at = () => {
    const [value, slope] = valueAndGrad(np.array([mean.value, logS.value]));
    return [value.js(), slope.js()];
  };
  panel.button("one step uphill", () => {
    const [, slope] = at();
    mean.value = mean.value + 0.1 * slope[0];
    logS.value = logS.value + 0.1 * slope[1];
    panel.changed();
  });
  panel.show(() => {
    const [value, slope] = at(), s = Math.exp(logS.value), gap = logEvidence - value;
    curves.clear();
    curves.line(z, posterior, { colour: 0 });
    curves.line(z, z.map((v) => Math.exp(logNormal(v, mean.value, s))), { colour: 1, dash: "6 3" });
    curves.label(-2.9, 1.45, "p(z | x)", { colour: 0, anchor: "start" });
    curves.label(-2.9, 1.3, "q(z)", { colour: 1, anchor: "start" });
    bars.clear();
    const left = Math.max(-5.5, value);
    bars.bar(-5.5, left, 0.9, { colour: 2, from: 0.5 });
    bars.bar(left, logEvidence, 0.9, { colour: 1, from: 0.5 });
    bars.bar(-5.5, logEvidence, 0.4, { colour: 0, from: 0.05 });
    bars.label(-5.4, 0.62, "ELBO", { anchor: "start" });
    bars.label(-5.4, 0.16, "log p(x)", { anchor: "start" });
    panel.say(
      `log p(x) = ${logEvidence.toFixed(3)}, ELBO = ${value.toFixed(3)}, gap KL(q ‖ p(z | x)) = ${gap.toFixed(3)} nats. ` +
        `Slope of the ELBO: ${slope[0].toFixed(2)} in the mean, ${slope[1].toFixed(2)} in log s.`,
      { elbo: value, evidence: logEvidence, slopeMean: slope[0], slopeScale: slope[1], mean: mean.value, logS: logS.value },
    );
  });
});
