// The dialog that lists all shortcuts of the registry and the gestures, with a search field.
import { useState } from "react";
import { STRINGS } from "../strings";
import { ACTIONS, type Action, TOOLS } from "../tools";
import type { Locale, Phrase } from "../types";
import { EditorDialog } from "./EditorDialog";
import { GESTURES } from "./gestureHelp";
import { keyText } from "./keyLabels";

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
}

/** Shortcuts of the surrounding program, in the registry's notation. */
export interface ShortcutHelp {
	readonly title: string;
	readonly rows: readonly { readonly name: string; readonly shortcuts: readonly string[] }[];
}

interface ShortcutSheetProps {
	readonly locale: Locale;
	readonly more?: ShortcutHelp | undefined;
	onClose(): void;
}

export function ShortcutSheet({ locale, more, onClose }: ShortcutSheetProps) {
	const [query, setQuery] = useState("");
	const sections = findSections(locale, query.trim().toLocaleLowerCase(), more);
	return (
		<EditorDialog
			title={STRINGS.shortcutsTitle[locale]}
			locale={locale}
			className="hfis-shortcut-sheet"
			onClose={onClose}
		>
			<input
				// Not of type search: there Escape clears the field, here it closes the dialog.
				type="text"
				className="hfis-ui-text-field hfis-shortcut-sheet-search"
				data-first=""
				aria-label={STRINGS.findShortcut[locale]}
				placeholder={STRINGS.findShortcut[locale]}
				value={query}
				onChange={(event) => setQuery(event.currentTarget.value)}
			/>
			{sections.length === 0 && <p className="hfis-ui-quiet">{STRINGS.noShortcut[locale]}</p>}
			<div className="hfis-shortcut-sheet-columns">
				{sections.map(({ title, rows }) => (
					<section key={title} aria-label={title}>
						<h3>{title}</h3>
						<dl>
							{rows.map(({ name, keys }) => (
								<div key={`${name} ${keys[0]}`}>
									<dt>{name}</dt>
									<dd>
										{keys.map((key) => (
											<kbd key={key}>{key}</kbd>
										))}
									</dd>
								</div>
							))}
						</dl>
					</section>
				))}
			</div>
		</EditorDialog>
	);
}

/** The sections that match the query. Actions of one tool are listed under that tool; variants of an action are left out. */
function findSections(
	locale: Locale,
	query: string,
	more?: ShortcutHelp,
): readonly { title: string; rows: readonly Row[] }[] {
	const rowsOf = (belongs: (action: Action) => boolean) =>
		ACTIONS.filter(({ shortcuts, variantOf }) => shortcuts.length > 0 && variantOf === undefined)
			.filter(belongs)
			.map(({ label, shortcuts }): Row => ({ name: label[locale], keys: shortcuts.map(keyText) }))
			.reduce(joinNumberedRows, []);
	const groups = Object.entries(SECTIONS).map(([section, title]) => ({
		title: title[locale],
		rows: rowsOf(({ group, tool }) => SECTION_OF_GROUP[group] === section && tool === undefined),
	}));
	const tools = TOOLS.map(({ id, label }) => ({ title: label[locale], rows: rowsOf(({ tool }) => tool === id) }));
	const gestures = GESTURES.map(({ keys, action }): Row => ({ name: action[locale], keys: [keys[locale]] }));
	const rows = more?.rows.map(({ name, shortcuts }): Row => ({ name, keys: shortcuts.map(keyText) })) ?? [];
	const matches = ({ name, keys }: Row) => [name, ...keys].some((text) => text.toLocaleLowerCase().includes(query));
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
