// Builds the plugin's release files in memory.
import { resolve } from "node:path";
import { build } from "vite";

const root = resolve(import.meta.dirname, "../..");

export async function buildPlugin(): Promise<{ readonly name: string; readonly text: string }[]> {
	const result = await build({
		root,
		configFile: resolve(root, "vite.config.ts"),
		mode: "production",
		logLevel: "error",
		build: { write: false },
	});
	const [output] = Array.isArray(result) ? result : [result];
	if (!output || !("output" in output)) throw new Error("Vite built nothing");
	return output.output.map((part) => ({
		name: part.fileName,
		text: part.type === "chunk" ? part.code : String(part.source),
	}));
}
