/** Cities that people name and the zone database does not, or calls otherwise; lower case. */
const cities: Readonly<Record<string, string>> = {
  ...{ beijing: "Asia/Shanghai", shenzhen: "Asia/Shanghai", guangzhou: "Asia/Shanghai", hangzhou: "Asia/Shanghai" },
  ...{
    北京: "Asia/Shanghai",
    上海: "Asia/Shanghai",
    深圳: "Asia/Shanghai",
    广州: "Asia/Shanghai",
    中国: "Asia/Shanghai",
  },
  ...{ 杭州: "Asia/Shanghai", 成都: "Asia/Shanghai", 香港: "Asia/Hong_Kong", 台北: "Asia/Taipei", 东京: "Asia/Tokyo" },
  ...{ 首尔: "Asia/Seoul", 新加坡: "Asia/Singapore", 曼谷: "Asia/Bangkok", 迪拜: "Asia/Dubai", 孟买: "Asia/Kolkata" },
  ...{ mumbai: "Asia/Kolkata", delhi: "Asia/Kolkata", bangalore: "Asia/Kolkata", hanoi: "Asia/Ho_Chi_Minh" },
  ...{ 悉尼: "Australia/Sydney", 墨尔本: "Australia/Melbourne", 伦敦: "Europe/London", 巴黎: "Europe/Paris" },
  ...{ 柏林: "Europe/Berlin", munich: "Europe/Berlin", 慕尼黑: "Europe/Berlin", frankfurt: "Europe/Berlin" },
  ...{ 莫斯科: "Europe/Moscow", 马德里: "Europe/Madrid", 罗马: "Europe/Rome", milan: "Europe/Rome" },
  ...{
    纽约: "America/New_York",
    boston: "America/New_York",
    washington: "America/New_York",
    波士顿: "America/New_York",
  },
  ...{
    芝加哥: "America/Chicago",
    dallas: "America/Chicago",
    洛杉矶: "America/Los_Angeles",
    seattle: "America/Los_Angeles",
  },
  ...{ "san francisco": "America/Los_Angeles", 旧金山: "America/Los_Angeles", 西雅图: "America/Los_Angeles" },
  ...{ 多伦多: "America/Toronto", 温哥华: "America/Vancouver", 圣保罗: "America/Sao_Paulo", utc: "UTC", gmt: "UTC" },
};

let zones: ReadonlyMap<string, string> | undefined;

/** Every zone by its name and by its city, lower case with spaces. */
function known(): ReadonlyMap<string, string> {
  const plain = (name: string) => name.toLowerCase().replaceAll("_", " ");
  const names = Intl.supportedValuesOf("timeZone");
  zones ??= new Map([
    ...names.map((name) => [plain(name.split("/").at(-1) ?? name), name] as const),
    ...names.map((name) => [plain(name), name] as const),
    ...Object.entries(cities),
  ]);
  return zones;
}

/** The IANA zone that a text names by itself or by a city, `Europe/London`, `new york`, 伦敦; null when it is none. */
export function zoneMeant(text: string): string | null {
  const name = text.trim().toLowerCase().replaceAll("_", " ");
  const found = known().get(name) ?? known().get(name.replace(/(市|时间|时区)$/, ""));
  if (found !== undefined) return found;
  try {
    // Older names (`Asia/Calcutta`) are understood though they are not listed.
    return name.includes("/")
      ? new Intl.DateTimeFormat("en", { timeZone: text.trim() }).resolvedOptions().timeZone
      : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
