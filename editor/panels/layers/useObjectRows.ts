// Selecting objects in a list of rows: a press one, with Ctrl more, with Shift a range; the same with the keyboard. The
// shortcuts of object actions work in it with every tool.
import { type KeyboardEvent, useRef } from "react";
import type { PlacedObject } from "../../document";
import { ACTIONS, keysOf, shortcutOf } from "../../tools";
import type { PanelProps } from "../panelProps";
import type { SelectMode } from "./LayerRow";

/** Keys of the canvas (arrows, Delete) have their own meaning in a list, and Escape closes the panel. */
const LIST_ACTIONS = ACTIONS.filter(({ group, needsCanvas }) => group === "object" && !needsCanvas);

interface ObjectRows {
	select(id: string, mode: SelectMode): void;
	onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

/** `shown`: the objects of the list, top first. */
export function useObjectRows(
	{ session, snapshot }: Pick<PanelProps, "session" | "snapshot">,
	shown: readonly PlacedObject[],
): ObjectRows {
	const { selectedObjects } = snapshot;
	/** The row from which Shift selects. */
	const anchor = useRef<string | null>(null);

	function select(id: string, mode: SelectMode): void {
		const isSelected = selectedObjects.includes(id);
		const from = shown.findIndex((object) => object.id === (anchor.current ?? selectedObjects.at(-1) ?? id));
		const to = shown.findIndex((object) => object.id === id);
		if (mode === "range" && from >= 0) {
			const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
			session.selectObjects(range.map((object) => object.id));
			return;
		}
		anchor.current = id;
		if (mode !== "toggle") session.selectObjects([id]);
		else session.selectObjects(isSelected ? selectedObjects.filter((other) => other !== id) : [...selectedObjects, id]);
	}

	function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
		const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-layer]") : null;
		if (event.defaultPrevented || row === null || !(event.target as Element).matches(".hfis-layers-name")) return;
		const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
		if (shiftKey && !altKey && !ctrlKey && !metaKey && (key === "ArrowUp" || key === "ArrowDown")) {
			extendTo(key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling, row.dataset.layer);
		} else {
			const shortcut = shortcutOf(event.nativeEvent);
			const action = LIST_ACTIONS.find((one) => keysOf(one, snapshot.keys).includes(shortcut));
			if (action === undefined || shortcut === "Escape") return;
			if (action.isEnabled(snapshot)) session.run(action.id);
		}
		event.preventDefault();
		event.stopPropagation();
	}

	/** Moves the focus to the neighbour and selects up to there. */
	function extendTo(row: Element | null, from: string | undefined): void {
		const id = row instanceof HTMLElement ? row.dataset.layer : undefined;
		if (row === null || id === undefined) return;
		row.querySelector<HTMLElement>(".hfis-layers-name")?.focus();
		if (selectedObjects.length === 0) anchor.current = from ?? null;
		select(id, "range");
	}

	return { select, onKeyDown };
}
