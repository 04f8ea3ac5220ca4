import { isLimited, type Refusal } from "./refusals.ts";

/** Calls to WeCom are tried this often. */
export const attempts = 4;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits before another attempt: twice as long each time, longer where too much was asked, never in step with others. */
export function backOff(attempt: number, refusal: Refusal | null = null): Promise<void> {
  const baseMs = refusal !== null && isLimited(refusal) ? 1_000 : 200;
  return pause(baseMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
}
