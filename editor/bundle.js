// Bundles the editor into the folder that is named, beside the licences of what is in it.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("name the folder to write into");

await build({
  entryPoints: ["editor.js"],
  outdir: folder,
  bundle: true,
  splitting: true, // the chart is loaded by who asks for one
  format: "esm",
  minify: true,
  legalComments: "none", // they stand in licences.txt
  target: ["es2022"],
  logLevel: "warning",
});
await writeFile(join(folder, "licences.txt"), await licences());

/** Return the licence of each package that the editor is made from. */
async function licences() {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
  const used = Object.entries(packages).filter(([path, { dev }]) => path && !dev);
  const texts = used.map(async ([path, { version, license }]) => {
    const name = path.replace(/^.*node_modules\//, "");
    const file = (await readdir(path)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file ? await readFile(join(path, file), "utf8") : await author(path);
    return `${name} ${version}: ${license}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`);
}

/** Return whose a package is that comes without the text of its licence. */
async function author(path) {
  const { author, contributors } = JSON.parse(await readFile(join(path, "package.json"), "utf8"));
  return `Copyright ${[author, ...(contributors ?? [])].map((one) => one.name ?? one).join(", ")}`;
}
