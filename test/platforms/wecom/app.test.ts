import { request } from "node:http";
import { createServer } from "node:net";
import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection, Host } from "#platform.ts";
import { readHappening } from "../../../src/platforms/wecom/app/callback.ts";
import { open } from "../../../src/platforms/wecom/app/envelope.ts";
import { readXml } from "../../../src/platforms/wecom/app/xml.ts";
import wecom from "../../../src/platforms/wecom/index.ts";
import { answerOf, longText, pictureOf } from "../scripted-answers.ts";
import { type Reaction, type ScriptedHost, scriptedHost } from "../scripted-host.ts";
import { type Api, startApi } from "./api-server.ts";

let api: Api;
let port: number;
let connections: Connection[];

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const found = (probe.address() as { port: number }).port;
  await new Promise((resolve) => probe.close(resolve));
  return found;
}

beforeEach(async () => {
  api = await startApi();
  api.members.set("lin", { userid: "lin", name: "林晓", status: 1, biz_mail: "lin@acme.test" });
  port = await freePort();
  connections = [];
});
afterEach(async () => {
  await Promise.all(connections.map((connection) => connection.stop()));
  await api.close();
});

const settings = (more: object = {}) =>
  wecom.config.parse({
    WECOM_CORP_ID: api.corpId,
    WECOM_AGENT_ID: String(api.agentId),
    WECOM_APP_SECRET: api.secret,
    WECOM_CALLBACK_TOKEN: api.callbackToken,
    WECOM_ENCODING_AES_KEY: api.aesKey,
    WECOM_PORT: String(port),
    WECOM_API_URL: api.url,
    ...more,
  });

async function connect(react?: Reaction, changes: Partial<Host> = {}, more: object = {}): Promise<ScriptedHost> {
  const host = scriptedHost(wecom.capabilities, react, changes);
  connections.push(await wecom.start(settings(more), host));
  return host;
}

async function call(query: URLSearchParams, body?: string, path = "/wecom/callback") {
  const method = body === undefined ? "GET" : "POST";
  const response = await fetch(`http://127.0.0.1:${port}${path}?${query}`, { method, ...(body ? { body } : {}) });
  return { status: response.status, text: await response.text() };
}

const cdata = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join("");
let messages = 0;
const said = (type: string, fields: Record<string, string>, from = "lin"): string =>
  `<xml>${cdata({ ToUserName: api.corpId, FromUserName: from, MsgType: type, ...fields })}<CreateTime>1409735669</CreateTime><MsgId>${++messages}</MsgId><AgentID>${api.agentId}</AgentID></xml>`;

async function tell(message: string) {
  const { query, body } = api.sealed(message);
  return call(query, body);
}
const text = (content: string, from = "lin") => tell(said("text", { Content: content }, from));
const event = (name: string, fields: Record<string, string> = {}, extra = "") =>
  tell(said("event", { Event: name, ...fields }).replace("</xml>", `${extra}</xml>`));
const posted = (type?: string) => api.messages.filter(({ msgtype }) => type === undefined || msgtype === type);
const asked = (host: ScriptedHost, count = 1) => api.until(() => host.answered() >= count && host.asked[count - 1]);
const complaints = () => api.messages.flatMap((message) => message.complaints);

