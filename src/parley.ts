import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Calendar } from "./calendar.ts";
import type { Command } from "./command.ts";
import { readCompany } from "./company.ts";
import { openThreadOfTasks } from "./compute/thread-of-tasks.ts";
import { type Config, type Environment, readVariables } from "./config.ts";
import type { Connector, Source } from "./connector.ts";
import { createDecisions } from "./decisions.ts";
import { type Route, readRoutes } from "./delivery/routes.ts";
import { discover } from "./discover.ts";
import { createDispatch, type Parts } from "./dispatch.ts";
import { UserError } from "./errors.ts";
import type { Indicator } from "./indicator.ts";
import type { Job } from "./job.ts";
import { createEndpoint } from "./language/endpoint.ts";
import { telltales } from "./language/mask.ts";
import { createLanguageReader } from "./language/reader.ts";
import qualityLesson from "./learned/quality.ts";
import type { Lesson } from "./learned.ts";
import { createMemory } from "./learning/memory.ts";
import { createWords } from "./locales/words.ts";
import { dimensions as builtIn } from "./model/dimensions.ts";
import { openPeople, type People } from "./people.ts";
import type { Log, Platform } from "./platform.ts";
import { namesHolding } from "./queries/names-holding.ts";
import { createRenderer } from "./render/renderer.ts";
import { openStore } from "./store/open.ts";
import { pepperOf } from "./store/state/privacy-marks.ts";
import { openVault, type Secrets } from "./store/state/vault.ts";
import { vaultKey } from "./store/state/vault-key.ts";
import { openState } from "./store/state.ts";
import type { SyncReport } from "./sync/report.ts";
import { createSyncing, type Syncing } from "./syncing.ts";

/** The units, found by looking into their folders. */
export interface Units {
  readonly commands: ReadonlyMap<string, Command>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly lessons: ReadonlyMap<string, Lesson<unknown, unknown>>;
}

const folder = (path: string): URL => new URL(path, import.meta.url);

/** Finds every unit. A folder may be replaced, so that a test can add a unit of its own. */
export async function discoverUnits(folders: Partial<Record<keyof Units, URL>> = {}): Promise<Units> {
  const [commands, jobs, connectors, platforms, indicators, lessons] = await Promise.all([
    discover<Command>(folders.commands ?? folder("../commands/")),
    discover<Job>(folders.jobs ?? folder("../jobs/")),
    discover<Connector>(folders.connectors ?? folder("./connectors/")),
    discover<Platform>(folders.platforms ?? folder("./platforms/")),
    discover<Indicator>(folders.indicators ?? folder("./indicators/")),
    discover<Lesson<unknown, unknown>>(folders.lessons ?? folder("./learned/")),
  ]);
  return { commands, jobs, connectors, platforms, indicators, lessons };
}

/** Everything open and ready to answer, without any platform started. */
export interface Parley extends Omit<People, "officeOf"> {
  readonly parts: Parts;
  readonly units: Units;
  readonly environment: Environment;
  /** What goes where unasked. */
  readonly routes: readonly Route[];
  /** A unit's secrets in the state. */
  vault(owner: string): Secrets;
  /** Opens the CRM afresh; close it after use. */
  openSource(): Promise<Source>;
  readonly dispatch: ReturnType<typeof createDispatch>;
  /** Loads the source when it changed (or always, when forced). Null when there was nothing to do. */
  readonly bringUpToDate: Syncing["bringUpToDate"];
  readonly syncing: Syncing;
  /** Learns from the data what most questions need, so that nobody waits for it. */
  learnAhead(): Promise<void>;
  /** Loads nothing, says what would load. */
  dryRun(): Promise<SyncReport | null>;
  close(): Promise<void>;
}

/**
 * Opens the store, the state and the source of one company. The only place that knows every part.
 * @throws UserError for a configuration that cannot work; SourceError when another process holds the data.
 */
