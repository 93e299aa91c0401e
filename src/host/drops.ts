// Files dropped on the host's window: a web view in Tauri tells of them by events with paths, and the page never sees
// the drop itself. The SDK's hook for events leaves a rejection unhandled where there is no host; here it is silence.
import { listen } from "@tauri-apps/api/event";

export interface HostDrop {
	readonly paths: readonly string[];
	/** In device pixels from the page's corner, where the host says it. */
	readonly position: { readonly x: number; readonly y: number } | null;
}

/** `onEnd`: what was dragged has left again. Returns how to stop. */
export function watchHostDrops(onDrop: (drop: HostDrop) => void, onEnd: () => void): () => void {
	const stops: (() => void)[] = [];
	let isStopped = false;
	const hear = (event: string, handler: (payload: unknown) => void): void => {
		Promise.resolve()
			.then(() => listen(event, ({ payload }) => handler(payload)))
			.then((stop) => (isStopped ? end(stop) : void stops.push(stop)))
			.catch(() => {});
	};
	hear("tauri://drag-drop", (payload) => {
		const drop = readDrop(payload);
		if (drop) onDrop(drop);
	});
	hear("tauri://drag-leave", onEnd);
	return () => {
		isStopped = true;
		for (const stop of stops) end(stop);
	};
}

/** Tauri's own is asynchronous, and rejects where a host has no list of listeners. */
function end(stop: () => unknown): void {
	Promise.resolve()
		.then(stop)
		.catch(() => {});
}

export function readDrop(payload: unknown): HostDrop | null {
	if (typeof payload !== "object" || payload === null) return null;
	const { paths, position } = payload as { paths?: unknown; position?: { x?: unknown; y?: unknown } | null };
	if (!Array.isArray(paths)) return null;
	const named = paths.filter((path): path is string => typeof path === "string" && path !== "");
	if (named.length === 0) return null;
	const { x, y } = position ?? {};
	return { paths: named, position: typeof x === "number" && typeof y === "number" ? { x, y } : null };
}
