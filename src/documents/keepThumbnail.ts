// Makes the thumbnail of the open picture once it has been open for a while, so that the next start can show it at once.
import type { Editor } from "../../editor/types";
import type { Library } from "../library/library";

export interface KeepThumbnailPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "save">;
	readonly library: Pick<Library, "getThumbnail">;
	readonly delayMs?: number;
}

/** Saving the first strokes comes before. */
const DELAY_MS = 3000;

export function keepThumbnail({ editor, library, delayMs = DELAY_MS }: KeepThumbnailPorts): void {
	let id: string | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	editor.subscribe(() => {
		const { picture } = editor.getState();
		if (picture?.id === id) return;
		id = picture?.id;
		clearTimeout(timer);
		if (id === undefined) return;
		timer = setTimeout(() => {
			const base = editor.save()?.base;
			if (base !== undefined) void library.getThumbnail(base).catch(() => {});
		}, delayMs);
	});
}
