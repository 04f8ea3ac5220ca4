import { type CommandInput, defineCommand } from "#command.ts";
import { type Deeds, doDeed } from "#deed.ts";
import { UserError } from "#errors.ts";
import type { Administration } from "#office.ts";
import type { Reply } from "#reply.ts";
import { messages } from "#wording/sync.ts";
import { tellSync } from "#wording/sync-story.ts";

type Input = CommandInput<unknown>;

/** What may be asked, by its first word. */
const deeds: Deeds = [
  [["", "state", "状态"], state],
  [["now", "现在", "立即"], now],
  [["confirm", "确认"], confirm],
];

export default defineCommand({
  title: { en: "Sync", zh: "同步" },
  summary: { en: "How new are the data, and what is being read?", zh: "数据有多新，正在读取什么？" },
  aliases: ["同步", "数据同步"],
  group: "data",
  audience: "administrator",
  personal: true,
  examples: [{ en: "/sync", zh: "/同步" }],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  run: (input) => doDeed(input, deeds),
});

async function state(input: Input, administration: Administration): Promise<Reply> {
  const { words } = input;
  const found = await administration.syncState();
  const confirmations = found.tables.flatMap(({ table, held }) =>
    held === null
      ? []
      : [{ label: words.say("follow_confirm", { n: words.integer(held), table }), ask: `/sync confirm ${table}` }],
  );
  return {
    ...tellSync(input, found),
    followUps: found.running
      ? [{ label: words.say("follow_state"), ask: "/sync" }]
      : [{ label: words.say("follow_now"), ask: "/sync now" }, ...confirmations.slice(0, 2)],
    result: {
      ...found,
      confirmedAt: found.confirmedAt?.toISOString() ?? null,
      next: found.next?.toISOString() ?? null,
    },
  };
}

async function now(input: Input, administration: Administration): Promise<Reply> {
  administration.beginSync({});
  return begun(input, input.words.say("begun"), null);
}

async function confirm(input: Input, administration: Administration, table: string): Promise<Reply> {
  const { words } = input;
  const { source, tables } = await administration.syncState();
  const held = tables.find((one) => one.table === table.trim().toLowerCase())?.held ?? null;
  if (held === null) {
    throw new UserError("bad_option", words.say("nothing_held", { table: table.slice(0, 40) }), {
      hint: words.say("nothing_held_hint"),
    });
  }
  const meant = table.trim().toLowerCase();
  administration.beginSync({ confirm: meant });
  return begun(input, words.say("confirmed", { n: held, table: meant, source }), meant);
}

function begun({ words }: Input, headline: string, confirmed: string | null): Reply {
  return {
    headline,
    followUps: [{ label: words.say("follow_state"), ask: "/sync" }],
    result: { begun: true, confirmed },
  };
}
