// Files dropped on the window, as a Tauri host tells of them: events with paths and a place in device pixels. The page's
// own drop event never comes.
import { emitHostEvent } from "./ipc";

/** `at` in CSS pixels. */
export async function dropFiles(
	paths: readonly string[],
	at: { readonly x: number; readonly y: number },
): Promise<void> {
	const position = { x: at.x * devicePixelRatio, y: at.y * devicePixelRatio };
	await emitHostEvent("tauri://drag-enter", { paths, position });
	await emitHostEvent("tauri://drag-over", { position });
	await emitHostEvent("tauri://drag-drop", { paths, position });
}
