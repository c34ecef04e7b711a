// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import type { Person } from "../../lib/types";
import { kept, labelOf, partsOf, peopleFor, readable, typedName } from "./mentions";

const person = (name: string, email: string): Person => ({ number: 1, name, email, role: "editor", disabled: false });
const ann = person("Ann Lee", "ann@example.org");
const annie = person("Ann Leeson", "annie@example.org");
const zoe = person("Zoë Álvarez", "zoe@example.org");
const mina = person("مینا کریمی", "mina@example.org");
const people = [ann, annie, zoe, mina];
const name = (email: string): string => people.find((one) => one.email === email)?.name ?? email;

test("a note shows the present names of those whom it names", () => {
  expect(partsOf("Ask @<ann@example.org>, or @<MINA@example.org>.", name)).toEqual([
    { text: "Ask ", email: null },
    { text: "@Ann Lee", email: "ann@example.org" },
    { text: ", or ", email: null },
    { text: "@مینا کریمی", email: "mina@example.org" },
    { text: ".", email: null },
  ]);
  expect(readable("@<gone@example.org> knows", name)).toBe("@gone@example.org knows");
  expect(partsOf("ann@example.org, @<no>, @<>", name)).toEqual([{ text: "ann@example.org, @<no>, @<>", email: null }]);
  expect(partsOf("", name)).toEqual([]);
});

test.each([
  ["@", "", 0],
  ["Ask @an", "an", 4],
  ["Ask @Ann L", "Ann L", 4],
  ["(@zo", "zo", 1],
  ["از @مینا", "مینا", 3],
])("in %j a name is being typed", (text, query, at) => {
  expect(typedName(text, text.length)).toEqual({ query, at });
});

test.each(["", "ann@example", "Ask Ann", "@Ann Lee says", "@ann\n"])("in %j none is", (text) => {
  expect(typedName(text, text.length)).toBeNull();
});

test("people are found by the beginnings of their names, without accents, and by their addresses", () => {
  expect(peopleFor("", people)).toEqual(people);
  expect(peopleFor("lee", people)).toEqual([ann, annie]);
  expect(peopleFor("ZOE al", people)).toEqual([zoe]);
  expect(peopleFor("annie", people)).toEqual([annie]);
  expect(peopleFor("کر", people)).toEqual([mina]);
  expect(peopleFor("ee", people)).toEqual([]);
  expect(peopleFor("", people, 2)).toHaveLength(2);
});

test("two of the same name are told apart", () => {
  const other = person("Ann Lee", "lee@example.org");
  expect(labelOf(ann, people)).toBe("@Ann Lee");
  expect(labelOf(ann, [...people, other])).toBe("@Ann Lee (ann@example.org)");
});

test("names that were chosen are kept as addresses, others as words", () => {
  const chosen = new Map([
    ["@Ann Lee", "ann@example.org"],
    ["@Ann Leeson", "annie@example.org"],
    ["@مینا کریمی", "mina@example.org"],
  ]);
  expect(kept("@Ann Lee and @Ann Leeson: @Zoë Álvarez", chosen)).toBe("@<ann@example.org> and @<annie@example.org>: @Zoë Álvarez");
  expect(kept("@Ann Leeward", chosen)).toBe("@Ann Leeward");
  expect(kept("از @مینا کریمی؟ 😀", chosen)).toBe("از @<mina@example.org>؟ 😀");
});
