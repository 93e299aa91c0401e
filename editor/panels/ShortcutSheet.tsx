// The dialog that lists all shortcuts and the gestures, with a search field, and in which shortcuts are changed.
import { useRef, useState } from "react";
import { fill, STRINGS } from "../strings";
import { type CustomKeys, EDITOR_KEYS, type KeyBinding, readKeyFile, writeKeyFile } from "../tools";
import { EditorDialog } from "./EditorDialog";
import { keyText } from "./keyLabels";
import { KEY_STRINGS } from "./keyStrings";
import type { PanelProps } from "./panelProps";
import { ShortcutRow } from "./ShortcutRow";
import { shortcutSections } from "./shortcutSections";

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
	const sections = shortcutSections(locale, { query: typed, custom, hasAll: hasAll || typed !== "", more, keyText });
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
