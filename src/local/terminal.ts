import type { Outcome } from "#dispatch.ts";
import type { Parley } from "#parley.ts";
import type { Question } from "#question.ts";
import { asSomebody } from "./as-somebody.ts";
import { asText } from "./print.ts";
import type { TerminalQuestion } from "./protocol.ts";

/** What a terminal gets: the same whether this process answered or the one that holds the data. */
export interface TerminalAnswer {
  /** 0 answered, 1 failed, 2 refused as bad input. */
  readonly status: 0 | 1 | 2;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** Base64. */
  readonly png: string | null;
  /** The file that was asked for; base64. */
  readonly file: { readonly name: string; readonly bytes: string } | null;
}

function argumentsOf(question: Question): Record<string, unknown> {
  return {
    subject: question.subject,
    by: question.by,
    filters: Object.fromEntries(question.filters.map(({ dimension, values }) => [dimension, values])),
    compare: question.comparison?.kind ?? "none",
    top: question.top,
    ...question.options,
  };
}

/** The machine-readable reply: the contract of `npm run ask -- --json`. */
function asJson({ answer, question, freshness, timings }: Outcome, seesAll: boolean): Record<string, unknown> {
  if (answer.error !== undefined || question === null) {
    const { code = "internal", hint = null } = answer.error ?? {};
    return { ok: false, error: { code, message: answer.headline, hint } };
  }
  const {
    headline,
    context,
    insights = [],
    actions = [],
    footnotes = [],
    kpis = [],
    table = null,
    alt = null,
  } = answer;
  const period = { from: question.period.from, to: question.period.to };
  return {
    ok: true,
    command: question.command,
    args: argumentsOf(question),
    text: question.text,
    period,
    asOf: question.asOf,
    locale: answer.locale,
    reply: { headline, context, kpis, insights, actions, footnotes, table, alt },
    result: { period, ...answer.result },
    // The sizes of whole tables are nobody's business who sees only a part of them.
    freshness: freshness && (seesAll ? freshness : { source: freshness.source, syncedAt: freshness.syncedAt }),
    timings_ms: timings,
  };
}

/** Answers a terminal's question. */
export async function answerTerminal(parley: Parley, asked: TerminalQuestion): Promise<TerminalAnswer> {
  const outcome = await parley.dispatch({
    text: asked.text,
    action: "ask",
    locale: asked.locale,
    platform: "terminal",
    userId: asked.as ?? "administrator",
    place: "terminal",
    shared: false,
    identify: () => asSomebody(parley, asked.as),
    full: asked.full,
    draw: asked.draw,
    ...(asked.asOf === undefined ? {} : { asOf: asked.asOf }),
  });
  const code = outcome.answer.error?.code;
  const file = outcome.answer.files?.[0];
  const failed = code === "internal" || code === "source" || code === "timeout";
  return {
    status: code === undefined ? 0 : failed ? 1 : 2,
    text: asText(outcome.answer),
    json: asJson(outcome, asked.as === undefined),
    png: outcome.answer.image ? Buffer.from(outcome.answer.image.png).toString("base64") : null,
    file: file === undefined ? null : { name: file.name, bytes: Buffer.from(file.bytes).toString("base64") },
  };
}
