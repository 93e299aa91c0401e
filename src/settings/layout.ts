// The layout that the user chose, persisted in the page's local storage: whether the tasks are open, their width, the
// number of columns, and how pictures are shown.
import { useState } from "react";
import {
	flag,
	initialValues,
	integer,
	labelled,
	optionalNumber,
	readValues,
	type ValuesOf,
} from "../host/settingDefinitions";

export const LAYOUT_SETTINGS = {
	areTasksOpen: flag(true),
	/** In CSS pixels; null: the stylesheet's default. */
	tasksWidth: optionalNumber,
	/** null: as many as fit; the same for the gallery. */
	columns: labelled({ en: "Task panel columns", zh: "任务面板列数" }, optionalNumber),
	/** Each picture by itself, or a card for each task. */
	isByPicture: flag(false),
	/** The height of the rows of pictures, in CSS pixels. */
	pictureHeight: integer(200),
	galleryColumns: labelled({ en: "Gallery columns", zh: "图库列数" }, optionalNumber),
};

export type Layout = ValuesOf<typeof LAYOUT_SETTINGS>;

const KEY = "image-studio.layout";
export const DEFAULT_LAYOUT: Layout = initialValues(LAYOUT_SETTINGS);

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
		return readValues(LAYOUT_SETTINGS, JSON.parse(localStorage.getItem(KEY) ?? "{}"));
	} catch {
		return DEFAULT_LAYOUT;
	}
}

function write(layout: Layout): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(layout));
	} catch {
		// The storage may be full or refused. The layout then lasts as long as the page.
	}
}
