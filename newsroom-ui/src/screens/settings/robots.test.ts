// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { withLines } from "./robots";

const own = "User-agent: *\nDisallow: /api/\n";
const sitemaps = "\nSitemap: https://a.example/sitemap.xml\nSitemap: https://a.example/news-sitemap.xml\n";

test("added lines stand between the site's own and its sitemaps", () => {
  const file = withLines(own + sitemaps, [], ["Disallow: /x ", "", "User-agent: Bot", "Sitemap: https://b.example/s.xml"]);
  expect(file).toBe(`${own}Disallow: /x\n\nUser-agent: Bot\nSitemap: https://b.example/s.xml\n${sitemaps}`);
});

test("other lines take the place of those before, and none leave what was there first", () => {
  const file = withLines(own + sitemaps, [], ["Disallow: /x"]);
  expect(withLines(file, ["Disallow: /x"], ["Allow: /y"])).toBe(`${own}Allow: /y\n${sitemaps}`);
  expect(withLines(file, ["Disallow: /x"], [])).toBe(own + sitemaps);
});
