// The sections of the shortcut sheet: which commands are listed, in which order, and their keys as text. The keyboard
// pages of the documentation are made from the same sections.
import { STRINGS } from "../strings";
import { ACTIONS, type Action, type CustomKeys, EDITOR_KEYS, type KeyBinding, keysOf, TOOLS } from "../tools";
import type { Locale, Phrase } from "../types";
import { GESTURES } from "./gestureHelp";

const SECTIONS = {
	tools: { en: "Tools", zh: "工具" },
	brush: { en: "Brush", zh: "画笔" },
	picture: { en: "Picture", zh: "图片" },
	mask: { en: "Mask", zh: "蒙版" },
	view: { en: "View", zh: "视图" },
	document: { en: "File, layers and results", zh: "文件、图层与结果" },
} satisfies Record<string, Phrase>;

/** The section of each action group. */
const SECTION_OF_GROUP: Readonly<Record<Action["group"], keyof typeof SECTIONS>> = {
	tool: "tools",
	brush: "brush",
	mask: "mask",
	picture: "picture",
	view: "view",
	orientation: "view",
	aids: "view",
	input: "view",
	compare: "view",
	edit: "document",
	file: "document",
	layer: "document",
	object: "document",
	panel: "document",
	result: "document",
};

interface Row {
	readonly name: string;
	readonly keys: readonly string[];
	/** Without it the row cannot be changed. */
	readonly binding?: KeyBinding;
}

const BINDING_OF = new Map(EDITOR_KEYS.map((binding) => [binding.id, binding]));

interface Filter {
	/** In lower case; empty: everything. */
	readonly query?: string;
	readonly custom: CustomKeys;
	/** Lists commands without keys as well. */
	readonly hasAll: boolean;
	/** The bindings of the surrounding program. */
	readonly more?: { readonly title: string; readonly bindings: readonly KeyBinding[] } | undefined;
	/** A shortcut as it is printed on the keyboard. */
	readonly keyText: (shortcut: string) => string;
}

export interface ShortcutSection {
	readonly title: string;
	readonly rows: readonly Row[];
}

/** The sections that match the query. Actions of one tool are listed under that tool; variants of an action are left out. */
export function shortcutSections(
	locale: Locale,
	{ query = "", custom, hasAll, more, keyText }: Filter,
): readonly ShortcutSection[] {
	const rowOf = (binding: KeyBinding): Row => {
		const keys = keysOf(binding, custom);
		const name = binding.label[locale];
		return binding.isFixed ? { name, keys: keys.map(keyText) } : { name, keys, binding };
	};
	const rowsOf = (belongs: (action: Action) => boolean) =>
		ACTIONS.filter(({ variantOf }) => variantOf === undefined)
			.filter(belongs)
			.flatMap(({ id }) => BINDING_OF.get(id) ?? [])
			.map(rowOf)
			.reduce(joinNumberedRows, []);
	const groups = Object.entries(SECTIONS).map(([section, title]) => ({
		title: title[locale],
		rows: rowsOf(({ group, tool }) => SECTION_OF_GROUP[group] === section && tool === undefined),
	}));
	const tools = TOOLS.map(({ id, label }) => ({ title: label[locale], rows: rowsOf(({ tool }) => tool === id) }));
	const gestures = GESTURES.map(({ keys, action }): Row => ({ name: action[locale], keys: [keys[locale]] }));
	const rows = more?.bindings.map(rowOf) ?? [];
	const matches = ({ name, keys, binding }: Row) =>
		(keys.length > 0 || (binding !== undefined && (hasAll || binding.id in custom))) &&
		[name, ...(binding ? keys.map(keyText) : keys)].some((text) => text.toLocaleLowerCase().includes(query));
	return [{ title: more?.title ?? "", rows }, ...groups, ...tools, { title: STRINGS.gestures[locale], rows: gestures }]
		.map(({ title, rows }) => ({ title, rows: rows.filter(matches) }))
		.filter(({ rows }) => rows.length > 0);
}

/** Joins rows whose names differ only in a number and whose keys are digits: "10 % – 90 %", "1 … 9". */
function joinNumberedRows(rows: readonly Row[], row: Row): readonly Row[] {
	const before = rows.at(-1);
	const [key] = row.keys;
	const isDigit = row.keys.length === 1 && /^\d$/.test(key ?? "");
	const first = before?.name.split(" – ")[0] ?? "";
	if (before === undefined || !isDigit || first === row.name || withoutDigits(first) !== withoutDigits(row.name)) {
		return [...rows, row];
	}
	const last = row.name.match(/\d+\D*$/)?.[0] ?? row.name;
	return [...rows.slice(0, -1), { name: `${first} – ${last}`, keys: [before.keys[0] ?? "", "…", key ?? ""] }];
}

const withoutDigits = (name: string) => name.replace(/\d+/g, "");
