// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of embeds are read as the server reads them: the list of cases is the same.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { parseAddress } from "./address";
import { becomesEmbed, hostOf, knownEmbed, pageOfPlayer, providerOf } from "./embeds";

interface Case {
  address: string;
  provider: string | null;
  kind?: string;
  player?: string;
  page?: string;
}
const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../..");
const cases = JSON.parse(fs.readFileSync(path.join(repository, "tests/golden/embeds/addresses.json"), "utf8")) as Case[];

describe("the list of addresses", () => {
  test.each(cases.map((one) => [one.address.slice(0, 100), one] as const))("%s", (_, { address, provider, kind, player, page = "" }) => {
    const parsed = parseAddress(address);
    const known = parsed === null ? null : knownEmbed(parsed);
    expect(known).toEqual(provider === null ? null : { provider, kind, player: player !== "", page });
  });
});

test("an address of a player is kept as that of its page", () => {
  expect(pageOfPlayer("https://www.youtube.com/embed/dQw4w9WgXcQ?start=90")).toBe("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s");
  expect(pageOfPlayer("https://example.org/embed/1")).toBe("https://example.org/embed/1");
});

test("the provider is that of the host where the page is no embed", () => {
  expect(providerOf("https://www.youtube.com/@stoppress")).toBe("youtube");
  expect(providerOf("https://video.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv")).toBe("peertube");
  expect(providerOf("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ")).toBe("web");
  expect(becomesEmbed("https://github.com/a/b")).toBe(false);
  expect(becomesEmbed("https://example.org/")).toBe(false);
  expect(becomesEmbed("https://youtu.be/dQw4w9WgXcQ")).toBe(true);
  expect(hostOf("https://www.example.org:8080/a")).toBe("example.org:8080");
});
