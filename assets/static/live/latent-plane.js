// A decoder that this course has trained: drag a code over the plane and see what it draws.
live("latent-plane", async (panel, jax) => {
  const stored = await live.data("decoder"), { codes, labels } = stored;
  const decode = live.decoder(jax, stored);

  const plane = panel.plot({ x: [-3, 3], y: [-3, 3], xlabel: "first coordinate of z", ylabel: "second coordinate", height: 360 });
  const picture = panel.plot({ x: [0, 8], y: [0, 8], axes: false, half: true, width: 200, height: 200 });
  const first = panel.slider("z, first coordinate", { min: -3, max: 3, step: 0.02, value: 0.5 });
  const second = panel.slider("z, second coordinate", { min: -3, max: 3, step: 0.02, value: -0.5 });
  const SHAPES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#666666", "#8b4513", "#000080", "#7fbf00"];
  plane.drag((x, y) => {
    first.value = x;
    second.value = y;
    panel.changed();
  });
  codes.forEach(([x, y], i) => {
    const made = plane.text(plane.px(x), plane.py(y) + 3, labels[i], "middle"); // stays when marks go
    made.setAttribute("fill", SHAPES[labels[i]]);
    made.setAttribute("font-size", 9);
  });
  panel.show(() => {
    const z = [first.value, second.value], pixels = decode(z);
    plane.clear();
    plane.dots([z[0]], [z[1]], { colour: 1, radius: 7 });
    picture.clear();
    picture.image(live.rows(pixels, 8));
    const ink = pixels.reduce((a, b) => a + b);
    panel.say(`At z = (${z[0].toFixed(2)}, ${z[1].toFixed(2)}) the decoder expects ${ink.toFixed(1)} of 64 pixels to be white.`, { ink, z: JSON.stringify(z) });
  });
});
