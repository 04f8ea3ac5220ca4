import type { EventFrom } from "@wecom/aibot-node-sdk";

/** An event as WeCom sends it; the SDK's types leave out what lies below the event's own name. */
export interface EventBody {
  readonly msgid: string;
  readonly from: EventFrom;
  readonly chatid?: string;
  readonly chattype?: string;
  readonly event: {
    readonly eventtype: string;
    readonly event_key?: string;
    readonly task_id?: string;
    readonly template_card_event?: CardEvent;
    readonly feedback_event?: FeedbackEvent;
  };
}

interface CardEvent {
  readonly event_key?: string;
  readonly task_id?: string;
  readonly selected_items?: {
    readonly selected_item?: readonly {
      readonly question_key?: string;
      readonly option_ids?: { readonly option_id?: readonly string[] };
    }[];
  };
}

interface FeedbackEvent {
  readonly id?: string;
  /** 1 accurate, 2 not accurate, 3 taken back. */
  readonly type?: number;
  readonly content?: string;
  readonly inaccurate_reason_list?: readonly number[];
}

/** Which button of which card was pressed, and what had been chosen in it. Either place of the key occurs. */
export function cardPressed({ event }: EventBody): {
  readonly key: string;
  readonly task: string;
  readonly chosen: Readonly<Record<string, string>>;
} {
  const card = event.template_card_event;
  const items = card?.selected_items?.selected_item ?? [];
  return {
    key: card?.event_key ?? event.event_key ?? "",
    task: card?.task_id ?? event.task_id ?? "",
    chosen: Object.fromEntries(
      items.flatMap(({ question_key: name, option_ids: ids }) => {
        const option = ids?.option_id?.[0];
        return name === undefined || option === undefined ? [] : [[name, option]];
      }),
    ),
  };
}

/** What a person thinks of a reply; null when they took it back. */
export function opinion({ event }: EventBody): { id: string; good: boolean; comment: string } | null {
  const { id, type, content = "", inaccurate_reason_list: reasons = [] } = event.feedback_event ?? {};
  if (id === undefined || (type !== 1 && type !== 2)) return null;
  const numbered = reasons.length === 0 ? "" : `[WeCom: ${reasons.join(", ")}]`;
  return { id, good: type === 1, comment: [content, numbered].filter(Boolean).join(" ") };
}
