import { fileURLToPath } from "node:url";
import { readTable } from "../../bench/accuracy/table.ts";

const { rows } = readTable(fileURLToPath(new URL("../data/cdnow-summary.csv.gz", import.meta.url)));
const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));

/**
 * The CDNOW 1/10 sample's summary by customer (Fader & Hardie): repeat purchases, age at the last of them and now in
 * weeks, mean value of a repeat purchase in USD. As distributed with lifetimes, MIT, © 2015 Cameron Davidson-Pilon.
 */
export const cdnow = {
  x: column("frequency"),
  tx: column("recency"),
  T: column("T"),
  value: column("monetary_value"),
};
