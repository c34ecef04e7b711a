// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { foundZones, zoneChoices } from "./zone_choices";

test("a zone is found by its city, its region, its offset and without accents, in both languages", () => {
  const english = zoneChoices("en", "UTC");
  expect(foundZones(english, "tehran").map((one) => one.value)).toEqual(["Asia/Tehran"]);
  expect(foundZones(english, "tehran")[0]?.label).toBe("Tehran (UTC+3:30)");
  expect(foundZones(english, "new york").map((one) => one.value)).toContain("America/New_York");
  expect(foundZones(english, "america york").map((one) => one.value)).toContain("America/New_York");
  expect(foundZones(english, "no such place")).toEqual([]);
  expect(foundZones(english, "").length).toBe(english.length);
  const persian = zoneChoices("fa", "UTC");
  expect(foundZones(persian, "تهران").map((one) => one.value)).toEqual(["Asia/Tehran"]);
  expect(foundZones(persian, "نیویورک").map((one) => one.value)).toEqual(["America/New_York"]);
  expect(foundZones(persian, "Tehran").map((one) => one.value)).toEqual(["Asia/Tehran"]);
  expect(foundZones(persian, "تهران")[0]?.label).toContain("UTC+۳:۳۰");
});

test("the zone in use is among them, though the browser does not know it", () => {
  expect(zoneChoices("en", "Nowhere/Else")[0]).toMatchObject({ value: "Nowhere/Else", label: "Nowhere/Else" });
  expect(zoneChoices("en", "Nowhere/Else").length).toBe(zoneChoices("en", "UTC").length + 1);
});
