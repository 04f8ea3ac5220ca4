export interface TrendPoint {
  /** First day of the period, ISO. */
  readonly start: string;
  /** The period as it is to be read; "\n" breaks it into lines. */
  readonly label: string;
  /** Null leaves a gap. */
  readonly value: number | null;
  /** The value as it is to be read. */
  readonly text: string;
  /** The period is still running. */
  readonly partial?: boolean;
  readonly highlight?: boolean;
}

export interface TrendInput {
  /** In time order. */
  readonly points: readonly TrendPoint[];
  /** The compared period, position by position. */
  readonly previous?: readonly { readonly value: number | null }[];
  readonly previousLabel?: string;
  readonly currentLabel?: string;
  readonly unit?: string;
  /** Values of the vertical axis, ready-made; see `niceTicks`. */
  readonly axisText: readonly { readonly value: number; readonly text: string }[];
}
