import { endingOf } from "./ending.ts";
import type { FxField } from "./objects.ts";
import type { FxRecord } from "./query.ts";

/** Times that every record has, whether its object describes them or not. */
const stamps = ["create_time", "last_modified_time"];
/** Days are midnights of China, and those of clouds elsewhere lie within the same day of it. */
const china = 8 * 3_600_000;

/**
 * A record as mappings see it: times as instants, days as days, beside a choice its label (`industry__r`), and under `$…`
 * what is made from several fields.
 */
export function mapped(object: string, record: FxRecord, fields: ReadonlyMap<string, FxField>): FxRecord {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const { type, options = [] } = fields.get(name) ?? { type: stamps.includes(name) ? "date_time" : "text" };
    if (type === "date_time") changed[name] = timeOf(value, (ms) => new Date(ms).toISOString());
    else if (type === "date") changed[name] = timeOf(value, (ms) => new Date(ms + china).toISOString().slice(0, 10));
    else if (type === "select_one" || type === "select_many") {
      const labels = [value].flat().map((one) => options.find((option) => option.value === one)?.label ?? String(one));
      changed[`${name}__r`] = record[`${name}__r`] ?? labels.join(", ");
    }
  }
  const all = { ...record, ...changed };
  return { ...all, ...made(object, all) };
}

function made(object: string, record: FxRecord): FxRecord {
  const ending = endingOf(String(record.sales_status__r ?? record.sales_status ?? ""));
  const ended = ending === null ? null : (record.stg_changed_time ?? record.close_date);
  const owned = Array.isArray(record.owner) && record.owner.length > 0;
  const related = Array.isArray(record.related_object_data) ? (record.related_object_data as Related[]) : [];
  return {
    ...{ $object: object, $status: ending ?? "open", $ended: ended },
    // An account keeps the name of its pool (公海) while somebody has it.
    $pool: owned ? null : (record.high_seas_name ?? record.high_seas_id),
    $related: Object.fromEntries(related.map(({ describe_api_name: name, id }) => [name, id])),
  };
}

interface Related {
  readonly describe_api_name: string;
  readonly id: string;
}

/** Fields that those under `$…` are made from. */
export const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  $status: ["sales_status"],
  $ended: ["sales_status", "stg_changed_time", "close_date"],
  $pool: ["owner", "high_seas_name", "high_seas_id"],
  $related: ["related_object_data"],
};

/** Zero is none; what is no number of milliseconds stays as it is, and is reported when its cell is read. */
function timeOf(value: unknown, textOf: (ms: number) => string): unknown {
  const ms = Number(value);
  if (Number.isNaN(ms) || Math.abs(ms) > 8.64e15 - china) return value;
  return ms === 0 ? null : textOf(ms);
}

/** Documents that count only once they are approved. */
const approved = ["ReturnedGoodsInvoiceObj", "PaymentObj", "RefundObj"];
const pending: readonly unknown[] = ["ineffective", "under_review"];

/** Does a record count: not voided (作废), and approved where that matters? */
export function counts(object: string, { is_deleted, life_status }: FxRecord): boolean {
  const voided = is_deleted === true || life_status === "invalid";
  return !voided && !(approved.includes(object) && pending.includes(life_status));
}
