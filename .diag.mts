import { readFileSync } from "node:fs";
import { openIn } from "./test/demo-company.ts";
import { judge, halves } from "./test/grammar/labelled.ts";
import { administrator } from "#access/asker.ts";
import { createWords } from "#locales/words.ts";
import { topicsIn, masked } from "#grammar/topics-in.ts";
import { commandInSentence } from "#grammar/find-command.ts";
import { weighed, decided } from "#grammar/decide-command.ts";
import { vocabulary } from "#grammar/read.ts";
import { scan } from "#grammar/scan.ts";
import { fold } from "#grammar/fold.ts";
import { withoutFillers, withoutAsides } from "#grammar/fillers.ts";
import { isHarmless, isOrdinary } from "#grammar/ordinary-words.ts";
import { commandOf } from "#grammar/topic-examples.ts";
const parley = await openIn("/tmp/w/gram-data");
const P: any = parley.parts;
const owner = (await parley.directory.owners()).find((o:any) => o.name === "韩伟")!;
const asker: any = { ...administrator, owner };
const scope = { owners: asker.owners, filters: [], by: [], deadline: AbortSignal.timeout(600000) };
const ctx = (text: string): any => ({ commands: P.commands, calendar: P.calendar, dimensions: P.dimensions, now: new Date("2026-11-22T06:00:00Z"), words: P.speak("en"), prefix: P.prefix,
  valuesOf: async (d: string) => P.store.values(d, scope), names: async () => P.store.names(scope), me: { name: owner.name, team: owner.team } });
const h = halves();
const sets: any = { fresh: "/tmp/w/gram-x/fresh-eyes.json", dev: "/tmp/w/sets/dev.json", ptune: "test/grammar/people/tune.json", pheld: "test/grammar/people/held.json" };
let n = 0, ok1 = 0, ok3 = 0; const bins: any = {};
for (const name of process.argv.slice(2)) {
  const set = name === "tune" || name === "held" ? (h as any)[name] : name.includes("/") ? JSON.parse(readFileSync(name, "utf8")) : JSON.parse(readFileSync(sets[name], "utf8"));
  for (const u of set) {
    if (u.previous) continue;
    const c = ctx(u.text);
    const text = u.text;
    const likely = await topicsIn(text, c);
    const heard = commandInSentence(text, c);
    const w = weighed(heard as any, likely);
    const want = [u.want].flat().map((x: string) => x.startsWith("/") ? /^\/(\S+)/.exec(x)![1] : x);
    const top = w[0]; const cmd = commandOf(top.topic);
    const kind = cmd === "elsewhere" ? "out" : cmd === "anything" ? "ask" : cmd;
    n++; const good = want.includes(kind) || (kind==="out"&&want.includes("ask")) ||(kind==="ask"&&want.includes("out")); if (good) ok1++;
    const b = Math.min(9, Math.floor(top.probability * 10)); bins[b] ??= [0, 0]; bins[b][0]++; if (good) bins[b][1]++;
    const v = await judge(u, parley);
    if (v.verdict === "right" && good) continue;
    const cm = P.commands.get(cmd);
    let left = "";
    if (cm) { const words = await vocabulary(text, cm, true, c); const s = scan(text, words); left = s.leftovers.map((l: any) => { const f = fold(l.text); return withoutFillers(f) === "" ? "" : (isHarmless(f, cmd, words) ? "·" : isOrdinary(f, cmd) ? "!! " : "?? ") + l.text; }).filter(Boolean).join(" | "); left += "   CLAIMS " + s.placed.map((p: any) => p.text + "→" + p.claim.kind).join(" ; "); }
    console.log(`${v.verdict} ${good ? "" : "TOPIC"} ${text}\n   want ${[u.want].flat().join(" || ")}  came ${v.came.slice(0,100)}\n   ${w.slice(0, 3).map((x) => x.topic + " " + x.probability.toFixed(2)).join(", ")}  heard ${"command" in heard ? heard.command + "/" + Math.max(...heard.named.map((x:any) => x.rank)) : heard.candidates.join(",")}\n   ${left}`);
  }
}
console.log("top1", ok1, n, (ok1 / n).toFixed(3), JSON.stringify(bins));
await parley.close();
