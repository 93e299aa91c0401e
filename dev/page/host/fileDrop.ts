// Simulates files dropped on the window of a Tauri host: events with paths and a position in device pixels. A Tauri
// host sends no DOM drop event.
import { emitHostEvent } from "./ipc";

/** `at` is in CSS pixels. */
export async function dropFiles(
	paths: readonly string[],
	at: { readonly x: number; readonly y: number },
): Promise<void> {
	const position = { x: at.x * devicePixelRatio, y: at.y * devicePixelRatio };
	await emitHostEvent("tauri://drag-enter", { paths, position });
	await emitHostEvent("tauri://drag-over", { position });
	await emitHostEvent("tauri://drag-drop", { paths, position });
}
