import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
/** Where tools keep what they can make again; modules in it find the project's dependencies. */
const cache = join(root, "node_modules/.cache/parley");
/** Other versions may still run, and load a module late: what was used within these days stays. */
const keptDays = 30;

/** Every file of these folders of the project, relative to it, with its contents. */
function read(folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  return new Map(
    ["package.json", "tsconfig.json", ...files.sort()].map((file) => [file, readFileSync(join(root, file))]),
  );
}

/** The modules as they are, TypeScript's types taken out: an import stays an import, of a `.js` instead of a `.ts`. */
async function transpile(modules, into) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: modules.map((file) => join(root, file)),
    ...{ outdir: into, outbase: root, format: "esm", platform: "node", target: "node20", bundle: true },
    ...{ sourcemap: "linked", sourcesContent: false, logLevel: "silent" },
    plugins: [
      {
        name: "each file for itself",
        setup({ onResolve }) {
          onResolve({ filter: /$/ }, ({ kind, path }) =>
            kind === "entry-point" || path.endsWith(".json")
              ? null
              : { path: path.replace(/\.ts$/, ".js"), external: true },
          );
        },
      },
    ],
  });
}

/** Puts these files, compiled, into a new folder. */
async function fill(paths, into) {
  await transpile(
    paths.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts")),
    into,
  );
  for (const path of paths.filter((path) => extname(path) !== ".ts")) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await copyFile(join(root, path), join(into, path));
  }
}

async function newFolder() {
  try {
    await mkdir(cache, { recursive: true });
    return await mkdtemp(join(cache, "making-"));
  } catch (cause) {
    const remedy = "Run `npm run build` once as whoever may write there.";
    throw new Error(`Parley cannot be compiled into ${cache}. ${remedy}`, { cause });
  }
}

async function forgetOld() {
  const oldest = Date.now() - keptDays * 86_400_000;
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    if ((await stat(folder)).mtimeMs < oldest) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Compiles these folders of the project to JavaScript, and says where to. What was compiled from the same contents
 * before is used again: looking takes 50 ms, compiling a second or two. Node loads the result in half the time, and a
 * hundred megabytes less, of TypeScript through a loader.
 */
export async function compile(folders = ["src", "commands", "jobs"]) {
  const files = read(folders);
  const digest = createHash("sha256");
  for (const [path, contents] of files) digest.update(`\0${path}\0${contents.length}\0`).update(contents);
  const place = join(cache, digest.digest("hex").slice(0, 16));
  if (existsSync(place)) {
    // Whoever may not write there only reads.
    await utimes(place, new Date(), new Date()).catch(() => {});
    return place;
  }
  const making = await newFolder();
  try {
    await fill([...files.keys()], making);
    // Whoever runs it need not be who made it.
    await chmod(making, 0o755);
    // Another process may have been faster with the same.
    await rename(making, place).catch((error) => {
      if (!existsSync(place)) throw error;
    });
    // Old versions only take room, and another process may be clearing them, too.
    await forgetOld().catch(() => {});
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return place;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compile();
