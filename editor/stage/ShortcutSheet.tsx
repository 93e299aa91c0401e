// Every key of the registry, and the gestures, in a dialog that can be searched.
import { useState } from "react";
import { STRINGS } from "../strings";
import { ACTIONS, type Action, TOOLS } from "../tools";
import type { Locale, Phrase } from "../types";
import { Modal } from "./controls/Modal";
import { GESTURES } from "./gestures";
import { keyText } from "./keyText";

const GROUPS: readonly (readonly [title: Phrase, ...groups: Action["group"][]])[] = [
	[{ en: "Tools", zh: "工具" }, "tool"],
	[{ en: "Brush", zh: "画笔" }, "brush"],
	[{ en: "Mask", zh: "蒙版" }, "mask"],
	[{ en: "View", zh: "视图" }, "view"],
	[{ en: "File, layers and history", zh: "文件、图层与历史" }, "edit", "layer", "file", "panel", "input"],
];

interface Row {
	readonly name: string;
	readonly keys: readonly string[];
}

interface ShortcutSheetProps {
	readonly locale: Locale;
	onClose(): void;
}

export function ShortcutSheet({ locale, onClose }: ShortcutSheetProps) {
	const [wanted, setWanted] = useState("");
	const sections = sectionsOf(locale, wanted.trim().toLocaleLowerCase());
	return (
		<Modal title={STRINGS.shortcutsTitle[locale]} locale={locale} className="hfis-sheet" onClose={onClose}>
			<input
				type="search"
				className="hfis-text"
				data-first=""
				aria-label={STRINGS.findShortcut[locale]}
				placeholder={STRINGS.findShortcut[locale]}
				value={wanted}
				onChange={(event) => setWanted(event.currentTarget.value)}
			/>
			{sections.length === 0 && <p className="hfis-quiet">{STRINGS.noShortcut[locale]}</p>}
			<div className="hfis-sheet-columns">
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
		</Modal>
	);
}

/** What is only for one tool stands under that tool's name; variants of something are left out. */
function sectionsOf(locale: Locale, wanted: string): readonly { title: string; rows: readonly Row[] }[] {
	const rowsOf = (isMeant: (action: Action) => boolean) =>
		ACTIONS.filter(({ shortcuts, variantOf }) => shortcuts.length > 0 && variantOf === undefined)
			.filter(isMeant)
			.map(({ label, shortcuts }): Row => ({ name: label[locale], keys: shortcuts.map(keyText) }));
	const groups = GROUPS.map(([title, ...groups]) => ({
		title: title[locale],
		rows: rowsOf(({ group, tool }) => groups.includes(group) && tool === undefined),
	}));
	const tools = TOOLS.map(({ id, label }) => ({ title: label[locale], rows: rowsOf(({ tool }) => tool === id) }));
	const gestures = GESTURES.map(({ keys, does }): Row => ({ name: does[locale], keys: [keys[locale]] }));
	const isWanted = ({ name, keys }: Row) => [name, ...keys].some((text) => text.toLocaleLowerCase().includes(wanted));
	return [...groups, ...tools, { title: STRINGS.gestures[locale], rows: gestures }]
		.map(({ title, rows }) => ({ title, rows: rows.filter(isWanted) }))
		.filter(({ rows }) => rows.length > 0);
}
