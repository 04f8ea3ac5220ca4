import { NotEnoughData } from "#errors.ts";
import { defineTask } from "#task.ts";

export default defineTask(import.meta.url, (numbers: Float64Array) => {
  if (numbers.length === 0) throw new NotEnoughData("no_numbers", "sum requires at least 1 number");
  return { total: numbers.reduce((total, number) => total + number, 0) };
});
