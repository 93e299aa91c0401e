// Simulates files dragged over and dropped on the window of a Tauri host: events with paths and a position. Tauri gives CSS
// pixels on Linux and macOS, device pixels on Windows. It sends no DOM drop event.
import { emitHostEvent } from "./ipc";

interface Place {
	readonly x: number;
	readonly y: number;
}

const toPosition = ({ x, y }: Place): Place => {
	const scale = navigator.userAgent.includes("Windows") ? devicePixelRatio : 1;
	return { x: x * scale, y: y * scale };
};

/** Positions are in CSS pixels. */
export async function dragFiles(paths: readonly string[], ...track: readonly Place[]): Promise<void> {
	for (const [index, at] of track.entries()) {
		const position = toPosition(at);
		await (index === 0
			? emitHostEvent("tauri://drag-enter", { paths, position })
			: emitHostEvent("tauri://drag-over", { position }));
	}
}

export const leaveWithFiles = (): Promise<void> => emitHostEvent("tauri://drag-leave");

export async function dropFiles(paths: readonly string[], at: Place): Promise<void> {
	await dragFiles(paths, at, at);
	await emitHostEvent("tauri://drag-drop", { paths, position: toPosition(at) });
}
