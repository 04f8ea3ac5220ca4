import { describe, expect, it } from "vitest";
import { exchange } from "#metrics/exchange.ts";

const rate = (from: string, to: string, value: number, on: string) => ({ from, to, rate: value, on });

describe("exchange", () => {
  it("takes the newer of a rate and its inverse", () => {
    const rates = [rate("USD", "CNY", 8, "2026-01-01"), rate("CNY", "USD", 0.2, "2026-02-01")];
    expect(exchange(rates, "CNY", "USD")).toEqual({ rate: 0.2, on: "2026-02-01" });
    expect(exchange(rates, "USD", "CNY")).toEqual({ rate: 5, on: "2026-02-01" });
  });

  it("goes through one currency between, and is as old as its older rate", () => {
    const rates = [rate("EUR", "CNY", 8, "2026-03-01"), rate("USD", "CNY", 4, "2026-02-01")];
    expect(exchange(rates, "EUR", "USD")).toEqual({ rate: 2, on: "2026-02-01" });
  });

  it("knows no rate where none leads", () => {
    expect(exchange([rate("EUR", "USD", 1.1, "2026-03-01")], "CNY", "USD")).toBeNull();
  });
});
