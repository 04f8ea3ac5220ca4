import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOwners } from "#access/directory.ts";
import { type Chat, openChat } from "./host-company.ts";

/** A mail server that takes everything and keeps it. */
async function openMailbox() {
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let data: string | null = null;
    socket.write("220 mailbox\r\n");
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      for (const line of bytes.toString().split("\r\n")) {
        if (data !== null) {
          if (line === ".") {
            mails.push(data);
            data = null;
            socket.write("250 kept\r\n");
          } else data += `${line}\n`;
        } else if (/^DATA/i.test(line)) {
          data = "";
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else if (line !== "") socket.write("250 fine\r\n");
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    mails,
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let chat: Chat;
let anna: { name: string; email: string };
const boss = { id: "U-boss", name: "Boss" };

beforeAll(async () => {
  mailbox = await openMailbox();
  chat = await openChat({ SMTP_URL: mailbox.url, ADMINS: "slack:U-boss", MAIL_FROM: "Parley <bot@company.example>" });
  const owners = await readOwners(chat.parley.parts.store);
  const found = owners.find(({ active, email, managerKey }) => active && email !== null && managerKey !== null);
  anna = { name: found?.name ?? "", email: found?.email ?? "" };
});
afterAll(async () => {
  await chat.close();
  mailbox.close();
});

/** The code of the newest mail, once `count` have come. */
async function code(count: number): Promise<string> {
  await expect.poll(() => mailbox.mails.length, { timeout: 5_000 }).toBe(count);
  const text = Buffer.from(mailbox.mails.at(-1) ?? "", "utf8").toString();
  const plain = text.includes("base64") ? Buffer.from(text.split("\n\n").slice(1).join(""), "base64").toString() : text;
  return /link (\d{8})/.exec(plain)?.[1] ?? "";
}

test("a claim alone shows nothing, a code sent to the CRM address links, unlinking ends it", async () => {
  const user = { id: "U1", name: "Somebody" };
  expect((await chat.say(user, "/sales last90d")).error?.code).toBe("not_linked");
  const claimed = await chat.say(user, `/link ${anna.email}`);
  expect(claimed.headline).toContain(anna.email);
  expect(JSON.stringify(claimed)).not.toContain(anna.name);
  expect((await chat.say(user, "/sales last90d")).error?.code).toBe("not_linked");

  const right = await code(1);
  const wrong = right === "00000000" ? "00000001" : "00000000";
  expect((await chat.say(user, `/link ${wrong}`)).result).toEqual({ linked: false });
  expect((await chat.say({ id: "U2" }, `/link ${right}`)).result).toEqual({ linked: false });
  expect((await chat.say(user, `/link ${right}`)).headline).toContain(anna.name);
  expect((await chat.say(user, "/sales last90d")).error).toBeUndefined();
  expect((await chat.say(user, `/link ${right}`)).result).toEqual({ linked: false });
  await expect.poll(() => chat.sent.filter(({ target }) => target === "U-boss").length).toBe(2);

  const rows = await chat.parley.parts.state.rows("SELECT code, state FROM link_claims");
  expect(rows).toEqual([{ code: null, state: "proved" }]);
  const texts = await chat.parley.parts.state.rows<{ text: string }>("SELECT text FROM audit");
  expect(texts.some(({ text }) => text.includes(right))).toBe(false);

  expect((await chat.say(user, "/link off")).result).toEqual({ unlinked: true });
  expect((await chat.say(user, "/sales last90d")).error?.code).toBe("not_linked");
});

test("an answer does not tell whether an address exists", async () => {
  const known = await chat.say({ id: "U3" }, `/link ${anna.email}`);
  const unknown = await chat.say({ id: "U4" }, "/link nobody@company.example");
  const alike = ({ id, ...said }: typeof known) => JSON.stringify(said).replaceAll(/[\w.-]+@[\w.-]+/g, "…");
  expect(alike(unknown)).toBe(alike(known));
  await code(2);
  expect(mailbox.mails.length).toBe(2);
});

test("a code is refused after a few tries, a fourth claim within the hour too", async () => {
  const user = { id: "U5" };
  await chat.say(user, `/link ${anna.email}`);
  const right = await code(3);
  for (let tries = 0; tries < 5; tries++) await chat.say(user, "/link 99999999");
  expect((await chat.say(user, `/link ${right}`)).result).toEqual({ linked: false });
  const other = { id: "U6" };
  for (const at of [1, 2, 3]) expect((await chat.say(other, `/link a${at}@b.example`)).error).toBeUndefined();
  expect((await chat.say(other, "/link a4@b.example")).error?.code).toBe("too_many");
  expect((await chat.say({ id: "U7" }, `/link ${anna.email}`)).error?.code).toBe("too_many");
});

test("an administrator approves or declines; nobody else can", async () => {
  const told = chat.sent.length;
  const user = { id: "U8", name: "New One" };
  const owners = await readOwners(chat.parley.parts.store);
  const other = owners.find(({ active, email }) => active && email !== null && email !== anna.email);
  await chat.say(user, `/link ${other?.email}`);
  await expect.poll(() => chat.sent.length).toBe(told + 1);
  const [approve, decline] = chat.sent.at(-1)?.answer.buttons ?? [];
  expect(decline?.value).toMatch(/^\/admin decline /);
  expect((await chat.say(user, approve?.value ?? "")).error?.code).toBe("not_linked");
  expect((await chat.say(user, "/sales last90d")).error?.code).toBe("not_linked");
  expect(JSON.stringify(await chat.say(boss, "/admin links"))).toContain("New One");
  expect((await chat.say(boss, approve?.value ?? "")).error).toBeUndefined();
  expect((await chat.say(user, "/sales last90d")).error).toBeUndefined();
  expect((await chat.say(boss, approve?.value ?? "")).error?.code).toBe("no_claim");
  expect((await chat.say(boss, "/admin unlink slack:U8")).result).toEqual({ unlinked: true });
  expect((await chat.say(user, "/sales last90d")).error?.code).toBe("not_linked");
});

test("an owner who leaves loses access at once, whatever links them", async () => {
  const { store, state } = chat.parley.parts;
  const owners = await readOwners(store);
  const leaver = owners.findLast(({ active, email, managerKey }) => active && email !== null && managerKey !== null);
  if (leaver === undefined) throw new Error("somebody works here");
  const user = { id: "U9" };
  await chat.say(user, `/link ${leaver.email}`);
  const claims = await state.rows<{ id: string }>("SELECT id FROM link_claims WHERE user_id = 'U9'");
  await chat.say(boss, `/admin approve ${claims[0]?.id}`);
  expect((await chat.say(user, "/sales last90d")).error).toBeUndefined();
  const note = { source: "demo", fingerprint: store.fingerprint() };
  await store.load(note, (landing) =>
    landing.run("UPDATE data.owners SET left_on = DATE '2026-11-01' WHERE id = $id", { id: leaver.key }),
  );
  expect((await chat.say(user, "/sales last90d")).error?.code).toBe("deactivated");
  expect((await chat.say({ id: "U10", email: leaver.email ?? "" }, "/sales last90d")).error?.code).toBe("deactivated");
  expect((await chat.say({ id: "U11" }, `/link ${leaver.email}`)).error).toBeUndefined();
  const [claim] = await state.rows<{ id: string }>("SELECT id FROM link_claims WHERE user_id = 'U11'");
  expect((await chat.say(boss, `/admin approve ${claim?.id}`)).error?.code).toBe("no_owner");
});
