// Pictures that come in by a path of the host's: its dialog, a drop on its window, a file opened with the studio. Their
// bytes are read through the backend and then go the way of every other file.
import { EditorError, type FilePurpose, type FileSource } from "../../editor/types";
import type { HostDrop } from "../host/drops";
import { StudioError } from "../host/errors";
import { fileNameOf } from "../host/files";

export interface HostImportPorts {
	/** null: cancelled; undefined: there is no dialog. */
	readonly pick: (purpose: FilePurpose) => Promise<string | null | undefined>;
	readonly read: (path: string) => Promise<File>;
	readonly watchDrops: (onDrop: (drop: HostDrop) => void, onEnd: () => void) => () => void;
	/** What of the panel lies there, if any of it does: null is outside. */
	readonly zoneAt: (position: HostDrop["position"]) => { readonly purpose: FilePurpose | null } | null;
	readonly hasBackend: () => boolean;
	/** undefined: over. `stop`: it is not wanted any more. */
	readonly onReading: (name: string | undefined, stop?: () => void) => void;
	readonly onProblem: (error: unknown, name: string) => void;
}

export interface HostImports {
	readonly source: FileSource;
	/** undefined when it cannot be read; that has been said then. */
	readonly read: (path: string) => Promise<File | undefined>;
}

/** Soon enough to tell of, late enough not to flash. */
const READING_AFTER_MS = 400;

export function createHostImports(ports: HostImportPorts): HostImports {
	const { pick, watchDrops, zoneAt, hasBackend, onReading, onProblem } = ports;

	async function read(path: string): Promise<File | undefined> {
		const name = fileNameOf(path);
		let timer: ReturnType<typeof setTimeout> | undefined;
		const stopped = new Promise<undefined>((stop) => {
			timer = setTimeout(onReading, READING_AFTER_MS, name, () => stop(undefined));
		});
		try {
			return await Promise.race([ports.read(path), stopped]);
		} catch (error) {
			onProblem(asOpening(error), name);
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
			// What the dialog names could not be read without it.
			if (!hasBackend()) return undefined;
			const path = await pick(purpose);
			if (typeof path !== "string") return path;
			const files = await readAll([path]);
			return files.length > 0 ? files : null;
		},
		onDrop(listener) {
			const end = (): void => listener([], null);
			return watchDrops(({ paths, position }) => {
				const zone = zoneAt(position);
				// The page saw the drag and will never see its end.
				end();
				if (!zone) return;
				void readAll(paths).then((files) => {
					if (files.length > 0) listener(files, zone.purpose);
				});
			}, end);
		},
	};
	return { source, read };
}

/** Nothing was to be sent: the editor's words for bad pictures, and words of our own where it has none. */
function asOpening(error: unknown): unknown {
	if (!(error instanceof StudioError)) return error;
	const { code, details } = error;
	if (code === "image_empty") return new EditorError("empty-file");
	if (code === "image_truncated" || code === "image_damaged") return new EditorError("damaged-image");
	const reworded = { image_not_an_image: "file_not_a_picture", image_too_large: "file_too_large" }[code];
	return reworded ? new StudioError({ code: reworded, message: error.message, details }) : error;
}
