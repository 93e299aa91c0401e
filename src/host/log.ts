// The studio's lines in the host's log, the latest of them also here. A logger that throws, rejects or hangs changes nothing for the caller.
// Fields are for people who read the log: never a prompt, a key, a token, image bytes or base64.
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

const MOST_LINES = 200;

/** The latest of this page, the newest last, for diagnostics; they are gone with it. */
export const useRecentLines = create<readonly LogLine[]>(() => []);

type Sink = Record<"info" | "warn" | "error", (message: string, details?: unknown) => Promise<void> | void>;

export function createLog(sink: () => Sink): Log {
	const write = (level: keyof Sink, message: string, fields?: LogFields): void => {
		const line = { at: Date.now(), level, message, fields: { ...fields } };
		useRecentLines.setState((lines) => [...lines.slice(1 - MOST_LINES), line], true);
		try {
			void Promise.resolve(sink()[level](message, fields)).catch(() => {});
		} catch {
			// A broken logger must never cost a picture that was paid for.
		}
	};
	return {
		info: (message, fields) => write("info", message, fields),
		warn: (message, fields) => write("warn", message, fields),
		error: (message, fields) => write("error", message, fields),
	};
}

export const log: Log = createLog(() => createPluginLogger());
