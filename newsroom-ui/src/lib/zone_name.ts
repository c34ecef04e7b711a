// SPDX-License-Identifier: GPL-3.0-or-later
// What people call a time zone: the city of "Asia/Tehran", in their language where the browser knows it.

/** Null for zones without a place ("UTC", "Etc/GMT+3"). */
export function zoneName(name: string, language: string): string | null {
  const city = name.split("/").at(-1)?.replaceAll("_", " ") ?? "";
  if (!name.includes("/") || name.startsWith("Etc/")) {
    return null;
  }
  if (language === "en") {
    return city;
  }
  try {
    const named = new Intl.DateTimeFormat(language, { timeZone: name, timeZoneName: "shortGeneric" }).formatToParts(0).find(({ type }) => type === "timeZoneName")?.value ?? "";
    // "Time of CITY": the message that the name goes into says "time" itself.
    const place = named.replace(/^(?:به )?وقت(?: عادی| محلی)? /, "");
    return /^(?:UTC|GMT|گرینویچ|\p{Lu}{2,5}$)/u.test(place) || place === "" ? city : place;
  } catch {
    return city;
  }
}
