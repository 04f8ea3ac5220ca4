import { defineIndicator, termOf } from "#indicator.ts";
import { trafficMeasure } from "#queries/measure-traffic.ts";

export default defineIndicator({
  title: { en: "Visitors", zh: "客流" },
  aliases: ["traffic", "footfall", "visits", "访客", "访客数", "客流量", "进店人数"],
  definition: {
    en: "Visitors counted in stores and on the site in the period; where none are counted, distinct visitors in web events",
    zh: "期内门店与网站计数的访客；没有计数时取网站事件中的去重访客",
  },
  unit: "count",
  better: "up",
  over: termOf(trafficMeasure, "visitors"),
});