describe("a callback", () => {
  it("proves to WeCom that it is ours", async () => {
    await connect();
    const { query, cipher } = api.sealed("1616140317555161061");
    query.set("echostr", cipher);
    expect(await call(query)).toEqual({ status: 200, text: "1616140317555161061" });
    query.set("msg_signature", "0".repeat(40));
    expect((await call(query)).status).toBe(403);
  });

  it("is acknowledged at once, and answered by messages", async () => {
    const host = await connect();
    expect(await text("/rfm last90d")).toEqual({ status: 200, text: "" });
    const person = { id: "lin", name: "林晓", email: "lin@acme.test" };
    expect(await asked(host)).toMatchObject({
      kind: "command",
      text: "/rfm last90d",
      user: person,
      where: { private: true },
    });
    await api.until(() => posted("template_card").length > 0);
    expect(posted().map(({ to, msgtype }) => [to, msgtype])).toEqual([
      ["lin", "markdown"],
      ["lin", "template_card"],
    ]);
    expect(complaints()).toEqual([]);
  });

  it("that WeCom repeats, or somebody replays, is answered once", async () => {
    const host = await connect();
    const { query, body } = api.sealed(said("text", { Content: "once" }));
    expect((await call(query, body)).status).toBe(200);
    expect((await call(query, body)).status).toBe(200);
    await asked(host);
    await connections.pop()?.stop();
    expect(host.asked).toHaveLength(1);
  });

  it("is read in one pass, also when it opens texts without end", () => {
    const body = `<xml>${"<![CDATA[".repeat(29_000)}`;
    for (let time = 0; time < 20; time++) expect(readXml(body)).toBeNull();
    expect(readXml("<xml><a><![CDATA[<!DOCTYPE x>]]></a></xml>")).toEqual({ a: "<!DOCTYPE x>" });
    expect(readXml("<xml><a><![CDATA[x]]></a><!ENTITY y></xml>")).toBeNull();
  });

  it("is refused when it is old, forged, another's, malformed, or too long", async () => {
    const host = await connect();
    const message = said("text", { Content: "x" });
    const refused = async (change: Parameters<Api["sealed"]>[1], status: number) => {
      const { query, body } = api.sealed(message, change);
      expect((await call(query, body)).status).toBe(status);
    };
    await refused({ at: Date.now() - 10 * 60_000 }, 403);
    await refused({ at: Date.now() + 10 * 60_000 }, 403);
    await refused({ token: "another-token" }, 403);
    await refused({ corp: "wx0000000000000000" }, 403);
    await refused({ corp: "" }, 403);
    const { query, body, cipher } = api.sealed(message);
    const another = api.sealed(said("text", { Content: "y" }));
    expect((await call(query, another.body)).status).toBe(403);
    const unsigned = new URLSearchParams(query);
    unsigned.delete("msg_signature");
    expect((await call(unsigned, body)).status).toBe(400);
    for (const wrong of ["", "not xml", "<xml>", "<xml><Encrypt/></xml>", `<xml><Encrypt>${cipher}</Encrypt>`]) {
      expect((await call(query, wrong || " ")).status, wrong).toBe(400);
    }
    const entities = `<!DOCTYPE xml [<!ENTITY a "${"a".repeat(50)}"><!ENTITY b SYSTEM "file:///etc/passwd">]><xml><Encrypt>&b;</Encrypt></xml>`;
    expect((await call(query, entities)).status).toBe(400);
    expect((await call(query, `<xml><Encrypt>${"a".repeat(300_000)}</Encrypt></xml>`)).status).toBe(413);
    expect((await call(query, body, "/elsewhere")).status).toBe(404);
    // Signed rightly, sealed wrongly: what is inside is rubbish.
    const rubbish = Buffer.alloc(64, 7).toString("base64");
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = getSignature(api.callbackToken, timestamp, "n", rubbish);
    const right = new URLSearchParams({ msg_signature: signature, timestamp, nonce: "n" });
    expect((await call(right, `<xml><Encrypt>${rubbish}</Encrypt></xml>`)).status).toBe(403);
    await connections.pop()?.stop();
    expect(host.asked).toEqual([]);
    expect(api.messages).toEqual([]);
  });

  it("that trickles in, or promises more than it may, does not hold the server", async () => {
    await connect();
    const { query, body } = api.sealed(said("text", { Content: "x" }));
    const status = await new Promise((resolve, reject) => {
      const sending = request(`http://127.0.0.1:${port}/wecom/callback?${query}`, { method: "POST" }, (response) =>
        resolve(response.statusCode),
      );
      sending.on("error", reject);
      const chunk = "a".repeat(64 * 1024);
      for (let at = 0; at < 6; at++) sending.write(chunk);
    });
    expect(status).toBe(413);
    expect((await call(query, body)).status).toBe(200);
  });

  it("for another app, or of a kind that is nothing to us, is acknowledged and left", async () => {
    const host = await connect();
    const other = said("text", { Content: "x" }).replace(`<AgentID>${api.agentId}`, "<AgentID>7");
    expect((await tell(other)).status).toBe(200);
    expect((await event("LOCATION", {})).status).toBe(200);
    expect((await tell("no xml")).status).toBe(200);
    await connections.pop()?.stop();
    expect(host.asked).toEqual([]);
  });
});

