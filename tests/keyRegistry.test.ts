// The key bindings of editor and studio together: no two that can be meant at the same time share a key, by default and
// after changes.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
	type CustomKeys,
	canBothBeActive,
	changeKey,
	EDITOR_KEYS,
	findCollisions,
	findConflict,
	type KeyBinding,
	keysOf,
	readKeyFile,
	refuseKey,
	swapKeys,
	withKeys,
	writeKeyFile,
} from "../editor/tools";
import { STUDIO_KEYS } from "../src/keys/studioKeys";

const ALL: readonly KeyBinding[] = [...STUDIO_KEYS, ...EDITOR_KEYS];
const find = (id: string): KeyBinding => {
	const binding = ALL.find((one) => one.id === id);
	if (!binding) throw new Error(`${id} is not declared`);
	return binding;
};

test("no key of the editor and the studio is used twice", () => {
	expect(findCollisions(ALL, {})).toEqual([]);
	expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
});

test("a key that is used twice is found, in the studio and the editor alike", () => {
	expect(findCollisions(ALL, { "mask.feather": ["Shift+F6"] })).toEqual([
		"Shift+F6: studio.previousPane, mask.feather",
	]);
	expect(findCollisions(ALL, { "tool.brush": ["G"] })).toEqual(["G: studio.gallery, tool.brush"]);
});

test("a tool takes the editor's keys over; dialogs have keys of their own", () => {
	expect(canBothBeActive("tool:place", "editor")).toBe(false);
	expect(canBothBeActive("tool:place", "panel")).toBe(true);
	expect(canBothBeActive("lightbox", "panel")).toBe(false);
	expect(findConflict(ALL, {}, find("object.rotateRight"), "Alt+X")).toBeUndefined();
});

const keys = fc.constantFrom(
	...new Set(ALL.flatMap(({ shortcuts }) => shortcuts)),
	...["J", "Mod+K", "Alt+F", "Shift+F9", "F9"],
);
const changeable = ALL.filter(({ isFixed }) => !isFixed);
const change = fc.record({ binding: fc.constantFrom(...changeable), from: fc.nat(2), to: keys });

/** As in the shortcut sheet: reserved keys and keys of fixed bindings are refused, others are swapped. */
function apply(
	custom: CustomKeys,
	{ binding, from, to }: { binding: KeyBinding; from: number; to: string },
): CustomKeys {
	const replaced = keysOf(binding, custom)[from] ?? null;
	if (refuseKey(binding, to) || findConflict(ALL, custom, binding, to)?.isFixed) return custom;
	return swapKeys(ALL, custom, { binding, from: replaced, to });
}

test("any sequence of changes leaves no collision, gives the key asked for, and survives a file", () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
			let custom: CustomKeys = {};
			for (const one of changes) {
				const before = custom;
				custom = apply(custom, one);
				if (custom !== before) expect(keysOf(one.binding, custom)).toContain(one.to);
				expect(findCollisions(ALL, custom)).toEqual([]);
			}
			for (const [id, changed] of Object.entries(custom)) expect(changed).not.toEqual(find(id).shortcuts);
			expect(readKeyFile(ALL, writeKeyFile(custom))).toEqual({ type: "keys", keys: custom });
		}),
	);
});

test("only differences are stored", () => {
	const brush = find("tool.brush");
	const changed = changeKey({}, brush, "B", "J");
	expect(changed).toEqual({ "tool.brush": ["J"] });
	expect(changeKey(changed, brush, "J", "B")).toEqual({});
	expect(changeKey({}, brush, "B", null)).toEqual({ "tool.brush": [] });
});

test("two commands swap their keys", () => {
	const swapped = swapKeys(ALL, {}, { binding: find("tool.brush"), from: "B", to: "E" });
	expect(swapped).toEqual({ "tool.brush": ["E"], "tool.eraser": ["B"] });
});

test("a key that types text is refused where the binding works in the prompt", () => {
	expect(refuseKey(find("studio.preview"), "P")).toBe("types");
	expect(refuseKey(find("studio.preview"), "Mod+P")).toBeUndefined();
	expect(refuseKey(find("studio.preview"), "F9")).toBeUndefined();
	for (const key of ["Escape", "Tab", "ArrowUp", "Mod+W", "Control", "Mod+Control"])
		expect(refuseKey(find("tool.brush"), key), key).toBe("reserved");
});

test("a file of something else, and a file with a key used twice, change nothing", () => {
	expect(readKeyFile(ALL, "{")).toEqual({ type: "unreadable" });
	expect(readKeyFile(ALL, '{"tool.brush":["J"]}')).toEqual({ type: "unreadable" });
	expect(readKeyFile(ALL, writeKeyFile({ "tool.brush": ["G"] }))).toEqual({ type: "collides", key: "G" });
	const strange = { "tool.brush": "J", "no.such": ["J"], "tasks.remove": ["J"], "tool.eraser": ["Escape"] };
	expect(readKeyFile(ALL, JSON.stringify({ format: "image-studio-keys", keys: strange }))).toEqual({
		type: "keys",
		keys: {},
	});
	expect(withKeys({}, find("tool.brush"), ["B"])).toEqual({});
});
