// A walk over the plane of codes, and what the decoder draws on the way.
live("walk", async (panel, jax) => {
  const decode = live.decoder(jax, await live.data("decoder"));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const place = (t) => [1.5 * Math.cos(2 * Math.PI * t), 1.5 * Math.sin(4 * Math.PI * t)];

  const plane = panel.plot({ x: [-2.2, 2.2], y: [-2.2, 2.2], axes: false, half: true, width: 200, height: 200 });
  const picture = panel.plot({ x: [0, 8], y: [0, 8], axes: false, half: true, width: 200, height: 200 });
  const slider = panel.slider("place on the walk", { min: 0, max: 1, step: 0.002, value: 0 });
  let walking = false;
  const button = panel.button("walk", () => {
    walking = !walking;
    button.textContent = walking ? "pause" : "walk";
    if (walking) requestAnimationFrame(go);
  });
  function go() {
    if (!walking) return;
    slider.value = (slider.value + 0.002) % 1;
    panel.draw();
    requestAnimationFrame(go);
  }
  const path = live.grid(0, 1, 200).map(place);
  panel.show(() => {
    const z = place(slider.value), pixels = decode(z);
    plane.clear();
    plane.line(path.map((v) => v[0]), path.map((v) => v[1]), { colour: 0, width: 1 });
    plane.dots([z[0]], [z[1]], { colour: 1, radius: 6 });
    picture.clear();
    picture.image(live.rows(pixels, 8));
    panel.say(walking ? "" : `The decoder turns the two numbers (${z[0].toFixed(2)}, ${z[1].toFixed(2)}) into a picture.`, {
      z: JSON.stringify(z), ink: pixels.reduce((a, b) => a + b),
    });
  });
  if (!still) button.click();
});
