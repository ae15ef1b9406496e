// Figures that run in the page. `live(name, build)` turns <figure class="live live-NAME">, which
// holds a still, into a panel; build(panel, jax) gets the panel and jax-js (gradients on the CPU).
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const folder = new URL(".", document.currentScript.src).href;
  const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]; // Okabe, Ito
  let library = null;

  /** jax-js, loaded when the first figure comes into view. */
  function loadLibrary() {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = folder + "jax.js";
      script.onload = async () => {
        await jax.init("wasm");
        jax.defaultDevice("wasm");
        resolve(jax);
      };
      script.onerror = reject;
      document.head.append(script);
    });
    return library;
  }

  function element(parent, name, attributes = {}, text = "") {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    parent.append(made);
    return made;
  }

  function shape(parent, name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  }

  /** About five round numbers within a range. */
  function ticks([low, high]) {
    const raw = (high - low) / 5, power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.8);
    const found = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      found.push(Number((i * step).toPrecision(6)));
    }
    return found;
  }

  /** An SVG with axes. Its methods draw in the units of the axes and last until `clear`. */
  class Plot {
    constructor(parent, { x, y, xlabel = "", ylabel = "", height = 220, width = 400, axes = true, half = false, xticks = true, yticks = true }) {
      Object.assign(this, { x, y, width, height });
      this.margin = axes ? { left: 46, right: 8, top: 8, bottom: 38 } : { left: 2, right: 2, top: 2, bottom: 2 };
      this.svg = shape(parent, "svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
      if (half) this.svg.classList.add("live-half");
      this.frame = shape(this.svg, "g", {});
      const clip = `clip-${Math.random().toString(36).slice(2)}`;
      const area = shape(shape(this.svg, "clipPath", { id: clip }), "rect", this.box());
      area.setAttribute("pointer-events", "none");
      this.marks = shape(this.svg, "g", { "clip-path": `url(#${clip})` });
      if (!axes) return;
      const { left, bottom } = this.margin, low = height - bottom;
      shape(this.frame, "rect", { ...this.box(), fill: "none", stroke: "currentColor", "stroke-opacity": 0.35 });
      for (const t of xticks ? ticks(x) : []) this.text(this.px(t), low + 14, t, "middle");
      for (const t of yticks ? ticks(y) : []) this.text(left - 5, this.py(t) + 4, t, "end");
      this.text((left + width) / 2, height - 5, xlabel, "middle");
      const label = this.text(0, 0, ylabel, "middle");
      label.setAttribute("transform", `translate(11 ${low / 2}) rotate(-90)`);
    }
    box() {
      const { left, right, top, bottom } = this.margin;
      return { x: left, y: top, width: this.width - left - right, height: this.height - top - bottom };
    }
    text(x, y, text, anchor) {
      const made = shape(this.frame, "text", { x, y, "text-anchor": anchor, fill: "currentColor", "font-size": 11 });
      made.textContent = String(text).replace("-", "−");
      return made;
    }
    px(v) {
      const { x, width } = this.box();
      return x + ((v - this.x[0]) / (this.x[1] - this.x[0])) * width;
    }
    py(v) {
      const { y, height } = this.box();
      return y + height - ((v - this.y[0]) / (this.y[1] - this.y[0])) * height;
    }
    clear() {
      this.marks.replaceChildren();
    }
    line(xs, ys, { colour = 0, dash = "", width = 2 } = {}) {
      const points = Array.from(xs, (v, i) => `${this.px(v).toFixed(2)},${this.py(ys[i]).toFixed(2)}`);
      const stroke = COLOURS[colour] ?? colour;
      shape(this.marks, "polyline", { points: points.join(" "), fill: "none", stroke, "stroke-width": width, "stroke-dasharray": dash });
    }
    dots(xs, ys, { colour = 0, radius = 3, opacity = 1 } = {}) {
      xs.forEach((v, i) => {
        const fill = COLOURS[Array.isArray(colour) ? colour[i] : colour] ?? colour;
        shape(this.marks, "circle", { cx: this.px(v), cy: this.py(ys[i]), r: radius, fill, "fill-opacity": opacity });
      });
    }
    bar(x0, x1, height, { colour = 0, opacity = 0.85, from = 0 } = {}) {
      const top = Math.min(this.py(height), this.py(from));
      const size = Math.abs(this.py(height) - this.py(from));
      shape(this.marks, "rect", { x: this.px(x0), y: top, width: this.px(x1) - this.px(x0), height: size, fill: COLOURS[colour], "fill-opacity": opacity });
    }
    polygon(points, fill, opacity) {
      const list = points.map(([a, b]) => `${this.px(a).toFixed(1)},${this.py(b).toFixed(1)}`);
      shape(this.marks, "polygon", { points: list.join(" "), fill, "fill-opacity": opacity });
    }
    label(x, y, text, { colour = null, anchor = "middle" } = {}) {
      const fill = colour === null ? "currentColor" : COLOURS[colour];
      const made = shape(this.marks, "text", { x: this.px(x), y: this.py(y), "text-anchor": anchor, fill, "font-size": 11, "font-weight": 600 });
      made.textContent = text;
    }
    /** A picture of numbers in [0, 1], row by row from the top, over the whole area or a part. */
    image(rows, { x = this.x, y = this.y } = {}) {
      const h = (y[1] - y[0]) / rows.length, w = (x[1] - x[0]) / rows[0].length;
      rows.forEach((row, i) => row.forEach((v, j) => {
        const ink = Math.round(255 * Math.min(1, Math.max(0, v)));
        const left = this.px(x[0] + j * w), top = this.py(y[1] - i * h);
        shape(this.marks, "rect", {
          x: left, y: top, width: this.px(x[0] + (j + 1) * w) - left + 0.3,
          height: this.py(y[1] - (i + 1) * h) - top + 0.3, fill: `rgb(${ink},${ink},${ink})`,
        });
      }));
    }
    /** Call `move(x, y)` while a pointer drags over the area. */
    drag(move) {
      this.svg.style.touchAction = "none";
      this.svg.style.cursor = "crosshair";
      const at = (event) => {
        const { left, top, width, height } = this.svg.getBoundingClientRect();
        const { x, y, width: w, height: h } = this.box();
        const u = ((event.clientX - left) / width) * this.width, v = ((event.clientY - top) / height) * this.height;
        const share = (part, whole) => Math.min(1, Math.max(0, part / whole));
        move(this.x[0] + share(u - x, w) * (this.x[1] - this.x[0]), this.y[1] - share(v - y, h) * (this.y[1] - this.y[0]));
      };
      this.svg.addEventListener("pointerdown", (event) => {
        this.svg.setPointerCapture(event.pointerId);
        at(event);
      });
      this.svg.addEventListener("pointermove", (event) => event.buttons && at(event));
    }
  }

  class Panel {
    constructor(figure, name) {
      this.root = element(figure, "div", { class: "live-panel", role: "group" });
      this.root.setAttribute("aria-label", figure.querySelector("img").alt);
      this.plots = element(this.root, "div", { class: "live-plots" });
      this.controls = element(this.root, "div", { class: "live-controls" });
      this.result = element(this.root, "output", { class: "live-result", "aria-live": "polite" });
      this.inputs = [];
      figure.insertBefore(this.root, figure.firstChild);
      figure.dataset.live = name;
      this.pending = false;
    }
    plot(options) {
      return new Plot(this.plots, options);
    }
    /** A number that the reader moves; read it as `.value`. */
    slider(label, { min, max, step, value, digits = 2 }) {
      const box = element(this.controls, "label", {}, `${label} = `);
      const shown = element(box, "span", { class: "live-number" });
      const input = element(box, "input", { type: "range", min, max, step, value });
      const show = () => {
        shown.textContent = Number(input.value).toFixed(digits).replace("-", "−");
      };
      const made = {
        get value() {
          return Number(input.value);
        },
        set value(v) {
          input.value = v;
          show();
        },
      };
      input.addEventListener("input", () => {
        show();
        this.changed();
      });
      show();
      return made;
    }
    choice(label, names) {
      const box = element(this.controls, "label", {}, `${label} `);
      const input = element(box, "select");
      names.forEach((name) => element(input, "option", { value: name }, name));
      input.addEventListener("change", () => this.changed());
      return input;
    }
    button(label, press) {
      const made = element(this.controls, "button", { type: "button" }, label);
      made.addEventListener("click", press);
      return made;
    }
    /** Call `draw` now and, once a frame, after every change. */
    show(draw) {
      this.draw = draw;
      draw();
    }
    changed() {
      if (this.pending) return;
      this.pending = true;
      requestAnimationFrame(() => {
        this.pending = false;
        this.draw();
      });
    }
    /** Say the numbers, for eyes and for screen readers; a test reads them from `data-`. */
    say(text, numbers = {}) {
      this.result.textContent = text.replace(/-(?=\d)/g, "−");
      for (const [key, value] of Object.entries(numbers)) this.result.dataset[key] = value;
    }
  }

  /** Standard normal numbers, the same ones for the same seed (Marsaglia's polar method). */
  function normals(count, seed = 1) {
    let state = seed >>> 0;
    const uniform = () => {
      state = (state + 0x6d2b79f5) >>> 0; // mulberry32
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    return Array.from({ length: count }, () => {
      for (;;) {
        const u = 2 * uniform() - 1, v = 2 * uniform() - 1, s = u * u + v * v;
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
      }
    });
  }

  /** A decoder of stored weights: two numbers to the probabilities of its pixels. */
  function decoder({ numpy: np, jit }, { weights }) {
    const layers = weights.map(([w, b]) => [np.array(w), np.array(b)]);
    const run = jit((z) => {
      let h = z;
      layers.forEach(([w, b], i) => {
        h = np.dot(w.ref, h).add(b.ref);
        if (i < layers.length - 1) h = np.tanh(h);
      });
      return np.reciprocal(np.exp(h.mul(-1)).add(1));
    });
    return (z) => run(np.array(z)).js();
  }

  const rows = (pixels, width) => Array.from({ length: pixels.length / width }, (_, i) => pixels.slice(i * width, (i + 1) * width));
  const grid = (low, high, n) => Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));

  /** What the script NAME.js assigns to `live.stored.NAME`: unlike `fetch`, that works from a disk. */
  function data(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${folder}${name}.js`;
      script.onload = () => resolve(live.stored[name]);
      script.onerror = reject;
      document.head.append(script);
    });
  }

  /** Register a figure: it is built when it comes near the view. */
  window.live = (name, build) => {
    const start = () => {
      for (const figure of document.querySelectorAll(`figure.live-${name}`)) {
        const seen = new IntersectionObserver(async (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          seen.disconnect();
          const loaded = await loadLibrary();
          const panel = new Panel(figure, name);
          await build(panel, loaded);
          figure.classList.add("live-runs");
        }, { rootMargin: "400px" });
        seen.observe(figure);
      }
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  };
  Object.assign(window.live, { normals, grid, rows, data, decoder, stored: {} });
})();
