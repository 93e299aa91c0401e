// The typed IPC call to the Rust backend. All calls go through it.
import { invokePlugin } from "@haloforge/plugin-sdk";
import type { CommandName, Commands } from "./contract";
import { toStudioError } from "./errors";

export type Call = <K extends CommandName>(command: K, input: Commands[K]["in"]) => Promise<Commands[K]["out"]>;

/** Rejects with StudioError, whatever the host rejects with. */
export const call: Call = async (command, input) => {
	try {
		return await invokePlugin<Commands[typeof command]["out"]>(command, { ...input });
	} catch (error) {
		// Our handlers reject with JSON. Any other text comes from the host: the command did not reach the backend.
		throw toStudioError(error, "backend_unavailable");
	}
};
