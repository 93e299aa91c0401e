// Moving the mask that is being transformed by the arrow keys: 1 pixel, with Shift 10.
import { activeMask } from "../../document";
import { isEmpty } from "../../raster";
import type { Action } from "../action";
import type { Label } from "../label";
import { maskTransform } from "../maskTransform";

/** In picture pixels. */
const LARGE_STEP = 10;

const DIRECTIONS: readonly { readonly key: string; readonly x: number; readonly y: number; readonly label: Label }[] = [
	{ key: "Left", x: -1, y: 0, label: { en: "Move mask left", zh: "蒙版左移" } },
	{ key: "Right", x: 1, y: 0, label: { en: "Move mask right", zh: "蒙版右移" } },
	{ key: "Up", x: 0, y: -1, label: { en: "Move mask up", zh: "蒙版上移" } },
	{ key: "Down", x: 0, y: 1, label: { en: "Move mask down", zh: "蒙版下移" } },
];

function nudge({ key, x, y, label }: (typeof DIRECTIONS)[number], step: number): Action {
	const id = `mask.move${key}`;
	const isLarge = step > 1;
	return {
		id: isLarge ? `${id}Far` : id,
		...(isLarge ? { variantOf: id } : {}),
		label,
		group: "edit",
		shortcuts: [isLarge ? `Shift+Arrow${key}` : `Arrow${key}`],
		tool: maskTransform.id,
		needsCanvas: true,
		isRepeated: true,
		isEnabled: ({ document }) => document !== null && !isEmpty(activeMask(document).coverage),
		perform: () => [{ type: "changeMaskBox", change: { kind: "move", x: x * step, y: y * step } }],
	};
}

export const nudgeMaskActions: readonly Action[] = [
	...DIRECTIONS.map((direction) => nudge(direction, 1)),
	...DIRECTIONS.map((direction) => nudge(direction, LARGE_STEP)),
];
