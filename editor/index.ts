// The editor's only door: everything a program that embeds it may use.
export { createEditor } from "./createEditor";
export { EditorView } from "./stage/EditorView";
export { describeEditorError } from "./strings";
export * from "./types";
