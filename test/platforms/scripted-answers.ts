import { createHash } from "node:crypto";
import sharp from "sharp";
import type { Answer, Button, DisplayedTable, Form, Image } from "#answer.ts";
import type { Locale } from "#messages.ts";

/** A picture unlike any other tag's. */
export async function pictureOf(tag: string, alt: string): Promise<Image> {
  const background = `#${createHash("sha256").update(tag).digest("hex").slice(0, 6)}`;
  const png = await sharp({ create: { width: 168, height: 90, channels: 3, background } })
    .png()
    .toBuffer();
  return { png: new Uint8Array(png), alt, width: 168, height: 90 };
}

function tableOf(tag: string, rows: number, say: (en: string, zh: string) => string): DisplayedTable {
  const cells = Array.from({ length: rows }, (_, at) => [
    `${tag}-${say("row", "行")}-${at}`,
    `${at + 1},820`,
    `${at}%`,
  ]);
  return {
    columns: [
      { key: "who", label: say("Account", "客户"), format: "text" },
      { key: "deals", label: say("Deals", "商机"), format: "integer" },
      { key: "share", label: say("Share", "占比"), format: "percent" },
    ],
    rows: cells.map(([who = ""], at) => ({ who, deals: at, share: at / 100 })),
    cells,
  };
}

/** An answer whose every text names its tag, so that it is known anywhere; without a picture. */
export function answerOf(tag: string, changes: Partial<Answer> = {}, locale: Locale = "en"): Answer {
  const say = (en: string, zh: string): string => (locale === "zh" ? zh : en);
  return {
    id: createHash("sha256").update(tag).digest("hex").slice(0, 10),
    command: "/rfm last90d",
    locale,
    headline: say(`${tag}: 214 frequent buyers have gone quiet`, `${tag}：214 位老客户近期没有下单`),
    context: say(`25 Aug – 22 Nov 2026 · ${tag} team`, `2026年8月25日至11月22日 · ${tag}团队`),
    kpis: [
      { label: say(`Customers ${tag}`, `客户数${tag}`), value: "4,371", change: "+3%", good: true },
      { label: say(`At risk ${tag}`, `流失风险${tag}`), value: say("¥4.2M", "420万元") },
    ],
    table: tableOf(tag, 3, say),
    insights: [say(`They brought ¥4.2M last year (${tag})`, `去年他们贡献了420万元（${tag}）`)],
    actions: [say(`Anna: call the top 20 of ${tag} this week`, `林晓：本周联系${tag}前20位客户`)],
    footnotes: [say(`Data as of 22 Nov 2026, ${tag}`, `数据截至2026年11月22日，${tag}`)],
    buttons: [{ action: "ask", label: say("30 days", "近30天"), value: `/rfm last30d region=${tag}` }],
    visibility: "private",
    result: {},
    ...changes,
  };
}

/** Many numbered sentences, at least so many bytes; words are short, so that there is always a place to part them. */
export function longText(tag: string, bytes: number, locale: Locale = "en"): string {
  const sentences: string[] = [];
  for (let at = 0, size = 0; size < bytes; at++) {
    const number = String(at).padStart(5, "0");
    const sentence = locale === "zh" ? `${tag}第${number}句说明了原因。` : `${tag} ${number} says why. `;
    size += Buffer.byteLength(sentence);
    sentences.push(sentence);
  }
  return sentences.join("").trim();
}

/** Answers that break something where lengths are not minded. */
export const enormous: Readonly<Record<string, (locale: Locale) => Partial<Answer>>> = {
  "a headline of 60 KB": (locale) => ({ headline: longText("headline", 60_000, locale) }),
  "insights of 60 KB": (locale) => ({ insights: [1, 2, 3].map((at) => longText(`insight${at}`, 20_000, locale)) }),
  "60 KB without a space": () => ({
    insights: [Array.from({ length: 12_000 }, (_, at) => String(at).padStart(5, "0")).join("")],
  }),
  "a table of 100 rows": () => ({ table: tableOf("long", 100, (en) => en) }),
  "forty key figures": () => ({
    kpis: Array.from({ length: 40 }, (_, at) => ({ label: `figure ${at}`, value: `${at},000`, change: `+${at}%` })),
  }),
  "forty footnotes and a long context": (locale) => ({
    context: longText("context", 5_000, locale),
    footnotes: Array.from({ length: 40 }, (_, at) => `note ${at}: rows left out`),
  }),
  "a hint of 5 KB": (locale) => ({ error: { code: "bad_input", hint: longText("hint", 5_000, locale) }, command: "" }),
};

/** Names as people type them into a CRM to see what happens, and ones that are merely unusual. */
export const names: readonly string[] = [
  "<!channel> <!here> <@U000000001> <#C000000001>",
  "@all @everyone <@all> @所有人 <@lin>",
  "<b>bold</b><script>alert(1)</script><img src=x onerror=alert(1)>",
  "*star* _under_ ~struck~ `code` > quote",
  "[click](http://evil.test/a) <http://evil.test/b|click> ![x](http://evil.test/c.png)",
  '<font color="warning">red</font> &lt;escaped&gt; &amp;',
  "# heading",
  "| a | b | --- |",
  "😀👨‍👩‍👧‍👦🇨🇳 𠮷野家 é ﬁ",
  "line one\nline two",
];

const awkward = ['"Acme, Inc." <east>', "华星科技 区域=华东", "a&b=c%20d", "😀 O'Neil", "{json:[1]}", "x".repeat(900)];

/** Twenty buttons with values of all kinds. */
export const manyButtons: readonly Button[] = Array.from({ length: 20 }, (_, at) => ({
  action: at === 18 ? "share" : at === 19 ? "explain" : "ask",
  label: at % 2 === 0 ? `Last ${at} days` : `第${at}个季度`,
  value: `/rfm last${at + 1}d ${awkward[at % awkward.length]}`,
}));

/** What a command without its subject asks for. */
export const subjectForm: Form = {
  command: "customer",
  title: "Ask Customer profile",
  send: "Ask",
  fields: [
    { name: "subject", label: "About", value: "", required: true, example: "Acme" },
    { name: "period", label: "Period", value: "last365d", required: false },
    {
      name: "by",
      label: "Broken down by",
      value: "",
      required: false,
      choices: [
        { label: "Nothing", value: "" },
        { label: "Region", value: "region" },
      ],
    },
  ],
};
