import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Calendar } from "./calendar.ts";
import { readCompany } from "./company.ts";
import { openThreadOfTasks } from "./compute/thread-of-tasks.ts";
import { type Config, type Environment, readVariables } from "./config.ts";
import type { Source } from "./connector.ts";
import { createConversions } from "./conversions.ts";
import { createDecisions } from "./decisions.ts";
import { instants } from "./delivery/instants.ts";
import { type Route, readRoutes } from "./delivery/routes.ts";
import { createSends } from "./delivery/sends.ts";
import { createSubscriptions } from "./delivery/subscriptions.ts";
import type { Workroom } from "./delivery/workroom.ts";
import { createDispatch, type Parts } from "./dispatch.ts";
import { UserError } from "./errors.ts";
import { businessDay } from "./grammar/days.ts";
import { learnToListen } from "./grammar/topics-in.ts";
import { createEndpoint } from "./language/endpoint.ts";
import { telltales } from "./language/mask.ts";
import { createLanguageReader } from "./language/reader.ts";
import qualityLesson from "./learned/quality.ts";
import { createMemory } from "./learning/memory.ts";
import { createWords } from "./locales/words.ts";
import { dimensions as builtIn } from "./model/dimensions.ts";
import { openPeople, type People } from "./people.ts";
import type { Log } from "./platform.ts";
import { namesHolding } from "./queries/names-holding.ts";
import { createRenderer } from "./render/renderer.ts";
import { createWorkroom } from "./speaking.ts";
import { openStore } from "./store/open.ts";
import { pepperOf } from "./store/state/privacy-marks.ts";
import { openVault, type Secrets } from "./store/state/vault.ts";
import { vaultKey } from "./store/state/vault-key.ts";
import { openState } from "./store/state.ts";
import type { SyncReport } from "./sync/report.ts";
import { createSyncStates } from "./sync-states.ts";
import { createSyncing, type Syncing } from "./syncing.ts";
import { discoverUnits, type Units } from "./units.ts";

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
  /** All that delivering needs. */
  readonly room: Workroom;
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
  const routes = readRoutes(config.deliver, units.jobs);
  await mkdir(join(config.dataDir, "scratch"), { recursive: true });
  const company = await readCompany(config.companyFile);
  const { seasons, dimensions: own, definitions, poolDays } = company;
  const calendar: Calendar = { ...config.calendar, seasons };
  const dimensions = [...builtIn, ...own];
  const state = await openState(config.stateUrl ?? join(config.dataDir, "state.duckdb"), { clock });
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

  // People ask what is sent, and sending asks who they are.
  const delivering: { room?: Workroom } = {};
  const room = (): Workroom => {
    if (delivering.room === undefined) throw new Error("nothing is delivered before Parley is open");
    return delivering.room;
  };
  const people = await openPeople({
    subscriptionsOf: (user, asker) => createSubscriptions(room(), user, asker),
    sends: createSends(room),
    syncs: createSyncStates({
      ...{ syncing, store, sourceTitle: connector.title },
      next: () => instants(config.syncSchedule, calendar.zone, clock(), 1)[0] ?? null,
    }),
    ...{ config, store, state, memory, sealing, pepper, clock, log },
    ...{ sourceTitle: connector.title, platforms: units.platforms, company, openSource: syncing.openSource },
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
  const learnAhead = (): Promise<void> => {
    learnToListen();
    return memory.ahead(units.lessons.values(), clock());
  };
  const parts: Parts = {
    commands: units.commands,
    jobs: units.jobs,
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
    // Today is the clock's, not the asker's: what is said of an earlier instant must not be learned from what came after.
    recallAt: () => (lesson, asOf, parameters) => memory.recall(lesson, asOf, parameters, clock()),
    sourceTitle: connector.title,
    speak: (locale, messages, into = null) =>
      createWords(locale, config.currency, messages, { calendar, dimensions, into }),
    conversion: createConversions(store, config.currency, () => businessDay(clock(), calendar.zone)),
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
    upkeep: {
      async sync() {
        await bringUpToDate();
        await learnAhead();
      },
      sweep: async () => void (await bringUpToDate({ force: true })),
    },
  };
  const dispatch = createDispatch(parts);
  delivering.room = createWorkroom({
    config,
    workingDays: company.workingDays,
    parts,
    people,
    jobs: units.jobs,
    platforms: units.platforms,
    dispatch,
  });
  return {
    parts,
    units,
    environment,
    ...people,
    room: delivering.room,
    routes,
    vault,
    openSource: syncing.openSource,
    syncing,
    dispatch,
    bringUpToDate,
    learnAhead,
    dryRun: syncing.dryRun,
    close,
  };
}
