import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { Calendar } from "./calendar.ts";
import type { CaseTerms } from "./case.ts";
import type { Definition } from "./command.ts";
import { UserError } from "./errors.ts";
import { dimensions as builtIn, customDimension, type Dimension } from "./model/dimensions.ts";

/** What a company adds to Parley's own words: named seasons, dimensions out of mapped custom fields, definitions of terms, its pool rule. */
export interface Company {
  readonly seasons: Calendar["seasons"];
  /** Besides the built-in ones. */
  readonly dimensions: readonly Dimension[];
  readonly definitions: readonly Definition[];
  /** Days without follow-up after which an account falls back to its pool; null when the company does not say. */
  readonly poolDays: number | null;
  /** Days off that fall on weekdays, and weekend days that are worked, besides the country's. */
  readonly workingDays: { readonly off: readonly string[]; readonly worked: readonly string[] };
  readonly caseTerms: CaseTerms;
}

/** How cases are run where the company does not say. */
const usualTerms: CaseTerms = { answerDays: 2, holdOut: 0, demotes: true };

const day = z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/, "expected MM-DD, or YYYY-MM-DD where it moves");
const since = z.iso.date("expected YYYY-MM-DD").nullable().default(null);
const text = z.strictObject({ en: z.string(), zh: z.string() });
const schema = z.strictObject({
  seasons: z.record(z.string(), z.array(z.strictObject({ from: day, to: day }))).default({}),
  dimensions: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and _"),
        label: text,
        aliases: z.array(z.string()).default([]),
        field: z.string(),
        of: z.enum(["accounts", "orders", "opportunities", "leads", "products"]).default("accounts"),
      }),
    )
    .default([]),
  definitions: z
    .array(
      z.strictObject({
        term: z.string().min(1),
        text,
        since,
        was: z.array(z.strictObject({ text, since })).default([]),
      }),
    )
    .default([]),
  pool: z.strictObject({ days_without_follow_up: z.int().min(1) }).optional(),
  working_days: z
    .strictObject({
      off: z.array(z.iso.date("expected YYYY-MM-DD")).default([]),
      worked: z.array(z.iso.date("expected YYYY-MM-DD")).default([]),
    })
    .default({ off: [], worked: [] }),
  churn: z
    .strictObject({
      answer_within_working_days: z.int().min(1).max(30).default(usualTerms.answerDays),
      hold_out: z.number().min(0).max(0.5).default(usualTerms.holdOut),
      demote_wrong_rules: z.boolean().default(usualTerms.demotes),
    })
    .optional(),
});

/**
 * Reads COMPANY_FILE.
 * @throws UserError `configuration` that says where the file is wrong and what was expected.
 */
export async function readCompany(path: string | null): Promise<Company> {
  if (path === null) {
    const workingDays = { off: [], worked: [] };
    return { seasons: {}, dimensions: [], definitions: [], poolDays: null, workingDays, caseTerms: usualTerms };
  }
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new UserError("configuration", `COMPANY_FILE ${path} cannot be read`, { cause: error });
  });
  const parsed = schema.safeParse(parse(text) ?? {});
  const hint = "See examples/company.yaml.";
  if (!parsed.success) {
    throw new UserError("configuration", `COMPANY_FILE ${path}:\n${z.prettifyError(parsed.error)}`, { hint });
  }
  const { seasons, dimensions, definitions, pool, working_days: workingDays, churn } = parsed.data;
  const taken = dimensions.find(({ name }) => builtIn.some((dimension) => dimension.name === name));
  if (taken) throw new UserError("configuration", `COMPANY_FILE: there is a dimension ${taken.name} already`, { hint });
  const poolDays = pool?.days_without_follow_up ?? null;
  const caseTerms: CaseTerms =
    churn === undefined
      ? usualTerms
      : { answerDays: churn.answer_within_working_days, holdOut: churn.hold_out, demotes: churn.demote_wrong_rules };
  return { seasons, dimensions: dimensions.map(customDimension), definitions, poolDays, workingDays, caseTerms };
}
