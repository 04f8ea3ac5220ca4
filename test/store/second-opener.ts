import { open } from "./company.ts";

/** Tries to open a store that another process has, and prints what it is told. */
try {
  await open(process.argv[2] ?? "");
} catch (error) {
  const { name, message, source } = error as Error & { source?: string };
  process.stdout.write(JSON.stringify({ name, message, source }));
}
