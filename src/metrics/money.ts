/** Money to the cent, as the JSON contract states it; what is not known stays null. */
export function cents(money: number): number;
export function cents(money: number | null): number | null;
export function cents(money: number | null): number | null {
  return money === null ? null : Math.round(money * 100) / 100;
}

/** To the four decimals that money is kept with, so that floating sums cannot show. */
export function exact(money: number): number {
  return Math.round(money * 10_000) / 10_000;
}
