// SPDX-License-Identifier: GPL-3.0-or-later
// What whoever is signed in may do with a story, as far as is known here. The server decides.
import { session } from "../../lib/session.svelte";
import type { Story } from "../../lib/types";
import type { Draft } from "./transport";

const own = (story: Story): boolean => story.created_by === undefined || story.created_by === session.email || story.assignee === session.email;

/** Whether what they change is proposed to editors: a reporter's own published story. */
export const proposes = (story: Story | null): boolean => story?.status === "published" && own(story) && session.may("reporter") && !session.may("editor");

/** Not while editors decide about a proposal, nor in an editor's draft. */
const mayProposeChange = (story: Story, draft: Draft | null): boolean => proposes(story) && !story.proposal?.submitted_at && (draft === null || story.proposal?.drafted === true);

/** Whether the server would take changes; `story` is null as long as it does not have it. */
export function mayChange(story: Story | null, draft: Draft | null): boolean {
  if (!story || session.may("editor")) return story?.status !== "withdrawn";
  return own(story) && (story.status === "draft" || (session.may("reporter") && (story.status === "in_review" || mayProposeChange(story, draft))));
}

/** Whether the server would bring the story back from the trash. */
export const mayRestore = (story: Story | null): boolean => !story || session.may("editor") || story.created_by === session.email;
