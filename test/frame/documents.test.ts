import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { mainModule } from "../main-module.ts";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);

async function tracked(pattern: string): Promise<string[]> {
  const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard", pattern], {
    cwd: root,
  });
  return stdout.split("\n").filter(Boolean);
}

describe("the documents are true", () => {
  it("every relative link and picture exists", async () => {
    for (const file of await tracked("*.md")) {
      const text = await readFile(join(root, file), "utf8");
      for (const [, link = ""] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
        if (/^[a-z]+:/.test(link)) continue;
        expect(existsSync(join(root, dirname(file), link)), `${file}: ${link}`).toBe(true);
      }
    }
  });

  it("docs/model.md is the model", async () => {
    const { stdout } = await run(process.execPath, [await mainModule(), "model"], { cwd: root });
    expect(await readFile(join(root, "docs/model.md"), "utf8")).toBe(stdout);
  });

  it("nothing that the code imports is left out of the repository", async () => {
    const { stdout } = await run("git", ["status", "--short", "--ignored", "src", "commands", "jobs"], { cwd: root });
    expect(stdout.split("\n").filter((line) => line.startsWith("!!"))).toEqual([]);
  });
});
