// Panning with the arrow keys, unless another action uses them.
import type { Action } from "../action";
import type { Label } from "../label";

/** In CSS pixels. */
const STEP = 48;
const LARGE_STEP = 240;

const DIRECTIONS: readonly { readonly key: string; readonly dx: number; readonly dy: number; readonly label: Label }[] =
	[
		{ key: "Left", dx: -1, dy: 0, label: { en: "Pan left", zh: "视图左移" } },
		{ key: "Right", dx: 1, dy: 0, label: { en: "Pan right", zh: "视图右移" } },
		{ key: "Up", dx: 0, dy: -1, label: { en: "Pan up", zh: "视图上移" } },
		{ key: "Down", dx: 0, dy: 1, label: { en: "Pan down", zh: "视图下移" } },
	];

function panAction({ key, dx, dy, label }: (typeof DIRECTIONS)[number], step: number): Action {
	const id = `view.go${key}`;
	const isLarge = step === LARGE_STEP;
	return {
		id: isLarge ? `${id}Far` : id,
		...(isLarge ? { variantOf: id } : {}),
		label,
		group: "view",
		shortcuts: [isLarge ? `Shift+Arrow${key}` : `Arrow${key}`],
		needsCanvas: true,
		isRepeated: true,
		isEnabled: ({ document }) => document !== null,
		// The picture moves in the opposite direction.
		perform: () => [{ type: "view", request: { type: "panBy", dx: -dx * step, dy: -dy * step } }],
	};
}

export const panActions: readonly Action[] = [
	...DIRECTIONS.map((direction) => panAction(direction, STEP)),
	...DIRECTIONS.map((direction) => panAction(direction, LARGE_STEP)),
];
