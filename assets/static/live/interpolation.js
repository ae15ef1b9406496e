// The straight line between the codes of two sentences, and what a decoder writes on it.
live("interpolation", async (panel) => {
  const { vocabulary, pattern, texts, codes, decoder } = await live.data("sentences");
  const PAD = 0, END = 2, BEGIN = 3; // as in labsupport.sentences
  const LONGEST = 12, POINTS = 11;
  const made = new RegExp(pattern);

  /** A matrix of bytes as rows of numbers. */
  function matrix({ shape: [, width], scale, packed }) {
    const bytes = Int8Array.from(atob(packed), (c) => c.charCodeAt(0));
    return live.rows(Array.from(bytes, (v) => v * scale), width);
  }
  const times = (rows, v) => rows.map((row) => row.reduce((sum, w, j) => sum + w * v[j], 0));
  const plus = (...vectors) => vectors[0].map((_, i) => vectors.reduce((sum, v) => sum + v[i], 0));
  const sigmoid = (v) => 1 / (1 + Math.exp(-v));
  const [start, code, recurrent, head] = ["start", "code", "state", "head"].map((name) => matrix(decoder[name]));

  /** The most probable word each time, and the log-probability of them all. */
  function write(z) {
    const first = plus(times(start, z), decoder.start_bias), n = first.length / 2;
    let h = first.slice(0, n).map(Math.tanh), c = first.slice(n), logProb = 0;
    const given = plus(times(code, z), decoder.code_bias), words = [];
    while (words.length < LONGEST) {
      const gates = plus(given, times(recurrent, h)); // input, forget, cell, output
      c = c.map((v, i) => sigmoid(gates[n + i]) * v + sigmoid(gates[i]) * Math.tanh(gates[2 * n + i]));
      h = c.map((v, i) => sigmoid(gates[3 * n + i]) * Math.tanh(v));
      const logits = plus(times(head, h), decoder.head_bias);
      logits[PAD] = logits[BEGIN] = -Infinity;
      const most = Math.max(...logits), word = logits.indexOf(most);
      logProb -= Math.log(logits.reduce((sum, v) => sum + Math.exp(v - most), 0));
      if (word === END) break;
      words.push(vocabulary[word]);
    }
    return { text: words.join(" "), logProb };
  }

  const list = panel.plot({ x: [0, 1], y: [POINTS, 0], axes: false, width: 400, height: 232 });
  const [from, to] = [["from", 0], ["to", 1]].map(([label, i]) => {
    const input = panel.choice(label, texts);
    input.selectedIndex = i;
    return input;
  });
  const slider = panel.slider("place on the line, t", { min: 0, max: 1, step: 0.02, value: 0.5 });
  panel.show(() => {
    const [a, b] = [from, to].map((input) => codes[input.selectedIndex]);
    const place = (t) => a.map((v, j) => (1 - t) * v + t * b[j]);
    const path = live.grid(0, 1, POINTS).map((t) => write(place(t)));
    const t = slider.value, z = place(t), { text, logProb } = write(z), good = made.test(text);
    list.clear();
    path.forEach((each, i) => {
      const right = made.test(each.text);
      list.label(0.1, i + 0.7, (i / (POINTS - 1)).toFixed(1), { anchor: "end" });
      list.label(0.15, i + 0.7, each.text + (right ? "" : " *"), { anchor: "start", colour: right ? null : 1 });
    });
    list.dots([0.02], [0.5 + t * (POINTS - 1)], { colour: 0, radius: 5 });
    const count = path.filter((each) => made.test(each.text)).length;
    panel.say(
      `“${text}” is ${good ? "a" : "no"} sentence of the grammar; its log p(x | z) is ${logProb.toFixed(2)} nats. ` +
      `Of the ${POINTS} above ${count} are sentences.`,
      { text, good, logProb, count, z: JSON.stringify(z) },
    );
  });
});
