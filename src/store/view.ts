import { type TableName, tables } from "#model/tables.ts";
import type { Lens, Parameter, View } from "#store.ts";
import {
  answeredByRollup,
  type DerivedName,
  decidingTable,
  derivedNames,
  derivedRelation,
  isStoredRollup,
} from "./derived.ts";
import type { Engine } from "./engine.ts";
import type { Setting, Statistics } from "./facts.ts";
import { type NamedRelations, namedRelations } from "./named-relations.ts";
import {
  filterable,
  filterParameter,
  groupNames,
  nobody,
  ownersParameter,
  refused,
  type Scope,
  selfParameter,
  tableRelation,
} from "./relations.ts";

const isDerived = (name: string): name is DerivedName => (derivedNames as readonly string[]).includes(name);
const isTable = (name: string): name is TableName => Object.hasOwn(tables, name);

/** Makes the handle through which a question reads: every relation it names is defined in front of it. */
export function openView(engine: Engine, lens: Lens, setting: Setting, statistics: Statistics): View {
  const scope: Scope = { lens, setting, statistics, dialect: engine.dialect };
  return {
    dialect: engine.dialect,
    has: (table) => (statistics.rows[table] ?? 0) > 0,
    rejected: statistics.rejected,
    restricted: lens.owners !== null,
    get ungrouped() {
      return openView(engine, { ...lens, by: [], each: false }, setting, statistics);
    },
    groupedBy(dimension) {
      return openView(engine, { ...lens, by: [dimension], each: false }, setting, statistics);
    },
    groupedByEach(dimensions) {
      return openView(engine, { ...lens, by: dimensions, each: true }, setting, statistics);
    },
    groups: groupNames(scope).slice(0, lens.each === true ? lens.by.length : 1),
    unfiltered(dimensions) {
      const filters = lens.filters.filter(({ dimension }) => !dimensions.includes(dimension));
      return openView(engine, { ...lens, filters }, setting, statistics);
    },
    get summarised() {
      return answeredByRollup(scope);
    },
    covers(relation) {
      if (isDerived(relation)) return refused(decidingTable(relation, scope), scope).length === 0;
      if (isTable(relation)) return refused(relation, scope).length === 0 && filterable(relation, scope);
      throw new Error(`There is no relation ${relation}`);
    },
    async select(sql, parameters, shape) {
      const { text, bound } = prepared(sql, parameters, scope);
      return engine.query(text, bound, shape, lens.deadline);
    },
    async columns(sql, parameters, shape) {
      const { text, bound } = prepared(sql, parameters, scope);
      return engine.columns(text, bound, shape, lens.deadline);
    },
  };
}

/** A query ready for the engine. */
function prepared(sql: string, parameters: Readonly<Record<string, Parameter>>, scope: Scope) {
  const named = namedRelations(sql);
  const text = withRelations(named, { ...scope, words: named.words });
  return { text, bound: boundParameters(text, named, parameters, scope.lens) };
}

/** The query with the definitions of its relations in front of its own WITH list. */
export function withRelations(named: NamedRelations, scope: Scope): string {
  const definitions = [...named.relations].map((name) => {
    const own = { ...scope, groupless: named.grouped?.has(name) === false };
    const body = isDerived(name) ? derivedRelation(name, own) : isTable(name) ? tableRelation(name, own) : undefined;
    if (body === undefined) throw new Error(`There is no relation ${name}`);
    return `${scope.dialect.commonTable(name, isDerived(name) && isStoredRollup(name, own))} (\n${body}\n)`;
  });
  const recursive = named.startsWith === "with recursive" ? " RECURSIVE" : "";
  if (named.startsWith === "select") {
    return definitions.length === 0 ? named.rest : `WITH ${definitions.join(",\n")}\n${named.rest}`;
  }
  return `WITH${recursive} ${[...definitions, named.rest].join(",\n")}`;
}

/** The query's own parameters and those that its relations use. */
function boundParameters(
  text: string,
  named: NamedRelations,
  given: Readonly<Record<string, Parameter>>,
  lens: Lens,
): Record<string, Parameter> {
  const bound: Record<string, Parameter> = {};
  for (const name of named.parameters) {
    const value = given[name];
    if (value === undefined) throw new Error(`The query's parameter $${name} was not given`);
    bound[name] = value;
  }
  const own: [string, Parameter][] = lens.filters.map((filter, index) => [filterParameter(index), filter.values]);
  if (lens.owners !== null) own.push([ownersParameter, lens.owners]);
  own.push([selfParameter, lens.self ?? nobody]);
  for (const [name, value] of own) {
    if (named.parameters.has(name)) throw new Error(`$${name} is the store's own parameter`);
    if (new RegExp(`\\$${name}\\b`).test(text)) bound[name] = value;
  }
  return bound;
}
