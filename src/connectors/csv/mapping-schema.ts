import { z } from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)]).transform((value) => [value].flat());
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const scalars = z.union([scalar, z.array(scalar).min(1)]).transform((value) => [value].flat());

/** How one model column is got: the name of a file column, or one of these ways. */
export const columnSchema = z.union([
  z.string().transform((name) => ({ from: [name] })),
  z.strictObject({
    from: oneOrMore.optional(),
    constant: scalar.optional(),
    extract: z.string().optional(),
    values: z.record(z.string(), scalar).optional(),
    formats: oneOrMore.optional(),
    product: z.array(z.string()).min(2).optional(),
    negate: z.boolean().optional(),
    aggregate: z.enum(["first", "sum", "min", "max"]).optional(),
  }),
]);

/** Which rows count: a word, a value or list of values, or a named test. */
export const conditionSchema = z.union([
  z.enum(["empty", "present", "positive", "negative"]).transform((is) => ({ is, values: undefined })),
  scalars.transform((values) => ({ is: "in" as const, values })),
  z.strictObject({ "not in": scalars }).transform((test) => ({ is: "not in" as const, values: test["not in"] })),
  z
    .strictObject({ "starts with": scalars })
    .transform((test) => ({ is: "starts with" as const, values: test["starts with"] })),
  z
    .strictObject({ "not starts with": scalars })
    .transform((test) => ({ is: "not starts with" as const, values: test["not starts with"] })),
]);

export const tableSchema = z.strictObject({
  table: z.string(),
  columns: z.record(z.string(), columnSchema).default({}),
  byName: z.boolean().optional(),
  where: z.record(z.string(), conditionSchema).optional(),
  groupBy: oneOrMore.optional(),
});

const fileSchema = z.strictObject({
  file: z.string(),
  sheet: z.string().optional(),
  encoding: z.string().optional(),
  zone: z.string().optional(),
  tables: z.array(tableSchema).min(1),
});

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** `mapping.yaml`: which files fill which tables, and rows that no file has. */
export const mappingSchema = z.strictObject({
  zone: z.string().optional(),
  files: z.array(fileSchema).default([]),
  rows: z.record(z.string(), z.array(z.record(z.string(), cell))).default({}),
});

export type Mapping = z.output<typeof mappingSchema>;
export type MappedFile = Mapping["files"][number];
export type MappedTable = MappedFile["tables"][number];
