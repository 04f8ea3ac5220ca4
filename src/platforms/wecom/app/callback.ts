import { elementsAt, readXml, textAt, type XmlElement } from "./xml.ts";

/** What a member did with the app. */
export interface Happening {
  /** WeCom repeats what was not answered within five seconds, with the same. */
  readonly id: string;
  readonly userId: string;
  readonly what:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "unheard" }
    | { readonly kind: "unread" }
    | { readonly kind: "entered" }
    | { readonly kind: "pressed"; readonly key: string; readonly chosen: Readonly<Record<string, string>> };
}

function whatOf(message: XmlElement): Happening["what"] | null {
  const type = textAt(message, "MsgType");
  if (type === "text") return { kind: "text", text: textAt(message, "Content") };
  if (type === "voice") {
    const heard = textAt(message, "Recognition");
    return heard === "" ? { kind: "unheard" } : { kind: "text", text: heard };
  }
  if (type !== "event") return { kind: "unread" };
  const event = textAt(message, "Event");
  if (event === "enter_agent") return { kind: "entered" };
  if (event !== "click" && event !== "template_card_event") return null;
  const items = elementsAt(message, "SelectedItems", "SelectedItem");
  const chosen = items.map((item) => {
    const [option] = elementsAt(item, "OptionIds");
    return [textAt(item, "QuestionKey"), textAt(option ?? null, "OptionId")];
  });
  return { kind: "pressed", key: textAt(message, "EventKey"), chosen: Object.fromEntries(chosen) };
}

/** Reads an opened callback; null for what is malformed, meant for another app, or nothing to us. */
export function readHappening(xml: string, agentId: number): Happening | null {
  const message = readXml(xml);
  const userId = textAt(message, "FromUserName");
  const forUs = [String(agentId), ""].includes(textAt(message, "AgentID"));
  const what = message === null || userId === "" || !forUs ? null : whatOf(message);
  if (what === null) return null;
  const parts = ["MsgId", "CreateTime", "Event", "EventKey", "TaskId"].map((name) => textAt(message, name));
  return { id: [userId, ...parts].join("."), userId, what };
}
