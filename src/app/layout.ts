// How somebody arranged the studio, kept in this page's storage: whether the tasks are shown, how
// wide they are, and in how many columns.
import { useState } from "react";

export interface Layout {
	readonly areTasksOpen: boolean;
	/** In CSS pixels; null: as the stylesheet has it. */
	readonly tasksWidth: number | null;
	/** Beside the canvas, and where they have all the room; null: as many as suit it. */
	readonly columns: number | null;
	readonly galleryColumns: number | null;
}

const KEY = "image-studio.layout";
const DEFAULT_LAYOUT: Layout = { areTasksOpen: true, tasksWidth: null, columns: null, galleryColumns: null };

export function useLayout(): readonly [Layout, (change: Partial<Layout>) => void] {
	const [layout, setLayout] = useState(read);
	return [
		layout,
		(change) => {
			const changed = { ...layout, ...change };
			setLayout(changed);
			write(changed);
		},
	];
}

function read(): Layout {
	try {
		const { areTasksOpen, ...sizes } = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Layout>;
		return {
			areTasksOpen: areTasksOpen !== false,
			tasksWidth: numberOf(sizes.tasksWidth),
			columns: numberOf(sizes.columns),
			galleryColumns: numberOf(sizes.galleryColumns),
		};
	} catch {
		return DEFAULT_LAYOUT;
	}
}

const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);

function write(layout: Layout): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(layout));
	} catch {
		// Storage may be full or refused; it stays arranged until the page goes.
	}
}
