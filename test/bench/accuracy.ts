import { readdirSync, writeFileSync } from "node:fs";
import Papa from "papaparse";
import { z } from "zod";
import type { AccuracyTask } from "./accuracy/task.ts";

/**
 * `npm run bench:accuracy -- <task> --data FILE --out FILE [options]`: the functions of `src/metrics/` on a file, so
 * that anyone can compare them with other software. One JSON summary line on stdout.
 */
const folder = new URL("./accuracy/", import.meta.url);
const parts = new Set(["task", "table"]);
const tasks = readdirSync(folder)
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => !parts.has(name))
  .sort();

function argumentsOf(words: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {};
  for (let at = 0; at < words.length; at += 2) {
    const [flag = "", value] = [words[at], words[at + 1]];
    if (!flag.startsWith("--") || value === undefined) throw new Error(`Expected --name value, not ${flag}`);
    named[flag.slice(2)] = value;
  }
  return named;
}

async function main([name = "", ...words]: readonly string[]): Promise<void> {
  if (!tasks.includes(name)) throw new Error(`Name a task: ${tasks.join(", ")}`);
  const task = ((await import(new URL(`${name}.ts`, folder).href)) as { default: AccuracyTask }).default;
  const { out, ...given } = argumentsOf(words);
  const read = z.strictObject(task.options.shape).safeParse(given);
  if (!read.success) throw new Error(z.prettifyError(read.error));
  const began = performance.now();
  const { columns, rows, summary } = await task.run(read.data);
  const data = [...rows];
  const ms = Math.round(performance.now() - began);
  if (out !== undefined) writeFileSync(out, `${Papa.unparse({ fields: [...columns], data }, { newline: "\n" })}\n`);
  process.stdout.write(`${JSON.stringify({ task: name, rows: data.length, ms, ...summary })}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
