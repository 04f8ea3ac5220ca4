import { expect, test } from "vitest";
import { UserError } from "#errors.ts";
import { readAddress } from "#sql-source/address.ts";

test("an address names dialect, port and what is written in per cent", () => {
  expect(readAddress("postgresql://par%40ley:a%2Fb%40c@127.0.0.1/shop", "X")).toEqual({
    ...{ dialect: "postgres", host: "127.0.0.1", port: 5432, user: "par@ley", password: "a/b@c", database: "shop" },
    tls: null,
  });
  expect(readAddress("mariadb://u:p@localhost:3307/crm", "X")).toMatchObject({ dialect: "mysql", port: 3307 });
});

test("other machines are spoken to by verified TLS unless it says otherwise", () => {
  expect(readAddress("mysql://u:p@db.example.com/crm", "X").tls).toEqual({ rejectUnauthorized: true });
  expect(readAddress("mysql://u:p@db.example.com/crm?sslmode=disable", "X").tls).toBeNull();
  expect(readAddress("postgres://u:p@127.0.0.1/crm?sslmode=verify-full", "X").tls).toEqual({
    rejectUnauthorized: true,
  });
});

test.each([
  ["oracle://u:planted@h/d", "is not an address"],
  ["postgres://u:planted@h", "is not an address"],
  ["planted", "is not an address"],
  ["postgres://u:planted@h/d?sslmode=prefer", "sslmode"],
  ["postgres://u:planted@h/d?sslrootcert=/no/such.pem", "/no/such.pem"],
])("%s is refused without being shown", (text, expected) => {
  const refused = (): unknown => readAddress(text, "CRM_SQL_URL");
  expect(refused).toThrow(UserError);
  expect(refused).toThrow(expected);
  expect(refused).not.toThrow(/u:planted/);
});
