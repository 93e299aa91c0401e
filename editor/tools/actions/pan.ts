// Arrow keys move the view, while nothing else has them.
import type { Action } from "../action";
import type { Label } from "../label";

/** CSS pixels. */
const STEP = 48;
const FAR = 240;

const WAYS: readonly { readonly key: string; readonly dx: number; readonly dy: number; readonly label: Label }[] = [
	{ key: "Left", dx: -1, dy: 0, label: { en: "View further left", zh: "视图左移" } },
	{ key: "Right", dx: 1, dy: 0, label: { en: "View further right", zh: "视图右移" } },
	{ key: "Up", dx: 0, dy: -1, label: { en: "View further up", zh: "视图上移" } },
	{ key: "Down", dx: 0, dy: 1, label: { en: "View further down", zh: "视图下移" } },
];

function panAction({ key, dx, dy, label }: (typeof WAYS)[number], way: number): Action {
	const id = `view.go${key}`;
	const isFar = way === FAR;
	return {
		id: isFar ? `${id}Far` : id,
		...(isFar ? { variantOf: id } : {}),
		label,
		group: "view",
		shortcuts: [isFar ? `Shift+Arrow${key}` : `Arrow${key}`],
		needsCanvas: true,
		isRepeated: true,
		isEnabled: ({ document }) => document !== null,
		// The picture goes the other way.
		perform: () => [{ type: "view", request: { type: "panBy", dx: -dx * way, dy: -dy * way } }],
	};
}

export const panActions: readonly Action[] = [
	...WAYS.map((way) => panAction(way, STEP)),
	...WAYS.map((way) => panAction(way, FAR)),
];
