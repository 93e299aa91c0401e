// How somebody arranged the studio, kept in this page's storage: whether the tasks are shown, and how wide they are.
import { useState } from "react";

interface Layout {
	readonly areTasksOpen: boolean;
	/** In CSS pixels; null: as the stylesheet has it. */
	readonly tasksWidth: number | null;
}

const KEY = "image-studio.layout";
const AS_AT_FIRST: Layout = { areTasksOpen: true, tasksWidth: null };

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
		const { areTasksOpen, tasksWidth } = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Layout>;
		return {
			areTasksOpen: areTasksOpen !== false,
			tasksWidth: typeof tasksWidth === "number" ? tasksWidth : null,
		};
	} catch {
		return AS_AT_FIRST;
	}
}

function write(layout: Layout): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(layout));
	} catch {
		// Storage may be full or refused; it stays arranged until the page goes.
	}
}
