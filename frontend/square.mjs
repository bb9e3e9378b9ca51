// Draws the square: paving in perspective, people standing on it, the shadows of one low sun.
// Colours come from the page that shows it (currentColor for stone, the variables for people).

const SUN = { x: 1.25, z: -0.55 }; // how far the shadow of one metre reaches, on the ground
const PETALS = 12;

/** One SVG of symbols: `crowd` for a whole page, `one` and `two` for the small empty places. */
export function drawSquare() {
  const crowd = [
    person(-7.2, 17), person(-6.6, 17.3, { tone: "soft" }), person(-3.4, 21), person(3.1, 19.5, { tone: "soft" }),
    person(5.6, 15.2), person(6.15, 15, { height: 1.15, tone: "soft" }), person(8.6, 20), person(-9.6, 13.4, { tone: "soft" }),
    person(-1.15, 12.6, { tone: "accent" }), person(-0.35, 12.4), person(1.9, 24, { tone: "soft" }), person(-5.2, 26),
    person(10.2, 12.2, { tone: "soft" }), person(6.9, 27), person(7.4, 27.3, { tone: "soft" }),
  ];
  return [
    '<svg xmlns="http://www.w3.org/2000/svg">',
    scene("crowd", { width: 1600, height: 560, focal: 1050, eye: 5.2, horizon: -60, centre: 17.5, radius: 10.5 }, crowd),
    scene("one", { width: 640, height: 260, focal: 560, eye: 4.6, horizon: -60, centre: 11.5, radius: 5.6 },
      [person(0.1, 11.2, { tone: "accent" })]),
    scene("two", { width: 640, height: 260, focal: 560, eye: 4.6, horizon: -60, centre: 11.5, radius: 5.6 },
      [person(-0.55, 11.3, { tone: "accent" }), person(0.3, 11.1)]),
    "</svg>\n",
  ].join("\n");
}

function person(x, z, { height = 1.72, tone = "ink" } = {}) {
  return { x, z, height, tone };
}

function scene(id, view, people) {
  const far = [...people].sort((a, b) => b.z - a.z);
  const shadows = far.map((one) => outline(one).map(([w, t]) => ground(view, one.x + w + SUN.x * t, one.z + SUN.z * t)));
  const bodies = far.map((one) => {
    const [x, y] = ground(view, one.x, one.z);
    const scale = view.focal / one.z;
    return { tone: one.tone, points: outline(one).map(([w, t]) => [x + w * scale, y - t * scale]) };
  });
  return [
    `<symbol id="${id}" viewBox="0 0 ${view.width} ${view.height}">`,
    `<g fill="none" stroke="currentColor" stroke-width="1.1">${paving(view).map(line).join("")}</g>`,
    `<g fill="currentColor" opacity=".62">${shadows.map(shape).join("")}</g>`,
    ...bodies.map(({ tone, points }) => `<g fill="${FILL[tone]}">${shape(points)}</g>`),
    "</symbol>",
  ].join("");
}

const FILL = { ink: "var(--ink)", soft: "var(--ink-soft)", accent: "var(--accent)" };

/** A point of the ground, in metres from under the eye, as a point of the picture. */
function ground(view, x, z) {
  return [view.width / 2 + (view.focal * x) / z, view.horizon + (view.focal * view.eye) / z];
}

/** Two families of curves crossing, as on the squares of the Renaissance, inside two rings. */
function paving(view) {
  const at = (radius, angle) => ground(view, radius * Math.cos(angle), view.centre + radius * Math.sin(angle));
  const lines = [1, 1.07, 0.16].map((share) => sweep(96, (s) => at(view.radius * share, s * 2 * Math.PI)));
  for (let petal = 0; petal < PETALS; petal += 1) {
    const start = (petal * 2 * Math.PI) / PETALS;
    for (const side of [-1, 1]) {
      lines.push(sweep(28, (s) => {
        const share = 0.16 + 0.84 * s;
        return at(view.radius * share, start + side * 1.05 * Math.pow(1 - s, 0.8));
      }));
    }
  }
  return lines;
}

/** A standing figure as (across, up) in metres: a long coat and a head. */
function outline({ height }) {
  const coat = [[0.13, 0], [0.17, 0.3], [0.21, 0.7], [0.225, 1.05], [0.2, 1.22], [0.13, 1.33], [0.06, 1.37]];
  const head = sweep(14, (s) => {
    const angle = -1.25 + s * (Math.PI + 2.5);
    return [0.135 * Math.cos(angle), 1.53 + 0.16 * Math.sin(angle)];
  });
  const left = [...coat].reverse().map(([w, t]) => [-w, t]);
  return [...coat, ...head, ...left].map(([w, t]) => [(w * height) / 1.72, (t * height) / 1.72]);
}

function sweep(steps, point) {
  return Array.from({ length: steps + 1 }, (_, step) => point(step / steps));
}

function line(points) {
  return `<path d="M${coordinates(points)}"/>`;
}

function shape(points) {
  return `<path d="M${coordinates(points)}z"/>`;
}

function coordinates(points) {
  return points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
}
