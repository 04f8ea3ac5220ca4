import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator, recognise } from "#access/asker.ts";
import { readOwners, tree } from "#access/directory.ts";
import type { Asked, Outcome } from "#dispatch.ts";
import { UserError } from "#errors.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

function ask(text: string, change: Partial<Asked> = {}): Promise<Outcome> {
  return demo.parley.dispatch(fromAdministrator(text, { userId: "u1", place: "p1", shared: true, ...change }));
}

describe("bad input gets a way out, and the process lives", () => {
  const cases: [string, string, RegExp][] = [
    ["/rmf last90d", "unknown_command", /\/rfm/],
    ["/sales Q5", "bad_period", /Q/],
    ["/sales 2025-02-30", "bad_period", /2025/],
    ["/sales region=Atlantis", "unknown_value", /region/i],
    ["/sales region='; DROP TABLE orders; --", "not_understood", /./],
    ["/rfm by stage", "not_applicable", /region/],
    ["/sales by tag", "not_applicable", /tag=/],
    ["", "empty", /\//],
    [`/sales region=${"x".repeat(100_000)}`, "too_long", /./],
    ["what is the meaning of life", "not_understood", /\//],
    ["/rfm scheme=99", "bad_option", /8/],
  ];
  it.each(cases)("%.60s → %s", async (text, code, hint) => {
    for (const locale of ["en", "zh"] as const) {
      const { answer } = await ask(text, { locale });
      expect(answer.error?.code).toBe(code);
      expect(answer.headline.length).toBeGreaterThan(3);
      expect(answer.error?.hint ?? "").toMatch(hint);
    }
  });
});

it("names the day that a reply speaks of, where the question's period plays no part", async () => {
  const { context } = (await ask("/funnel last quarter basis=open")).answer;
  expect(context).toMatch(/^\d+ \w+ \d{4} \| whole company$/);
  expect((await ask("/funnel last quarter")).answer.context).toMatch(/ – .* \| against /);
});

describe("who asks", () => {
  it("shows strangers help and nothing else, unless the data is fictional", async () => {
    const owners = await readOwners(demo.parley.parts.store);
    const strict = { access: "tree", administrators: [], fictional: false } as const;
    const identify = async () => recognise({ id: "stranger" }, "slack", owners, strict);
    const refused = await ask("/sales last90d", { identify });
    expect(refused.answer.error?.code).toBe("not_linked");
    expect(refused.answer.headline).not.toContain("access.");
    expect((await ask("/help", { identify })).answer.error).toBeUndefined();
    expect(recognise({ id: "stranger" }, "slack", owners, { ...strict, fictional: true }).owners).toBeNull();
  });

  it("gives a manager the whole tree and a representative only the own accounts", async () => {
    const owners = await readOwners(demo.parley.parts.store);
    const strict = { access: "tree", administrators: [], fictional: false } as const;
    const as = (key: number | undefined) => {
      const email = owners.find((owner) => owner.key === key)?.email ?? "";
      return recognise({ id: "x", email }, "test", owners, strict);
    };
    const rep = owners.find(
      (owner) => owner.active && owner.managerKey !== null && !owners.some((other) => other.managerKey === owner.key),
    );
    const own = as(rep?.key);
    const manager = as(rep?.managerKey ?? undefined);
    expect(own.owners).toEqual([rep?.key]);
    expect(manager.owners).toContain(rep?.key);
    const revenue = async (asker: typeof own) => {
      const { answer } = await ask("/sales last365d", { identify: async () => asker });
      return (answer.result.totals as { revenue: number }).revenue;
    };
    const [mine, team, all] = [await revenue(own), await revenue(manager), await revenue(administrator)];
    expect(mine).toBeGreaterThan(0);
    expect(mine).toBeLessThan(team);
    expect(team).toBeLessThan(all);
  });

  it("knows somebody who left and came back by the user that is active", async () => {
    const owners = await readOwners(demo.parley.parts.store);
    const [one, two] = owners;
    if (one === undefined || two === undefined) throw new Error("two owners");
    const twice = [
      { ...one, active: false, email: "back@example.com" },
      { ...two, active: true, email: "back@example.com" },
    ];
    const strict = { access: "tree", administrators: [], fictional: false } as const;
    expect(recognise({ id: "x", email: "back@example.com" }, "test", twice, strict).owner?.key).toBe(two.key);
  });

  it("refuses an owner who has left", async () => {
    const owners = await readOwners(demo.parley.parts.store);
    const [someone] = owners;
    if (someone === undefined) throw new Error("no owners");
    const left = [{ ...someone, active: false }];
    const strict = { access: "tree", administrators: [], fictional: false } as const;
    expect(() => recognise({ id: "x", email: someone.email ?? "" }, "test", left, strict)).toThrow("deactivated");
  });
});

describe("sharing", () => {
  const shared = { action: "share" as const };

  it("shows a channel only what everybody in it may see", async () => {
    const owners = await readOwners(demo.parley.parts.store);
    const managers = owners.filter((owner) => owners.some((other) => other.managerKey === owner.key));
    const small = managers.find((owner) => tree(owners, owner).length < 12);
    if (small === undefined) throw new Error("the demo company has a small team");
    const team = tree(owners, small);
    const audience = async () => ({ owners: team });
    const { answer } = await ask("/sales last365d", { ...shared, audience });
    expect(answer.visibility).toBe("channel");
    expect(answer.context).toContain(String(team.length));
    const own = { owner: small, role: "manager", owners: team, people: team.length } as const;
    const asked = await ask("/sales last365d", { identify: async () => own });
    expect(answer.result).toEqual(asked.answer.result);
  });

  it("refuses where somebody may see nothing, or nobody knows who is there", async () => {
    for (const audience of [async () => ({ owners: [] }), undefined]) {
      const { answer } = await ask("/sales last365d", { ...shared, ...(audience ? { audience } : {}) });
      expect(answer.error?.code).toBe("share_refused");
      expect(answer.visibility).toBe("private");
    }
  });
});

describe("strangers", () => {
  it("learn no value of the data, not even as a suggestion", async () => {
    const identify = () => Promise.reject(new UserError("not_linked", "access.not_linked"));
    for (const text of ["/sales region=x", "/funnel owner=x", "/sales campaign=x"]) {
      const { answer } = await ask(text, { identify, locale: "zh" });
      expect(["not_linked", "unknown_value"]).toContain(answer.error?.code);
      expect(JSON.stringify(answer)).not.toMatch(/华东|华南|海外|张|春.*节/);
    }
  });
});

describe("an answer", () => {
  it("is in the audit log, with what was understood and how it ended", async () => {
    const answered = await ask("/sales last90d", { userId: "auditee" });
    const refused = await ask("/nonsense", { userId: "auditee" });
    const rows = await demo.parley.parts.state.rows<Record<string, unknown>>(
      "SELECT id, text, command, outcome, code FROM audit WHERE user_id = $1 ORDER BY at, outcome",
      ["auditee"],
    );
    expect(rows).toContainEqual({
      id: answered.answer.id,
      text: "/sales last90d",
      command: answered.question?.text,
      outcome: "answered",
      code: null,
    });
    expect(rows).toContainEqual({
      id: refused.answer.id,
      text: "/nonsense",
      command: "",
      outcome: "refused",
      code: "unknown_command",
    });
  });

  it("explains itself with formula, period, scope, rows and the command to repeat it", async () => {
    const { answer } = await ask("/rfm last90d region=华东", { action: "explain", locale: "zh" });
    const said = (answer.insights ?? []).join("\n");
    for (const part of ["华东", "全公司", "npm run ask", "Asia/Shanghai"]) expect(said).toContain(part);
    expect(answer.image).toBeUndefined();
  });

  it("modifies the question before it", async () => {
    const { question } = await ask("by region", { previous: async () => "/sales last90d" });
    expect(question).toMatchObject({ command: "sales", by: ["region"] });
    expect(question?.period.name).toBe("last90d");
  });

  it("understands a plain sentence and shows the command", async () => {
    const { answer } = await ask("看看近90天的销售", { locale: "zh" });
    expect(answer.command).toMatch(/^\/sales last90d/);
  });

  it("says so when its chart fails, and keeps the numbers", async () => {
    const { renderer } = demo.parley.parts;
    const broken = { ...demo.parley.parts, renderer: { ...renderer, render: () => Promise.reject(new Error("boom")) } };
    const { createDispatch } = await import("#dispatch.ts");
    const { answer } = await createDispatch(broken)(fromAdministrator("/sales last90d", { draw: true }));
    expect(answer.error).toBeUndefined();
    expect(answer.image).toBeUndefined();
    expect(answer.footnotes?.join(" ")).toContain(answer.id);
  });

  it("hides a bug behind a reference", async () => {
    const { createDispatch } = await import("#dispatch.ts");
    const store = {
      ...demo.parley.parts.store,
      view: () => {
        throw new Error("secret detail");
      },
    };
    const { answer } = await createDispatch({ ...demo.parley.parts, store })(fromAdministrator("/sales last90d"));
    expect(answer.error?.code).toBe("internal");
    expect(answer.headline).toContain(answer.id);
    expect(JSON.stringify(answer)).not.toContain("secret detail");
  });

  it("stops at its deadline", async () => {
    const { createDispatch } = await import("#dispatch.ts");
    const { answer } = await createDispatch({ ...demo.parley.parts, deadlineMs: 1 })(
      fromAdministrator("/rfm last365d"),
    );
    expect(answer.error?.code).toBe("timeout");
  });
});
