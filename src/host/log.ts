// Writes to the host's log and keeps the latest lines for diagnostics. A logger that throws, rejects or hangs has no
// effect on the caller. Fields never hold a prompt, a key, a token, image bytes or base64.
import { createPluginLogger } from "@haloforge/plugin-sdk";
import { create } from "zustand";

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
	info(message: string, fields?: LogFields): void;
	warn(message: string, fields?: LogFields): void;
	error(message: string, fields?: LogFields): void;
}

export interface LogLine {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly level: keyof Log;
	readonly message: string;
	readonly fields: LogFields;
}

const MAX_LINES = 200;

/** The latest lines of this page, newest last; not stored. */
export const useRecentLines = create<readonly LogLine[]>(() => []);

type Sink = Record<"info" | "warn" | "error", (message: string, details?: unknown) => Promise<void> | void>;

export function createLog(sink: () => Sink): Log {
	const write = (level: keyof Sink, message: string, fields?: LogFields): void => {
		const line = { at: Date.now(), level, message, fields: { ...fields } };
		useRecentLines.setState((lines) => [...lines.slice(1 - MAX_LINES), line], true);
		try {
			void Promise.resolve(sink()[level](message, fields)).catch(() => {});
		} catch {
			// A broken logger must not lose an image that was paid for.
		}
	};
	return {
		info: (message, fields) => write("info", message, fields),
		warn: (message, fields) => write("warn", message, fields),
		error: (message, fields) => write("error", message, fields),
	};
}

export const log: Log = createLog(() => createPluginLogger());
