import type { Answer, Button, DisplayedTable, Form } from "#answer.ts";
import type { Kpi } from "#reply.ts";

/** An answer as the page draws it: all of its text, its chart by address. */
export interface Card {
  readonly id: string;
  readonly command: string;
  readonly locale: string;
  readonly headline: string;
  readonly context: string;
  readonly image: {
    readonly url: string;
    readonly alt: string;
    readonly width: number;
    readonly height: number;
  } | null;
  /** To be downloaded. */
  readonly files: readonly { readonly url: string; readonly name: string; readonly bytes: number }[];
  readonly kpis: readonly Kpi[];
  readonly table: DisplayedTable | null;
  readonly insights: readonly string[];
  readonly actions: readonly string[];
  readonly footnotes: readonly string[];
  readonly buttons: readonly Button[];
  /** Asks for what the question lacks. */
  readonly form: Form | null;
  readonly empty: boolean;
  readonly error: { readonly code: string; readonly hint: string | null } | null;
}

/** Answer → card. `at` is where its chart and its files are served, null and empty when it has none. */
export function toCard(answer: Answer, at: { readonly image: string | null; readonly files: readonly string[] }): Card {
  const { image, files = [] } = answer;
  return {
    id: answer.id,
    command: answer.command,
    locale: answer.locale,
    headline: answer.headline,
    context: answer.context,
    image:
      image === undefined || at.image === null
        ? null
        : { url: at.image, alt: image.alt, width: image.width, height: image.height },
    files: files.map(({ name, bytes }, index) => ({ url: at.files[index] ?? "", name, bytes: bytes.byteLength })),
    kpis: answer.kpis ?? [],
    table: answer.table ?? null,
    insights: answer.insights ?? [],
    actions: answer.actions ?? [],
    footnotes: answer.footnotes ?? [],
    buttons: answer.buttons,
    form: answer.form ?? null,
    empty: answer.empty ?? false,
    error: answer.error ?? null,
  };
}
