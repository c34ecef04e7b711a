// SPDX-License-Identifier: GPL-3.0-or-later
// The story as it stands on the screen while somebody writes: its fields, and the text in the editor.
import type { Direction, Document } from "../../editor/document/document";
import { asTyped, type Fields } from "../../editor/saving/fields";
import { i18n } from "../../lib/i18n.svelte";
import { session } from "../../lib/session.svelte";
import { directionOf } from "./directions";
import { emptyFields } from "./empty";
import { guessLanguage, textOf } from "./language_guess";
import { rememberLanguage } from "./last_language";

export type Head = Omit<Fields, "body">;
/** What the story's text is shown in. */
export interface TextView {
  current(): Document;
  /** `others`: somebody else wrote it, so that undoing one's own typing leaves it as it is. */
  show(document: Document, others?: boolean): void;
}

/** Characters after which the language is not guessed any more. */
const guessedEnough = 400;

export class Writing {
  head = $state<Head>(emptyFields("en"));
  /** Counts what was written, for what follows the text. */
  edits = $state(0);
  initialBody: Document = { blocks: [] };
  /** The language of a new story follows what is typed until somebody chooses one. */
  guessing = false;
  private text: TextView | null = null;

  get direction(): Direction {
    return directionOf(this.head.language);
  }

  attach(text: TextView): void {
    this.text = text;
  }

  fields(): Fields {
    return { ...$state.snapshot(this.head), body: this.text?.current() ?? this.initialBody };
  }

  /** `others`: where somebody else changed it; what says the same stays as it is being typed. */
  put(fields: Fields, others = false): void {
    const { body, ...head } = others ? asTyped(this.fields(), fields) : fields;
    this.head = structuredClone(head);
    this.initialBody = body;
    this.text?.show(body, others);
    ++this.edits;
  }

  set<Name extends keyof Head>(name: Name, value: Head[Name]): void {
    this.head[name] = value as never;
    if (name === "language") {
      this.guessing = false;
      rememberLanguage(session.email, this.head.language);
    }
  }

  edited(): void {
    if (this.guessing) this.guess();
    ++this.edits;
  }

  private guess(): void {
    const text = textOf(this.fields());
    const language = guessLanguage(text, [this.head.language, session.site?.language ?? "", i18n.language].filter(Boolean));
    if (language !== null) this.head.language = language;
    if (text.length > guessedEnough) this.guessing = false;
  }
}
