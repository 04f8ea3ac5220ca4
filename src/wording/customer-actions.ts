import type { NextStep } from "#metrics/customer/customer-profile-steps.ts";
import { remedyOf } from "./churn-reasons.ts";
import type { CustomerStory } from "./customer-story.ts";

const most = 3;

/** What is under way, and the next sensible steps: who does what, and what it is worth. */
export function actionsOf(story: CustomerStory): string[] {
  const { words } = story;
  const underway = story.tasks.slice(0, 1).map(({ noted, title, owner }) => {
    return words.say("task", { owner: owner ?? words.say("nobody"), title: title ?? "", date: words.date(noted) });
  });
  return [...underway, ...story.steps.map((step) => actionOf(story, step))].slice(0, most);
}

function actionOf(story: CustomerStory, step: NextStep): string {
  const { words, account, churn, offers } = story;
  const owner = account.owner ?? words.say("nobody");
  switch (step.kind) {
    case "settle":
      return words.say("settle", { owner, about: step.about ?? step.id, days: step.days });
    case "listen":
      return words.say("listen", { owner, score: `${step.score}/${step.highest}`, days: step.days });
    case "call": {
      const opener = churn !== null && churn.reasons.length > 0 ? remedyOf(words, churn).opener : "none";
      return words.say("call", { owner, days: step.days, money: words.money(step.money), basis: step.basis, opener });
    }
    case "close":
      return words.say("close", {
        owner: step.by ?? owner,
        about: step.about ?? step.id,
        money: step.money === null ? "none" : words.money(step.money),
        stage: step.stage ?? "none",
        days: step.days ?? -1,
        late: step.late,
      });
    case "offer": {
      const because = offers.find(({ product }) => product === step.product)?.because ?? "none";
      return words.say("offer", { owner, product: step.product, because });
    }
    case "meet":
      return words.say("meet", { owner, days: step.days ?? -1 });
  }
}
