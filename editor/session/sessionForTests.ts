// Test fixtures: a session with pictures in memory and a view of a given size, a single brush dab, and a picture to select from.
import { encode } from "fast-png";
import { createEditor } from "../createEditor";
import type { Size } from "../raster";
import type { ImageStore } from "../types";
import { EditorSession } from "./editorSession";

export function memoryStore(): ImageStore & { readonly images: ReadonlyMap<string, Blob> } {
	const images = new Map<string, Blob>();
	return {
		images,
		put: async (bytes) => {
			images.set(String(images.size), bytes);
			return String(images.size - 1);
		},
		get: async (id) => images.get(id),
	};
}

export function newSession(images: ImageStore = memoryStore(), view = { width: 800, height: 400 }): EditorSession {
	const editor = createEditor({ images });
	if (!(editor instanceof EditorSession)) throw new Error("not a session");
	editor.resize(view);
	return editor;
}

export function dab(editor: EditorSession, x: number, y: number): void {
	const samples = [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	const modifiers = { shift: false, alt: false, mod: false };
	editor.tools.handleEvent({ type: "down", samples, modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "up", samples, modifiers });
}

/** A grey PNG with a red rectangle, which ends at `redBottom`, and a blue square. */
export function redAndBlue({ width, height }: Size, redBottom: number): Blob {
	const data = new Uint8Array(width * height * 4).fill(128);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 4;
			data[at + 3] = 255;
			if (x >= 20 && x < 120 && y >= 20 && y < redBottom) data.set([220, 30, 30], at);
			if (x >= 180 && x < 280 && y >= 20 && y < 120) data.set([30, 30, 220], at);
		}
	}
	return new Blob([encode({ width, height, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);
}
