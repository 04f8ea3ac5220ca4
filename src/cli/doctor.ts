import { statfs } from "node:fs/promises";
import { type Environment, readConfig, readVariables } from "#config.ts";
import type { Finding } from "#connector.ts";
import { atParley } from "#local/at-parley.ts";
import { print } from "#local/print.ts";
import type { Parley } from "#parley.ts";
import { type Door, defineVerb } from "#verb.ts";

/** A check that fails is a finding, not a crash: the doctor goes on. */
async function examine(what: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const { message, hint } = error as Error & { hint?: string };
    return [{ ok: false, what: `${what}: ${message}`, ...(hint === undefined ? {} : { mend: hint }) }];
  }
}

async function checkSource(parley: Parley): Promise<readonly Finding[]> {
  const source = await parley.openSource();
  try {
    return await source.check();
  } finally {
    await source.close();
  }
}

/** Reads some rows of a CRM that is asked for changes through its mapping, and keeps nothing. */
async function checkMapping(parley: Parley, environment: Environment): Promise<readonly Finding[]> {
  const { crm } = readConfig(environment);
  if (parley.units.connectors.get(crm)?.capabilities.reads !== "increments") return [];
  const report = await parley.dryRun();
  if (report === null) return [];
  const { rows, rejected, rejectedCount, notes } = report;
  const found = Object.entries(rows).map(([table, count]) => `${count} ${table}`);
  const what = `Mapping: tried on ${found.length === 0 ? "no rows" : found.join(", ")}`;
  const read: Finding = { ok: true, what };
  const [first] = rejected;
  const broken: Finding[] =
    first === undefined
      ? []
      : [
          {
            ok: false,
            what: `Mapping: ${rejectedCount} cells could not be read, the first ${first.table}.${first.column} of ${first.line}: ${first.reason}`,
            mend: "npm run sync -- --dry-run lists them; CRM_MAPPING changes how they are read.",
          },
        ];
  return [read, ...broken, ...notes.map((note) => ({ ok: true, what: `Mapping: ${note}` }))];
}

async function checkPlatforms(parley: Parley, environment: Environment): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const platform of parley.units.platforms.values()) {
    if (!platform.enabled(environment)) {
      findings.push({ ok: true, what: `${platform.title}: switched off` });
      continue;
    }
    findings.push(
      ...(await examine(platform.title, async () => {
        const config = readVariables(platform.config, environment);
        return platform.check ? platform.check(config) : [{ ok: true, what: `${platform.title}: configured` }];
      })),
    );
  }
  return findings;
}

async function checkFonts(parley: Parley): Promise<readonly Finding[]> {
  const drawn = await parley.parts.renderer.render({
    title: "华东区 Σ 42%",
    locale: "zh",
    alt: "",
    note: { title: "客户", hint: "Abc" },
  });
  const missing = drawn.missingGlyphs.length;
  return [
    { ok: missing === 0, what: `Fonts: a picture with Chinese text ${missing === 0 ? "draws" : "lacks characters"}` },
  ];
}

async function checkDisk(dataDir: string): Promise<readonly Finding[]> {
  const { bavail, bsize } = await statfs(dataDir);
  const gigabytes = (bavail * bsize) / 1e9;
  const what = `Disk: ${gigabytes.toFixed(1)} GB free for ${dataDir}`;
  return [gigabytes > 1 ? { ok: true, what } : { ok: false, what, mend: "Free some space, or move DATA_DIR." }];
}

function checkClock(parley: Parley): readonly Finding[] {
  const { calendar, clock } = parley.parts;
  const now = clock();
  const plausible = now.getUTCFullYear() >= 2024 && now.getUTCFullYear() < 2100;
  const shown = new Intl.DateTimeFormat("en-GB", {
    timeZone: calendar.zone,
    dateStyle: "full",
    timeStyle: "short",
  }).format(now);
  const what = `Clock: ${shown} in ${calendar.zone}`;
  return [plausible ? { ok: true, what } : { ok: false, what, mend: "Set this machine's clock." }];
}

/** Holidays are announced a year at a time: says when the list ends, before pings fall on a holiday. */
function checkWorkingDays({ room, parts }: Parley): Finding {
  const { knownUntil } = room.workingDays(parts.calendar.zone);
  const today = parts.clock().toISOString().slice(0, 10);
  if (knownUntil === null) return { ok: true, what: "Working days: Monday to Friday" };
  const what = `Working days: holidays known until ${knownUntil}`;
  return knownUntil > today ? { ok: true, what } : { ok: false, what, mend: "List newer days in COMPANY_FILE" };
}

/** Looks at everything; through a running Parley's door it sees what that process sees. */
const door: Door<object, readonly Finding[]> = async (parley) => {
  const { routes, parts, environment } = parley;
  const fresh = parts.store.freshness();
  const data: Finding =
    fresh === null
      ? { ok: false, what: "Data: nothing loaded yet", mend: "npm run sync" }
      : { ok: true, what: `Data: synced ${fresh.confirmedAt.toISOString()}` };
  return [
    { ok: true, what: "Configuration: every variable reads" },
    ...checkClock(parley),
    ...(await examine("Disk", () => checkDisk(readConfig(environment).dataDir))),
    ...(await examine("Fonts", () => checkFonts(parley))),
    ...(await examine("CRM", () => checkSource(parley))),
    ...(await examine("Mapping", () => checkMapping(parley, environment))),
    data,
    ...routes.map(({ job, target }) => ({
      ok: true,
      what: `Delivery: ${job}${target === null ? "" : ` to ${target}`}`,
    })),
    checkWorkingDays(parley),
    ...(await checkPlatforms(parley, environment)),
  ];
};

export default defineVerb({
  usage: "npm run doctor",
  door,
  async run(_words, environment) {
    const findings = await atParley(environment, "doctor", door, {});
    for (const { ok, what, mend } of findings) {
      await print(`${ok ? "ok  " : "MEND"} ${what}${mend === undefined ? "" : `\n       → ${mend}`}`);
    }
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
});
