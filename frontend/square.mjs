// Draws the square: paving in perspective, people standing on it, the shadows of one sun.
// Colours come from the page that shows it (currentColor for stone, variables for people).

const SUN = { x: 1.05, z: -1.15 }; // where the shadow of one upright metre ends, on the ground
const PETALS = 16;
const HEART = 0.14; // radius of the middle stone, as a share of the whole
const FILL = { ink: "var(--ink)", soft: "var(--ink-soft)", accent: "var(--accent)" };

/** One SVG of symbols: `crowd` for a whole page, `one` and `two` for small empty places. */
export function drawSquare() {
  const near = { width: 640, height: 260, focal: 760, eye: 7.4, horizon: -190, centre: 16.5, radius: 6.1 };
  return [
    '<svg xmlns="http://www.w3.org/2000/svg">',
    scene("crowd", { width: 1600, height: 560, focal: 1350, eye: 11, horizon: -330, centre: 25, radius: 12.6 }, crowd()),
    scene("one", near, [person(0, 16.4, "coat", "accent")]),
    scene("two", near, [person(-0.6, 16.4, "walker", "accent"), person(0.5, 16.1, "coat")]),
    "</svg>\n",
  ].join("\n");
}

/** Who stands there: metres to the side, metres away, how they are dressed. */
const crowd = () => [
  person(-0.55, 19.2, "coat", "accent"), person(0.5, 18.9, "walker"),
  person(-9.6, 21.5, "walker"), person(-8.8, 21.9, "skirt", "soft"),
  person(6.3, 21.2, "skirt"), person(7, 21, "walker", "soft", 1.15),
  person(-5.3, 26.6, "coat"), person(-12.4, 27.5, "walker", "soft"), person(11.4, 24.4, "walker"),
  person(3.4, 27.5, "walker", "soft"), person(4.3, 27.2, "coat"), person(9.6, 30.5, "skirt", "soft"),
  person(-9.4, 31.5, "skirt"), person(-8.6, 31.8, "coat", "soft"), person(0.6, 32.5, "walker"),
  person(-3.2, 35.5, "coat", "soft"), person(6.6, 36, "walker"), person(14.6, 33.5, "coat"),
  person(-15.5, 35, "walker"), person(-14, 19.6, "coat", "soft"), person(13.6, 19.3, "walker", "soft"),
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
    ...farFirst.map((one) => `<g fill="${FILL[one.tone]}">${body(view, one).map(shape).join("")}</g>`),
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
  const rings = [1.06, 1, HEART].map((share) => sweep(120, (s) => at(share, s * 2 * Math.PI)));
  const petals = Array.from({ length: PETALS }, (_, petal) => (petal * 2 * Math.PI) / PETALS);
  const curves = petals.flatMap((start) =>
    [-1, 1].map((side) =>
      sweep(36, (s) => at(HEART + (1 - HEART) * Math.sin((s * Math.PI) / 2), start + side * 1.18 * (1 - s))),
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
  skirt: [both([...SHOULDERS, [0.15, 0.95], [0.19, 0.75], [0.26, 0.38]]), leg(0.07, 0.07), leg(-0.07, -0.07)],
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
