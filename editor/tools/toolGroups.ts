// Groups of tools that share one button of the rail, and the key that goes through a group. A tool names its group in its own
// file; to add a group, add a line to TOOL_GROUPS.
import { type CustomKeys, keysOf } from "./keymap";
import type { Label } from "./label";

export const TOOL_GROUPS = {
	shape: { en: "Shape selections", zh: "选框工具" },
	lasso: { en: "Lassos", zh: "套索工具" },
	content: { en: "Selections by content", zh: "按内容选择" },
	paint: { en: "Paint in colour", zh: "彩色绘画" },
	annotate: { en: "Annotations", zh: "标注工具" },
	frame: { en: "Edit area and straightening", zh: "编辑区域与拉直" },
} satisfies Record<string, Label>;

export type ToolGroup = keyof typeof TOOL_GROUPS;

interface GroupedTool {
	readonly id: string;
	readonly group?: ToolGroup;
}

/** The tools by buttons of the rail: a group stands where its first tool does. */
export function railButtons<Tool extends GroupedTool>(tools: readonly Tool[]): readonly (readonly Tool[])[] {
	const buttons = new Map<string, Tool[]>();
	for (const tool of tools) {
		const key = tool.group ?? `tool:${tool.id}`;
		buttons.set(key, [...(buttons.get(key) ?? []), tool]);
	}
	return [...buttons.values()];
}

/**
 * The id of the tool after the active one in its group, for Shift and the letter of any tool of the group; undefined where the
 * key goes through no group. `bound` is the action that has this shortcut itself: only that of a tool gives way.
 */
export function nextToolOfGroup(
	shortcut: string,
	bound: { readonly id: string } | undefined,
	tools: readonly (GroupedTool & { readonly shortcuts: readonly string[] })[],
	{ activeTool, keys = {} }: { readonly activeTool: string; readonly keys?: CustomKeys },
): string | undefined {
	const letter = /^Shift\+([A-Z])$/.exec(shortcut)?.[1];
	if (letter === undefined || (bound && !tools.some(({ id }) => bound.id === `tool.${id}`))) return undefined;
	const toolWith = (key: string) =>
		tools.find(({ id, shortcuts }) => keysOf({ id: `tool.${id}`, shortcuts }, keys).includes(key));
	const named = toolWith(shortcut) ?? toolWith(letter);
	if (named?.group === undefined) return undefined;
	const group = tools.filter(({ group }) => group === named.group);
	const at = group.findIndex(({ id }) => id === activeTool);
	return at < 0 ? named.id : group[(at + 1) % group.length]?.id;
}
