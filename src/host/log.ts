// The studio's lines in the host's log. A logger that throws, rejects or hangs changes nothing for the caller.
// Fields are for people who read the log: never a prompt, a key, a token, image bytes or base64.
import { createPluginLogger } from "@haloforge/plugin-sdk";

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
	info(message: string, fields?: LogFields): void;
	warn(message: string, fields?: LogFields): void;
	error(message: string, fields?: LogFields): void;
}

type Sink = Record<"info" | "warn" | "error", (message: string, details?: unknown) => Promise<void> | void>;

export function createLog(sink: () => Sink): Log {
	const write = (level: keyof Sink, message: string, fields?: LogFields): void => {
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
