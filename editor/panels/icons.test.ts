import { expect, test } from "vitest";
import { ACTIONS, TOOLS } from "../tools";
import { ICONS } from "./icons";

test("every icon that a tool or an action names is drawn, and no other", () => {
	const named = new Set([...ACTIONS, ...TOOLS].flatMap(({ icon }) => icon ?? []));
	expect(new Set(Object.keys(ICONS))).toEqual(named);
});
