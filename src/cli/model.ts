import { print } from "#local/print.ts";
import type { Column } from "#model/column.ts";
import { tables } from "#model/tables.ts";
import { defineVerb } from "#verb.ts";

const kinds: Readonly<Record<Column["kind"], string>> = {
  text: "text",
  integer: "whole number",
  number: "number",
  money: "money",
  flag: "yes or no",
  date: "day",
  instant: "time",
  json: "JSON",
  reference: "id",
};

function described([name, column]: readonly [string, Column]): string {
  const { kind, references, choices, fallback } = column;
  const of = references === undefined ? kinds[kind] : `id of ${references}`;
  const values = choices === undefined ? "" : `: ${choices.join(", ")}`;
  return `| \`${name}\` | ${of}${values}${fallback === undefined ? "" : `; ${fallback} when empty`} |`;
}

/** The tables and columns of the model as Markdown; `docs/model.md` is this. */
function modelText(): string {
  const head = [
    "# Tables and columns",
    "",
    "What every CRM is mapped into, and what the headers of CSV, Excel and Parquet files are named. Every table also has",
    "`id` (the source's own id), `source_created_at`, `source_updated_at` and `custom` (JSON of columns that the model does",
    "not know). References are the ids of the other table's rows. Give only the columns that you have.",
    "Money is in the row's `currency`. Times without a zone are in the source's, else the business's.",
  ];
  const sections = Object.entries(tables).flatMap(([name, table]) => [
    "",
    `## ${name}`,
    "",
    "| column | holds |",
    "| --- | --- |",
    ...Object.entries<Column>(table.columns).map(described),
  ]);
  return [...head, ...sections].join("\n");
}

export default defineVerb({
  usage: "npm run model > docs/model.md",
  async run() {
    await print(modelText());
    return 0;
  },
});
