import { z } from "zod";
import { aliveProbability, expectedPurchases } from "#metrics/lifetime/bg-nbd.ts";
import { fitBgNbd } from "#metrics/lifetime/bg-nbd-fit.ts";
import { expectedMeanValue } from "#metrics/lifetime/gamma-gamma.ts";
import { fitGammaGamma } from "#metrics/lifetime/gamma-gamma-fit.ts";
import { readTable } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

/** Headers by which a column is known, in lower case: those of the definition, then those of the papers. */
const headers = {
  id: ["id", "customer_id"],
  x: ["frequency", "x"],
  tx: ["recency", "t_x"],
  T: ["t"],
  value: ["monetary_value", "monetary", "zbar", "m_x"],
};

/**
 * `ID,frequency,recency,T[,monetary_value]` (x, t_x, T, mean value of repeat purchases; any unit of time, which is
 * also that of `--t`) → P(alive), purchases to expect in the next `--t` and the value of one.
 */
export default defineAccuracyTask({
  options: z.object({ data: z.string(), t: z.coerce.number().positive().default(39) }),
  run({ data, t }) {
    const { columns, rows } = readTable(data);
    const headerOf = (column: keyof typeof headers) =>
      headers[column]
        .map((known) => columns.find((header) => header.toLowerCase() === known))
        .find((header) => header !== undefined);
    const read = (column: keyof typeof headers, blank: number) => {
      const header = headerOf(column);
      if (header === undefined) throw new Error(`${data} has no column ${headers[column].join(" or ")}`);
      return Float64Array.from(rows, (row) => (row[header]?.trim() ? Number(row[header]) : blank));
    };

    const histories = { x: read("x", Number.NaN), tx: read("tx", Number.NaN), T: read("T", Number.NaN) };
    const fit = fitBgNbd(histories);
    const alive = aliveProbability(fit.parameters, histories);
    const expected = expectedPurchases(fit.parameters, histories, t);
    const spending = headerOf("value") === undefined ? null : { x: histories.x, value: read("value", 0) };
    const money = spending && spent(spending);

    const idHeader = headerOf("id");
    return {
      columns: ["ID", "p_alive", "expected_purchases", ...(money?.values ? ["expected_value"] : [])],
      rows: rows.map((row, index) => [
        idHeader === undefined ? index + 1 : (row[idHeader] ?? ""),
        alive[index] as number,
        expected[index] as number,
        ...(money?.values ? [orNull(money.values[index] as number)] : []),
      ]),
      summary: {
        n: fit.customers,
        t,
        params: fit.parameters,
        undetermined: fit.undetermined,
        log_likelihood: fit.logLikelihood,
        expected_total: expected.reduce((sum, purchases) => sum + purchases, 0),
        ...money?.summary,
      },
    };
  },
});

/** The value of a purchase by customer; without a fit, the reason why. */
function spent(customers: { readonly x: Float64Array; readonly value: Float64Array }) {
  try {
    const { parameters, logLikelihood, customers: n, undetermined } = fitGammaGamma(customers);
    const summary = { gamma_gamma: { ...parameters, log_likelihood: logLikelihood, n, undetermined } };
    return { values: expectedMeanValue(parameters, customers), summary };
  } catch (error) {
    return { values: null, summary: { gamma_gamma: null, gamma_gamma_error: (error as Error).message } };
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
