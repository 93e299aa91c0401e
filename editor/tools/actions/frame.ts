// Actions of the edit frame. Shift+C expands it with every tool; while its own tool is active, arrow keys move it, Enter confirms
// it, and Escape reverts it.
import expandIcon from "@lucide/icons/icons/expand";
import type { DocumentCommand } from "../../document";
import { rectOf } from "../../raster";
import type { Action, ActionContext, Effect } from "../action";
import { setFrame, frame as tool } from "../frame";
import { dragFrame, expandRect } from "../frameGeometry";
import type { Label } from "../label";

const LARGE_STEP = 10;

interface Arrow {
	readonly key: string;
	readonly dx: number;
	readonly dy: number;
	readonly label: Label;
}

const ARROWS: readonly Arrow[] = [
	{ key: "Left", dx: -1, dy: 0, label: { en: "Move edit frame left", zh: "编辑框左移" } },
	{ key: "Right", dx: 1, dy: 0, label: { en: "Move edit frame right", zh: "编辑框右移" } },
	{ key: "Up", dx: 0, dy: -1, label: { en: "Move edit frame up", zh: "编辑框上移" } },
	{ key: "Down", dx: 0, dy: 1, label: { en: "Move edit frame down", zh: "编辑框下移" } },
];

const frameAction = { group: "tool", tool: tool.id, needsCanvas: true } as const;
const hasFrame = ({ document }: ActionContext) => document !== null && document.frame !== null;

function nudge({ key, dx, dy, label }: Arrow, steps: number): Action {
	const id = `frame.move${key}`;
	const isLarge = steps > 1;
	return {
		...frameAction,
		id: isLarge ? `${id}Far` : id,
		...(isLarge ? { variantOf: id } : {}),
		label,
		shortcuts: [isLarge ? `Shift+Arrow${key}` : `Arrow${key}`],
		isRepeated: true,
		isEnabled: hasFrame,
		perform({ document }) {
			if (document === null || document.frame === null) return [];
			const start = document.frame;
			const offset = { dx: dx * steps, dy: dy * steps };
			const drag = { start, grip: "move", ratio: null, isFromCentre: false, picture: document.picture } as const;
			return [
				{
					type: "commands",
					commands: setFrame(dragFrame({ ...drag, ...offset, snap: 0 }), { document }),
					merge: "frame.move",
				},
			];
		},
	};
}

const set = (frame: Extract<DocumentCommand, { type: "frame.set" }>["frame"]): Effect => ({
	type: "commands",
	commands: [{ type: "frame.set", frame }],
});

/** Works with every tool: the added sides are hatched, and sending fills them. */
const expandFrame: Action = {
	id: "frame.expand",
	label: { en: "Expand edit frame by 25%", zh: "编辑框扩大 25%" },
	icon: expandIcon,
	group: "tool",
	besideOptionsOf: tool.id,
	shortcuts: ["Shift+C"],
	isEnabled: ({ document }) => document !== null,
	perform({ document }) {
		if (document === null) return [];
		const from = document.frame ?? rectOf(document.picture);
		return [
			{ type: "commands", commands: setFrame(expandRect(from, null, "c"), { document }) },
			{ type: "view", request: { type: "fit" } },
		];
	},
};

const removeFrame: Action = {
	id: "frame.remove",
	label: { en: "Remove edit frame", zh: "移除编辑框" },
	group: "tool",
	tool: tool.id,
	needsCanvas: true,
	shortcuts: ["Delete", "Backspace"],
	isEnabled: hasFrame,
	perform: () => [set(null)],
};

const acceptFrame: Action = {
	...frameAction,
	id: "frame.accept",
	label: { en: "Finish edit frame", zh: "完成编辑框" },
	shortcuts: ["Enter"],
	isEnabled: ({ activeTool }) => activeTool === tool.id,
	perform: ({ before }) => (before === undefined ? [] : [{ type: "tool", tool: before.tool }]),
};

const dropFrame: Action = {
	...frameAction,
	id: "frame.drop",
	label: { en: "Revert edit frame", zh: "还原编辑框" },
	shortcuts: ["Escape"],
	isEnabled: ({ activeTool, document, before }) =>
		activeTool === tool.id && before !== undefined && document !== null && document.frame !== before.frame,
	perform: ({ before }) => (before === undefined ? [] : [set(before.frame)]),
};

export const frameActions: readonly Action[] = [
	...ARROWS.map((arrow) => nudge(arrow, 1)),
	...ARROWS.map((arrow) => nudge(arrow, LARGE_STEP)),
	expandFrame,
	removeFrame,
	acceptFrame,
	dropFrame,
];
