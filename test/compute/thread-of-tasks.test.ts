import { afterAll, expect, test } from "vitest";
import { openThreadOfTasks } from "#compute/thread-of-tasks.ts";
import { NotEnoughData } from "#errors.ts";
import broken from "./tasks/broken.ts";
import bulky from "./tasks/bulky.ts";
import counting from "./tasks/counting.ts";
import forever from "./tasks/forever.ts";
import sum from "./tasks/sum.ts";

const thread = openThreadOfTasks();
afterAll(() => thread.close());
const patient = () => thread.until(AbortSignal.timeout(20_000));

test("a task answers from its thread", async () => {
  const answers = await Promise.all([1, 2, 3].map((number) => patient()(sum, Float64Array.of(number, number))));
  expect(answers.map(({ total }) => total)).toEqual([2, 4, 6]);
});

test("what a task throws keeps its kind and code", async () => {
  const failure = await patient()(sum, new Float64Array()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NotEnoughData);
  expect(failure).toMatchObject({ code: "no_numbers", message: "sum requires at least 1 number" });
});

test("a task that takes too long is stopped, and the next one runs", async () => {
  const late = thread.until(AbortSignal.timeout(200))(forever, null);
  const next = patient()(sum, Float64Array.of(1));
  await expect(late).rejects.toMatchObject({ code: "timeout" });
  expect(await next).toEqual({ total: 1 });
});

test("one that waits too long never runs", async () => {
  const busy = thread
    .until(AbortSignal.timeout(400))(forever, null)
    .catch(() => "stopped");
  const waiting = thread.until(AbortSignal.timeout(50))(sum, Float64Array.of(1));
  await expect(waiting).rejects.toMatchObject({ code: "timeout" });
  expect(await busy).toBe("stopped");
});

test("a thread that dies fails its task alone", async () => {
  const died = patient()(broken, null);
  const next = patient()(sum, Float64Array.of(4));
  await expect(died).rejects.toThrow("ended with code 3");
  expect(await next).toEqual({ total: 4 });
});

test("a thread goes on after a task, unless the task is bulky and none waits", async () => {
  expect([await patient()(counting, null), await patient()(counting, null)]).toEqual([1, 2]);
  expect(await Promise.all([patient()(bulky, null), patient()(counting, null)])).toEqual([1, 3]);
  expect([await patient()(counting, null), await patient()(bulky, null), await patient()(bulky, null)]).toEqual([
    1, 1, 1,
  ]);
});

test("a closed thread refuses", async () => {
  const own = openThreadOfTasks();
  const left = expect(own.until(AbortSignal.timeout(20_000))(forever, null)).rejects.toThrow("closed");
  await own.close();
  await left;
  await expect(own.until(AbortSignal.timeout(20_000))(sum, Float64Array.of(1))).rejects.toThrow("closed");
});
