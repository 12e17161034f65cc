// The book's pictures, answered by the learner's own functions.
//
// The page works without this file. With it, each exercise gets a card: the verdict of the last save, the learner's own picture,
// and handles on whatever of it may be moved. Everything that comes from the server is put in as text; the one drawing, which the
// house makes itself, is parsed as SVG and never as HTML.
"use strict";
(() => {
  const root = document.currentScript.dataset.root + "_live/";
  const cards = new Map();

  /** An element with attributes and children; strings become text. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };
  const SVG = "http://www.w3.org/2000/svg";
  const draw = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  /** What is said of code, with what stands in backticks as code. */
  const prose = (text) => (text ?? "").split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));

  /** A number as a person writes it: four digits, a real minus. */
  const shown = (value) => {
    const text = Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3)
      ? value.toExponential(1) : String(Number(value.toPrecision(4)));
    return text.replace(/-/g, "−");
  };

  const clamp = (value, from, to) => Math.min(Math.max(value, from), to);

  /** Between a number and its part of the way from one end to the other. */
  const part = (value, { from, to, log }) =>
    log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  const value = (part, { from, to, log }) => (log ? from * (to / from) ** part : from + part * (to - from));

  /** Where a point of a panel lies in the picture, and back. */
  const into = (panel, [x, y]) => [
    panel.left + part(x, panel.x) * panel.width,
    panel.top + (1 - part(y, panel.y)) * panel.height,
  ];
  const from = (panel, [x, y]) => [
    value((x - panel.left) / panel.width, panel.x),
    value(1 - (y - panel.top) / panel.height, panel.y),
  ];

  class Card {
    constructor(id, figure) {
      this.id = id;
      this.settings = {};
      this.verdict = make("div", { class: "live-verdict", role: "status" }, "asking your function …");
      this.question = make("form", { class: "live-question", hidden: "" });
      this.stage = make("div", { class: "live-stage" });
      this.drawing = make("figure", { class: "nabla live-drawing" });
      this.handles = draw("svg", { class: "live-handles" });
      this.stage.append(this.drawing, this.handles);
      this.trouble = make("p", { class: "live-trouble", role: "status" });
      this.controls = make("div", { class: "live-controls" });
      this.presets = make("div", { class: "live-presets" });
      const width = figure.matches(".wide") ? "live wide" : "live";
      this.element = make("section", { class: width, "aria-label": `Your ${id}`, "data-exercise": id },
        make("h3", {}, "Your function"), this.verdict, this.question, this.stage, this.trouble, this.controls,
        this.presets);
      // Above both pictures, where the book has set them beside each other.
      (figure.closest(".pair") ?? figure).before(this.element);
      this.stage.addEventListener("click", (event) => this.clicked(event));
    }

    async ask(what, settings = {}) {
      const query = new URLSearchParams(Object.entries(settings).map(([name, values]) => [name, values.join(",")]));
      const answer = await fetch(`${root}${what}/${this.id}?${query}`);
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    }

    async open() {
      try {
        this.tell(await this.ask("verdict"));
        await this.redraw();
      } catch (error) {
        this.verdict.replaceChildren(String(error.message || error));
      }
    }

    /** Shows a verdict. */
    tell(verdict) {
      const { probe, edges = [] } = verdict;
      const row = (name, text) => (text ? [make("dt", {}, name), make("dd", {}, text)] : []);
      const missed = edges.filter((edge) => !edge.kept);
      const place = verdict.place ? ` (line ${verdict.place.split(":")[0]})` : "";
      this.verdict.dataset.status = verdict.status;
      this.verdict.replaceChildren(
        make("p", { class: "live-headline" }, `${verdict.sign} ${verdict.headline}${place}`),
        probe ? make("dl", {}, ...row("asked", probe.asked), ...row("yours", probe.yours), ...row("true", probe.true),
          ...row("relative error", probe.error)) : "",
        verdict.plain ? make("p", {}, ...prose(verdict.plain)) : "",
        verdict.compiler ? make("pre", {}, verdict.compiler) : (verdict.message ? make("p", {}, ...prose(verdict.message)) : ""),
        verdict.besides ? make("p", {}, ...prose(verdict.besides)) : "",
        missed.length > 1 ? make("ul", {}, ...missed.map((edge) => make("li", {}, ...prose(`${edge.name}: ${edge.says}`)))) : "",
        verdict.printed ? make("details", {}, make("summary", {}, "printed"), make("pre", {}, verdict.printed)) : "",
      );
    }

    /** Asks for the picture as it is set; while one is on its way, only the newest wish is kept. */
    async redraw() {
      if (this.busy) {
        this.again = true;
        return;
      }
      this.busy = true;
      do {
        this.again = false;
        const start = performance.now();
        try {
          this.show(await this.ask("picture", this.settings));
          this.element.dataset.milliseconds = Math.round(performance.now() - start);
        } catch (error) {
          this.trouble.textContent = String(error.message || error);
        }
      } while (this.again);
      this.busy = false;
    }

    show(picture) {
      this.picture = picture;
      this.trouble.textContent = picture.trouble ?? "";
      this.stage.hidden = !picture.svg;
      if (picture.svg) {
        const svg = new DOMParser().parseFromString(picture.svg, "image/svg+xml").documentElement;
        this.drawing.replaceChildren(document.importNode(svg, true));
        const drawn = this.drawing.firstChild;
        if (!drawn.getAttribute("viewBox")) {
          drawn.setAttribute("viewBox", `0 0 ${parseFloat(drawn.getAttribute("width"))} ${parseFloat(drawn.getAttribute("height"))}`);
        }
        this.handles.setAttribute("viewBox", drawn.getAttribute("viewBox"));
      }
      this.ponder(picture.prediction);
      this.showControls(picture.controls);
      this.showPresets(picture.presets);
    }

    /** What was thought beforehand comes before what came out. */
    ponder(prediction) {
      const waits = Boolean(prediction) && !prediction.predicted;
      this.element.classList.toggle("live-waits", waits);
      this.question.hidden = !prediction;
      if (!prediction) return;
      if (!waits) {
        const { predicted, came_out: out } = prediction;
        const outcome = predicted === "–" ? out.charAt(0).toUpperCase() + out.slice(1) : `You predicted ${predicted}; ${out}`;
        this.question.replaceChildren(make("p", {}, `${prediction.question} `, make("strong", {}, outcome)));
        return;
      }
      if (this.question.dataset.asks === prediction.question) return;
      this.question.dataset.asks = prediction.question;
      const number = make("input", { type: "text", inputmode: "decimal", "aria-label": "your prediction", size: "8" });
      const skip = make("button", { type: "button" }, "just show it");
      skip.addEventListener("click", () => this.predict("–"));
      this.question.onsubmit = (event) => {
        event.preventDefault();
        if (number.value.trim()) this.predict(number.value.trim());
      };
      const input = prediction.panel === null
        ? [number, make("button", {}, "that is my prediction")] : [make("em", {}, "Click into the picture.")];
      this.question.replaceChildren(make("p", {}, make("strong", {}, "Predict: "), prediction.question), ...input, " ", skip);
    }

    async predict(text) {
      await this.ask("predict", { values: [text] });
      delete this.question.dataset.asks;
      await this.redraw();
    }

    clicked(event) {
      const prediction = this.picture?.prediction;
      if (!prediction || prediction.predicted || prediction.panel === null) return;
      const [x, y] = from(this.picture.panels[prediction.panel], this.spot(event));
      this.predict(`(${shown(x)}, ${shown(y)})`);
    }

    /** Where the pointer is, in the picture's own units. */
    spot(event) {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.handles.getScreenCTM().inverse());
      return [point.x, point.y];
    }

    set(name, values) {
      this.settings[name] = values;
      this.redraw();
    }

    showControls(controls) {
      for (const control of controls) {
        if (control.kind === "point") this.showPoint(control);
        else this.showNumber(control);
      }
      const names = controls.map((control) => control.name);
      for (const element of [...this.handles.children, ...this.controls.children]) {
        if (!names.includes(element.dataset.name)) element.remove();
      }
      this.controls.hidden = this.controls.children.length === 0;
    }

    find(parent, name) {
      return [...parent.children].find((element) => element.dataset.name === name);
    }

    /** A handle on the picture, for the pointer and for arrow keys. */
    showPoint(control) {
      const panel = this.picture.panels?.[control.panel];
      if (!panel) return;
      let handle = this.find(this.handles, control.name);
      if (!handle) {
        handle = draw("circle", { r: 13, tabindex: 0, role: "slider" });
        handle.dataset.name = control.name;
        handle.addEventListener("pointerdown", (event) => {
          handle.setPointerCapture(event.pointerId);
          event.preventDefault();
          handle.focus();
        });
        handle.addEventListener("pointermove", (event) => {
          if (handle.hasPointerCapture(event.pointerId)) this.drag(handle.control, this.spot(event));
        });
        // Where it may go only along a curve, it comes back to that when it is let go.
        handle.addEventListener("pointerup", () => this.redraw());
        handle.addEventListener("keydown", (event) => this.step(handle.control, event));
        this.handles.append(handle);
      }
      handle.control = control;
      if (!handle.matches(":active") || !this.settings[control.name]) this.place(handle, control.at);
      handle.setAttribute("aria-label", `${control.name}: ${control.says}`);
      handle.setAttribute("aria-valuetext", `(${shown(control.at[0])}, ${shown(control.at[1])})`);
      handle.setAttribute("aria-valuenow", control.at[0]);
    }

    place(handle, at) {
      const [x, y] = into(this.picture.panels[handle.control.panel], at);
      handle.setAttribute("cx", x);
      handle.setAttribute("cy", y);
    }

    drag(control, spot) {
      const [x, y] = from(this.picture.panels[control.panel], spot);
      const at = [clamp(x, ...control.x), clamp(y, ...control.y)];
      this.place(this.find(this.handles, control.name), at);
      this.set(control.name, at);
    }

    step(control, event) {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!way) return;
      event.preventDefault();
      const steps = event.shiftKey ? 10 : 50;
      const here = this.settings[control.name] ?? control.at;
      const at = [control.x, control.y].map(([low, high], axis) =>
        clamp(here[axis] + (way[axis] * (high - low)) / steps, low, high));
      this.place(this.find(this.handles, control.name), at);
      this.set(control.name, at);
    }

    showNumber(control) {
      const STEPS = 1000;
      const log = control.spacing === "log";
      const range = { from: control.from, to: control.to, log };
      let row = this.find(this.controls, control.name);
      if (!row) {
        const whole = control.spacing === "whole";
        const slider = make("input", { type: "range", min: 0, max: whole ? control.to - control.from : STEPS, step: 1 });
        const length = whole ? control.to - control.from : STEPS;
        slider.addEventListener("input", () => {
          const now = value(slider.valueAsNumber / length, range);
          this.tellNumber(row, now);
          this.set(control.name, [now]);
        });
        row = make("label", { title: control.says }, make("b", {}, control.name), slider, make("output"), make("small", {}, control.says));
        row.dataset.name = control.name;
        row.length = length;
        this.controls.append(row);
      }
      const slider = row.querySelector("input");
      if (document.activeElement !== slider || !this.settings[control.name]) {
        slider.value = Math.round(part(control.at[0], range) * row.length);
      }
      this.tellNumber(row, control.at[0]);
    }

    tellNumber(row, now) {
      row.querySelector("output").textContent = shown(now);
      row.querySelector("input").setAttribute("aria-valuetext", shown(now));
    }

    showPresets(presets) {
      const names = presets.map((preset) => preset.name).join("\n");
      if (this.presets.dataset.names === names) return;
      this.presets.dataset.names = names;
      const button = (name, settings) => {
        const element = make("button", { type: "button" }, name);
        element.addEventListener("click", () => {
          this.settings = { ...settings };
          this.handles.replaceChildren();
          this.controls.replaceChildren();
          this.redraw();
        });
        return element;
      };
      const movable = this.picture.controls.length > 0;
      this.presets.replaceChildren(...presets.map((preset) => button(preset.name, preset.settings)),
        movable ? button("as it was", {}) : "");
    }
  }

  /** A card for each exercise of the page, opened when it comes into sight. */
  const figures = document.querySelectorAll('figure.nabla[data-answer="right"]');
  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      sight.unobserve(target);
      cards.get(target.dataset.exercise).open();
    }
  }, { rootMargin: "300px" });
  for (const figure of figures) {
    const id = figure.dataset.exercise;
    if (cards.has(id)) continue;
    cards.set(id, new Card(id, figure));
    sight.observe(cards.get(id).element);
  }

  /** Verdicts of saves, as they come; the browser tries again by itself while the server is away. */
  const news = new EventSource(root + "news");
  const away = make("p", { class: "live-away", hidden: "" }, "cargo xtask live has ended; the page waits for it.");
  document.body.append(away);
  let missed = false;
  news.addEventListener("error", () => {
    away.hidden = false;
    missed = true;
  });
  news.addEventListener("open", () => {
    away.hidden = true;
    // What was saved meanwhile was told to nobody.
    if (missed) for (const card of cards.values()) card.open();
    missed = false;
  });
  news.addEventListener("verdict", (event) => {
    const verdict = JSON.parse(event.data);
    const card = cards.get(verdict.exercise);
    if (!card) return;
    card.tell(verdict);
    card.redraw();
  });
})();