export async function openParley(
  config: Config,
  environment: Environment,
  log: Log,
  options: { units?: Units; clock?: () => Date } = {},
): Promise<Parley> {
  const units = options.units ?? (await discoverUnits());
  const clock = options.clock ?? (() => new Date());
  const connector = units.connectors.get(config.crm);
  if (connector === undefined) {
    const known = [...units.connectors.keys()].join(", ");
    throw new UserError("configuration", `CRM=${config.crm} is not a connector`, { hint: `Choose one of: ${known}.` });
  }
  const settings = readVariables(connector.config, environment);
  const routes = readRoutes(config.deliver, new Set(units.jobs.keys()));
  await mkdir(join(config.dataDir, "scratch"), { recursive: true });
  const { seasons, dimensions: own, definitions, poolDays } = await readCompany(config.companyFile);
  const calendar: Calendar = { ...config.calendar, seasons };
  const dimensions = [...builtIn, ...own];
  const state = await openState(join(config.dataDir, "state.duckdb"));
  const sealing = await vaultKey(config.secretKey, config.dataDir);
  const pepper = pepperOf(sealing);
  const store = await openStore({
    dataDir: config.dataDir,
    source: config.crm,
    calendar,
    currency: config.currency,
    memoryLimit: config.storeMemory,
    threads: config.storeThreads,
    poolVisible: config.poolVisible,
    poolMasked: config.poolMasked,
    dimensions: own,
    ...(config.warehouseUrl === null ? {} : { warehouseUrl: config.warehouseUrl }),
  }).catch(async (error: unknown) => {
    await state.close();
    throw error;
  });
  const renderer = await createRenderer({
    cacheDir: join(config.dataDir, "cache"),
    deadlineMs: config.renderTimeoutMs,
  });
  const thread = openThreadOfTasks();
  const memory = createMemory({ store, calendar, computeUntil: thread.until, log });
  const vault = (owner: string): Secrets => openVault(state, sealing, owner);
  const syncing = createSyncing({
    ...{ connector, settings, config, calendar, store, state, pepper, clock, log },
    secrets: vault(`connector:${config.crm}`),
  });
  const { bringUpToDate } = syncing;

  async function close(): Promise<void> {
    await syncing.settled();
    await thread.close();
    await memory.close();
    await renderer.close();
    await store.close();
    await state.close();
  }

  const people = await openPeople({
    ...{ config, store, state, memory, sealing, pepper, clock, log },
    ...{ sourceTitle: connector.title, platforms: units.platforms },
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });

  const everybody = { owners: null, filters: [], by: [] };
  const reader =
    config.languageModel &&
    createLanguageReader({
      endpoint: createEndpoint(config.languageModel, clock),
      commands: units.commands,
      dimensions,
      // Names of people and customers never leave, whoever asks: also those that the asker may not see.
      namesIn: async (text) => [
        ...(await people.directory.owners()).map((owner) => owner.name),
        ...(await namesHolding(store.view(everybody), telltales(text))),
      ],
    });
  const parts: Parts = {
    commands: units.commands,
    indicators: units.indicators,
    definitions,
    poolDays,
    store,
    state,
    renderer,
    calendar,
    dimensions,
    computeUntil: thread.until,
    knownFlaws: (asOf) => memory.known(qualityLesson, asOf, qualityLesson.usual, clock()),
    decisionsOf: (who, taken) => createDecisions({ store, state, source: config.crm, who, taken, clock }),
    officeOf: people.officeOf,
    recallAt: (now) => (lesson, asOf, parameters) => memory.recall(lesson, asOf, parameters, now),
    sourceTitle: connector.title,
    speak: (locale, messages) => createWords(locale, config.currency, messages, { calendar, dimensions }),
    locale: config.locale,
    prefix: config.prefix,
    ...(reader === null ? {} : { reader }),
    deadlineMs: config.answerTimeoutMs,
    clock,
    log,
    refresh: () =>
      bringUpToDate().then(
        () => null,
        (error: Error) => {
          log.error({ err: error }, "sync failed");
          return error.message;
        },
      ),
  };
  return {
    parts,
    units,
    environment,
    ...people,
    routes,
    vault,
    openSource: syncing.openSource,
    syncing,
    dispatch: createDispatch(parts),
    bringUpToDate,
    learnAhead: () => memory.ahead(units.lessons.values(), clock()),
    dryRun: syncing.dryRun,
    close,
  };
}
