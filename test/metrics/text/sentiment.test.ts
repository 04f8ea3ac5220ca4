import { describe, expect, it } from "vitest";
import { sentimentOf, trainSentiment } from "#metrics/text/sentiment.ts";

const contented = [
  "Delivery was on time and the boxes were intact",
  "Great support, the engineer solved it within an hour",
  "服务态度很好，发货速度快",
  "产品质量不错，下次还会回购",
  "Setup took five minutes and it just runs",
  "客服很有耐心，问题很快就解决了",
];
const discontented = [
  "Nobody answered my ticket for a week",
  "The pump leaked on the second day",
  "客服一直不回复，等了三天",
  "质量太差，用两次就坏了",
  "Delivery was late again and two boxes were missing",
  "物流太慢，催了好几次",
];
const texts = [...contented, ...discontented];
const labels = texts.map((_, at) => Number(at < contented.length));

describe("trainSentiment", () => {
  it("foretells comments that it has not seen, in both languages", () => {
    const model = trainSentiment(texts, labels);
    expect(sentimentOf(model, "很好用，推荐")).toBeGreaterThan(0.5);
    expect(sentimentOf(model, "The engineer was friendly and on time")).toBeGreaterThan(0.5);
    expect(sentimentOf(model, "太失望了，一直没人回复")).toBeLessThan(0.5);
    expect(sentimentOf(model, "Terrible, it leaked and nobody answered")).toBeLessThan(0.5);
  });

  it("learns what its labels mean from the labels", () => {
    const turned = trainSentiment(
      texts,
      labels.map((label) => 1 - label),
    );
    expect(sentimentOf(turned, "Great support")).toBeLessThan(0.5);
  });

  it("chooses its penalty where there is enough to choose by, and says the same twice", () => {
    const more = Array.from({ length: 4 }, (_, copy) => texts.map((text) => `${text} ${copy}`)).flat();
    const model = trainSentiment(
      more,
      more.map((_, at) => labels[at % labels.length] as number),
    );
    expect([1, 3, 10, 30]).toContain(model.cost);
    const copy = structuredClone(model);
    expect(copy).toEqual(model);
    expect(sentimentOf(copy, "late")).toBe(sentimentOf(model, "late"));
  });

  it("gives a text of unknown words what the labels' shares and nothing else say", () => {
    const model = trainSentiment(texts, labels);
    expect(sentimentOf(model, "")).toBe(sentimentOf(model, "ξξξξ"));
  });

  it("refuses texts of one label, or without labels", () => {
    expect(() => trainSentiment(["a", "b"], [1, 1])).toThrow("trainSentiment requires texts of both labels");
    expect(() => trainSentiment(["a", "b"], [1])).toThrow("trainSentiment requires a label for each text");
  });
});
