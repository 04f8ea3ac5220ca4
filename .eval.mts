import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { openIn } from "./test/demo-company.ts";
import { judge, halves } from "./test/grammar/labelled.ts";
const dir = "/tmp/w/gram-data";
const fresh = !existsSync(dir + "/ready");
let t = performance.now();
const parley = await openIn(dir);
if (fresh) { await parley.bringUpToDate(); writeFileSync(dir + "/ready", ""); }
console.error("open", Math.round(performance.now() - t));
const h = halves();
const sets: Record<string, () => any[]> = {
  fresh: () => JSON.parse(readFileSync("/tmp/w/gram-x/fresh-eyes.json", "utf8")),
  dev: () => JSON.parse(readFileSync("/tmp/w/sets/dev.json", "utf8")),
  tune: () => h.tune, held: () => h.held,
  ptune: () => JSON.parse(readFileSync("test/grammar/people/tune.json", "utf8")),
  pheld: () => JSON.parse(readFileSync("test/grammar/people/held.json", "utf8")),
};
const showNot = new Set((process.env.HIDE ?? "").split(","));
for (const name of process.argv.slice(2)) {
  const set = name.includes("/") ? JSON.parse(readFileSync(name, "utf8")) : (sets[name] as any)();
  t = performance.now();
  const v = []; const ms: number[] = [];
  for (const u of set) { const b = performance.now(); try { v.push(await judge(u, parley)); } catch (e) { console.log("ERR", u.text, e); v.push({utterance:u, verdict:"wrong", came:"ERR "+e}); } ms.push(performance.now() - b); }
  ms.sort((a,b)=>a-b);
  const n = set.length, s = (k: string) => (v.filter((x) => x.verdict === k).length / n).toFixed(3);
  if (!showNot.has(name)) for (const k of ["wrong", "asked"]) for (const x of v.filter((x) => x.verdict === k))
    console.log(`${k.toUpperCase()} ${x.utterance.text}${x.utterance.previous ? "  <<" + x.utterance.previous : ""}${x.utterance.as ? " as "+x.utterance.as:""}\n      want ${[x.utterance.want].flat().join(" || ")}\n      came ${x.came}`);
  console.log(`## ${name}: n ${n} right ${s("right")} asked ${s("asked")} wrong ${s("wrong")}  ms p50 ${ms[n>>1]?.toFixed(1)} p95 ${ms[Math.floor(n*.95)]?.toFixed(1)} max ${ms.at(-1)?.toFixed(0)} total ${Math.round(performance.now()-t)}`);
}
await parley.close();
