// The dialog that lists all shortcuts and the gestures, with a search field, and in which shortcuts are changed.
import { useRef, useState } from "react";
import { fill, STRINGS } from "../strings";
import {
	ACTIONS,
	type Action,
	type CustomKeys,
	EDITOR_KEYS,
	type KeyBinding,
	keysOf,
	readKeyFile,
	TOOLS,
	writeKeyFile,
} from "../tools";
import type { Locale, Phrase } from "../types";
import { EditorDialog } from "./EditorDialog";
import { GESTURES } from "./gestureHelp";
import { keyText } from "./keyLabels";
import { KEY_STRINGS } from "./keyStrings";
import type { PanelProps } from "./panelProps";
import { ShortcutRow } from "./ShortcutRow";

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

/** The bindings of the surrounding program. */
export interface ShortcutHelp {
	/** The heading of their section. */
	readonly title: string;
	readonly bindings: readonly KeyBinding[];
	/** Saves the changed keys as a file. */
	readonly onExport: (json: string) => void;
}

interface ShortcutSheetProps extends PanelProps {
	readonly more?: ShortcutHelp | undefined;
	onClose(): void;
}

const NO_KEYS: CustomKeys = {};

export function ShortcutSheet({ session, snapshot, locale, more, onClose }: ShortcutSheetProps) {
	const [query, setQuery] = useState("");
	const [hasAll, setHasAll] = useState(false);
	const [message, setMessage] = useState("");
	const file = useRef<HTMLInputElement>(null);
	const custom = snapshot.keys;
	const bindings = [...(more?.bindings ?? []), ...EDITOR_KEYS];
	const typed = query.trim().toLocaleLowerCase();
	const sections = findSections(locale, typed, { custom, hasAll: hasAll || typed !== "", more });
	const change = (keys: CustomKeys): void => {
		setMessage("");
		session.apply([{ type: "keys", keys }]);
	};
	const importFile = async (chosen: File | undefined): Promise<void> => {
		if (!chosen) return;
		const read = readKeyFile(bindings, await chosen.text());
		if (read.type === "keys") change(read.keys);
		const count = read.type === "keys" ? Object.keys(read.keys).length : 0;
		const keys = read.type === "collides" ? keyText(read.key) : "";
		const text = read.type === "keys" ? KEY_STRINGS.imported : KEY_STRINGS[read.type];
		setMessage(fill(text, locale, { count, keys }));
	};
	return (
		<EditorDialog
			title={STRINGS.shortcutsTitle[locale]}
			locale={locale}
			className="hfis-shortcut-sheet"
			onClose={onClose}
		>
			<div className="hfis-shortcut-sheet-top">
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
				<label>
					<input type="checkbox" checked={hasAll} onChange={({ target }) => setHasAll(target.checked)} />
					{KEY_STRINGS.withoutKeys[locale]}
				</label>
				<button
					type="button"
					className="hfis-ui-button"
					disabled={Object.keys(custom).length === 0}
					onClick={() => change(NO_KEYS)}
				>
					{KEY_STRINGS.resetAll[locale]}
				</button>
				{more && (
					<button type="button" className="hfis-ui-button" onClick={() => more.onExport(writeKeyFile(custom))}>
						{KEY_STRINGS.exportKeys[locale]}
					</button>
				)}
				<button type="button" className="hfis-ui-button" onClick={() => file.current?.click()}>
					{KEY_STRINGS.importKeys[locale]}
				</button>
				<input
					ref={file}
					type="file"
					accept=".json,application/json"
					hidden
					aria-label={KEY_STRINGS.importKeys[locale]}
					onChange={({ currentTarget }) => {
						void importFile(currentTarget.files?.[0]);
						// Otherwise choosing the same file again would fire no event.
						currentTarget.value = "";
					}}
				/>
				<p role="status">{message || KEY_STRINGS.hint[locale]}</p>
			</div>
			{sections.length === 0 && <p className="hfis-ui-quiet">{STRINGS.noShortcut[locale]}</p>}
			<div className="hfis-shortcut-sheet-columns">
				{sections.map(({ title, rows }) => (
					<section key={title} aria-label={title}>
						<h3>{title}</h3>
						<dl>
							{rows.map(({ name, keys, binding }) =>
								binding ? (
									<ShortcutRow
										key={binding.id}
										{...{ binding, bindings, custom, locale }}
										shortcuts={keys}
										onChange={change}
									/>
								) : (
									<div key={`${name} ${keys[0]}`}>
										<dt>{name}</dt>
										<dd>
											{keys.map((key) => (
												<kbd key={key}>{key}</kbd>
											))}
										</dd>
									</div>
								),
							)}
						</dl>
					</section>
				))}
			</div>
		</EditorDialog>
	);
}

const BINDING_OF = new Map(EDITOR_KEYS.map((binding) => [binding.id, binding]));

interface Filter {
	readonly custom: CustomKeys;
	/** Lists commands without keys as well. */
	readonly hasAll: boolean;
	readonly more?: ShortcutHelp | undefined;
}

/** The sections that match the query. Actions of one tool are listed under that tool; variants of an action are left out. */
function findSections(
	locale: Locale,
	query: string,
	{ custom, hasAll, more }: Filter,
): readonly { title: string; rows: readonly Row[] }[] {
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
