import { withoutFillers } from "./fillers.ts";
import type { Named } from "./find-command.ts";
import { fold } from "./fold.ts";

/** What is asked of a command that takes all text as its subject: behind its name, or before it (客单价是什么意思). */
export function aroundName(text: string, named: Named | undefined): string {
  const behind = text.slice(named?.end ?? 0);
  const ending = /(?:\s+(?:mean|calculated|computed|defined|measured)|是?什么意思|怎么用|怎么算的?)?[\s?？!！。.]*$/i;
  if (withoutFillers(fold(behind)) !== "")
    return behind
      .replace(ending, "")
      .replace(/^\s*(?:an?|the|our|your)\s+/i, "")
      .trim();
  const before = text
    .slice(0, named?.start ?? 0)
    .replace(/[\s,，：:的是]+$/, "")
    .replace(/^(?:请问|想问一下|我想知道|我们的|what is|how is|how are|how do we|the|our)\s*/i, "");
  return withoutFillers(fold(before)) === "" ? "" : before;
}

/** What a sentence asks the meaning of: what stands in it besides the asking. */
export function termIn(text: string): string {
  const rest = fold(text).replace(asking, (words) => " ".repeat(words.length));
  const start = rest.search(/\S/);
  return start < 0 ? "" : text.slice(start, rest.trimEnd().length).trim();
}

const asking =
  /(?<![a-z])(?:please|hey|so|ok|what|whats|which|exactly|actually|precisely|really|counts?|counted|as|do|does|did|we|you|i|our|us|the|an?|is|are|mean|means|meant|meaning|of|by|when|say|says|saying|define|defined|definition|here|at|this|company|how|calculate|calculated|computed|compute|measured|measure|formula|for|explain|can|could|tell|me|again|remind|that|term|know|want|to|sorry|it|in|reports?|dashboard)(?![a-z])|请问|我们|咱们|公司|这边|这里|说的|所谓的?|到底|究竟|具体|一下|口径|定义|是什么意思|什么意思|啥意思|意思|是怎么|怎么|如何|计算的?|统计的?|算的?|是指|指的?是?|什么叫|什么是|什么样的?|才算|算是?|是什么|是啥|什么|啥|怎样|公式|我想知道|我想问|想问|想了解|解释|[\s?？!！。，,.：:的了呢啊吧呀是]/g;
