/** A record as Odoo gives it: `false` for what is empty, `[id, name]` for what it refers to. */
export type Rec = Readonly<Record<string, unknown>> & { readonly id: number };

export type FieldTypes = ReadonlyMap<string, { readonly type: string; readonly string?: string }>;

/** A record with nulls for what is empty and instants that say that they are UTC. */
export function plainRecord(record: Rec, types: FieldTypes): Rec {
  const fields = Object.entries(record).map(([name, value]) => {
    const type = types.get(name)?.type;
    if (value === false && type !== "boolean") return [name, null];
    if (type === "datetime" && typeof value === "string") return [name, `${value.replace(" ", "T")}Z`];
    return [name, value];
  });
  return Object.fromEntries(fields) as Rec;
}

/** The id that a many2one field holds; null for an empty one. */
export function idIn(record: Rec, field: string): number | null {
  const [id] = Array.isArray(record[field]) ? (record[field] as readonly unknown[]) : [];
  return typeof id === "number" ? id : null;
}

/** The ids that a many2one field of the records holds, each once. */
export function idsIn(records: readonly Rec[], field: string): number[] {
  return [...new Set(records.map((record) => idIn(record, field)))].filter((id) => id !== null);
}
