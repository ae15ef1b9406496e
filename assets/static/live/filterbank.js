// DRAW's window: a square of N x N Gaussian filters over an image of 24 x 24 pixels.
live("filterbank", async (panel, jax) => {
  const { numpy: np } = jax;
  const { packed } = await live.data("digits");
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)), SIZE = 24, N = 7;
  const digit = Array.from({ length: 64 }, (_, j) => ((bytes[32 * 3 + (j >> 1)] >> (j & 1 ? 0 : 4)) & 15) / 15);
  const at = (r, c) => digit[8 * Math.min(7, Math.max(0, r)) + Math.min(7, Math.max(0, c))];
  const image = live.grid(0, SIZE - 1, SIZE).map((y) => live.grid(0, SIZE - 1, SIZE).map((x) => {
    const v = (y - 1) / 3, u = (x - 1) / 3, i = Math.floor(v), j = Math.floor(u), a = v - i, b = u - j;
    return (1 - a) * ((1 - b) * at(i, j) + b * at(i, j + 1)) + a * ((1 - b) * at(i + 1, j) + b * at(i + 1, j + 1));
  }));
  const pixels = np.array(image);
  const places = np.array(live.grid(0, SIZE - 1, SIZE)).reshape([1, SIZE]);
  const offsets = np.array(live.grid(0, N - 1, N).map((i) => i - (N - 1) / 2)).reshape([N, 1]); // 0 in the middle

  /** N filters over one axis, each with the sum 1; p holds centre, stride and log of the width. */
  function filters(p) {
    const centres = offsets.ref.mul(p.ref.slice(1)).add(p.ref.slice(0));
    const e = places.ref.sub(centres).div(np.exp(p.slice(2)));
    const ink = np.exp(e.ref.mul(e).mul(-0.5));
    return ink.ref.div(np.maximum(np.sum(ink, 1).reshape([N, 1]), 1e-8));
  }
  const read = (px, py) => np.dot(np.dot(filters(py), pixels.ref), filters(px).transpose());
  const slope = jax.grad((px, py) => np.sum(read(px, py)));

  const whole = panel.plot({ x: [0, SIZE], y: [0, SIZE], axes: false, half: true, width: 260, height: 260 });
  const patch = panel.plot({ x: [0, N], y: [0, N], axes: false, half: true, width: 260, height: 260 });
  const gx = panel.slider("centre, columns", { min: 0, max: 23, step: 0.1, value: 11.5, digits: 1 });
  const gy = panel.slider("centre, rows", { min: 0, max: 23, step: 0.1, value: 11.5, digits: 1 });
  const stride = panel.slider("stride δ", { min: 0.2, max: 4, step: 0.05, value: 2 });
  const logS = panel.slider("log of the width σ", { min: -1.5, max: 1.5, step: 0.05, value: -0.3 });
  whole.drag((x, y) => {
    gx.value = x - 0.5;
    gy.value = SIZE - y - 0.5;
    panel.changed();
  });
  panel.show(() => {
    const px = () => np.array([gx.value, stride.value, logS.value]), py = () => np.array([gy.value, stride.value, logS.value]);
    const found = read(px(), py()).js(), [toX] = slope(px(), py()).js();
    whole.clear();
    whole.image(image);
    for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) {
      const x = gx.value + (j - (N - 1) / 2) * stride.value + 0.5, y = gy.value + (i - (N - 1) / 2) * stride.value + 0.5;
      whole.dots([x], [SIZE - y], { colour: 1, radius: 2 });
    }
    patch.clear();
    patch.image(found);
    const mean = found.flat().reduce((a, b) => a + b) / (N * N);
    panel.say(
      `What is read has the mean ${mean.toFixed(3)}. One column to the right would change its sum by ${toX.toFixed(2)}.`,
      { mean, toX, read: JSON.stringify(found), gx: gx.value, gy: gy.value, stride: stride.value, logS: logS.value },
    );
  });
});
