import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appFlavour, botFlavour, webhookFlavour } from "../../../src/platforms/wecom/compose.ts";
import { escapeCell, escapeLine, escapeText } from "../../../src/platforms/wecom/escape.ts";
import { cut, cutBytes, pieces } from "../../../src/platforms/wecom/lengths.ts";
import { markdown } from "../../../src/platforms/wecom/markdown.ts";
import { answerOf } from "../scripted-answers.ts";
import { squeeze } from "../visible.ts";
import { brokenMarkdown } from "./card-limits.ts";

const markup = fc.string({
  unit: fc.constantFrom("<", "@", ">", "[", "]", "(", ")", "*", "`", "#", " ", "\n", "://", "http", "a", "中"),
});

describe("escaping", () => {
  it("leaves nothing that mentions, links or colours, and every letter", () => {
    fc.assert(
      fc.property(markup, (text) => {
        for (const escaped of [escapeText, escapeLine, escapeCell]) {
          expect(brokenMarkdown(escaped(text), 1e6)).toEqual([]);
          expect(escaped(text)).not.toMatch(/[*`]/);
          expect(squeeze(escaped(text)).replaceAll("'", "`")).toBe(squeeze(text).replaceAll("'", "`"));
        }
        expect(escapeText(text)).not.toMatch(/^\s*(#{1,6}\s|>)/m);
        expect(escapeCell(text)).not.toMatch(/[|\n]/);
      }),
    );
  });

  it("keeps masked numbers readable", () => {
    expect(escapeLine("138****1234 和 139****5678")).toBe("138＊＊＊＊1234 和 139＊＊＊＊5678");
  });
});

describe("parting", () => {
  it("keeps to the limit, loses nothing, and parts no character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.integer({ min: 4, max: 80 }), (text, limit) => {
        const parts = pieces(text, limit);
        expect(parts.join("")).toBe(text);
        for (const part of parts) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(limit);
          expect(part).not.toMatch(/\p{Surrogate}/u);
        }
        expect(Buffer.byteLength(cutBytes(text, limit))).toBeLessThanOrEqual(limit);
        expect([...cut(text, limit)].length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it("parts after a sentence or a word where there is one", () => {
    expect(pieces("one two three four", 12)).toEqual(["one two ", "three four"]);
    expect(pieces("第一句。第二句。", 20)).toEqual(["第一句。", "第二句。"]);
  });

  it.each([botFlavour, appFlavour, webhookFlavour])("makes messages of %o that hold the whole answer", (flavour) => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 900 }), { maxLength: 12 }), fc.nat(60), (insights, rows) => {
        const cells = Array.from({ length: rows }, (_, at) => [`row-${at}`, String(at)]);
        const columns = ["a", "b"].map((key) => ({ key, label: key, format: "text" as const }));
        const answer = answerOf("tag", { insights, table: { columns, rows: cells.map(() => ({})), cells } });
        const messages = markdown(answer, [], flavour);
        const shown = squeeze(messages.join("").replaceAll("*", "")).replaceAll("`", "'");
        for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(flavour.limit);
        for (const [who = ""] of cells) expect(shown).toContain(who);
        for (const text of insights) expect(shown).toContain(squeeze(escapeLine(text)).slice(0, 20));
      }),
      { numRuns: 40 },
    );
  });
});
