import type { Conversion, Words } from "#messages.ts";

/** By which rate of which day amounts were converted; nothing where they were not. */
export function conversionNotes(into: Conversion | null, words: Words): string[] {
  if (into === null) return [];
  const { code, rate, on } = into;
  return [
    words.say("currency.converted", {
      ...{ code, from: words.currency.code, rate: String(Number(rate.toPrecision(4))), date: words.date(on) },
    }),
  ];
}
