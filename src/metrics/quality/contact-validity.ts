import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

/** Contact data, row by row. */
export interface ContactCells {
  readonly phone: readonly (string | null)[];
  readonly email: readonly (string | null)[];
  /** Country as the source writes it. */
  readonly country: readonly (string | null)[];
}

/** One address: something, an @ that is the only one, a domain with a dot and no empty part. */
const address = /^[^\s@,;<>"]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u;

/**
 * Rows whose telephone number or e-mail address cannot be one. A number counts if any of those in the cell is valid in
 * the row's country, else in the company's region (for null, where most of the numbers are valid), or anywhere when it
 * begins with +; where no country is known, if it has 7 to 15 digits. O(rows).
 * Source: numbering plans of libphonenumber.
 */
export function invalidContacts(
  { phone, email, country }: ContactCells,
  region: string | null,
): { readonly phone: Int32Array; readonly email: Int32Array } {
  const regionOf = regionReader(region ?? usualRegion(phone));
  const badPhones: number[] = [];
  const badEmails: number[] = [];
  for (let row = 0; row < phone.length; row++) {
    const number = phone[row] ?? "";
    if (number !== "" && !isPhone(number, regionOf(country[row] ?? null))) badPhones.push(row);
    const mail = email[row] ?? "";
    if (mail !== "" && !mail.split(/[,;\n]/).every((part) => address.test(part.trim()))) badEmails.push(row);
  }
  return { phone: Int32Array.from(badPhones), email: Int32Array.from(badEmails) };
}

function isPhone(cell: string, region: CountryCode | undefined): boolean {
  return cell.split(/[,;/、\n]/).some((text) => {
    const number = text.trim().replace(/^00(?=[1-9])/, "+");
    if (region === undefined && !number.startsWith("+")) return /^\d{7,15}$/.test(number.replace(/[\s().-]/g, ""));
    return parsePhoneNumberFromString(number, region)?.isValid() ?? false;
  });
}

/** Numbers by which a region is told, and the regions that are tried, in order of preference where several fit. */
const sampled = 100;
const usual: readonly CountryCode[] = [
  "CN",
  "US",
  "GB",
  "DE",
  "JP",
  "FR",
  "IN",
  "KR",
  "SG",
  "AU",
  "HK",
  "TW",
  "BR",
  "IT",
  "ES",
];

/**
 * Region in which the first numbers without a country code are valid; null where half of them are in none. The first
 * that two thirds as many fit as fit any: some numbering plans take nearly everything.
 */
function usualRegion(phones: readonly (string | null)[]): CountryCode | null {
  const numbers = phones.filter((phone) => phone !== null && !/^\s*(?:\+|00)/.test(phone)).slice(0, sampled);
  const fitting = usual.map((region) => numbers.filter((number) => isPhone(number ?? "", region)).length);
  const most = Math.max(...fitting);
  if (2 * most < numbers.length) return null;
  return usual[fitting.findIndex((count) => 3 * count >= 2 * most)] ?? null;
}

/** Region code of a country's name in English or Chinese, or of its code; the company's own where it is not known. */
export function regionReader(fallback: string | null): (country: string | null) => CountryCode | undefined {
  const own = fallback !== null && isSupportedCountry(fallback) ? fallback : undefined;
  const known = new Map<string, CountryCode>();
  for (const locale of ["en", "zh"]) {
    const names = new Intl.DisplayNames(locale, { type: "region" });
    for (const code of regionCodes()) known.set((names.of(code) ?? code).toLowerCase(), code);
  }
  for (const [name, code] of otherNames) known.set(name, code);
  return (country) => {
    if (country === null) return own;
    const code = country.trim().toUpperCase();
    return isSupportedCountry(code) ? code : (known.get(country.trim().toLowerCase()) ?? own);
  };
}

/** Everyday names that the standard's lists do not have. */
const otherNames: readonly (readonly [string, CountryCode])[] = [
  ["china", "CN"],
  ["prc", "CN"],
  ["usa", "US"],
  ["uk", "GB"],
  ["england", "GB"],
  ["korea", "KR"],
  ["中华人民共和国", "CN"],
  ["hong kong", "HK"],
  ["macau", "MO"],
  ["香港", "HK"],
  ["澳门", "MO"],
];

function regionCodes(): CountryCode[] {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code): code is CountryCode => isSupportedCountry(code));
}

/** Region in which a business timezone lies, by the list that the platform keeps; null where several or none do. */
export function regionOfZone(zone: string): string | null {
  const region = regionCodes().find((code) => zonesOf(code).includes(zone));
  return region ?? null;
}

function zonesOf(code: string): readonly string[] {
  const locale = new Intl.Locale(`und-${code}`) as Intl.Locale & {
    readonly timeZones?: string[];
    getTimeZones?: () => string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
