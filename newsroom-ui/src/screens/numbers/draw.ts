// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a chart with uPlot, in the colours and letters of the page and in its direction. In a file of its own, so that it is fetched when the
// first chart is shown.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

import { named, scaleFor } from "./points";
import type { Point } from "./types";

export interface Drawing {
  points: readonly Point[];
  withRobots: boolean;
  direction: "ltr" | "rtl";
  /** What stands below a point, and beside a line. */
  name: (point: Point) => string;
  count: (value: number) => string;
  /** Called with the point that the pointer is over. */
  over: (place: number) => void;
}

export interface Chart {
  update: (drawing: Drawing) => void;
  show: (place: number) => void;
  destroy: () => void;
}

const height = (width: number): number => Math.round(Math.min(320, Math.max(190, width * 0.42)));

function options(element: HTMLElement, drawing: Drawing): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const font = `12px ${style.fontFamily}`;
  const { points, direction, withRobots } = drawing;
  const { top, lines } = scaleFor(points.reduce((most, point) => Math.max(most, point.views, withRobots ? point.robots : 0), 0));
  const width = element.clientWidth;
  const places = named(points.length, Math.max(2, Math.floor((width - 60) / 78)));
  const dots = { show: points.length <= 31, size: 6 };
  const widest = lines.reduce((most, line) => Math.max(most, drawing.count(line).length), 0);
  return {
    width,
    height: height(width),
    padding: [10, direction === "ltr" ? 28 : null, null, direction === "rtl" ? 28 : null],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
    scales: {
      x: { time: false, dir: direction === "rtl" ? -1 : 1, range: () => [0, Math.max(1, points.length - 1)] },
      y: { range: () => [0, top] },
    },
    axes: [
      {
        stroke: colour("--muted"),
        font,
        size: 32,
        grid: { show: false },
        ticks: { stroke: colour("--rule"), width: 1, size: 4 },
        splits: () => places,
        values: () => places.map((place) => (points[place] ? drawing.name(points[place]) : "")),
      },
      {
        stroke: colour("--muted"),
        font,
        side: direction === "rtl" ? 1 : 3,
        size: 22 + widest * 7,
        grid: { stroke: colour("--rule"), width: 1 },
        ticks: { show: false },
        splits: () => lines,
        values: () => lines.map((line) => drawing.count(line)),
      },
    ],
    series: [
      {},
      { label: "views", stroke: colour("--accent"), width: 2, fill: colour("--accent-soft"), points: { ...dots, fill: colour("--accent") } },
      { label: "robots", show: withRobots, stroke: colour("--info"), width: 1.5, dash: [6, 4], points: { ...dots, size: 5, fill: colour("--info") } },
    ],
    hooks: { setCursor: [(plot) => plot.cursor.idx !== null && plot.cursor.idx !== undefined && drawing.over(plot.cursor.idx)] },
  };
}

const data = (points: readonly Point[]): uPlot.AlignedData => [points.map((_, place) => place), points.map((point) => point.views), points.map((point) => point.robots)];

export function draw(element: HTMLElement, first: Drawing): Chart {
  let drawing = first;
  let plot: uPlot | null = null;
  const make = (): void => {
    plot?.destroy();
    plot = new uPlot(options(element, drawing), data(drawing.points), element);
  };
  make();
  let width = element.clientWidth;
  const watcher = new ResizeObserver(() => {
    if (element.clientWidth !== width && element.clientWidth > 0) {
      width = element.clientWidth;
      make();
    }
  });
  watcher.observe(element);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", make);
  return {
    update: (next) => {
      drawing = next;
      make();
    },
    show: (place) => {
      const left = plot?.valToPos(place, "x") ?? -10;
      plot?.setCursor({ left, top: 0 }, false);
    },
    destroy: () => {
      watcher.disconnect();
      dark.removeEventListener("change", make);
      plot?.destroy();
    },
  };
}
