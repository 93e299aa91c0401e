// A row of the shortcut sheet. Pressing a key of it waits for the new keys; a conflict is said, and swapped on request.
import { RotateCcw } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "../../ui";
import { fill } from "../strings";
import {
	type CustomKeys,
	changeKey,
	findConflict,
	type KeyBinding,
	refuseKey,
	shortcutOf,
	swapKeys,
	withKeys,
} from "../tools";
import type { Locale } from "../types";
import { keyText } from "./keyLabels";
import { KEY_STRINGS } from "./keyStrings";

export interface ShortcutRowProps {
	readonly binding: KeyBinding;
	readonly shortcuts: readonly string[];
	readonly bindings: readonly KeyBinding[];
	readonly custom: CustomKeys;
	readonly locale: Locale;
	readonly onChange: (keys: CustomKeys) => void;
}

interface Refused {
	readonly text: string;
	/** The keys that another binding could give up. */
	readonly swap?: string;
}

export function ShortcutRow(props: ShortcutRowProps) {
	const { binding, shortcuts, bindings, custom, locale, onChange } = props;
	const name = binding.label[locale];
	const say = (key: keyof typeof KEY_STRINGS, values: Readonly<Record<string, string>> = {}) =>
		fill(KEY_STRINGS[key], locale, { name, ...values });
	/** The key that is replaced; "" adds one. null: nothing is being changed. */
	const [replaced, setReplaced] = useState<string | null>(null);
	const [refused, setRefused] = useState<Refused | null>(null);
	const row = useRef<HTMLDivElement>(null);
	const from = replaced === "" ? null : replaced;
	const hasChanged = useRef(false);
	// The pressed button may be another one now: the focus stays in the row.
	useEffect(() => {
		if (replaced === null && hasChanged.current) row.current?.querySelector<HTMLElement>("dd button")?.focus();
		hasChanged.current = replaced !== null;
	}, [replaced]);

	const finish = (keys?: CustomKeys): void => {
		if (keys) onChange(keys);
		setReplaced(null);
		setRefused(null);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (replaced === null || ["Control", "Shift", "Alt", "Meta", "AltGraph"].includes(event.key)) return;
		const isOnChip = event.target instanceof Element && event.target.matches(".hfis-shortcut-sheet-key");
		if (!isOnChip && event.key !== "Escape") return;
		if (event.key !== "Tab") {
			event.preventDefault();
			event.stopPropagation();
		}
		if (event.key === "Tab" || event.key === "Escape") finish();
		else tryKeys(event);
	};
	const tryKeys = (event: KeyboardEvent): void => {
		const shortcut = shortcutOf(event.nativeEvent);
		const keys = keyText(shortcut);
		const reason = refuseKey(binding, shortcut);
		const other = findConflict(bindings, custom, binding, shortcut);
		if (reason !== undefined) setRefused({ text: say(reason, { keys }) });
		else if (other?.isFixed) setRefused({ text: say("takenFixed", { keys, other: other.label[locale] }) });
		else if (other) setRefused({ text: say("taken", { keys, other: other.label[locale] }), swap: shortcut });
		else finish(changeKey(custom, binding, from, shortcut));
	};

	const chip = (shortcut: string) => {
		const isReplaced = replaced === shortcut;
		const text = shortcut === "" ? "+" : keyText(shortcut);
		return (
			<button
				key={shortcut}
				type="button"
				className="hfis-shortcut-sheet-key"
				aria-label={shortcut === "" ? say("add") : say("change", { keys: text })}
				aria-pressed={isReplaced}
				onClick={() => {
					setRefused(null);
					setReplaced(isReplaced ? null : shortcut);
				}}
			>
				<kbd>{isReplaced ? KEY_STRINGS.press[locale] : text}</kbd>
			</button>
		);
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: takes the keys that are pressed on its buttons.
		<div ref={row} onKeyDown={onKeyDown} data-changed={binding.id in custom || undefined}>
			<dt>{name}</dt>
			<dd>
				{shortcuts.map((shortcut) =>
					refuseKey(binding, shortcut) === undefined ? chip(shortcut) : <kbd key={shortcut}>{keyText(shortcut)}</kbd>,
				)}
				{shortcuts.length === 0 && chip("")}
				{binding.id in custom && replaced === null && (
					<IconButton
						icon={RotateCcw}
						size={13}
						label={say("reset")}
						onClick={() => onChange(withoutConflicts(bindings, custom, binding))}
					/>
				)}
			</dd>
			{replaced !== null && (
				<dd className="hfis-shortcut-sheet-change">
					<p role="status">{refused?.text ?? KEY_STRINGS.pressing[locale]}</p>
					{refused?.swap !== undefined && (
						<button
							type="button"
							className="hfis-ui-button"
							onClick={() => finish(swapKeys(bindings, custom, { binding, from, to: refused.swap ?? "" }))}
						>
							{KEY_STRINGS.swap[locale]}
						</button>
					)}
					{from !== null && refused === null && (
						<button
							type="button"
							className="hfis-ui-button"
							onClick={() => finish(changeKey(custom, binding, from, null))}
						>
							{KEY_STRINGS.remove[locale]}
						</button>
					)}
					<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={() => finish()}>
						{KEY_STRINGS.cancel[locale]}
					</button>
				</dd>
			)}
		</div>
	);
}

/** The default keys of a binding again; bindings that have taken one of them in the meantime lose it. */
function withoutConflicts(bindings: readonly KeyBinding[], custom: CustomKeys, binding: KeyBinding): CustomKeys {
	let keys = withKeys(custom, binding, binding.shortcuts);
	for (const shortcut of binding.shortcuts) {
		for (const other of bindings) {
			if (findConflict([other], keys, binding, shortcut)) keys = changeKey(keys, other, shortcut, null);
		}
	}
	return keys;
}
