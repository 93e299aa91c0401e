// Files dropped on the host's window. A Tauri web view reports them by events with paths; the page gets no drop event.
// Not done with the SDK's event hook, which leaves a rejection unhandled where there is no host.
import { listen } from "@tauri-apps/api/event";

export interface HostDrop {
	readonly paths: readonly string[];
	/** In device pixels from the page's top left corner; null if the host does not report it. */
	readonly position: { readonly x: number; readonly y: number } | null;
}

/** `onLeave`: the dragged files left the window. Returns a function that stops watching. */
export function watchHostDrops(onDrop: (drop: HostDrop) => void, onLeave: () => void): () => void {
	const unlisteners: (() => void)[] = [];
	let isStopped = false;
	const subscribe = (event: string, handler: (payload: unknown) => void): void => {
		Promise.resolve()
			.then(() => listen(event, ({ payload }) => handler(payload)))
			.then((stop) => (isStopped ? unlisten(stop) : void unlisteners.push(stop)))
			.catch(() => {});
	};
	subscribe("tauri://drag-drop", (payload) => {
		const drop = readDrop(payload);
		if (drop) onDrop(drop);
	});
	subscribe("tauri://drag-leave", onLeave);
	return () => {
		isStopped = true;
		for (const stop of unlisteners) unlisten(stop);
	};
}

/** Tauri's unlisten function is asynchronous and may reject in other hosts. */
function unlisten(stop: () => unknown): void {
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
