import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Answer } from "#answer.ts";
import type { Connection } from "#platform.ts";
import { start, stopAll } from "../platforms/playground/running.ts";
import { drawPng, fullAnswer, reactWith, type SmallHost, smallHost } from "../platforms/playground/small-host.ts";

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

async function open(host: SmallHost, options?: BrowserContextOptions): Promise<Page & { server: Connection }> {
  const server = await start(host);
  return Object.assign(await visit(server.url, options), { server });
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

test("payloads of other platforms are shown in tabs", async () => {
  const previews = (answer: Answer) => ({ Slack: { text: answer.headline }, WeCom: { msgtype: "markdown" } });
  const page = await open(smallHost(reactWith(png), { previews }));
  await ask(page, "/funnel");
  await page.getByRole("button", { name: "Slack / WeCom JSON" }).click();
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
  const previews = () => ({ [attack]: attack });
  const page = await open(smallHost(() => fullAnswer(png, "en", { id: attack, ...hostile }), { personas, previews }));
  await ask(page, attack);
  await cards(page).first().waitFor();
  await page.getByRole("button", { name: "Slack / WeCom JSON" }).click();
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

test.each(["light", "dark"] as const)("axe finds nothing serious in %s, on any screen", async (colorScheme) => {
  const previews = (answer: Answer) => ({ Slack: { text: answer.headline } });
  const page = await open(smallHost(reactWith(png), { previews }), { ...DESKTOP, colorScheme });
  expect(await findings(page)).toEqual([]);
  await question(page).fill("/");
  expect(await findings(page)).toEqual([]);
  await page.locator('[data-room="#sales"]').click();
  await question(page).fill("");
  await ask(page, "/funnel Q3");
  await ask(page, "nonsense");
  await page.locator(".card.error").waitFor();
  await page.getByText("Notes (2)").click();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "Reply in thread" }).first().click();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Slack / WeCom JSON" }).first().click();
  await page.getByRole("tabpanel").waitFor();
  expect(await findings(page)).toEqual([]);
  await page.locator(".chart").first().click();
  expect(await findings(page)).toEqual([]);
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
