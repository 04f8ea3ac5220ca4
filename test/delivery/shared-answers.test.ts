import { expect, test } from "vitest";
import { sharedAnswer } from "#delivery/shared-answers.ts";

const reply = (headline: string) => ({ headline, result: {} });

test("what was asked with the same words by the same eyes is computed once; a failure is tried again", async () => {
  const of = {};
  let asked = 0;
  const compute = async () => {
    asked++;
    if (asked === 1) throw new Error("database gone");
    return reply(`answer ${asked}`);
  };
  await expect(sharedAnswer(of, "a", compute)).rejects.toThrow("database gone");
  expect((await sharedAnswer(of, "a", compute)).headline).toBe("answer 2");
  expect((await sharedAnswer(of, "a", compute)).headline).toBe("answer 2");
  expect((await sharedAnswer(of, "b", compute)).headline).toBe("answer 3");
  expect((await sharedAnswer({}, "a", compute)).headline).toBe("answer 4");
});

test("no more than some hundred are kept", async () => {
  const of = {};
  for (let at = 0; at <= 400; at++) await sharedAnswer(of, String(at), async () => reply(String(at)));
  expect((await sharedAnswer(of, "0", async () => reply("anew"))).headline).toBe("anew");
});
