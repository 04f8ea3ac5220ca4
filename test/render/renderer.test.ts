import sharp from "sharp";
import type { TopLevelSpec } from "vega-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rankedBars } from "#charts/ranked-bars.ts";
import type { Picture } from "#render/picture.ts";
import { createRenderer, RenderError, type Renderer } from "#render/renderer.ts";
import { cacheFolder } from "./setup.ts";

const spec = rankedBars({
  rows: [
    { label: "华东区", value: 46, text: "¥46万", highlight: true },
    { label: "South", value: 21, text: "¥21万" },
  ],
});
const picture: Picture = {
  title: "华东区贡献 38% 的新签额",
  subtitle: "2026 年 Q3",
  footer: "来源",
  spec,
  locale: "zh",
  alt: "",
};
const withSpec = (custom: unknown): Picture => ({ ...picture, spec: custom as TopLevelSpec });
const plain = { mark: "bar", encoding: { x: { field: "n", type: "quantitative" } } };
/** Minutes of work that need hardly any memory. */
const stuck = {
  ...plain,
  data: { sequence: { start: 0, stop: 100_000, as: "i" } },
  transform: [{ calculate: "length(sequence(0, 200000 + datum.i))", as: "n" }],
};

let renderer: Renderer;
beforeAll(async () => {
  renderer = await createRenderer({ cacheDir: cacheFolder(), deadlineMs: 10_000 });
  await renderer.warmUp();
});
afterAll(() => renderer.close());

describe("a drawn picture", () => {
  test("is an opaque white RGB PNG, 1680 pixels wide, with ink on it", async () => {
    const drawn = await renderer.render(picture);
    const { data, info } = await sharp(drawn.png).raw().toBuffer({ resolveWithObject: true });
    expect([drawn.width, drawn.height]).toEqual([info.width, info.height]);
    expect(info).toMatchObject({ width: 1680, channels: 3 });
    const corners = [0, info.width - 1, info.width * (info.height - 1), info.width * info.height - 1];
    for (const corner of corners) expect([...data.subarray(corner * 3, corner * 3 + 3)]).toEqual([255, 255, 255]);
    const pixels = new Set<number>();
    for (let i = 0; i < data.length; i += 3) pixels.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
    expect(pixels).toContain(0x2f6fde);
    expect(pixels).toContain(0xb9c7dd);
    expect(pixels).toContain(0x111827);
  });

  test("is the same to the byte when drawn again", async () => {
    const [first, second] = [await renderer.render(picture), await renderer.render(picture)];
    expect(Buffer.compare(first.png, second.png)).toBe(0);
  });

  test("reports what could not be drawn", async () => {
    const rows = [{ label: "𠮷野家", value: Number.NaN, text: "–" }];
    const drawn = await renderer.render({ ...picture, title: "한국", spec: rankedBars({ rows }) });
    expect(drawn.missingGlyphs.toSorted()).toEqual(["국", "한", "𠮷"].toSorted());
    const counted = await renderer.render(
      withSpec({ ...plain, data: { values: [{ n: Number.NaN }, { n: 1 / 0 }, { n: 1 }] } }),
    );
    expect(counted.invalidNumbers).toBe(2);
  });

  test("survives names that break naive charts", async () => {
    const names = [
      "__proto__",
      "constructor",
      "\ud800 lone",
      "a\u0000b\u001b",
      "x".repeat(100_000),
      "\u202eevil",
      "<script>&\"'",
    ];
    const rows = names.map((label, i) => ({ label, value: i, text: label }));
    const start = performance.now();
    const drawn = await renderer.render({ ...picture, title: names.join(" "), spec: rankedBars({ rows }) });
    expect(drawn.width).toBe(1680);
    const values = names.map((name, n) => ({ name, n }));
    const encoding = { ...plain.encoding, y: { field: "name", type: "nominal" } };
    await renderer.render(withSpec({ ...plain, encoding, data: { values } }));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("the drawing thread", () => {
  test("draws in the order asked", async () => {
    const finished: number[] = [];
    await Promise.all([1, 2, 3].map((n) => renderer.render(picture).then(() => finished.push(n))));
    expect(finished).toEqual([1, 2, 3]);
  });

  test("says why a specification cannot be drawn, and goes on", async () => {
    const broken = renderer.render(withSpec({ ...plain, data: { values: [{ n: 1 }] }, mark: "no-such-mark" }));
    await expect(broken).rejects.toThrow(RenderError);
    await expect(renderer.render(withSpec(() => 1))).rejects.toThrow(RenderError);
    await expect(renderer.render(picture)).resolves.toMatchObject({ width: 1680 });
  });

  test.each([["file:///etc/passwd"], ["http://127.0.0.1:9/x.json"]])("never loads %s", async (url) => {
    await expect(renderer.render(withSpec({ ...plain, data: { url } }))).rejects.toThrow(/may not load/);
  });

  test("is replaced when a picture passes its deadline, and the next one is drawn", async () => {
    const strict = await createRenderer({ cacheDir: cacheFolder(), deadlineMs: 3_000 });
    await strict.warmUp();
    const [late, next] = await Promise.allSettled([strict.render(withSpec(stuck)), strict.render(picture)]);
    expect(late).toMatchObject({
      status: "rejected",
      reason: { message: "the chart took longer than 3000 ms and was stopped" },
    });
    expect(next).toMatchObject({ status: "fulfilled" });
    await strict.close();
  });

  test("is replaced when a chart eats all its memory", async () => {
    const greedy = { ...plain, data: { sequence: { start: 0, stop: 2e7, as: "n" } } };
    const patient = await createRenderer({ cacheDir: cacheFolder(), deadlineMs: 60_000 });
    const [crashed, next] = await Promise.allSettled([patient.render(withSpec(greedy)), patient.render(picture)]);
    expect(crashed).toMatchObject({
      status: "rejected",
      reason: { message: expect.stringContaining("thread crashed") },
    });
    expect(next).toMatchObject({ status: "fulfilled" });
    await patient.close();
  });

  test("fails what is waiting when it is closed, and accepts nothing more", async () => {
    const closing = await createRenderer({ cacheDir: cacheFolder() });
    const waiting = closing.render(picture);
    const outcome = expect(waiting).rejects.toThrow("closed");
    await closing.close();
    await outcome;
    await expect(closing.render(picture)).rejects.toThrow("closed");
  });
});