describe("what members do", () => {
  it("spoken without words is answered by what to do instead", async () => {
    await connect();
    await tell(said("voice", { MediaId: "m", Format: "amr" }));
    await api.until(() => posted().length > 0);
    expect(posted()[0]?.text).toMatch(/without their words/);
  });

  it("menu clicks are questions, or open a group", async () => {
    const host = await connect();
    await event("click", { EventKey: "ask.2 /kpi" });
    expect(await asked(host)).toMatchObject({ kind: "action", action: "ask", text: "/kpi" });
    await event("click", { EventKey: "menu.0 customers" });
    const menu = await api.until(() => posted("template_card").find(({ card }) => card.checkbox));
    expect(menu.card.checkbox.option_list.map(({ id }: { id: string }) => id)).toEqual(["/customer", "/rfm"]);
    const selected =
      "<SelectedItems><SelectedItem><QuestionKey>choice</QuestionKey><OptionIds><OptionId>/rfm</OptionId></OptionIds></SelectedItem></SelectedItems>";
    await event("template_card_event", { EventKey: menu.card.submit_button.key, TaskId: menu.card.task_id }, selected);
    expect(await asked(host, 2)).toMatchObject({ kind: "command", text: "/rfm" });
    expect(complaints()).toEqual([]);
  });

  it("buttons are pressed in cards", async () => {
    const host = await connect();
    await text("/rfm");
    const { card } = await api.until(() => posted("template_card")[0]);
    await event("template_card_event", {
      EventKey: card.button_list[0].key,
      TaskId: card.task_id,
      CardType: card.card_type,
    });
    expect(await asked(host, 2)).toMatchObject({ kind: "action", text: "/rfm last30d region=/rfm" });
  });

  it("whoever opens the app is welcomed once a day", async () => {
    const home = {
      about: ["You see the whole company."],
      recent: [],
      suggested: [],
      subscriptions: [],
      locale: "en" as const,
    };
    await connect(undefined, { home: async () => home });
    await event("enter_agent", { EventKey: "" });
    const greeting = await api.until(() => posted("template_card")[0]);
    expect(greeting.card.sub_title_text).toBe("You see the whole company.");
    await event("enter_agent", { EventKey: "1" });
    await connections.pop()?.stop();
    expect(posted("template_card")).toHaveLength(1);
  });

  it("is told once that it takes longer", async () => {
    await connect(async ({ text: question }, progress) => {
      progress("Drawing the chart…");
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      return answerOf(question);
    });
    await text("slow");
    await api.until(() => posted("template_card").length > 0);
    expect(posted().map(({ msgtype }) => msgtype)).toEqual(["text", "markdown", "template_card"]);
    expect(posted("text")[0]?.text).toBe("Drawing the chart…");
  });
});

it("creates a menu of six groups once, in the limits, in both languages", async () => {
  const names = ["customers", "service", "sales", "marketing", "mine", "data"];
  const commands = names.flatMap((group) =>
    [1, 2, 3, 4, 5, 6].map((at) => ({
      ...{ name: `${group}-${at}`, group, aliases: [], examples: [], needsSubject: at === 1 },
      title: { en: `A long title of ${group} ${at}, longer than any`, zh: `${group}很长很长很长很长很长的名字${at}` },
      summary: { en: "?", zh: "？" },
    })),
  );
  for (const locale of ["en", "zh"] as const) {
    const host = await connect(undefined, { defaultLocale: locale, commands });
    const button = await api.until(() => api.menu());
    expect(button.map(({ name }: { name: string }) => name)).toEqual(
      locale === "en" ? ["Clients/Service", "Sales/Marketing", "Mine/Data"] : ["客户/服务", "销售/营销", "我的/数据"],
    );
    await connections.pop()?.stop();
    connections.push(await wecom.start(settings(), host));
    await connections.pop()?.stop();
  }
  expect(api.calls.filter(({ path }) => path === "menu/create")).toHaveLength(2);
  const keys = api.menu().flatMap(({ sub_button: items }: any) => items.map(({ key }: { key: string }) => key));
  expect(keys).toHaveLength(15);
  expect(keys.filter((key: string) => key.startsWith("menu")).map((key: string) => key.slice(7))).toEqual(names);
});

