// Bundles the browser side. Run through `redwell assets`, which finds Node and swaps the result in
// whole; `npm run watch` in this folder writes straight into dist while styling.
import * as esbuild from "esbuild";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const args = process.argv.slice(2);
const watching = args.includes("--watch");
const outdir =
  args.find((arg) => arg.startsWith("--outdir="))?.slice("--outdir=".length) ??
  join(import.meta.dirname, "../src/redwell/ui/static/redwell/dist");

const options = {
  absWorkingDir: import.meta.dirname,
  // CSS is an entry of its own: esbuild would fold a stylesheet imported by a lazy script into the
  // first page's stylesheet.
  entryPoints: ["src/app.js", "src/app.css"],
  outdir,
  bundle: true,
  format: "esm",
  splitting: true,
  minify: !watching,
  // Only shared chunks carry a hash: Django's manifest storage names the entries.
  chunkNames: "chunk-[hash]",
  assetNames: "font/[name]",
  loader: { ".woff2": "file" },
  legalComments: "linked",
  // Every target here has light-dark(), nesting and layers; a lower one would rewrite them.
  target: ["chrome125", "firefox128", "safari17.6"],
  logLevel: "info",
};

// esbuild collects licence comments, but a font and some packages carry only a file.
async function copyLicences() {
  const { dependencies } = JSON.parse(await readFile(join(import.meta.dirname, "package.json")));
  const folder = join(outdir, "licenses");
  await mkdir(folder, { recursive: true });
  for (const name of Object.keys(dependencies)) {
    const source = join(import.meta.dirname, "node_modules", name, "LICENSE");
    await copyFile(source, join(folder, `${name.replace("/", "-")}.txt`));
  }
}

if (watching) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options);
}
await copyLicences();
