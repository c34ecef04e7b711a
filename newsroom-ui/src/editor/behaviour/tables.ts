// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and columns of a table. An alignment belongs to a column, and the first row to the header or not.
import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, isInTable, selectedRect, TableMap } from "@tiptap/pm/tables";

import type { Alignment } from "../document/document";
import { maxColumns } from "../document/limits";
import { around, removeBlock } from "./commands";

export function addRow(editor: Editor, side: "before" | "after", goThere = false): boolean {
  if (!isInTable(editor.state)) return false;
  const rect = selectedRect(editor.state);
  if (side === "before" && rect.top === 0 && rect.table.firstChild?.firstChild?.type.name === "tableHeader") return false; // nothing stands above the header
  const done = (side === "before" ? addRowBefore : addRowAfter)(editor.state, editor.view.dispatch);
  if (done && goThere) {
    const now = selectedRect(editor.state);
    const cell = now.tableStart + now.map.map[(rect.bottom) * now.map.width]!;
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(cell + 1))).scrollIntoView());
  }
  return keepBody(editor) || done;
}

export function addColumn(editor: Editor, side: "before" | "after"): boolean {
  if (!isInTable(editor.state) || selectedRect(editor.state).map.width >= maxColumns) return false;
  return (side === "before" ? addColumnBefore : addColumnAfter)(editor.state, editor.view.dispatch);
}

/** The cursor stays in the table, as near to where it was as there are cells. */
function stay(editor: Editor, tableStart: number, row: number, column: number): boolean {
  const { state, view } = editor;
  const map = TableMap.get(state.doc.nodeAt(tableStart - 1)!);
  const cell = tableStart + map.positionAt(Math.min(row, map.height - 1), Math.min(column, map.width - 1), state.doc.nodeAt(tableStart - 1)!);
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(cell + 1))));
  return true;
}

/** The last row or column takes the table with it. */
export function removeRow(editor: Editor): boolean {
  if (!isInTable(editor.state)) return false;
  const rect = selectedRect(editor.state);
  if (rect.bottom - rect.top >= rect.map.height) return removeTable(editor);
  return deleteRow(editor.state, editor.view.dispatch) && stay(editor, rect.tableStart, rect.top, rect.left);
}

export function removeColumn(editor: Editor): boolean {
  if (!isInTable(editor.state)) return false;
  const rect = selectedRect(editor.state);
  if (rect.right - rect.left >= rect.map.width) return removeTable(editor);
  return deleteColumn(editor.state, editor.view.dispatch) && stay(editor, rect.tableStart, rect.top, rect.left);
}

export function removeTable(editor: Editor): boolean {
  const figure = around(editor.state, "tableFigure");
  if (figure) removeBlock(editor, figure.position);
  return figure !== null;
}

const setRowType = (editor: Editor, row: number, type: "tableCell" | "tableHeader"): void => {
  const { map, tableStart } = selectedRect(editor.state);
  const { tr, schema } = editor.state;
  for (let column = 0; column < map.width; ++column) {
    const position = tableStart + map.map[row * map.width + column]!;
    tr.setNodeMarkup(position, schema.nodes[type], tr.doc.nodeAt(position)!.attrs);
  }
  editor.view.dispatch(tr);
};

export const hasHeader = (editor: Editor): boolean => isInTable(editor.state) && selectedRect(editor.state).table.firstChild?.firstChild?.type.name === "tableHeader";

export function toggleHeader(editor: Editor): boolean {
  if (!isInTable(editor.state)) return false;
  setRowType(editor, 0, hasHeader(editor) ? "tableCell" : "tableHeader");
  editor.view.focus();
  return true;
}

/** A row that was put below the header is none itself. */
function keepBody(editor: Editor): boolean {
  const { table, map } = selectedRect(editor.state);
  for (let row = 1; row < map.height; ++row) {
    if (table.child(row).firstChild?.type.name === "tableHeader") {
      setRowType(editor, row, "tableCell");
      return true;
    }
  }
  return false;
}

/** Aligns the columns of the selection, all their cells. */
export function align(editor: Editor, alignment: Alignment): boolean {
  if (!isInTable(editor.state)) return false;
  const { map, tableStart, left, right } = selectedRect(editor.state);
  const { tr } = editor.state;
  for (let row = 0; row < map.height; ++row) {
    for (let column = left; column < right; ++column) tr.setNodeAttribute(tableStart + map.map[row * map.width + column]!, "alignment", alignment);
  }
  editor.view.dispatch(tr);
  editor.view.focus();
  return true;
}

export function alignmentHere(editor: Editor): Alignment {
  if (!isInTable(editor.state)) return "none";
  const { map, table, left } = selectedRect(editor.state);
  return (table.nodeAt(map.map[left]!)?.attrs.alignment ?? "none") as Alignment;
}
