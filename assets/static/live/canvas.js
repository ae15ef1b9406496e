// DRAW at work, as measured: the canvas after each step, and where the step read and wrote.
live("canvas", async (panel) => {
  const { images, start, means, read, write } = await live.data("drawing");
  const STEPS = means.length, SIDE = 8, FILTERS = 4;
  const area = { x: [-2, SIDE + 2], y: [-2, SIDE + 2], axes: false, half: true, width: 260, height: 260 };
  const whole = { x: [0, SIDE], y: [0, SIDE] };
  const seen = panel.plot(area), canvas = panel.plot(area);
  const after = (step, n) => (step ? means[step - 1][n] : start);
  /** What image n costs in nats if its pixels are drawn with the probabilities of a canvas. */
  const cost = (step, n) => -after(step, n).reduce((sum, p, j) => {
    const safe = Math.min(0.995, Math.max(0.005, p)); // kept in hundredths
    return sum + Math.log(images[n][j] > 0.5 ? safe : 1 - safe);
  }, 0);
  const costs = images.map((_, n) => live.grid(0, STEPS, STEPS + 1).map((step) => cost(step, n)));
  const nats = panel.plot({ x: [0, STEPS], y: [0, 45], xlabel: "step", ylabel: "nats", height: 150 });
  /** The square on which the filters of a window stand. */
  function square(plot, [x, y, stride], look) {
    const half = ((FILTERS - 1) * stride) / 2, u = x + 0.5, v = SIDE - y - 0.5;
    plot.line([u - half, u + half, u + half, u - half, u - half], [v - half, v - half, v + half, v + half, v - half], look);
  }
  const image = panel.choice("image", images.map((_, n) => String(n + 1)));
  const step = panel.slider("step", { min: 0, max: STEPS, step: 1, value: STEPS, digits: 0 });
  let playing = null;
  panel.button("draw it again", () => {
    clearInterval(playing);
    step.value = 0;
    panel.changed();
    playing = setInterval(() => {
      step.value += 1;
      panel.changed();
      if (step.value >= STEPS) clearInterval(playing);
    }, 700);
  });
  panel.show(() => {
    const n = Number(image.value) - 1, t = step.value;
    seen.clear();
    seen.image(live.rows(images[n], SIDE), whole);
    canvas.clear();
    canvas.image(live.rows(after(t, n), SIDE), whole);
    if (t) {
      square(seen, read[t - 1][n], { colour: 5, dash: "6 3", width: 3 });
      square(canvas, write[t - 1][n], { colour: 1, width: 3 });
    }
    nats.clear();
    nats.line(live.grid(0, STEPS, STEPS + 1), costs[n]);
    nats.dots([t], [costs[n][t]], { colour: 1, radius: 4 });
    panel.say(
      t ? `After step ${t} the image costs ${costs[n][t].toFixed(1)} nats, given the canvas; the step saved ${(costs[n][t - 1] - costs[n][t]).toFixed(1)}.`
        : `Before the first step the image costs ${costs[n][0].toFixed(1)} nats.`,
      { cost: costs[n][t], step: t, image: n },
    );
  });
});
