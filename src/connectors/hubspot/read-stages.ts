import type { Page, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";

interface Pipeline {
  readonly label: string;
  readonly stages: readonly {
    readonly id: string;
    readonly label: string;
    readonly displayOrder: number;
    readonly metadata?: { readonly isClosed?: string; readonly probability?: string };
  }[];
}

/** Stages of all deal pipelines. A closed stage with a probability of one is won, any other closed one is lost. */
export async function* readStages(api: Api, { row }: RowMapping): AsyncGenerator<Page> {
  const { results } = (await api.call({ path: "/crm/v3/pipelines/deals" })).body as { results: Pipeline[] };
  const rows = results.flatMap(({ label: pipeline, stages }) =>
    stages.map(({ metadata, ...stage }) => {
      const probability = Number(metadata?.probability ?? Number.NaN);
      const closed = metadata?.isClosed === "true";
      const ends = { won: closed && probability === 1, lost: closed && probability !== 1 };
      return row({ ...stage, ...ends, pipeline, probability: Number.isNaN(probability) ? null : probability });
    }),
  );
  yield { table: "stages", rows, next: null };
}
