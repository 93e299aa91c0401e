// The layout that the user chose, persisted in the page's local storage: whether the tasks are open, their width, and the
// number of columns.
import { useState } from "react";

export interface Layout {
	readonly areTasksOpen: boolean;
	/** In CSS pixels; null: the stylesheet's default. */
	readonly tasksWidth: number | null;
	/** Columns of the task grid beside the canvas, and in the gallery; null: as many as fit. */
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
		// The storage may be full or refused. The layout then lasts as long as the page.
	}
}
