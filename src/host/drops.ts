// Files dragged over and dropped on the host's window. A Tauri web view reports them by events with paths; the page gets no
// drop event. Not done with the SDK's event hook, which leaves a rejection unhandled where there is no host.
import { listen } from "@tauri-apps/api/event";

export interface HostPosition {
	readonly x: number;
	readonly y: number;
}

export interface HostDrop {
	readonly paths: readonly string[];
	/** In CSS pixels from the page's top left corner; null if the host does not report it. */
	readonly position: HostPosition | null;
}

export interface HostDragListener {
	/** Files are dragged over the window. */
	onDrag(position: HostPosition | null): void;
	onDrop(drop: HostDrop): void;
	/** The dragged files left the window. */
	onLeave(): void;
}

/** Returns a function that stops watching. */
export function watchHostDrags({ onDrag, onDrop, onLeave }: HostDragListener): () => void {
	const unlisteners: (() => void)[] = [];
	let isStopped = false;
	const subscribe = (event: string, handler: (payload: unknown) => void): void => {
		Promise.resolve()
			.then(() => listen(event, ({ payload }) => handler(payload)))
			.then((stop) => (isStopped ? unlisten(stop) : void unlisteners.push(stop)))
			.catch(() => {});
	};
	subscribe("tauri://drag-enter", (payload) => onDrag(readPosition(payload)));
	subscribe("tauri://drag-over", (payload) => onDrag(readPosition(payload)));
	subscribe("tauri://drag-drop", (payload) => {
		const drop = readDrop(payload);
		if (drop) onDrop(drop);
		else onLeave();
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
	const { paths } = payload as { paths?: unknown };
	if (!Array.isArray(paths)) return null;
	const named = paths.filter((path): path is string => typeof path === "string" && path !== "");
	return named.length === 0 ? null : { paths: named, position: readPosition(payload) };
}

/** Tauri gives CSS pixels on Linux and macOS at any display scale, and device pixels on Windows. */
function readPosition(payload: unknown): HostPosition | null {
	const { x, y } = (payload as { position?: { x?: unknown; y?: unknown } | null } | null)?.position ?? {};
	if (typeof x !== "number" || typeof y !== "number") return null;
	const scale = globalThis.navigator?.userAgent.includes("Windows") ? devicePixelRatio : 1;
	return { x: x / scale, y: y / scale };
}
