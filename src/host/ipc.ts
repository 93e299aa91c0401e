// One typed call into our Rust backend. Everything that leaves the page for the backend goes through here.
import { invokePlugin } from "@haloforge/plugin-sdk";
import type { CommandName, Commands } from "./contract";
import { toStudioError } from "./errors";

export type Call = <K extends CommandName>(command: K, input: Commands[K]["in"]) => Promise<Commands[K]["out"]>;

/** Rejects with StudioError, in whatever form the host delivered it. */
export const call: Call = async (command, input) => {
	try {
		return await invokePlugin<Commands[typeof command]["out"]>(command, { ...input });
	} catch (error) {
		// Every handler of ours rejects with JSON; other words are the host's own: the command never reached the backend.
		throw toStudioError(error, "backend_unavailable");
	}
};
