import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.js";

const root = join(import.meta.dirname, "../..");

test("what is compiled imports nothing but what is compiled, and has every unit and every file beside the modules", async () => {
  const place = await compile();
  for (const folder of ["src", "commands", "jobs"]) {
    const written = (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
      .filter((file) => !file.endsWith(".d.ts"));
    expect(written.length).toBeGreaterThan(10);
    for (const file of written) {
      const compiled = join(place, file.replace(/\.ts$/, ".js"));
      expect(existsSync(compiled), compiled).toBe(true);
      if (file.endsWith(".ts")) {
        expect(await readFile(compiled, "utf8"), compiled).not.toMatch(/(?:from|import\() ?"[^"]*\.(?:ts|json)"/);
      }
    }
  }
});

test("two that compile the same at once end in the same place", async () => {
  const place = await compile(["src/model"]);
  await rm(place, { recursive: true });
  const [one, other] = await Promise.all([compile(["src/model"]), compile(["src/model"])]);
  expect([one, other]).toEqual([place, place]);
  expect(await readdir(join(place, "src/model"))).toContain("dimensions.js");
});

test("other contents go elsewhere", async () => {
  expect(await compile(["src/model"])).not.toBe(await compile(["src/metrics"]));
});
