// The commands that change the adjustment layers of a document. Writes only into an immer draft.
import { repairAdjustment } from "./adjustmentLayer";
import type { AdjustmentLayer, AdjustmentProperties } from "./adjustments";
import { type DocumentDraft, type Mutable, plainValue } from "./draft";

export type AdjustmentCommand =
	/** Adds an adjustment on top. */
	| { readonly type: "adjustment.add"; readonly adjustment: AdjustmentLayer }
	| { readonly type: "adjustment.remove"; readonly adjustment: string }
	/** A value of undefined removes the property. */
	| {
			readonly type: "adjustment.set";
			readonly adjustment: string;
			readonly changes: { readonly [Name in keyof AdjustmentProperties]?: AdjustmentProperties[Name] | undefined };
	  }
	/** Moves an adjustment to an index, counted from 0 at the bottom. */
	| { readonly type: "adjustment.move"; readonly adjustment: string; readonly to: number };

export function applyAdjustmentCommand(draft: DocumentDraft, command: AdjustmentCommand): void {
	const layers = draft.adjustments ?? [];
	const id = command.type === "adjustment.add" ? command.adjustment.id : command.adjustment;
	const index = layers.findIndex((layer) => layer.id === id);
	const layer = layers[index];
	switch (command.type) {
		case "adjustment.add": {
			const added = repairAdjustment(command.adjustment);
			if (added === null || layer !== undefined) return;
			draft.adjustments ??= [];
			draft.adjustments.push(added as Mutable<AdjustmentLayer>);
			return;
		}
		case "adjustment.remove":
			if (layer === undefined) return;
			layers.splice(index, 1);
			if (layers.length === 0) delete draft.adjustments;
			return;
		case "adjustment.set": {
			if (layer === undefined) return;
			const { coverage, ...changes } = command.changes;
			const before = plainValue<AdjustmentLayer>(layer as AdjustmentLayer);
			const after: Record<string, unknown> = { ...before, ...changes };
			if ("coverage" in command.changes) {
				after.coverage = coverage;
				// The coverage is of the canvas now.
				delete after.moved;
			}
			for (const [name, value] of Object.entries(after)) if (value === undefined) delete after[name];
			if (isSame(before, after)) return;
			layers[index] = after as unknown as Mutable<AdjustmentLayer>;
			return;
		}
		case "adjustment.move": {
			const to = Math.min(layers.length - 1, Math.max(0, command.to));
			if (layer === undefined || to === index) return;
			layers.splice(index, 1);
			layers.splice(to, 0, layer);
			return;
		}
	}
}

/** Compares the coverage by identity and everything else by its content. */
function isSame({ coverage, ...before }: AdjustmentLayer, after: Record<string, unknown>): boolean {
	const { coverage: covered, ...rest } = after;
	return coverage === covered && JSON.stringify(before) === JSON.stringify(rest);
}
