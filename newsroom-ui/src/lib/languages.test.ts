// SPDX-License-Identifier: GPL-3.0-or-later
// Which languages a story can be given, and in which order.
import { expect, test } from "vitest";

import { languageChoices, languageName } from "./languages";

test("languages have their names in the interface's language", () => {
  expect(languageName("fa-AF", "en")).toBe("Dari");
  expect(languageName("ckb", "en")).toBe("Central Kurdish");
  expect(languageName("ps", "fa")).toBe("پشتو");
  expect(languageName("not a tag", "en")).toBe("not a tag");
});

test("the usual ones come first, the others by name, and none twice", () => {
  const choices = languageChoices(["fa", "", "en", "fa"], ["ja", "az", "en", "fa", "ckb"], "en");
  expect(choices.map((one) => one.value)).toEqual(["fa", "en", "az", "ckb", "ja"]);
  expect(choices.map((one) => one.label)).toEqual(["Persian", "English", "Azerbaijani", "Central Kurdish", "Japanese"]);
});
