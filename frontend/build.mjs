// Builds what browsers load into src/parvis/kit/static/kit/build/: styles, fonts, islands, icons.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { drawSquare } from "./square.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const built = join(here, "../src/parvis/kit/static/kit/build");
const output = `${built}.new`;

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

await bundle();
writeIconSprite();
writeFileSync(join(output, "square.svg"), drawSquare());
cpSync(join(here, "app"), output, { recursive: true });
writeLicences();
compressForSending();

// Put in place at once: a server that runs from this checkout never finds half of it.
rmSync(built, { recursive: true, force: true });
renameSync(output, built);

async function bundle() {
  await build({
    absWorkingDir: here,
    entryPoints: ["styles/app.css", "styles/public.css", "islands/app.ts", "worker/service-worker.ts"],
    entryNames: "[name]",
    assetNames: "fonts/[name]",
    outdir: output,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    loader: { ".woff2": "file" },
    legalComments: "none",
    logLevel: "warning",
  });
}

/** One file of symbols, used as `icons.svg#name`: a page names an icon and carries none. */
function writeIconSprite() {
  const symbols = iconNames().map((name) => {
    const file = join(modules, "lucide-static/icons", `${name}.svg`);
    if (!existsSync(file)) throw new Error(`icons.txt names "${name}", which lucide has not.`);
    const drawing = readFileSync(file, "utf8").match(/<svg[^>]*>([\s\S]*)<\/svg>/);
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing[1].replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
  writeFileSync(join(output, "icons.svg"), sprite);
}

function iconNames() {
  return readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter(Boolean);
}

/** Typefaces and icons travel with their licences. */
function writeLicences() {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const shipped = Object.keys(dependencies).filter((name) => name !== "esbuild");
  const texts = shipped.map((name) => {
    const { version } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const licence = readFileSync(join(modules, name, "LICENSE"), "utf8").trim();
    return `${name} ${version}\n${"=".repeat(name.length)}\n\n${licence}\n`;
  });
  writeFileSync(join(output, "LICENCES.txt"), texts.join("\n\n"));
}

/** The server sends `app.css.gz` to browsers that take it, and compresses nothing itself. */
function compressForSending() {
  for (const name of readdirSync(output).filter((file) => /\.(css|js|svg)$/.test(file))) {
    const text = readFileSync(join(output, name));
    if (text.length > 1000) writeFileSync(join(output, `${name}.gz`), gzipSync(text, { level: 9 }));
  }
}
