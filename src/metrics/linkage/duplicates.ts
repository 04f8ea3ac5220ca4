import { seededRandom } from "../random.ts";
import { type Agreement, agreementOf, agreements } from "./agreement.ts";
import { candidatePairs, pairNumber } from "./blocking.ts";
import { fellegiSunter } from "./fellegi-sunter.ts";
import { linkageClusters } from "./linkage-clusters.ts";
import { linkageFields, tellingFields } from "./linkage-field.ts";
import { isPoor, withOwnEvidence } from "./own-evidence.ts";

export type LinkageRecord = Readonly<Record<string, string | null | undefined>>;

export interface DuplicatePair {
  /** Record numbers, a < b; records of a second table continue the count of the first. */
  readonly a: number;
  readonly b: number;
  /** That they are one and the same, by their own fields, 0..1. */
  readonly probability: number;
  /** Agreement by column. */
  readonly evidence: Readonly<Record<string, Agreement>>;
}

export interface Duplicates {
  readonly clusters: readonly {
    readonly members: readonly number[];
    /** Mean over its pairs. */
    readonly probability: number;
  }[];
  /** Every pair of a cluster. */
  readonly pairs: readonly DuplicatePair[];
  /** Pairs that were compared. */
  readonly compared: number;
  readonly threshold: number;
}

/**
 * Duplicate detection (查重): which records are one and the same? Any `columns` that may be evidence; values as text.
 * With `other`, links between the two tables only. Blocking, then a Fellegi–Sunter model fitted to these very records,
 * then clusters whose pairs are probable on average; nothing to be labelled or configured. Tables too poor for a model
 * list equal names on their own evidence. Same data, same answer. About O(n·log n): the number of pairs compared is at
 * most 200 a record.
 */
export function duplicates({
  columns,
  rows,
  other,
  threshold = 0.5,
}: {
  columns: readonly string[];
  rows: readonly LinkageRecord[];
  other?: readonly LinkageRecord[];
  threshold?: number;
}): Duplicates {
  const records = other ? [...rows, ...other] : rows;
  const split = other && rows.length;
  if (records.length < 2) throw new Error("duplicates requires at least 2 records");
  const given = linkageFields(columns, records);
  const telling = tellingFields(given);
  const poor = isPoor(telling, records.length);
  const fields = poor ? given : telling;
  const candidates = candidatePairs(fields, records.length, split);
  const fitted = fellegiSunter(telling, candidates, records.length, seededRandom(1), split);
  const probability = poor ? withOwnEvidence(given, candidates, fitted) : fitted;
  const groups = linkageClusters(candidates, probability, threshold, split);
  const agree = agreementOf(fields);
  const levels = new Uint8Array(fields.length);
  const pair = (a: number, b: number): DuplicatePair => {
    agree(a, b, levels, 0);
    const evidence = fields.map(({ column }, k) => [column, agreements[levels[k] as number]] as const);
    return {
      a,
      b,
      probability: probability[pairNumber(candidates, a, b)] ?? 0,
      evidence: Object.fromEntries(evidence) as Record<string, Agreement>,
    };
  };
  const clusters = groups.map((members) => {
    const pairs = members.flatMap((a, at) =>
      members.slice(at + 1).flatMap((b) => (split === undefined || (a < split && b >= split) ? [pair(a, b)] : [])),
    );
    return { members, pairs, probability: pairs.reduce((sum, { probability }) => sum + probability, 0) / pairs.length };
  });
  return {
    clusters: clusters.map(({ members, probability }) => ({ members, probability })),
    pairs: clusters.flatMap(({ pairs }) => pairs),
    compared: probability.length,
    threshold,
  };
}
