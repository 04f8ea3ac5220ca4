import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Button } from "#answer.ts";
import { createHost } from "#host.ts";
import type { Parley } from "#parley.ts";
import type { Connection, Host } from "#platform.ts";
import { fromAdministrator, openIn } from "../demo-company.ts";
import { start, stopAll } from "../platforms/playground/running.ts";
import {
  drawPng,
  fullAnswer,
  funnelForm,
  reactWith,
  type SmallHost,
  smallHost,
} from "../platforms/playground/small-host.ts";

const ARGUMENTS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const DESKTOP = { viewport: { width: 1280, height: 860 }, locale: "en-US" };
const PHONE = { viewport: { width: 360, height: 740 }, locale: "en-US" };

let browser: Browser;
let png: Uint8Array;
let elsewhere: string[] = [];
let broken: string[] = [];

beforeAll(async () => {
  png = await drawPng();
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGUMENTS.split(" ") });
});
afterAll(() => browser.close());
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await stopAll();
  const found = { elsewhere, broken };
  elsewhere = [];
  broken = [];
  expect(found).toEqual({ elsewhere: [], broken: [] });
});

/** A page on which everything not from the server, every script error and every policy violation is a failure. */
async function visit(url: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
  const context = await browser.newContext(options);
  await context.route("**", (route) => {
    if (route.request().url().startsWith(url)) return route.continue();
    elsewhere.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  page.on(
    "websocket",
    (socket) => socket.url() === `${url.replace("http", "ws")}/socket` || elsewhere.push(socket.url()),
  );
  page.on("pageerror", (error) => broken.push(error.message));
  page.on("console", (line) => line.type() === "error" && broken.push(line.text()));
  await page.goto(url);
  await page.getByRole("combobox", { name: /Question|提问/ }).waitFor();
  return page;
}

async function open(host: Host, options?: BrowserContextOptions): Promise<Page & { server: Connection }> {
  const server = await start(host);
  return Object.assign(await visit(server.url, options), { server });
}

const offered = (label: string, value: string): Button => ({ action: "ask", label, value });
const home: Host["home"] = async () => ({
  about: ["You see Anna Keller's team: 12 people."],
  recent: [offered("/funnel Q2", "/funnel Q2")],
  suggested: [offered("Funnel", "/funnel"), offered("Sales", "/sales")],
  subscriptions: ["Weekly digest → #sales, next on 23 Nov 2026"],
  locale: "en",
});

/** Answers that can be changed by a form, and one command that lacks its subject. */
function formHost(): SmallHost {
  const edit: Button = { action: "edit", label: "Change…", value: "/funnel Q3" };
  const react = reactWith(png);
  const [period, ...others] = funnelForm.fields;
  const lacking = { ...funnelForm, fields: [{ ...period!, value: "" }, ...others] };
  return smallHost(
    async (incoming, progress) => {
      const answer = await react(incoming, progress);
      if (incoming.text === "/funnel") {
        const { id, locale, visibility } = answer;
        const nothing = { command: "", context: "", buttons: [], result: {} };
        const error = { code: "subject_missing", hint: "For example: /funnel Q3" };
        return { ...nothing, id, locale, visibility, headline: "/funnel needs a period.", error, form: lacking };
      }
      if (incoming.text === "broken")
        return { ...answer, buttons: [], error: { code: "internal", hint: "Ask again." } };
      return answer.error ? answer : { ...answer, buttons: [...answer.buttons, edit] };
    },
    { form: async () => funnelForm, home },
  );
}

const question = (page: Page) => page.locator("#question");
const cards = (page: Page) => page.locator("#messages .card");

async function ask(page: Page, text: string): Promise<void> {
  await question(page).fill(text);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
}

/** Serious and critical findings of axe-core. The policy forbids inline scripts, so it is run through the protocol. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

const noSidewaysScroll = async (page: Page) => {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBe(window);
};

test("a command is chosen by keyboard, progress shows, and the whole answer appears", async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const react = reactWith(png);
  const host = smallHost(async (incoming, progress) => {
    progress("Reading deals…");
    await released;
    return react(incoming, () => undefined);
  });
  const page = await open(host);
  await question(page).pressSequentially("/fu");
  await expect.poll(() => question(page).getAttribute("aria-expanded")).toBe("true");
  expect(await page.locator("#composer").getByRole("option").allInnerTexts()).toEqual([
    expect.stringContaining("/funnel"),
  ]);
  await page.keyboard.press("Enter");
  expect(await question(page).inputValue()).toBe("/funnel ");
  await page.keyboard.press("ArrowDown");
  expect(await question(page).getAttribute("aria-activedescendant")).toBe(
    await page.locator("#composer").getByRole("option", { selected: true }).getAttribute("id"),
  );
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.locator("[data-typing]", { hasText: "Reading deals…" }).waitFor();
  release();
  const card = cards(page).first();
  await card.getByRole("heading", { level: 3 }).waitFor();
  expect(host.asked[0]?.text).toBe("/funnel Q3");
  expect(await page.locator("[data-typing]").count()).toBe(0);
  const text = await card.innerText();
  const answer = fullAnswer(png, "en");
  for (const part of [
    answer.headline,
    answer.context,
    ...(answer.insights ?? []),
    ...(answer.actions ?? []),
    "$1.2M",
    "3 of 12 rows",
    "/funnel Q3",
  ])
    expect(text).toContain(part);
  await card.getByText("Notes (2)").click();
  expect(await card.innerText()).toContain(answer.footnotes?.[0]);
  expect(await page.locator("#status").innerText()).toBe(`Parley: ${answer.headline}`);
  expect(await card.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1680);
});

test("a chart opens large and closes by keyboard, and focus returns", async () => {
  const page = await open(smallHost(reactWith(png)));
  await ask(page, "/funnel");
  const chart = page.locator(".chart");
  await chart.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Funnel: 25% of demos become proposals" });
  await dialog.waitFor();
  expect(await dialog.locator("img").getAttribute("alt")).toBe("Funnel: 25% of demos become proposals");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await chart.evaluate((button) => button === document.activeElement)).toBe(true);
});

test("private answers are marked, gone for another persona, and there after sharing and reloading", async () => {
  const page = await open(smallHost(reactWith(png)));
  await page.locator('[data-room="#sales"]').click();
  await ask(page, "/funnel");
  await page.getByText("Only visible to you").nth(1).waitFor();
  const person = page.getByRole("combobox", { name: "You are" });
  await person.selectOption({ label: "Tom Baker" });
  await page.locator(".beginning").waitFor();
  expect(await cards(page).count()).toBe(0);
  await person.selectOption({ label: "Anna Keller" });
  await cards(page).getByRole("button", { name: "Share to channel" }).click();
  await page.getByText("Shared by Anna Keller").waitFor();
  await person.selectOption({ label: "Tom Baker" });
  await expect.poll(() => cards(page).count()).toBe(1);
  await page.reload();
  await page.getByText("Shared by Anna Keller").waitFor();
  expect(await person.evaluate((select: HTMLSelectElement) => select.value)).toBe("u3");
});

test("from a direct message the channel is chosen", async () => {
  const page = await open(smallHost(reactWith(png)));
  await ask(page, "/funnel");
  await page.getByRole("button", { name: "Share to channel" }).click();
  await page
    .getByRole("dialog", { name: "Share to which channel?" })
    .getByRole("button", { name: "#management" })
    .click();
  await page.getByRole("button", { name: /management.*1 unread/ }).waitFor();
});

test("the language switch changes the page, its suggestions and the answers", async () => {
  const host = smallHost(reactWith(png));
  const page = await open(host);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText("今天想了解什么？").waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await question(page).fill("、客户");
  expect(await page.locator("#composer").getByRole("option").first().innerText()).toContain("客户分层");
  await ask(page, "近90天漏斗");
  await page.getByRole("heading", { name: "演示到方案只有四分之一，是漏斗里最大的流失点" }).waitFor();
  expect(host.asked[0]).toMatchObject({ kind: "mention", user: { locale: "zh" } });
  await page.reload();
  await page.getByText("看点").waitFor();
});

test("follow-ups and explanations are in a thread; the understood command can be edited", async () => {
  const host = smallHost(reactWith(png));
  const page = await open(host);
  await page.locator('[data-room="#sales"]').click();
  await ask(page, "/funnel Q3");
  await page.getByRole("button", { name: "Reply in thread" }).click();
  const thread = page.getByRole("complementary", { name: "Thread" });
  await thread.getByRole("combobox").fill("by region");
  await page.keyboard.press("Enter");
  await thread.locator(".card").nth(1).waitFor();
  expect(host.asked[1]).toMatchObject({
    text: "by region",
    where: { thread: expect.any(String) },
    about: "/funnel Q3",
  });
  await page.keyboard.press("Escape");
  expect(await thread.count()).toBe(0);
  await page.locator("#messages").getByRole("button", { name: "2 replies" }).waitFor();
  await cards(page).getByRole("button", { name: "How was this computed?" }).click();
  await thread.getByText("To proposal = proposals ÷ demos").waitFor();
  await page.keyboard.press("Escape");
  await cards(page).getByRole("button", { name: "Edit this command" }).click();
  expect(await question(page).inputValue()).toBe("/funnel Q3");
});

test("scheduled posts are counted, read in the inbox, and lead to their channel", async () => {
  const page = await open(smallHost(reactWith(png)));
  await page.server.send("#sales", fullAnswer(png, "en", { headline: "Week 47 rose 12%" }), "digest");
  await page.getByRole("button", { name: "Inbox 1 unread" }).click();
  await page.getByRole("heading", { name: "Week 47 rose 12%" }).waitFor();
  expect(await page.locator("[data-room=inbox] .badge").count()).toBe(0);
  await page.getByRole("button", { name: "Open #sales" }).click();
  await page.getByRole("heading", { level: 1, name: "#sales" }).waitFor();
  await page.getByRole("heading", { name: "Week 47 rose 12%" }).waitFor();
});

test("the front page shows who one is, what to ask, what one asked and what is sent; its questions are asked", async () => {
  const host = smallHost(reactWith(png), { home });
  const page = await open(host);
  const beginning = page.locator(".beginning");
  await beginning.getByText("You see Anna Keller's team").waitFor();
  await beginning.getByText("Weekly digest → #sales").waitFor();
  expect(await beginning.getByRole("button", { name: /^Funnel/ }).innerText()).toContain("Where do deals leak?");
  await page.locator('[data-room="#sales"]').click();
  await beginning.getByRole("button", { name: /^Sales/ }).waitFor();
  expect(await beginning.getByText("/funnel Q2").count()).toBe(0);
  await page.locator('[data-room="direct:u1"]').click();
  await beginning.getByRole("button", { name: "/funnel Q2" }).click();
  await cards(page).first().waitFor();
  expect(host.asked[0]).toMatchObject({ text: "/funnel Q2" });
  expect(await beginning.count()).toBe(0);
});

test("what a question lacks is asked for by a form that has the focus, and needs nothing but the keyboard", async () => {
  const host = formHost();
  const page = await open(host);
  await ask(page, "/funnel");
  const form = page.getByRole("form", { name: "Ask Funnel" });
  const period = form.getByLabel("Period");
  await expect.poll(() => period.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await cards(page).getByText("subject_missing").count()).toBe(0);
  await page.keyboard.press("Enter");
  expect(host.asked).toHaveLength(1);
  await page.keyboard.type("Q3");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Reg");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await cards(page).nth(1).waitFor();
  expect(host.asked[1]).toMatchObject({
    kind: "form",
    text: "funnel",
    values: { period: "Q3", by: "region", rest: "" },
  });
  expect(await form.count()).toBe(0);
});

test("a question is changed by a form below its answer, also in a thread; Escape leaves it", async () => {
  const host = formHost();
  const page = await open(host);
  await ask(page, "/funnel Q3");
  const change = cards(page).first().getByRole("button", { name: "Change…" });
  await change.click();
  const form = page.getByRole("form", { name: "Ask Funnel" });
  expect(await form.getByLabel("Period").inputValue()).toBe("Q3");
  await page.keyboard.press("Escape");
  expect(await form.count()).toBe(0);
  expect(await change.evaluate((button) => button === document.activeElement)).toBe(true);
  await change.click();
  await form.getByLabel("Broken down by").selectOption("Region");
  await form.getByRole("button", { name: "Ask" }).click();
  await cards(page).nth(1).waitFor();
  expect(host.asked[1]).toMatchObject({ values: { period: "Q3", by: "region" } });
  await page.getByRole("button", { name: "Reply in thread" }).first().click();
  const thread = page.getByRole("complementary", { name: "Thread" });
  await thread.getByRole("button", { name: "Change…" }).click();
  await thread.getByRole("form", { name: "Ask Funnel" }).getByLabel("Period").fill("Q1");
  await page.keyboard.press("Escape");
  expect(await thread.getByRole("form").count()).toBe(0);
  expect(await thread.count()).toBe(1);
});

test("a thumb is pressed, heard of and still there after a reload; errors have none", async () => {
  const rated: unknown[] = [];
  const page = await open(smallHost(reactWith(png), { rate: async (rating) => void rated.push(rating) }));
  await ask(page, "/funnel");
  const thumb = (name: string) => cards(page).first().getByRole("button", { name });
  await thumb("This did not help").click();
  await expect.poll(() => page.locator("#status").innerText()).toBe("Thank you.");
  await thumb("This helped").click();
  await expect.poll(() => thumb("This helped").getAttribute("aria-pressed")).toBe("true");
  expect(await thumb("This did not help").getAttribute("aria-pressed")).toBe("false");
  expect(rated).toMatchObject([{ good: false }, { good: true }]);
  await page.reload();
  await expect.poll(() => thumb("This helped").getAttribute("aria-pressed")).toBe("true");
  await ask(page, "nonsense");
  await page.locator(".card.asks").waitFor();
  expect(await page.locator(".card.asks .thumb").count()).toBe(0);
});

test("a payload shows roughly as it looks there, markup read and names left alone", async () => {
  const blocks = [
    { type: "section", text: { type: "mrkdwn", text: "*Up 12%* at &lt;b&gt;Acme&lt;/b&gt;" } },
    { type: "actions", elements: [{ type: "button", text: { text: "By region" } }] },
  ];
  const content = "**Up 12%** at \\*Acme\\*\n> this quarter\n\n| Who | Deals |\n| :-- | --: |\n| A\\|B | 3 |";
  const bot = [{ msgtype: "stream", stream: { content, image: "PNG" } }];
  const page = await open(smallHost(reactWith(png), { previews: () => ({ Slack: { blocks }, WeCom: { bot } }) }));
  await ask(page, "/funnel");
  await page.getByRole("button", { name: "On Slack / WeCom" }).click();
  const preview = page.locator(".preview");
  await expect.poll(() => preview.locator("b").innerText()).toBe("Up 12%");
  expect(await preview.innerText()).toContain("at <b>Acme</b>");
  expect(await preview.locator("img").count()).toBe(1);
  await page.getByRole("tab", { name: "WeCom" }).click();
  expect(await preview.innerText()).toContain("at *Acme*");
  expect(await preview.locator(".quote").innerText()).toBe("this quarter");
  expect(await preview.locator("td").allInnerTexts()).toEqual(["A|B", "3"]);
  expect(await preview.getByRole("heading", { name: "AI bot" }).count()).toBe(1);
});

test("payloads of other platforms are shown in tabs", async () => {
  const previews = (answer: Answer) => ({ Slack: { text: answer.headline }, WeCom: { msgtype: "markdown" } });
  const page = await open(smallHost(reactWith(png), { previews }));
  await ask(page, "/funnel");
  await page.getByRole("button", { name: "On Slack / WeCom" }).click();
  const code = page.getByRole("tabpanel");
  await expect.poll(() => code.innerText()).toContain("Only 1 in 4 demos");
  await page.getByRole("tab", { name: "Slack" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await code.innerText()).toContain("markdown");
});

test("whatever the CRM holds arrives as text", async () => {
  const attack = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>"'&lt;`;
  const hostile: Partial<Answer> = {
    command: attack,
    headline: attack,
    context: attack,
    image: { png, alt: attack, width: 1680, height: 1380 },
    kpis: [{ label: attack, value: attack, change: attack }],
    table: { columns: [{ key: "a", label: attack, format: "text" }], rows: [{ a: attack }], cells: [[attack]] },
    insights: [attack],
    actions: [attack],
    footnotes: [attack],
    buttons: [{ action: "ask", label: attack, value: attack }],
    error: { code: attack, hint: attack },
  };
  const personas = async () => [
    { id: attack, name: attack },
    { id: `#${attack}`, name: attack },
  ];
  const previews = () => ({
    [attack]: { blocks: [{ type: "section", text: { text: attack } }], messages: attack },
  });
  const field = { name: attack, label: attack, value: attack, required: false, example: attack };
  const choices = [{ label: attack, value: attack }];
  const form = { command: attack, title: attack, send: attack, fields: [field, { ...field, name: "b", choices }] };
  const button = { action: "ask" as const, label: attack, value: attack };
  const front = { about: [attack], recent: [button], suggested: [button], subscriptions: [attack] };
  const hostileHome = async () => ({ ...front, locale: "en" as const });
  const react = () => fullAnswer(png, "en", { id: attack, ...hostile, form });
  const page = await open(smallHost(react, { personas, previews, home: hostileHome }));
  await page.locator(".starters").waitFor();
  expect(await page.locator(".beginning").innerText()).toContain(attack);
  await ask(page, attack);
  await cards(page).first().waitFor();
  await page.getByRole("button", { name: "On Slack / WeCom" }).click();
  await page.getByRole("tab").waitFor();
  await page.locator(".chart").click();
  const shown = await page
    .locator("body")
    .evaluate((body) => body.textContent?.split("<script>document.title").length ?? 0);
  // Headline, context, hint, KPI (3), table (2), insight, action, button, footnote, command, reference (2), question, author, room, persona, tab, payload.
  expect(shown).toBeGreaterThan(19);
  expect(await page.locator("img[src=x], body script").count()).toBe(0);
  expect(await page.title()).not.toContain("owned");
});

test("a break is announced, and a question asked meanwhile is answered after it", async () => {
  const host = smallHost(reactWith(png));
  const first = await start(host);
  const page = await visit(first.url);
  await first.stop();
  await page.getByText("No connection to Parley. Trying again…").waitFor();
  await ask(page, "/funnel");
  await start(host, { PLAYGROUND_PORT: new URL(first.url).port });
  await cards(page).first().waitFor();
  expect(await page.locator("#offline").isHidden()).toBe(true);
  expect(host.asked.map(({ text }) => text)).toEqual(["/funnel"]);
  // The browser itself reports every connection it was refused.
  broken = broken.filter((line) => !line.includes("ERR_CONNECTION_REFUSED"));
});

test("at 360 px nothing scrolls sideways, the rail is a drawer, the table scrolls in its box", async () => {
  const page = await open(smallHost(reactWith(png)), PHONE);
  await noSidewaysScroll(page);
  await ask(page, "/funnel");
  await cards(page).first().waitFor();
  await noSidewaysScroll(page);
  const [content, box] = await page.locator(".table").evaluate((table) => [table.scrollWidth, table.clientWidth]);
  expect(content).toBeGreaterThan(box ?? 0);
  const menu = page.getByRole("button", { name: "Open conversations" });
  await menu.click();
  await page.keyboard.press("Escape");
  expect(await menu.evaluate((button) => button === document.activeElement)).toBe(true);
  await menu.click();
  await page.getByRole("button", { name: "sales" }).click();
  await page.getByRole("heading", { level: 1, name: "#sales" }).waitFor();
  await noSidewaysScroll(page);
  await question(page).fill("/");
  await noSidewaysScroll(page);
});

test("the keyboard alone reaches everything, in reading order, with focus to be seen", async () => {
  const page = await open(smallHost(reactWith(png)));
  await ask(page, "/funnel");
  await cards(page).first().waitFor();
  await page.locator(".skip").focus();
  const walk: string[] = [];
  for (let steps = 0; steps < 40; steps += 1) {
    const here = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      const style = getComputedStyle(active.id === "question" ? (active.closest("form") as HTMLElement) : active);
      const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
      return active === document.body ? null : { seen, name: active.id || active.className || active.innerText };
    });
    if (here === null) break;
    expect(here.seen, here.name).toBe(true);
    walk.push(here.name);
    await page.keyboard.press("Tab");
  }
  const order = [
    "skip",
    "room ",
    "persona",
    "theme",
    "scroll",
    "chart",
    "table",
    "By region",
    "command",
    "question",
    "send",
  ];
  const places = order.map((name) => walk.indexOf(name));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

const schemes = ["light", "dark"] as const;
test.each(
  schemes.flatMap((colorScheme) => [
    { colorScheme, screen: DESKTOP, width: 1280 },
    { colorScheme, screen: PHONE, width: 360 },
  ]),
)("axe finds nothing serious in $colorScheme at $width px, on any screen", async ({ colorScheme, screen, width }) => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*Up 12%*" } }];
  const previews = (answer: Answer) => ({ Slack: { blocks }, WeCom: { text: answer.headline } });
  const page = await open({ ...formHost(), previews }, { ...screen, colorScheme });
  const clean = async () => {
    expect(await findings(page)).toEqual([]);
    if (width === PHONE.viewport.width) await noSidewaysScroll(page);
  };
  await page.locator(".starters").waitFor();
  await clean();
  await question(page).fill("/");
  await clean();
  if (width === PHONE.viewport.width) {
    await page.getByRole("button", { name: "Open conversations" }).click();
    await clean();
  }
  await page.locator('[data-room="#sales"]').click();
  await question(page).fill("");
  await ask(page, "/funnel Q3");
  await cards(page).first().waitFor();
  await ask(page, "nonsense");
  await page.locator(".card.asks").waitFor();
  await ask(page, "broken");
  await page.locator(".card.error").waitFor();
  await page.getByText("Notes (2)").first().click();
  await cards(page).first().getByRole("button", { name: "This helped" }).click();
  await cards(page).first().getByRole("button", { name: "Change…" }).click();
  await page.getByRole("form").waitFor();
  await clean();
  await ask(page, "/funnel");
  await page.getByRole("form").nth(1).waitFor();
  await clean();
  await page.getByRole("button", { name: "Reply in thread" }).first().click();
  await clean();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "On Slack / WeCom" }).first().click();
  await page.getByRole("tabpanel").waitFor();
  await clean();
  await page.getByRole("tab", { name: "WeCom" }).click();
  await clean();
  await page.keyboard.press("Escape");
  await page.locator(".chart").first().click();
  await clean();
});

test("light and dark follow the system until the button is pressed, which is remembered", async () => {
  const page = await open(smallHost(reactWith(png)), { ...DESKTOP, colorScheme: "dark" });
  const ground = () => page.locator("main").evaluate((main) => getComputedStyle(main).backgroundColor);
  const dark = await ground();
  await page.getByRole("button", { name: "Switch to light" }).click();
  const light = await ground();
  expect(light).toBe("rgb(255, 255, 255)");
  expect(dark).not.toBe(light);
  await page.reload();
  await page.getByRole("button", { name: "Switch to dark" }).waitFor();
  expect(await ground()).toBe(light);
});

test("the form is the only thing before the password", async () => {
  const { url } = await start(smallHost(reactWith(png)), { PLAYGROUND_PASSWORD: "correct horse" });
  const context = await browser.newContext(DESKTOP);
  const page = await context.newPage();
  await page.goto(url);
  expect(await findings(page)).toEqual([]);
  await page.getByLabel(/Password/).fill("wrong horse");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await page.getByLabel(/Password/).fill("correct horse");
  await page.getByRole("button", { name: /Sign in/ }).click();
  await question(page).waitFor();
});

test("Chinese is drawn from the page's own type where the machine has none", async () => {
  const page = await open(smallHost(reactWith(png)));
  await page.getByText("中文").first().click();
  // Without a glyph every character would be the same box.
  const distinct = await page.evaluate(async () => {
    await document.fonts.load('16px "Parley Han"', "华东");
    await document.fonts.ready;
    const pen = document.createElement("canvas").getContext("2d");
    if (pen === null) throw new Error("no canvas");
    pen.font = '40px "Parley Han"';
    const drawn = (character: string): string => {
      pen.clearRect(0, 0, 60, 60);
      pen.fillText(character, 5, 45);
      return pen.getImageData(0, 0, 60, 60).data.join();
    };
    return new Set(["华", "东", "客", "户"].map(drawn)).size;
  });
  expect(distinct).toBe(4);
});

interface Walk {
  readonly who: string;
  /** Whether the persona is the first manager or the last of all. */
  readonly manager: boolean;
  readonly locale: "en" | "zh";
  readonly options: BrowserContextOptions;
}

const walks: readonly Walk[] = (["en", "zh"] as const).flatMap((locale) => {
  const language = { locale: locale === "zh" ? "zh-CN" : "en-US", reducedMotion: "reduce" as const };
  return [
    { who: "salesperson", manager: false, locale, options: { ...PHONE, ...language } },
    { who: "manager", manager: true, locale, options: { ...DESKTOP, ...language } },
  ];
});

describe("a morning with the demo company", () => {
  const folder = process.env.WALK_DIR ?? join(tmpdir(), "parley-walk");
  let parley: Parley;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "parley-walked-"));
    parley = await openIn(dataDir);
    await parley.bringUpToDate();
    await mkdir(folder, { recursive: true });
  });
  afterAll(async () => {
    await parley.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test.each(walks)("of a $who, in $locale", async ({ who, manager, locale, options }) => {
    const say = (en: string, zh: string): string => (locale === "zh" ? zh : en);
    const page = await open(createHost("playground", parley), options);
    let steps = 0;
    /** What a customer would see at this point: without a finding, a sideways scroll or an error, and on record. */
    const look = async (name: string) => {
      steps += 1;
      await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
      await page.screenshot({ path: join(folder, `${who}-${locale}-${String(steps).padStart(2, "0")}-${name}.png`) });
      expect(await findings(page), name).toEqual([]);
      await noSidewaysScroll(page);
      expect(await page.locator(".card.error").allInnerTexts(), name).toEqual([]);
    };
    const named = (name: string | RegExp) => page.getByRole("button", { name });
    const rail = async (act: () => Promise<unknown>) => {
      if (!manager) await named(say("Open conversations", "打开会话列表")).click();
      await act();
    };
    const answered = async (count: number) => {
      await cards(page)
        .nth(count - 1)
        .waitFor();
      await page.locator("[data-typing]").waitFor({ state: "detached" });
    };

    await rail(async () => {
      const select = page.locator("#persona");
      const people = await select
        .locator("option")
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
      await select.selectOption((manager ? people[1] : people.at(-1)) ?? "");
      await page.locator(".starters").waitFor();
      if (!manager) await page.keyboard.press("Escape");
    });
    await look("front-page");

    if (manager) {
      await page.locator('[data-room="#sales"]').click();
      await ask(page, say("how are sales this quarter by region?", "本季度各区域销售怎么样"));
      await answered(1);
      await look("plain-question");
      await cards(page).first().locator("[data-action=edit]").click();
      const form = page.getByRole("form");
      await form.getByLabel(say("Period", "时间范围")).fill(say("last quarter", "上季度"));
      await look("form");
      await form.locator("button[type=submit]").click();
      await answered(2);
      await look("changed");
      await cards(page).nth(1).locator("[data-action=share]").click();
      await page
        .getByText(/Shared by|分享$/)
        .first()
        .waitFor();
      await look("shared");
      await cards(page).nth(1).locator("[data-action=explain]").click();
      await page.locator("#panel .card").nth(1).waitFor();
      await look("explained");
      await page.keyboard.press("Escape");
      await named(say("On Slack / WeCom", "在 Slack / 企业微信")).last().click();
      await page.locator(".preview .bubble").first().waitFor();
      await look("on-slack");
      await page.getByRole("tab").nth(1).click();
      await look("on-wecom");
      await page.keyboard.press("Escape");
      const { answer } = await parley.dispatch(fromAdministrator("/kpi", { locale, draw: true }));
      await page.server.send("#management", { ...answer, visibility: "channel" }, `digest-${locale}`);
      await page.locator("[data-room=inbox]").click();
      await answered(1);
      await look("inbox");
      await named(say("Switch to dark", "切换到深色")).click();
      await look("inbox-dark");
    } else {
      await ask(page, say("what should I do today?", "今天该做什么"));
      await answered(1);
      await look("plain-question");
      const account = await cards(page).first().locator("td").first().innerText();
      await ask(page, say("/customer", "/客户画像"));
      await page.getByRole("form").waitFor();
      await look("form");
      await page
        .getByRole("form")
        .locator("input")
        .first()
        .fill(account.split(" · ").at(-1) ?? "");
      await page.keyboard.press("Enter");
      await answered(3);
      await look("filled-in");
      await ask(page, say("/pipeline", "/商机"));
      await answered(4);
      await cards(page).nth(3).locator("[data-action=ask]").first().click();
      await answered(5);
      await look("pressed");
      await named(say("Reply in thread", "在话题中回复")).nth(3).click();
      await page.locator("#thread-question").fill(say("by industry", "按行业"));
      await page.keyboard.press("Enter");
      await page.locator("#panel .card").nth(1).waitFor();
      await look("follow-up");
      await page.locator("#panel .icon").first().click();
      await page.locator(".chart").last().click();
      await look("zoomed");
      await page.keyboard.press("Escape");
      await cards(page)
        .nth(4)
        .getByRole("button", { name: say("This helped", "有帮助") })
        .click();
      await rail(() => named(say("Switch to dark", "切换到深色")).click());
      await look("drawer-dark");
      await page.keyboard.press("Escape");
      await look("dark");
    }
    expect(steps).toBeGreaterThan(7);
  });
});
