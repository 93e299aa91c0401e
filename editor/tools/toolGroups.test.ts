// The buttons of the rail, and Shift with a letter, which goes through a group of tools.
import { expect, test } from "vitest";
import { ACTIONS, TOOLS } from "./registry";
import { nextToolOfGroup, railButtons, TOOL_GROUPS } from "./toolGroups";

const boundTo = (shortcut: string) => ACTIONS.find(({ shortcuts, tool }) => !tool && shortcuts.includes(shortcut));
const press = (shortcut: string, activeTool: string, keys = {}) =>
	nextToolOfGroup(shortcut, boundTo(shortcut), TOOLS, { activeTool, keys });

test("every tool has one button of the rail, and every group at least two tools", () => {
	const buttons = railButtons(TOOLS);
	const ids = (tools: typeof TOOLS) => tools.map(({ id }) => id).sort();
	expect(ids(buttons.flat())).toEqual(ids(TOOLS));
	for (const group of Object.keys(TOOL_GROUPS)) {
		const shared = buttons.filter((tools) => tools.some((tool) => tool.group === group));
		expect(shared, group).toHaveLength(1);
		expect(shared[0]?.length, group).toBeGreaterThan(1);
	}
});

test("Shift and a letter go through the group, round its end", () => {
	const visited = ["polygon"];
	for (let i = 0; i < 3; i++) visited.push(press("Shift+A", visited.at(-1) ?? "") ?? "");
	expect(visited).toEqual(["polygon", "magneticLasso", "lasso", "polygon"]);
});

test("from outside the group Shift and a letter choose the tool that has the letter", () => {
	expect(press("Shift+W", "brush")).toBe("quickSelect");
	expect(press("Shift+W", "wand")).toBe("quickSelect");
	expect(press("Shift+I", "brush")).toBe("colourRange");
	expect(press("Shift+M", "hand")).toBe("ellipse");
	expect(press("Shift+M", "ellipse")).toBe("rectangle");
});

test("keys of other commands, of tools without a group, and changed keys are respected", () => {
	expect(press("Shift+L", "lasso")).toBeUndefined();
	expect(press("Shift+C", "frame")).toBeUndefined();
	expect(press("Shift+B", "brush")).toBeUndefined();
	expect(press("A", "lasso")).toBeUndefined();
	expect(press("Shift+A", "lasso", { "tool.polygon": ["J"] })).toBeUndefined();
	expect(press("Shift+J", "lasso", { "tool.polygon": ["J"] })).toBe("polygon");
});
