import type { FileFormat } from "#question.ts";
import type { Figure } from "./figures.ts";
import { quantile } from "./figures.ts";
import { aboutCustomers, unfiltered } from "./questions.ts";
import { openRig, put } from "./rig.ts";

const formats: readonly FileFormat[] = ["csv", "xlsx", "pptx", "pdf"];

/** The demo company's answers as files, from the question to the bytes, the picture beside them included. */
export async function exporting(): Promise<Figure[]> {
  const rig = await openRig();
  try {
    await rig.parley.bringUpToDate();
    await rig.parley.learnAhead();
    const figures: Figure[] = [];
    for (const format of formats) {
      const times: number[] = [];
      const worked: number[] = [];
      for (const [round, question] of [...unfiltered, ...unfiltered, ...aboutCustomers].entries()) {
        const before = process.cpuUsage();
        const { answer, ms } = await put(rig.parley, `${question} as ${format}`);
        if (answer.files?.[0] === undefined)
          throw new Error(`${question}: no ${format}: ${answer.footnotes?.join(" ")}`);
        // The first round loads the format's library and warms what is asked.
        if (round < unfiltered.length) continue;
        const { user, system } = process.cpuUsage(before);
        times.push(ms);
        worked.push((user + system) / 1000);
      }
      for (const [name, share, limit] of [
        ["p50", 0.5, null],
        ["p95", 0.95, 1_000],
      ] as const) {
        figures.push({
          what: `demo: question to ${format.toUpperCase()}, ${name}`,
          value: quantile(times, share),
          unit: "ms",
          limit,
        });
      }
      const what = `demo: question to ${format.toUpperCase()}, processor time, p95`;
      figures.push({ what, value: quantile(worked, 0.95), unit: "ms", limit: null });
    }
    return figures;
  } finally {
    await rig.close();
  }
}
