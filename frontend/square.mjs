// Draws the square: paving in perspective, people standing on it, the shadows of one sun.
// Colours come from the page that shows it (currentColor for stone, variables for people).

const SUN = { x: 1.05, z: -1.15 }; // where the shadow of one upright metre ends, on the ground
const PETALS = 16;
const HEART = 0.14; // radius of the middle stone, as a share of the whole

/** One SVG of symbols: `crowd` for a whole page, `one` and `two` for small empty places. */
export function drawSquare() {
  const near = { width: 640, height: 260, focal: 700, eye: 7.4, horizon: -214, centre: 16.5, radius: 5.2 };
  return [
    '<svg xmlns="http://www.w3.org/2000/svg">',
    scene("crowd", { width: 1600, height: 520, focal: 1180, eye: 11.5, horizon: -305, centre: 26, radius: 14.6 }, crowd()),
    scene("one", near, [person(0, 16.4, "coat", "accent")]),
    scene("two", near, [person(-0.6, 16.4, "walker", "accent"), person(0.5, 16.1, "coat")]),
    "</svg>\n",
  ].join("\n");
}

/** Who stands there: metres to the side, metres away, how they are dressed. */
const crowd = () => [
  person(-0.5, 20.4, "coat", "accent"), person(0.6, 20.1, "walker"),
  person(-9.6, 21.5, "walker"), person(-8.8, 21.9, "cape"),
  person(7.1, 20.6, "cape"), person(7.8, 20.4, "walker", "ink", 1.15),
  person(-5.6, 26.2, "coat"), person(-12.4, 26.5, "walker"), person(12.2, 23.4, "walker"),
  person(4.6, 25.4, "walker"), person(5.5, 25.1, "coat"), person(11.6, 29.5, "cape"),
  person(-11.4, 32.5, "cape"), person(-10.6, 32.8, "coat"), person(13, 35.5, "walker"), person(17.6, 32.5, "coat"),
  person(-18.5, 34, "walker"), person(-14.6, 20.2, "coat"), person(14.6, 19.8, "walker"), person(1.2, 29.4, "walker"),
];

function person(x, z, dress, tone = "ink", height = 1.72) {
  return { x, z, tone, parts: silhouette(dress, height / 1.72) };
}

function scene(id, view, people) {
  const farFirst = [...people].sort((a, b) => b.z - a.z);
  return [
    `<symbol id="${id}" viewBox="0 0 ${view.width} ${view.height}">`,
    `<g fill="none" stroke="currentColor" stroke-width="1.1">${paving(view).map(line).join("")}</g>`,
    `<g fill="currentColor" opacity=".7">${farFirst.flatMap((one) => shadow(view, one)).map(shape).join("")}</g>`,
    ...farFirst.map((one) => `<g fill="${fill(view, one)}">${body(view, one).map(shape).join("")}</g>`),
    "</symbol>",
  ].join("");
}

function shadow(view, { x, z, parts }) {
  return parts.map((part) => part.map(([w, t]) => ground(view, x + w + SUN.x * t, z + SUN.z * t)));
}

function body(view, { x, z, parts }) {
  const [left, foot] = ground(view, x, z);
  const scale = view.focal / z;
  return parts.map((part) => part.map(([w, t]) => [left + w * scale, foot - t * scale]));
}

/** The further away, the paler; she who answers is never lost from sight. */
function fill(view, { z, tone }) {
  if (tone === "accent") return "var(--accent)";
  const distance = (z - view.centre) / view.radius;
  return `color-mix(in srgb, var(--ink) ${Math.round(Math.min(92, 60 - 46 * distance))}%, var(--ground))`;
}

/** A point of the ground, in metres from under the eye, as a point of the picture. */
function ground(view, x, z) {
  return [view.width / 2 + (view.focal * x) / z, view.horizon + (view.focal * view.eye) / z];
}

/** Two families of curves crossing, as on the squares of the Renaissance, inside two rings. */
function paving(view) {
  const at = (share, angle) => {
    const radius = view.radius * share;
    return ground(view, radius * Math.cos(angle), view.centre + radius * Math.sin(angle));
  };
  const rings = [1.06, 1, HEART].map((share) => sweep(88, (s) => at(share, s * 2 * Math.PI)));
  const petals = Array.from({ length: PETALS }, (_, petal) => (petal * 2 * Math.PI) / PETALS);
  const curves = petals.flatMap((start) =>
    [-1, 1].map((side) =>
      sweep(24, (s) => at(HEART + (1 - HEART) * Math.sin((s * Math.PI) / 2), start + side * 1.18 * (1 - s))),
    ),
  );
  return [...rings, ...curves];
}

/** A standing figure as outlines of (across, up) points, in metres. */
function silhouette(dress, size) {
  const head = sweep(16, (s) => [0.115 * Math.cos(s * 2 * Math.PI), 1.6 + 0.135 * Math.sin(s * 2 * Math.PI)]);
  return [head, ...DRESS[dress]].map((part) => part.map(([w, t]) => [w * size, t * size]));
}

const SHOULDERS = [[0.06, 1.47], [0.15, 1.42], [0.215, 1.33], [0.235, 1.2]];
const DRESS = {
  coat: [both([...SHOULDERS, [0.225, 0.9], [0.215, 0.45], [0.15, 0.42]]), leg(0.09, 0.09), leg(-0.09, -0.09)],
  cape: [both([...SHOULDERS, [0.24, 0.95], [0.27, 0.6], [0.29, 0.4]]), leg(0.07, 0.07), leg(-0.07, -0.07)],
  walker: [both([...SHOULDERS, [0.21, 0.95], [0.18, 0.74]]), leg(0.09, 0.2), leg(-0.09, -0.17)],
};

function both(right) {
  return [...right, ...[...right].reverse().map(([w, t]) => [-w, t])];
}

function leg(hip, foot) {
  return [[hip - 0.085, 0.8], [hip + 0.085, 0.8], [foot + 0.05, 0], [foot - 0.05, 0]];
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
