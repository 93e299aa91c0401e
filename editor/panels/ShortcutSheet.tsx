// Every key of the registry, and the gestures, in a dialog that can be searched.
import { useState } from "react";
import { STRINGS } from "../strings";
import { ACTIONS, type Action, TOOLS } from "../tools/index";
import type { Locale, Phrase } from "../types";
import { EditorDialog } from "./EditorDialog";
import { GESTURES } from "./gestureHelp";
import { keyText } from "./keyLabels";

const SECTIONS = {
	tools: { en: "Tools", zh: "工具" },
	brush: { en: "Brush", zh: "画笔" },
	mask: { en: "Mask", zh: "蒙版" },
	view: { en: "View", zh: "视图" },
	document: { en: "File, layers and results", zh: "文件、图层与结果" },
} satisfies Record<string, Phrase>;

/** By section, each group of the registry in one. */
const SECTION_OF: Readonly<Record<Action["group"], keyof typeof SECTIONS>> = {
	tool: "tools",
	brush: "brush",
	mask: "mask",
	view: "view",
	input: "view",
	compare: "view",
	edit: "document",
	file: "document",
	layer: "document",
	panel: "document",
	result: "document",
};

interface Row {
	readonly name: string;
	readonly keys: readonly string[];
}

/** Keys of the program around the editor, as the registry writes them. */
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
	const [wanted, setWanted] = useState("");
	const sections = sectionsOf(locale, wanted.trim().toLocaleLowerCase(), more);
	return (
		<EditorDialog
			title={STRINGS.shortcutsTitle[locale]}
			locale={locale}
			className="hfis-shortcut-sheet"
			onClose={onClose}
		>
			<input
				// Not of type search: there Escape would empty it, and here it closes.
				type="text"
				className="hfis-ui-text-field hfis-shortcut-sheet-search"
				data-first=""
				aria-label={STRINGS.findShortcut[locale]}
				placeholder={STRINGS.findShortcut[locale]}
				value={wanted}
				onChange={(event) => setWanted(event.currentTarget.value)}
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

/** What is only for one tool stands under that tool's name; variants of something are left out. */
function sectionsOf(
	locale: Locale,
	wanted: string,
	more?: ShortcutHelp,
): readonly { title: string; rows: readonly Row[] }[] {
	const rowsOf = (isMeant: (action: Action) => boolean) =>
		ACTIONS.filter(({ shortcuts, variantOf }) => shortcuts.length > 0 && variantOf === undefined)
			.filter(isMeant)
			.map(({ label, shortcuts }): Row => ({ name: label[locale], keys: shortcuts.map(keyText) }))
			.reduce(joinNumbers, []);
	const groups = Object.entries(SECTIONS).map(([section, title]) => ({
		title: title[locale],
		rows: rowsOf(({ group, tool }) => SECTION_OF[group] === section && tool === undefined),
	}));
	const tools = TOOLS.map(({ id, label }) => ({ title: label[locale], rows: rowsOf(({ tool }) => tool === id) }));
	const gestures = GESTURES.map(({ keys, does }): Row => ({ name: does[locale], keys: [keys[locale]] }));
	const rows = more?.rows.map(({ name, shortcuts }): Row => ({ name, keys: shortcuts.map(keyText) })) ?? [];
	const isWanted = ({ name, keys }: Row) => [name, ...keys].some((text) => text.toLocaleLowerCase().includes(wanted));
	return [{ title: more?.title ?? "", rows }, ...groups, ...tools, { title: STRINGS.gestures[locale], rows: gestures }]
		.map(({ title, rows }) => ({ title, rows: rows.filter(isWanted) }))
		.filter(({ rows }) => rows.length > 0);
}

/** What differs only in a number, each with a key of its own, is one row: from the first to the last. */
function joinNumbers(rows: readonly Row[], row: Row): readonly Row[] {
	const before = rows.at(-1);
	const [key] = row.keys;
	const isDigit = row.keys.length === 1 && /^\d$/.test(key ?? "");
	const first = before?.name.split(" – ")[0] ?? "";
	if (before === undefined || !isDigit || first === row.name || inWords(first) !== inWords(row.name)) {
		return [...rows, row];
	}
	const last = row.name.match(/\d+\D*$/)?.[0] ?? row.name;
	return [...rows.slice(0, -1), { name: `${first} – ${last}`, keys: [before.keys[0] ?? "", "…", key ?? ""] }];
}

const inWords = (name: string) => name.replace(/\d+/g, "");
