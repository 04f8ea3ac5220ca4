/** p-quantile of samples by nearest rank. */
export function quantile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}

/** One line of the report: a figure, its limit, and whether it is held. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "s" | "MB" | "rows/s";
  readonly limit: number | null;
}

/** A figure as a Markdown table row. */
export function line({ what, value, unit, limit }: Figure): string {
  const shown = value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(value >= 10 ? 1 : 2);
  const verdict = limit === null ? "" : (unit === "rows/s" ? value >= limit : value <= limit) ? "held" : "**broken**";
  return `| ${what} | ${shown} ${unit} | ${limit === null ? "" : `${limit.toLocaleString("en-US")} ${unit}`} | ${verdict} |`;
}
