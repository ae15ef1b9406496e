// Five images, each with a normal posterior of one code: mean KL = information + KL(aggregate || prior).
live("information", (panel, jax) => {
  const { numpy: np } = jax;
  const n = 801, z = live.grid(-8, 8, n), dz = z[1] - z[0], nodes = np.array(z).reshape([1, n]);
  const places = np.array([-2, -1, 0, 1, 2]).reshape([5, 1]);
  const HALF = 0.5 * Math.log(2 * Math.PI);
  /** Mean KL to the prior, and KL of the aggregate to it; p holds distance and log s. */
  const parts = (p) => {
    const distance = p.ref.slice(0), logS = p.slice(1);
    const e = nodes.ref.sub(places.ref.mul(distance)).div(np.exp(logS.ref));
    const q = np.exp(e.ref.mul(e).mul(-0.5).sub(logS).sub(HALF)); // (5, n)
    const aggregate = np.mean(q.ref, 0), prior = nodes.ref.mul(nodes.ref).mul(-0.5).sub(HALF).reshape([n]);
    const entropy = (d) => np.sum(d.ref.mul(np.log(np.maximum(d, 1e-30)))).mul(dz);
    const cross = np.sum(aggregate.ref.mul(prior)).mul(dz);
    const mean = entropy(q.ref).div(5).sub(cross.ref);
    return [mean, entropy(aggregate.ref).sub(cross), q, aggregate];
  };
  const curves = panel.plot({ x: [-6, 6], y: [0, 1], xlabel: "code z", ylabel: "density" });
  const bars = panel.plot({ x: [0, 6], y: [0, 1], xlabel: "nats", height: 110, yticks: false });
  const distance = panel.slider("distance between the means", { min: 0, max: 2.5, step: 0.01, value: 0.9 });
  const logS = panel.slider("log of the standard deviation", { min: -1.5, max: 0.3, step: 0.01, value: -0.7 });
  panel.show(() => {
    const [mean, excess, q, aggregate] = parts(np.array([distance.value, logS.value])).map((a) => a.js());
    const information = mean - excess;
    curves.clear();
    q.forEach((row) => curves.line(z, row.map((v) => v / 5), { colour: 1, width: 1 }));
    curves.line(z, aggregate, { colour: 0 });
    curves.line(z, z.map((v) => Math.exp(-0.5 * v * v - HALF)), { colour: "currentColor", dash: "4 3", width: 1 });
    curves.label(-5.8, 0.92, "aggregate", { colour: 0, anchor: "start" });
    curves.label(-5.8, 0.82, "each / 5", { colour: 1, anchor: "start" });
    curves.label(-5.8, 0.72, "prior (dashed)", { anchor: "start" });
    bars.clear();
    bars.bar(0, information, 0.9, { colour: 2, from: 0.5 });
    bars.bar(information, mean, 0.9, { colour: 1, from: 0.5 });
    bars.bar(0, mean, 0.4, { colour: 0, from: 0.05 });
    bars.label(0.05, 0.62, "information", { anchor: "start" });
    bars.label(0.05, 0.16, "mean KL", { anchor: "start" });
    panel.say(
      `Mean KL ${mean.toFixed(3)} = information ${information.toFixed(3)} (at most log 5 = ${Math.log(5).toFixed(3)}) + KL of the aggregate ${excess.toFixed(3)} nats.`,
      { meanKl: mean, information, excess, distance: distance.value, logS: logS.value },
    );
  });
});
