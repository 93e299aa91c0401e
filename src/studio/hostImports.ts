// Imports pictures by host path: from the host's file dialog, a drop on its window, or a file opened with the studio. The
// bytes are read through the backend; from then on they are ordinary File objects.
import { type DropPurpose, EditorError, type FilePurpose, type FileSource } from "../../editor/types";
import type { HostDragListener, HostPosition } from "../host/drops";
import { StudioError } from "../host/errors";
import { fileNameOf } from "../host/files";

export interface HostImportPorts {
	/** null: cancelled; undefined: the host has no dialog. */
	readonly pick: (purpose: FilePurpose) => Promise<string | null | undefined>;
	readonly read: (path: string) => Promise<File>;
	readonly watchDrags: (listener: HostDragListener) => () => void;
	/** The drop zone at a position. null: outside the panel. */
	readonly zoneAt: (position: HostPosition | null) => { readonly purpose: DropPurpose | null } | null;
	readonly hasBackend: () => boolean;
	/** Called when reading a file takes long, and with undefined when it has ended. `cancel` stops waiting for it. */
	readonly onReading: (name: string | undefined, cancel?: () => void) => void;
	readonly onProblem: (error: unknown, name: string) => void;
}

export interface HostImports {
	readonly source: FileSource;
	/** undefined: it could not be read, which has been reported, or was cancelled. */
	readonly read: (path: string) => Promise<File | undefined>;
}

/** Short reads show no progress notice, which would only flash. */
const NOTIFY_AFTER_MS = 400;

export function createHostImports(ports: HostImportPorts): HostImports {
	const { pick, watchDrags, zoneAt, hasBackend, onReading, onProblem } = ports;

	async function read(path: string): Promise<File | undefined> {
		const name = fileNameOf(path);
		let timer: ReturnType<typeof setTimeout> | undefined;
		const cancelled = new Promise<undefined>((cancel) => {
			timer = setTimeout(onReading, NOTIFY_AFTER_MS, name, () => cancel(undefined));
		});
		try {
			return await Promise.race([ports.read(path), cancelled]);
		} catch (error) {
			onProblem(toOpenError(error), name);
			return undefined;
		} finally {
			clearTimeout(timer);
			onReading(undefined);
		}
	}

	async function readAll(paths: readonly string[]): Promise<File[]> {
		const files: File[] = [];
		for (const path of paths) {
			const file = await read(path);
			if (file) files.push(file);
		}
		return files;
	}

	const source: FileSource = {
		async pick(purpose) {
			// Without the backend the chosen path could not be read.
			if (!hasBackend()) return undefined;
			const path = await pick(purpose);
			if (typeof path !== "string") return path;
			const files = await readAll([path]);
			return files.length > 0 ? files : null;
		},
		watchDrops({ onDrag, onFiles }) {
			const onLeave = (): void => onDrag(null);
			return watchDrags({
				onDrag(position) {
					const zone = zoneAt(position);
					onDrag(zone && { over: zone.purpose });
				},
				onDrop({ paths, position }) {
					const zone = zoneAt(position);
					onLeave();
					if (!zone) return;
					void readAll(paths).then((files) => {
						if (files.length > 0) onFiles(files, zone.purpose, position ?? undefined);
					});
				},
				onLeave,
			});
		},
	};
	return { source, read };
}

/** The backend's image errors speak of sending a request. Replaces them by the corresponding errors about opening a file. */
function toOpenError(error: unknown): unknown {
	if (!(error instanceof StudioError)) return error;
	const { code, details } = error;
	if (code === "image_empty") return new EditorError("empty-file");
	if (code === "image_truncated" || code === "image_damaged") return new EditorError("damaged-image");
	const openCode = { image_not_an_image: "file_not_a_picture", image_too_large: "file_too_large" }[code];
	return openCode ? new StudioError({ code: openCode, message: error.message, details }) : error;
}
