// The editor's only door: everything a program that embeds it may use.
import "./editor.css";

export { createEditor, type EditorOptions } from "./createEditor";
export { FLEXIBLE_SIZES, isLegalSize, planEdit, type SizeRules } from "./plan";
export { EditorView, type EditorViewProps } from "./stage/EditorView";
export { describeEditorError } from "./strings";
export * from "./types";
