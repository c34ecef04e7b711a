// SPDX-License-Identifier: GPL-3.0-or-later
// What the autosave says to do, by a clock that is set here.
import { describe, expect, test } from "vitest";

import { Autosave, pace } from "./machine";

describe("the machine", () => {
  test("keeps what was typed after a quarter of a second and sends it when typing pauses", () => {
    const machine = new Autosave();
    machine.edited(0);
    expect(machine.due(pace.keep - 1)).toEqual([]);
    expect(machine.due(pace.keep)).toEqual([{ type: "keep", seq: 1 }]);
    machine.kept(1);
    expect(machine.due(pace.sendPause - 1)).toEqual([]);
    expect(machine.due(pace.sendPause)).toEqual([{ type: "send", seq: 1 }]);
    expect(machine.state).toBe("saving");
    machine.sent(1);
    expect(machine.state).toBe("saved");
    expect(machine.due(pace.sendPause)).toEqual([{ type: "forget", seq: 1 }]);
    expect(machine.next()).toBeNull();
  });

  test("sends within a second and a half though typing goes on", () => {
    const machine = new Autosave();
    let sentAt: number | null = null;
    for (let now = 0; now < 3000 && sentAt === null; now += 50) {
      machine.edited(now);
      for (const command of machine.due(now)) {
        if (command.type === "keep") machine.kept(command.seq);
        if (command.type === "send") sentAt = now;
      }
    }
    expect(sentAt).toBe(pace.sendAtMost);
  });

  test("says that it is kept here only once the server cannot be reached, and tries ever more slowly", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(300).forEach((command) => machine.kept(command.seq));
    const waits: number[] = [];
    let now = 1000;
    for (let i = 0; i < 6; ++i) {
      expect(machine.due(now)).toEqual([{ type: "send", seq: 1 }]);
      machine.failed("offline", now);
      expect(machine.state).toBe("kept");
      waits.push(machine.next()! - now);
      now = machine.next()!;
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    machine.retry(now - 10_000);
    expect(machine.due(now - 10_000)).toEqual([{ type: "send", seq: 1 }]);
  });

  test("says that it is kept nowhere where the browser's database fails too", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(300);
    machine.keepFailed(300);
    machine.due(1000);
    machine.failed("offline", 1000);
    expect(machine.state).toBe("unkept");
    expect(machine.due(300 + pace.retryFirst).map((command) => command.type)).toContain("keep");
  });

  test("sends nothing while a conflict is open, but goes on keeping", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(1000).forEach((command) => command.type === "keep" && machine.kept(command.seq));
    machine.failed("conflict", 1000);
    machine.edited(1100);
    expect(machine.due(60_000).map((command) => command.type)).toEqual(["keep"]);
    machine.kept(2);
    machine.retry(60_000);
    expect(machine.due(60_000)).toEqual([{ type: "send", seq: 2 }]);
  });

  test("what the server refuses is not sent again until it is changed", () => {
    const machine = new Autosave();
    machine.edited(0);
    machine.due(1000).forEach((command) => command.type === "keep" && machine.kept(command.seq));
    machine.failed("refused", 1000);
    expect(machine.due(100_000)).toEqual([]);
    machine.edited(100_000);
    expect(machine.due(102_000).map((command) => command.type)).toContain("send");
  });
});
