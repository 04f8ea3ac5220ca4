import { daysBetween } from "#grammar/days.ts";
import { largestOpenDeal } from "#metrics/customer/customer-profile-steps.ts";
import { reasonsOf } from "./churn-reasons.ts";
import { type CustomerStory, detailsOf, openDeals, whenOf } from "./customer-story.ts";

const most = 3;

/** Who it is, then the two things that matter most: a risk, an open deal, trouble, what moved, what it buys. */
export function insightsOf(story: CustomerStory): string[] {
  const told = [riskOf(story), dealsOf(story), serviceOf(story), driverOf(story), productsOf(story)];
  return [whoOf(story), ...told.filter((sentence) => sentence !== null)].slice(0, most);
}

function whoOf(story: CustomerStory): string {
  const { words, account, contacts } = story;
  const people = contacts.slice(0, 2).map(({ name, title, phone, email }) => {
    const details = [title, phone ?? email].filter((detail) => detail !== null);
    return words.say("who_contact", {
      name: name ?? words.say("none"),
      details: details.join(words.locale === "zh" ? "，" : ", ") || "none",
    });
  });
  const own = account.phone ?? account.email;
  const reach = people.length > 0 ? words.list(people) : (own ?? "none");
  return words.say("who", {
    details: detailsOf(story) || account.account,
    owner: account.owner ?? "none",
    since: account.since === null ? "none" : words.date(account.since),
    contacts: reach,
  });
}

function riskOf({ words, churn }: CustomerStory): string | null {
  if (churn === null || !churn.atRisk) return null;
  const { risk, value, horizon } = churn;
  const reasons = reasonsOf(words, churn, horizon).join(words.say("besides"));
  const values = { horizon, reasons, money: words.money(value) };
  return risk === null ? words.say("risk_rule", values) : words.say("risk", { ...values, risk: words.percent(risk) });
}

function dealsOf(story: CustomerStory): string | null {
  const { words, records, spans } = story;
  const largest = largestOpenDeal(records);
  if (largest === null) return null;
  return words.say("deals", {
    ...openDeals(story),
    name: largest.deal ?? largest.deal_id,
    stage: largest.stage ?? "none",
    days: largest.since === null ? -1 : daysBetween(largest.since, spans.asOf),
  });
}

/** Said when there is anything to be heard: a complaint in the period, or an answer to a survey. */
function serviceOf(story: CustomerStory): string | null {
  const { words, records, spans } = story;
  const within = (day: string) => day >= spans.from && day < spans.to;
  const tickets = records.tickets.filter(({ opened }) => within(opened));
  const complaints = tickets.filter(({ kind }) => kind === "complaint");
  const open = records.tickets.filter(({ kind, resolved }) => kind === "complaint" && resolved === null);
  const [survey] = records.surveys.filter(({ answered }) => within(answered));
  if (complaints.length + open.length === 0 && survey === undefined) return null;
  const hours = tickets.flatMap(({ response_hours }) => response_hours ?? []);
  const mean = hours.reduce((sum, one) => sum + one, 0) / hours.length;
  return words.say("service", {
    n: complaints.length,
    when: whenOf(story),
    open: open.length,
    hours: hours.length === 0 ? "none" : words.number(Math.round(10 * mean) / 10),
    score: survey === undefined ? "none" : `${survey.score}/${survey.highest}`,
    comment: survey?.said ?? "none",
  });
}

/** A change below a tenth needs no explanation. */
const telling = 0.1;

function driverOf({ words, orders }: CustomerStory): string | null {
  const { change, previous, aov } = orders;
  if (change === null || Math.abs(change) < telling || aov === null || previous.aov === null) return null;
  if (aov <= 0 || previous.aov <= 0) return null;
  const often = Math.log(orders.orders / previous.orders);
  const worth = Math.log(aov / previous.aov);
  const whole = often + worth;
  const driver = often / whole >= 0.67 ? "orders" : worth / whole >= 0.67 ? "value" : "both";
  const values = { orders: orders.orders, before: previous.orders, driver };
  return words.say("driver", { ...values, aov: words.money(aov), previous: words.money(previous.aov) });
}

function productsOf(story: CustomerStory): string | null {
  const { words, products, orders } = story;
  const first = products.slice(0, 2);
  const money = first.reduce((sum, one) => sum + (one.money ?? 0), 0);
  const bought = orders.revenue + orders.returned;
  if (money <= 0 || bought <= 0 || money > bought) return null;
  const names = words.list(first.map(({ product, item }) => product ?? item));
  return words.say("products", { products: names, share: words.percent(money / bought), when: whenOf(story) });
}
