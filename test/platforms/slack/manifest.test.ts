import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { discover } from "#discover.ts";
import { summarise } from "#host.ts";
import type { Command } from "../../../src/command.ts";
import { manifest } from "../../../src/platforms/slack/manifest.ts";
import { reservedNames } from "../../../src/platforms/slack/reserved-names.ts";

const folder = new URL("../../../src/platforms/slack/", import.meta.url);
const sources = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .join("\n");
const found = (pattern: RegExp): string[] => [...new Set([...sources.matchAll(pattern)].map(([, name = ""]) => name))];

const commands = summarise(await discover<Command>(new URL("../../../commands/", import.meta.url)));
const made = (environment: Record<string, string> = {}): Record<string, any> =>
  manifest(commands, environment) as Record<string, any>;
const http = { SLACK_SIGNING_SECRET: "secret-of-slack", SLACK_PUBLIC_URL: "https://parley.acme.test" };

const conversations = ["channels", "groups", "im", "mpim"];
/** The bot scopes that each method needs. Source: docs.slack.dev, reference/methods. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "assistant.threads.setStatus": ["assistant:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "assistant.threads.setTitle": ["assistant:write"],
  "auth.test": [],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": conversations.map((kind) => `${kind}:history`),
  "conversations.list": conversations.map((kind) => `${kind}:read`),
  "conversations.members": conversations.map((kind) => `${kind}:read`),
  "conversations.open": ["im:write"],
  "conversations.replies": conversations.map((kind) => `${kind}:history`),
  "files.delete": ["files:write"],
  "files.info": ["files:read"],
  filesUploadV2: ["files:write"],
  "users.info": ["users:read", "users:read.email"],
  "users.lookupByEmail": ["users:read.email"],
  "views.open": [],
  "views.publish": [],
};
/** The bot scopes that each event needs. Source: docs.slack.dev, reference/events. */
const heard: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  assistant_thread_context_changed: ["assistant:write"],
  assistant_thread_started: ["assistant:write"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
  tokens_revoked: [],
};

describe("the manifest asks for what is used, and for nothing else", () => {
  const { bot: scopes } = made().oauth_config.scopes;
  const { bot_events: events } = made().settings.event_subscriptions;
  const methods = found(/\b(?:client|slack)\.((?:[a-zA-Z]+\.)*[a-zA-Z0-9]+)\(/g);

  it("every method that is called has its scopes", () => {
    expect(methods.length).toBeGreaterThan(12);
    expect(methods.filter((method) => needed[method] === undefined)).toEqual([]);
    for (const method of methods) expect(scopes, method).toEqual(expect.arrayContaining([...(needed[method] ?? [])]));
  });

  it("every event that is listened to is subscribed, with its scopes", () => {
    const listened = found(/app\.event\(\s*"([a-z_]+)"/g);
    expect(listened.length).toBeGreaterThan(3);
    expect(events).toEqual(expect.arrayContaining(listened));
    if (/app\.message\(/.test(sources))
      expect(events).toEqual(expect.arrayContaining(["message.channels", "message.im"]));
    if (/new Assistant\(/.test(sources)) expect(events).toContain("assistant_thread_started");
    for (const event of events) expect(scopes, event).toEqual(expect.arrayContaining([...heard[event]!]));
  });

  it("no scope is asked for that nothing needs", () => {
    const used = [
      ...methods.map((method) => needed[method]),
      ...events.map((event: string) => heard[event]),
      ["commands"],
    ];
    expect([...scopes].sort()).toEqual([...new Set(used.flat())].sort());
  });

  it("home, assistant, shortcuts and interactivity are switched on", () => {
    const { features, settings } = made();
    expect(features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_read_only_enabled: false });
    expect(features.assistant_view.assistant_description.length).toBeLessThanOrEqual(300);
    expect(settings.interactivity.is_enabled).toBe(true);
    const [pattern = ""] = found(/callback_id: \/(.+?)\/ \}/g);
    const shortcuts = features.shortcuts as { name: string; type: string; callback_id: string; description: string }[];
    expect(shortcuts.map(({ type }) => type)).toEqual(["global", "message"]);
    for (const { name, callback_id: id, description } of shortcuts) {
      expect(id).toMatch(new RegExp(pattern));
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });
});

describe("slash commands", () => {
  const slash = made().features.slash_commands as { command: string; description: string; usage_hint: string }[];

  it("are at most 50 of 32 characters, different, and none that Slack keeps for itself", () => {
    const names = slash.map(({ command }) => command);
    expect(names.length).toBeLessThanOrEqual(50);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^\/[a-z0-9_-]{1,31}$/);
      expect(reservedNames.has(name.slice(1))).toBe(false);
    }
  });

  it("are all commands; the ones that Slack keeps are asked by /parley", () => {
    const names = new Set(slash.map(({ command }) => command.slice(1)));
    expect(names.has("parley")).toBe(true);
    expect(commands.map(({ name }) => name).filter((name) => !names.has(name) && !reservedNames.has(name))).toEqual([]);
  });

  it("describe themselves within Slack's limits", () => {
    for (const { description, usage_hint: hint } of slash) {
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(2000);
      expect(hint.length).toBeLessThanOrEqual(1000);
    }
  });

  it("too many, or too long ones, are refused", () => {
    const one = commands[0]!;
    const many = Array.from({ length: 51 }, (_, at) => ({ ...one, name: `c${at}` }));
    expect(() => manifest(many, {})).toThrow("50 commands");
    expect(() => manifest([{ ...one, name: "x".repeat(32) }], {})).toThrow("32 characters");
  });
});

describe("ways of being reached", () => {
  it("Socket Mode needs no address", () => {
    const { settings } = made({ SLACK_APP_TOKEN: "xapp-1" });
    expect(settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(settings)).not.toContain("https://");
  });

  it("HTTP names the address everywhere", () => {
    const { settings, features } = made(http);
    const url = "https://parley.acme.test/slack/events";
    expect(settings.socket_mode_enabled).toBe(false);
    expect(settings.event_subscriptions.request_url).toBe(url);
    expect(settings.interactivity).toMatchObject({ request_url: url, message_menu_options_url: url });
    for (const { url: own } of features.slash_commands) expect(own).toBe(url);
  });

  it("tokens rotate, and there is a way back, where several workspaces install", () => {
    expect(made(http).settings.token_rotation_enabled).toBe(false);
    const { settings, oauth_config: oauth } = made({ ...http, SLACK_CLIENT_ID: "1.1" });
    expect(settings.token_rotation_enabled).toBe(true);
    expect(oauth.redirect_urls).toEqual(["https://parley.acme.test/slack/oauth_redirect"]);
  });
});
