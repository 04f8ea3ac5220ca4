import type { ClickHouseClient } from "@clickhouse/client";
import type { Landing } from "#store.ts";
import { clickhouseDialect } from "../dialect-clickhouse.ts";
import type { Engine } from "../engine.ts";
import type { BusinessTime } from "../facts.ts";
import { clickhouseEngine, unreachable } from "./engine.ts";
import { ship, shipped } from "./ship.ts";

/** Two databases take turns: one is read while the other is filled. */
export type Side = "a" | "b";

/** A ClickHouse server that answers questions in the file's place. */
export interface Warehouse {
  /** Reads one side. */
  engine(side: Side): Engine;
  /** Fills the side that is not read now, and returns it. */
  ship(landing: Landing, current: Side | null, marker: number): Promise<Side>;
  /** Does this side still hold the load that the file remembers? */
  holds(side: Side, marker: number): Promise<boolean>;
  close(): Promise<void>;
}

/** How clients are made; a test gives one for an engine within its process. */
export type OpenClient = () => ClickHouseClient;

/** The client is loaded by those who have a server only. */
export async function clientFor(url: string): Promise<OpenClient> {
  const { createClient } = await import("@clickhouse/client");
  return () => createClient({ url, request_timeout: 300_000, application: "parley" });
}

export function openWarehouse(openClient: OpenClient, source: string, calendar: BusinessTime): Warehouse {
  const client = openClient();
  const control = openClient();
  const database = (side: Side) => `parley_${source.replace(/\W/g, "_")}_${side}`;
  return {
    engine: (side) => clickhouseEngine(client, control, clickhouseDialect(calendar, database(side))),
    async ship(landing, current, marker) {
      const side = current === "a" ? "b" : "a";
      try {
        await ship(control, landing, database(side), marker);
      } catch (error) {
        throw unreachable(error) ?? error;
      }
      return side;
    },
    async holds(side, marker) {
      try {
        return (await shipped(control, database(side))) === marker;
      } catch (error) {
        throw unreachable(error) ?? error;
      }
    },
    async close() {
      await client.close();
      await control.close();
    },
  };
}
