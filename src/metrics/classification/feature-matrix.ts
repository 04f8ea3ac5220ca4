/** A dense table of numbers, row after row: `values[row · columns + column]`; NaN where a value is missing. */
export interface FeatureMatrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** The rows named, in the order named. O(rows · columns). */
export function selectRows({ values, columns }: FeatureMatrix, rows: ArrayLike<number>): FeatureMatrix {
  const selected = new Float64Array(rows.length * columns);
  for (let to = 0; to < rows.length; to++) {
    const from = (rows[to] as number) * columns;
    for (let column = 0; column < columns; column++) selected[to * columns + column] = values[from + column] as number;
  }
  return { values: selected, rows: rows.length, columns };
}
