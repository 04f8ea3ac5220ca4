import { expect, test } from "vitest";
import { fold } from "#grammar/fold.ts";
import { hoursIn, quietHoursIn } from "#grammar/quiet-hours.ts";

test.each([
  ["19:00-09:00", "19:00", "09:00"],
  ["20–8", "20:00", "08:00"],
  ["from 7pm to 9am", "19:00", "09:00"],
  ["between 10:30 pm and 7.15 am", "22:30", "07:15"],
  ["12am to 6am", "00:00", "06:00"],
  ["midnight until noon", "00:00", "12:00"],
  ["晚上7点到第二天早上9点", "19:00", "09:00"],
  ["晚上十点半至早上八点", "22:30", "08:00"],
  ["20点到8点", "20:00", "08:00"],
  ["12:30-14:00", "12:30", "14:00"],
])("%s lasts from %s to %s", (text, from, to) => {
  expect(hoursIn(fold(text))).toEqual({ from, to });
});

test.each(["25:00-09:00", "9-9", "19:70-08:00", "13pm to 9am", "tomorrow", ""])("%j names no hours", (text) => {
  expect(hoursIn(fold(text))).toBeNull();
});

test.each([
  "quiet=19:00-09:00",
  "please don't ping me between 7pm and 9am",
  "晚上7点到早上9点别打扰我",
  "安静时间 19:00-09:00",
])("%s asks not to be disturbed", (text) => {
  expect(quietHoursIn(fold(text))).toEqual({ from: "19:00", to: "09:00" });
});

test.each(["sales from 7 to 9", "quiet customers", "shops are quiet"])("%s does not", (text) => {
  expect(quietHoursIn(fold(text))).toBeNull();
});
