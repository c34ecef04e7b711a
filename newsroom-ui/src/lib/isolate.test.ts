// SPDX-License-Identifier: GPL-3.0-or-later
// That text of either direction keeps its order wherever the newsroom shows it: in sentences, and in every component.
import fs from "node:fs";
import path from "node:path";
import url from "node:url";

import { parse } from "svelte/compiler";
import { expect, test } from "vitest";

import { fill } from "./i18n.svelte";
import { isolated } from "./isolate";

test("values of the other direction are isolated in sentences, others are left as they are", () => {
  expect(fill("Saved by {name}", { name: "Ann" }, "en")).toBe("Saved by Ann");
  expect(fill("Saved by {name}", { name: "سارا" }, "en")).toBe("Saved by \u2068سارا\u2069");
  expect(fill("ذخیرهٔ {name}", { name: "سارا" }, "fa")).toBe("ذخیرهٔ سارا");
  expect(fill("ذخیرهٔ {name}", { name: "Ann" }, "fa")).toBe("ذخیرهٔ \u2068Ann\u2069");
  expect(isolated("127.0.0.*", "rtl")).toBe("\u2068127.0.0.*\u2069");
  expect(isolated("127.0.0.*", "ltr")).toBe("127.0.0.*");
  expect(isolated("", "rtl")).toBe("");
  // A number is written by the interface's own rules.
  expect(fill("{count} خبر", { count: 12 }, "fa")).toBe("۱۲ خبر");
});

/** The syntax tree of Svelte, as far as it is looked at here. */
interface Node {
  type: string;
  start: number;
  end: number;
  name?: string;
  [part: string]: unknown;
}

/** What gives text in the interface's own language: messages, and numbers and dates as the interface writes them. */
const own = new Set(["t", "tt", "number", "bytes", "origin"]);
const dates = new Set(["date", "ago", "written"]);
/** What components are given as their labels: sentences of the interface, in which values are isolated. */
const labels = new Set(["label", "title", "hint"]);
/** Parts of one text, which the element around them isolates as a whole. */
const parts = new Set(["ins", "del", "mark"]);
/** Elements in which none can stand, or which have a direction of their own. */
const closed = new Set(["bdi", "option", "title", "textarea", "kbd"]);

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string";

class Component {
  readonly faults: string[] = [];
  private constants = new Map<string, Node>();

  constructor(
    private file: string,
    private source: string,
  ) {
    const root = parse(source, { modern: true }) as unknown as { fragment: Node; instance: { content: Node } | null };
    for (const statement of (root.instance?.content["body"] as Node[] | undefined) ?? []) {
      if (statement.type !== "VariableDeclaration" || statement["kind"] !== "const") continue;
      for (const declared of statement["declarations"] as Node[]) {
        const [name, value] = [declared["id"] as Node, declared["init"] as Node | null];
        if (name.type === "Identifier" && value !== null) this.constants.set(name.name ?? "", value);
      }
    }
    this.look(root.fragment, null);
  }

  private named(call: Node): string {
    const callee = call["callee"] as Node;
    return callee.type === "Identifier" ? (callee.name ?? "") : "";
  }

  /** Whether the expression is text of the interface, never of somebody who wrote something. */
  private isOwn(expression: Node, alsoDates: boolean): boolean {
    const both = (...parts: string[]): boolean => parts.every((part) => this.isOwn(expression[part] as Node, alsoDates));
    switch (expression.type) {
      case "Literal":
        return true;
      case "TemplateLiteral":
        return (expression["expressions"] as Node[]).every((one) => this.isOwn(one, alsoDates));
      case "ConditionalExpression":
        return both("consequent", "alternate");
      case "LogicalExpression":
      case "BinaryExpression":
        return both("left", "right");
      case "TSAsExpression":
      case "TSNonNullExpression":
        return both("expression");
      case "MemberExpression":
        return ["length", "label"].includes((expression["property"] as Node).name ?? "");
      case "Identifier": {
        const value = this.constants.get(expression.name ?? "");
        return value === undefined ? labels.has(expression.name ?? "") : this.isOwn(value, alsoDates);
      }
      case "CallExpression": {
        const name = this.named(expression);
        if (name === "$derived") return this.isOwn((expression["arguments"] as Node[])[0]!, alsoDates);
        const local = this.constants.get(name);
        if (local?.type === "ArrowFunctionExpression") return this.isOwn(local["body"] as Node, alsoDates);
        return own.has(name) || (alsoDates && dates.has(name));
      }
      default:
        return false;
    }
  }

  private look(node: Node, around: Node | null): void {
    if (node.type === "Fragment") {
      const shown = (node["nodes"] as Node[]).filter((one) => one.type !== "Text" || (one["data"] as string).trim() !== "");
      for (const one of node["nodes"] as Node[]) {
        if (one.type === "ExpressionTag") this.check(one, around, shown.length === 1);
        else this.look(one, around);
      }
      return;
    }
    const within = ["RegularElement", "TitleElement", "Component"].includes(node.type) && !parts.has(node.name ?? "") ? node : around;
    for (const [part, value] of Object.entries(node)) {
      // Attributes hold no text that is laid out; what stands in them is shown alone.
      if (part === "attributes") continue;
      for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) this.look(one, within);
    }
  }

  private check(tag: Node, around: Node | null, alone: boolean): void {
    // A date is of the interface's direction: beside other text it is isolated, alone it needs not be.
    if (this.isOwn(tag["expression"] as Node, alone)) return;
    if (around?.type === "RegularElement" || around?.type === "TitleElement") {
      if (closed.has(around.name ?? "")) return;
      if ((around["attributes"] as Node[]).some((attribute) => attribute.name === "dir")) return;
    }
    const line = this.source.slice(0, tag.start).split("\n").length;
    this.faults.push(`${this.file}:${line}: ${this.source.slice(tag.start, tag.end)}`);
  }
}

const sources = path.resolve(path.dirname(url.fileURLToPath(import.meta.url)), "..");
const files = fs.readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".svelte"));

test("every component isolates what somebody wrote: in <bdi>, or in an element with a dir of its own", () => {
  expect(files.length).toBeGreaterThan(50);
  const faults = files.flatMap((file) => new Component(file, fs.readFileSync(path.join(sources, file), "utf8")).faults);
  expect(faults).toEqual([]);
});

test("the rule finds what is not isolated", () => {
  const faults = (source: string): number => new Component("", source).faults.length;
  expect(faults("<p>{story.headline}</p>")).toBe(1);
  expect(faults('<p dir="auto">{story.headline}</p>')).toBe(0);
  expect(faults("<p><bdi>{story.headline}</bdi></p>")).toBe(0);
  expect(faults("<Button>{story.headline}</Button>")).toBe(1);
  expect(faults("{#if story}<p>{story.headline}</p>{/if}")).toBe(1);
  expect(faults('<p>{t("shell.saved")}</p>')).toBe(0);
  expect(faults("<p>{date(story.at)}</p>")).toBe(0);
  expect(faults("<p>{date(story.at)} · {number(4)}</p>")).toBe(1);
  expect(faults("<p><bdi>{date(story.at)}</bdi> · {number(4)}</p>")).toBe(0);
});
