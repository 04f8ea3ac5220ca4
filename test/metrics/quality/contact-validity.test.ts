import { describe, expect, it } from "vitest";
import { invalidContacts, regionOfZone, regionReader } from "#metrics/quality/contact-validity.ts";

const none = { phone: null, email: null, country: null };
const check = (rows: readonly Partial<Record<keyof typeof none, string | null>>[], region: string | null = "CN") => {
  const column = (name: keyof typeof none) => rows.map((row) => row[name] ?? null);
  const bad = invalidContacts({ phone: column("phone"), email: column("email"), country: column("country") }, region);
  return { phone: [...bad.phone], email: [...bad.email] };
};

describe("invalidContacts", () => {
  it("judges numbers by the plan of the account's country, else the company's", () => {
    const rows = [
      { phone: "138 0013 8000" },
      { phone: "12345" },
      { phone: "020 7946 0018", country: "United Kingdom" },
      { phone: "020 7946 0018", country: "美国" },
      { phone: "0044 20 7946 0018" },
      { phone: "010-62781234 / 13800138000" },
      {},
    ];
    expect(check(rows).phone).toEqual([1, 3]);
  });

  it("takes the region for which most numbers fit where none is given, and judges by digits where none fits", () => {
    const chinese = [
      { phone: "13800138000" },
      { phone: "021-62781234" },
      { phone: "+44 20 7946 0018" },
      { phone: "12345" },
    ];
    expect(check(chinese, null).phone).toEqual([3]);
    expect(check([{ phone: "1111111" }, { phone: "11" }], null).phone).toEqual([1]);
  });

  it("takes an address for one, or several, with a domain", () => {
    const email = [
      "a@b.cn",
      "a.b+c@d-e.co.uk",
      "张三@例子.中国",
      "a@b.cn; c@d.com",
      "a@b",
      "a b@c.cn",
      "@b.cn",
      "a@@b.cn",
    ];
    expect(check(email.map((text) => ({ email: text }))).email).toEqual([4, 5, 6, 7]);
  });
});

describe("regions", () => {
  it("are known by code and by name in both languages", () => {
    const region = regionReader("CN");
    expect(["GB", "germany", "日本", "USA", "Atlantis", null].map(region)).toEqual([
      "GB",
      "DE",
      "JP",
      "US",
      "CN",
      "CN",
    ]);
  });

  it("follow from a timezone", () => {
    expect(regionOfZone("Asia/Shanghai")).toBe("CN");
    expect(regionOfZone("America/New_York")).toBe("US");
    expect(regionOfZone("UTC")).toBeNull();
  });
});
