// A variational autoencoder that is trained in the page: 64-48-2-48-64, Adam, minibatches of 100.
live("train", async (panel, jax) => {
  const { numpy: np } = jax;
  const { packed, count } = await live.data("digits");
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)); // two pixels a byte
  const images = Array.from({ length: count }, (_, i) =>
    Array.from({ length: 64 }, (_, j) => ((bytes[32 * i + (j >> 1)] >> (j & 1 ? 0 : 4)) & 15) / 15));
  const SIZES = [[48, 64], [4, 48], [48, 2], [64, 48]], BATCH = 100, RATE = 3e-3;
  const mean = images[0].map((_, j) => images.reduce((sum, x) => sum + x[j], 0) / count);

  const curve = panel.plot({ x: [0, 600], y: [-46, -18], xlabel: "step", ylabel: "nats" });
  const pictures = panel.plot({ x: [0, 8], y: [0, 2], axes: false, height: 100 });
  const plane = panel.plot({ x: [-3.5, 3.5], y: [-3.5, 3.5], xlabel: "mean code, first coordinate", ylabel: "second", height: 230 });
  const beta = panel.slider("weight β of the KL", { min: 0, max: 8, step: 0.1, value: 1, digits: 1 });
  let state, steps, history, running = false;

  function begin() {
    const draws = live.normals(SIZES.reduce((sum, [a, b]) => sum + a * b, 0), 7);
    const parameters = SIZES.flatMap(([rows, columns], i) => {
      const matrix = live.grid(0, rows - 1, rows).map(() => draws.splice(0, columns).map((v) => v / Math.sqrt(columns)));
      const bias = i === 3 ? mean.map((p) => Math.log((p + 0.01) / (1.01 - p))) : new Array(rows).fill(0);
      return [np.array(matrix), np.array(bias)];
    });
    const zeros = () => parameters.map((p) => np.zeros(p.shape));
    state = { parameters, first: zeros(), second: zeros() };
    steps = 0;
    history = { elbo: [], kl: [] };
  }

  const affine = (x, w, b) => np.dot(x, w.transpose()).add(b);
  /** Mean and log-variance of the codes of a batch. */
  function encode(p, x) {
    const h = affine(np.tanh(affine(x, p[0].ref, p[1].ref)), p[2].ref, p[3].ref);
    return [h.ref.slice([], [0, 2]), h.slice([], [2, 4])];
  }
  const decode = (p, z) => affine(np.tanh(affine(z, p[4].ref, p[5].ref)), p[6].ref, p[7].ref);

  /** What is minimized, and beside it reconstruction and KL, for noise (batch, 2). */
  function loss(p, x, noise, weight) {
    const [mu, logVar] = encode(p, x.ref);
    const z = mu.ref.add(np.exp(logVar.ref.mul(0.5)).mul(noise));
    const logits = decode(p, z);
    p.forEach((each) => each.dispose());
    const softplus = np.maximum(logits.ref, 0).add(np.log(np.exp(np.abs(logits.ref).mul(-1)).add(1)));
    const reconstruction = np.mean(np.sum(x.mul(logits).sub(softplus), 1));
    const kl = np.mean(np.sum(mu.ref.mul(mu).add(np.exp(logVar.ref)).sub(1).sub(logVar), 1)).mul(0.5);
    return [kl.ref.mul(weight).sub(reconstruction.ref), [reconstruction, kl]];
  }
  const slopes = jax.jit(jax.valueAndGrad(loss, { hasAux: true }));
  /** Adam (Kingma and Ba), written out. */
  const adam = jax.jit((p, first, second, g, rate) => {
    const m = first.map((v, i) => v.mul(0.9).add(g[i].ref.mul(0.1)));
    const s = second.map((v, i) => v.mul(0.999).add(g[i].ref.mul(g[i]).mul(0.001)));
    const moved = p.map((v, i) => v.sub(m[i].ref.mul(rate.ref).div(np.sqrt(s[i].ref).add(1e-8))));
    rate.dispose();
    return [moved, m, s];
  });

  function step() {
    const start = (steps * 37) % count, rows = live.grid(0, BATCH - 1, BATCH).map((i) => images[(start + 7 * i) % count]);
    const noise = np.array(live.normals(2 * BATCH, steps + 1)).reshape([BATCH, 2]);
    const [[value, [reconstruction, kl]], g] = slopes(state.parameters.map((p) => p.ref), np.array(rows), noise, np.array(beta.value));
    value.dispose();
    steps += 1;
    const rate = (RATE * Math.sqrt(1 - 0.999 ** steps)) / (1 - 0.9 ** steps);
    const [parameters, first, second] = adam(state.parameters, state.first, state.second, g, np.array(rate));
    state = { parameters, first, second };
    const divergence = kl.js();
    history.elbo.push(reconstruction.js() - divergence);
    history.kl.push(divergence);
  }

  const button = panel.button("train", () => {
    running = !running;
    button.textContent = running ? "pause" : "train";
    if (running) loop();
  });
  panel.button("start again", () => {
    begin();
    panel.changed();
  });
  function loop() {
    if (!running) return;
    for (let i = 0; i < 3; i++) step();
    panel.draw();
    if (steps >= 600) button.click();
    else requestAnimationFrame(loop);
  }

  begin();
  panel.show(() => {
    const recent = (values) => (values.length ? values.slice(-20).reduce((a, b) => a + b) / Math.min(20, values.length) : NaN);
    curve.clear();
    const n = live.grid(1, Math.max(1, steps), steps);
    if (steps > 1) curve.line(n, history.elbo, { colour: 0, width: 1 });
    const shown = images.slice(0, 8), [mu, logVar] = encode(state.parameters.map((p) => p.ref), np.array(shown));
    logVar.dispose();
    const logits = decode(state.parameters, mu).js();
    pictures.clear();
    shown.forEach((x, i) => {
      pictures.image(live.rows(x, 8), { x: [i + 0.03, i + 0.97], y: [1.03, 1.97] });
      pictures.image(live.rows(logits[i].map((v) => 1 / (1 + Math.exp(-v))), 8), { x: [i + 0.03, i + 0.97], y: [0.03, 0.97] });
    });
    if (steps % 15 === 0) {
      const [codes, rest] = encode(state.parameters.map((p) => p.ref), np.array(images.slice(0, 300)));
      rest.dispose();
      const at = codes.js();
      plane.clear();
      plane.dots(at.map((v) => v[0]), at.map((v) => v[1]), { colour: 1, radius: 2, opacity: 0.7 });
    }
    const elbo = recent(history.elbo), kl = recent(history.kl);
    panel.say(
      steps ? `Step ${steps}: ELBO ${elbo.toFixed(1)} nats for each image, of which the KL costs ${kl.toFixed(2)}.` : "Press train: a step takes a few milliseconds.",
      { steps, elbo, kl },
    );
  });
});