describe("messages", () => {
  it("are parted at line ends within 2,048 bytes, with the picture uploaded", async () => {
    const image = await pictureOf("app", "App");
    await connect(() => answerOf("long", { image, insights: [longText("行", 6_000, "zh"), "short"] }));
    await text("/rfm");
    await api.until(() => posted("template_card").length > 0);
    expect(posted("markdown").length).toBeGreaterThan(3);
    expect(posted("image")[0]?.file?.equals(Buffer.from(image.png))).toBe(true);
    expect(complaints()).toEqual([]);
    expect(posted("markdown")[0]?.text).toContain("**long-row-0** · 1,820 · 0%");
  });

  it("name commands instead of buttons when nobody hears presses", async () => {
    await connect(undefined, {}, { WECOM_CALLBACK_TOKEN: undefined, WECOM_ENCODING_AES_KEY: undefined });
    await connections[0]?.send("lin", answerOf("digest"), "d/1");
    expect(posted().map(({ msgtype }) => msgtype)).toEqual(["markdown"]);
    expect(posted()[0]?.text).toContain("You can also ask:\n30 days `/rfm last30d region=digest`");
  });

  it("reach a member by e-mail; addresses that are nobody's are asked for once a day", async () => {
    api.emails.set("lin@acme.test", "lin");
    const host = await connect();
    await connections[0]?.send("lin@acme.test", answerOf("mail"), "d/1");
    expect(posted()[0]?.to).toBe("lin");
    for (const key of ["d/2", "d/3"]) {
      await expect(connections[0]?.send("nobody@acme.test", answerOf("mail"), key)).rejects.toThrow(/no member/);
    }
    await connections.pop()?.stop();
    connections.push(await wecom.start(settings(), host));
    await expect(connections[0]?.send("nobody@acme.test", answerOf("mail"), "d/4")).rejects.toThrow(/no member/);
    expect(api.calls.filter(({ path }) => path === "user/get_userid_by_email")).toHaveLength(2);
  });

  it("are held back before WeCom drops them", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout"], shouldAdvanceTime: true });
    try {
      await connect(undefined, {}, { WECOM_CALLBACK_TOKEN: undefined, WECOM_ENCODING_AES_KEY: undefined });
      const sent = Array.from({ length: 31 }, (_, at) =>
        connections[0]?.send("lin", answerOf(`m${at}`, { buttons: [] }), `d/${at}`),
      );
      await api.until(() => posted().length === 30);
      await vi.advanceTimersByTimeAsync(62_000);
      await Promise.all(sent);
      expect(posted()).toHaveLength(31);
      expect(api.dropped).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("finish when the app stops", async () => {
    await connect(async ({ text: question }) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answerOf(question);
    });
    await text("begun");
    await connections.pop()?.stop();
    expect(posted().map(({ msgtype }) => msgtype)).toEqual(["markdown", "template_card"]);
    await expect(call(new URLSearchParams())).rejects.toThrow();
  });
});

describe("WeCom's codes", () => {
  const sendOnly = { WECOM_CALLBACK_TOKEN: undefined, WECOM_ENCODING_AES_KEY: undefined };
  const send = (key = "d/1") => connections[0]?.send("lin", answerOf(key), key);
  const tokens = () => api.calls.filter(({ path }) => path === "gettoken").length;

  it("one token serves everybody, and is renewed when WeCom no longer takes it", async () => {
    await connect(undefined, {}, sendOnly);
    await Promise.all(["a", "b", "c"].map(send));
    expect(tokens()).toBe(1);
    api.endTokens();
    await Promise.all(["d", "e"].map(send));
    expect(tokens()).toBe(2);
    api.fail("message/send", "expired");
    await send("f");
    expect(tokens()).toBe(3);
    expect(posted()).toHaveLength(6);
  });

  it.each(["limited", "busy", "429", "503"] as const)("%s is waited out", async (fault) => {
    await connect(undefined, {}, sendOnly);
    api.fail("message/send", fault);
    await send();
    expect(posted()).toHaveLength(1);
  });

  it("a delivery whose reply is lost arrives once, as WeCom knows the repetition", async () => {
    await connect(undefined, {}, sendOnly);
    api.fail("message/send", "lost");
    await send();
    expect(posted()).toHaveLength(1);
    expect(api.calls.filter(({ path }) => path === "message/send")).toHaveLength(2);
  });

  it("an answer whose reply is lost is not sent again, and what follows is", async () => {
    const host = await connect();
    api.fail("message/send", "lost");
    await text("/rfm");
    await api.until(() => posted("template_card").length > 0);
    expect(posted("markdown")).toHaveLength(1);
    await api.until(() => host.errors.length > 0);
  });

  it("a refusal says what to do", async () => {
    await connect(undefined, {}, sendOnly);
    await expect(connections[0]?.send("nobody", answerOf("x"), "d/1")).rejects.toMatchObject({
      message: expect.stringContaining("81013"),
      hint: expect.stringContaining("可见范围"),
    });
  });

  it("an address that is not allowed is named, in errors and by the doctor", async () => {
    await connect(undefined, {}, sendOnly);
    api.fail("message/send", "untrusted");
    await expect(send()).rejects.toMatchObject({ hint: expect.stringContaining("203.0.113.7") });
    api.fail("agent/get", "untrusted");
    const [finding] = (await wecom.check?.(settings(sendOnly))) ?? [];
    expect(finding).toMatchObject({
      ok: false,
      mend: expect.stringContaining("Add 203.0.113.7 to the app's trusted IPs"),
    });
    expect(finding?.what).not.toContain("more info");
  });

  it("the doctor says whose app it is, and what is wrong with the secret", async () => {
    expect(await wecom.check?.(settings())).toMatchObject([{ ok: true, what: expect.stringContaining("app Parley") }]);
    const [finding] = (await wecom.check?.(settings({ WECOM_APP_SECRET: "wrong" }))) ?? [];
    expect(finding).toMatchObject({ ok: false, mend: expect.stringContaining("WECOM_APP_SECRET") });
  });

  it("never shows a secret or a token in an error", async () => {
    await connect(undefined, {}, sendOnly);
    api.fail("message/send", "429", "429", "429", "429");
    const error = await send()?.then(
      () => null,
      (reason: Error) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify({ ...error, message: error?.message, cause: error?.cause })).not.toMatch(
      /access_token|app-secret/,
    );
  });
});

it("sealed samples of WeCom's own are opened", () => {
  // From the samples of WeCom's own libraries (node and Java), as its page on encryption publishes them.
  const echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
  expect(getSignature(api.callbackToken, "1409659589", "263014780", echo)).toBe(
    "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
  );
  expect(decrypt(api.aesKey, echo)).toMatchObject({ message: "1616140317555161061", id: "wx5823bf96d3bd56c7" });
  const sealed =
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";
  expect(getSignature(api.callbackToken, "1409659813", "1372623149", sealed)).toBe(
    "477715d11cdb4164915debcba66cb864d751f3e6",
  );
  const query = new URLSearchParams({
    ...{ msg_signature: "477715d11cdb4164915debcba66cb864d751f3e6", timestamp: "1409659813", nonce: "1372623149" },
  });
  const lock = { token: api.callbackToken, aesKey: api.aesKey, corpId: "wx5823bf96d3bd56c7" };
  const opened = open(sealed, query, lock, 1_409_659_813_000);
  expect(readHappening(opened, 218)).toMatchObject({ userId: "mycreate", what: { kind: "text", text: "hello" } });
  expect(() => open(sealed, query, lock, Date.now())).toThrow(/too old/);
  const key = "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt";
  expect(decrypt(key, encrypt(key, '{"a":"测试"}', ""))).toMatchObject({ message: '{"a":"测试"}', id: "" });
});
