// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers by the names that their screens use.
import type { components } from "../../generated/api";

type Schemas = components["schemas"];

export type Numbers = Schemas["Numbers"];
export type StoryNumbers = Schemas["StoryNumbers"];
export type Now = Schemas["NumbersNow"];
export type Referrers = Schemas["NumbersOfReferrers"];
export type MostViewed = Schemas["MostViewedStory"];

export type Step = "minute" | "hour" | "day";
export interface Point {
  at: string;
  views: number;
  robots: number;
}

/** A row of a table: a section, an author, a language. */
export interface Row {
  key: string;
  name: string;
  views: number;
  robots: number;
}
