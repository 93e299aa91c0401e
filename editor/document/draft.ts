// The type of a document inside immer: the same tree, writable. Tiles are opaque to immer.
import { current, type Draft, isDraft } from "immer";
import type { DocumentTree } from "./document";

export type Mutable<T> = T extends Uint8Array ? T : T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

export type DocumentDraft = Mutable<DocumentTree>;

/** The value as it is now, which earlier commands of the same step may have changed or replaced. */
export function plainValue<Value>(value: Value): Value {
	return isDraft(value) ? (current(value as Draft<Value>) as Value) : value;
}
