"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);

  // Numbers in the form of Echelle's tables.
  const fixed = (value, decimals) => {
    const text = value.toFixed(decimals);
    return /^-[0.]*$/.test(text) ? text.slice(1) : text;
  };
  const scientific = (value, digits) =>
    value.toExponential(digits - 1).replace(/e([+-])(\d)$/, "e$10$2");
  const significant = (value, digits = 3) => {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) return scientific(value, digits);
    const rounded = Number(scientific(size, digits));
    const magnitude = rounded === 0 ? 0 : Math.floor(Math.log10(rounded));
    return fixed(value, Math.max(0, digits - 1 - magnitude));
  };
  const units = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "k"]];
  const countUnit = (value) =>
    Math.abs(value) < 1e15 && units.find(([size]) => Math.abs(value) >= size * 0.9995);
  const count = (value) => {
    const unit = countUnit(value);
    return unit ? `${significant(value / unit[0])} ${unit[1]}` : significant(value);
  };
  // Rounded before the point too: 1120 for 1117.
  const plain = (value) => significant(Number.isFinite(value) ? Number(scientific(value, 3)) : value);
  const short = (value) => significant(value, 4);

  // The quantile of type 7 of Hyndman and Fan, as in the library.
  const quantile = (p, sorted) => {
    const position = (sorted.length - 1) * p;
    const index = Math.min(Math.floor(position), sorted.length - 1);
    const fraction = position - index;
    return fraction > 0
      ? sorted[index] + fraction * (sorted[index + 1] - sorted[index]) : sorted[index];
  };

  // ---- The plan for a budget -----------------------------------------------------------------
  const plan = data.plan;
  const draws = plan && plan.draws ? decode(plan.draws) : new Float64Array(0);

  function decode(text) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new Float64Array(bytes.buffer);
  }

  // E, A, B, α, β, from `offset` on.
  const allocation = (compute, values, offset) => {
    const [a, b] = [values[offset + 1], values[offset + 2]];
    const [alpha, beta] = [values[offset + 3], values[offset + 4]];
    if (!(alpha > 0 && beta > 0)) return null;
    const balance = Math.pow((alpha * a) / (beta * b), 1 / (alpha + beta));
    const product = compute / plan.flopPerParameterToken;
    const [powerN, powerD] = [beta / (alpha + beta), alpha / (alpha + beta)];
    return {
      parameters: balance * Math.pow(product, powerN),
      tokens: Math.pow(product, powerD) / balance,
      ratio: Math.pow(product, powerD - powerN) / (balance * balance),
    };
  };
  const lossAt = (point, values, offset) =>
    values[offset] + values[offset + 1] / Math.pow(point.parameters, values[offset + 3]) +
    values[offset + 2] / Math.pow(point.tokens, values[offset + 4]);

  // Deviations of draws of few independent units are too small: those of the logarithm, where all are positive.
  function widened(value, sample) {
    if (plan.widening === 1) return sample;
    const ofLog = value > 0 && sample.every((drawn) => drawn > 0);
    return sample.map((drawn) => ofLog
      ? value * Math.pow(drawn / value, plan.widening) : value + plan.widening * (drawn - value));
  }

  // The library's rule: at least nine in ten replicates have a value, and the interval contains the estimate.
  function intervalOf(value, sample) {
    const share = (sample.length / (draws.length / 5)) * (1 - plan.failedShare);
    if (sample.length < 2 || share < 0.9) return null;
    const sorted = Float64Array.from(widened(value, sample)).sort();
    const [lower, upper] = [(1 - plan.level) / 2, (1 + plan.level) / 2].map((p) => quantile(p, sorted));
    const rounding = 1e-12 * Math.abs(value);
    return lower < upper && lower <= value + rounding && value <= upper + rounding ? [lower, upper] : null;
  }

  function figures(compute) {
    const point = allocation(compute, plan.values, 0);
    const samples = { parameters: [], tokens: [], ratio: [], loss: [] };
    for (let offset = 0; offset < draws.length; offset += 5) {
      samples.loss.push(lossAt(point, draws, offset));
      const drawn = allocation(compute, draws, offset);
      if (drawn) for (const key in drawn) samples[key].push(drawn[key]);
    }
    const result = {};
    const add = (key, value, text) => {
      const ends = intervalOf(value, samples[key]);
      result[key] = {
        value: text(value), interval: ends ? `[${ends.map(text).join(", ")}]` : "–",
      };
    };
    add("parameters", point.parameters, count);
    add("tokens", point.tokens, count);
    add("ratio", point.ratio, plain);
    add("loss", lossAt(point, plan.values, 0), short);
    // Time, energy and emissions are proportional to the compute, and so are their quantiles.
    const scale = (key, figure, text) => {
      const ends = [figure.lower, figure.upper].map((end) => text(end * compute));
      result[key] = {
        value: text(figure.value * compute),
        interval: figure.lower === undefined ? "–" : `[${ends.join(", ")}]`,
      };
    };
    scale("hours", plan.energy.acceleratorHours, count);
    scale("energy", plan.energy.megawattHours, plain);
    scale("emissions", plan.energy.tonnes, plain);
    return { point, result };
  }
  function reach(compute, point) {
    const parts = [["C", compute, plan.span.compute], ["N", point.parameters, plan.span.parameters],
      ["D", point.tokens, plan.span.tokens]].flatMap(([symbol, value, extent]) => {
      if (!extent) return [];
      const isAbove = value > extent[1] * (1 + 1e-9);
      if (!isAbove && value >= extent[0] * (1 - 1e-9)) return [];
      const factor = isAbove ? value / extent[1] : extent[0] / value;
      const hundredths = Math.round(Math.log10(factor) * 100);
      const decades = hundredths === 0 ? "less than 0.01" : hundredths / 100;
      const times = factor < 10 ? Math.round(factor * 100) / 100
        : factor < 1e6 ? Math.round(factor) : factor.toExponential(3).replace(/\.?0*e\+/, "e");
      return [`${decades} ${decades === 1 ? "decade" : "decades"} (${times}×) ` +
        `${isAbove ? "beyond your largest" : "below your smallest"} run in ${symbol}`];
    });
    return parts.length ? `Extrapolates ${parts.join(", ")}.` : "";
  }

  function show(compute) {
    const { point, result } = figures(compute);
    for (const [key, { value, interval }] of Object.entries(result)) {
      const row = document.querySelector(`#plan [data-figure=${key}]`);
      row.querySelector("[data-value]").textContent = value;
      row.querySelector("[data-interval]").textContent = interval;
    }
    document.querySelector("[data-budget]").textContent = significant(compute);
    document.getElementById("reach").textContent = reach(compute, point);
    document.getElementById("sentence").textContent =
      `For ${significant(compute)} FLOP, train ${result.parameters.value} parameters on ` +
      `${result.tokens.value} tokens: predicted ${data.quantity} ${result.loss.value} (${data.lossUnit}).`;
  }

  const slider = document.getElementById("budget");
  if (plan && slider) {
    const exact = document.getElementById("exact");
    document.getElementById("planner").hidden = false;
    document.getElementById("planner").addEventListener("submit", (event) => event.preventDefault());
    slider.addEventListener("input", () => {
      // Budgets of three digits, so that the number shown is the number used.
      const compute = Number(Math.pow(10, Number(slider.value)).toExponential(2));
      exact.value = significant(compute);
      exact.removeAttribute("aria-invalid");
      slider.setAttribute("aria-valuetext", `${exact.value} FLOP`);
      show(compute);
    });
    exact.addEventListener("input", () => {
      const compute = Number(exact.value);
      const isValid = compute > 0 && Number.isFinite(compute);
      exact.setAttribute("aria-invalid", String(!isValid));
      if (!isValid) return;
      slider.value = String(Math.log10(compute));
      show(compute);
    });
  }

  // ---- The runs ------------------------------------------------------------------------------
  const box = document.getElementById("explorer");
  if (box && data.runs) explore(box, data.runs, data.frontier || []);

  function explore(box, runs, frontier) {
    const tip = document.getElementById("tip");
    const status = document.getElementById("run");
    const name = "http://www.w3.org/2000/svg";
    const make = (tag, attributes, parent) => {
      const element = document.createElementNS(name, tag);
      for (const key in attributes) element.setAttribute(key, attributes[key]);
      parent.appendChild(element);
      return element;
    };
    let places = [];
    let mark;
    let current = -1;

    const ticks = (low, high) => {
      const found = [];
      if (high / low > 20) {
        for (let e = Math.ceil(Math.log10(low)); e <= Math.log10(high); e++) found.push(Math.pow(10, e));
      } else {
        const rough = (high - low) / 5;
        const size = Math.pow(10, Math.floor(Math.log10(rough)));
        const step = size * [1, 2, 5, 10].find((factor) => factor * size >= rough);
        for (let n = Math.ceil(low / step); n * step <= high; n++) found.push(Number((n * step).toPrecision(6)));
      }
      const every = Math.ceil(found.length / 8);
      return found.filter((_, index) => index % every === 0);
    };

    function draw() {
      const [width, height] = [box.clientWidth, box.clientHeight];
      const [left, right, top, bottom] = [46, 12, 12, 42];
      box.replaceChildren();
      const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, box);
      const range = (values) => {
        const [low, high] = [Math.min(...values), Math.max(...values)];
        const room = Math.pow(high / low, 0.04) || 1.02;
        return [low / room, high * room];
      };
      const [x0, x1] = range(runs.compute);
      const [y0, y1] = range(runs.loss);
      const x = (value) => left + (Math.log(value / x0) / Math.log(x1 / x0)) * (width - left - right);
      const y = (value) => height - bottom - (Math.log(value / y0) / Math.log(y1 / y0)) * (height - top - bottom);
      for (const tick of ticks(x0, x1)) {
        make("line", { class: "grid", x1: x(tick), x2: x(tick), y1: top, y2: height - bottom }, svg);
        make("text", { x: x(tick), y: height - bottom + 17, "text-anchor": "middle" }, svg).textContent =
          tick.toExponential().replace("e+", "e");
      }
      for (const tick of ticks(y0, y1)) {
        make("line", { class: "grid", x1: left, x2: width - right, y1: y(tick), y2: y(tick) }, svg);
        make("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, svg).textContent = String(tick);
      }
      make("text", { x: (left + width - right) / 2, y: height - 6, "text-anchor": "middle" }, svg)
        .textContent = "Training compute C (FLOP)";
      make("text", { x: 12, y: (top + height - bottom) / 2, "text-anchor": "middle",
        transform: `rotate(-90 12 ${(top + height - bottom) / 2})` }, svg).textContent = `${data.quantity === "loss" ? "Loss" : data.quantity} (${data.lossUnit})`;
      places = runs.compute.map((compute, index) => [x(compute), y(runs.loss[index])]);
      for (const [cx, cy] of places) make("circle", { class: "point", cx: cx.toFixed(1), cy: cy.toFixed(1), r: 3.2 }, svg);
      const line = frontier.filter(([c, l]) => c >= x0 && c <= x1 && l >= y0 && l <= y1);
      if (line.length > 1)
        make("path", { class: "curve", d: "M" + line.map(([c, l]) => `${x(c).toFixed(1)} ${y(l).toFixed(1)}`).join("L") }, svg);
      mark = make("circle", { class: "mark", r: 6, visibility: "hidden" }, svg);
      if (current >= 0) select(current, false);
    }

    function describe(index) {
      const label = runs.name ? runs.name[index] : `row ${runs.row[index]}`;
      const residual = runs.residual[index];
      return `${label}\nN ${count(runs.parameters[index])}, D ${count(runs.tokens[index])}\n` +
        `C ${significant(runs.compute[index])} FLOP\nloss ${short(runs.loss[index])}, ` +
        `residual ${residual < 0 ? "−" : "+"}${significant(Math.abs(residual), 2)}`;
    }

    function select(index, showsTip) {
      current = index;
      const [cx, cy] = places[index];
      mark.setAttribute("cx", cx);
      mark.setAttribute("cy", cy);
      mark.setAttribute("visibility", "visible");
      const text = describe(index);
      status.textContent = text.replaceAll("\n", "; ");
      if (!showsTip) return;
      tip.textContent = text;
      tip.hidden = false;
      const frame = box.getBoundingClientRect();
      const edge = document.documentElement.clientWidth - tip.offsetWidth - 8;
      tip.style.left = `${window.scrollX + Math.max(4, Math.min(frame.left + cx + 12, edge))}px`;
      tip.style.top = `${window.scrollY + frame.top + Math.max(0, cy - tip.offsetHeight - 12)}px`;
    }

    const nearest = (event) => {
      const frame = box.getBoundingClientRect();
      const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
      let [best, distance] = [-1, 40 * 40];
      places.forEach(([cx, cy], index) => {
        const d = (cx - px) ** 2 + (cy - py) ** 2;
        if (d < distance) [best, distance] = [index, d];
      });
      return best;
    };
    const hide = () => { tip.hidden = true; };
    const point = (event) => {
      const index = nearest(event);
      if (index >= 0) select(index, true); else hide();
    };
    box.addEventListener("pointermove", point);
    box.addEventListener("pointerdown", point);
    box.addEventListener("pointerleave", hide);
    box.addEventListener("blur", hide);
    const order = runs.compute.map((_, index) => index).sort((i, j) => runs.compute[i] - runs.compute[j]);
    box.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (event.key === "Escape") hide();
      if (!step) return;
      event.preventDefault();
      const at = order.indexOf(current);
      select(order[Math.max(0, Math.min(order.length - 1, at + step))], true);
    });
    new ResizeObserver(draw).observe(box);
    draw();
  }
})();
