// Builds the plugin's release files in memory.
import { resolve } from "node:path";
import { build } from "vite";

const root = resolve(import.meta.dirname, "../..");

/** `entry`: another module than the plugin's own, for a page to compare with. */
export async function buildPlugin(entry?: string): Promise<{ readonly name: string; readonly text: string }[]> {
	const lib = entry === undefined ? {} : { lib: { entry, name: "Compared", formats: ["iife" as const] } };
	const result = await build({
		root,
		configFile: resolve(root, "vite.config.ts"),
		mode: "production",
		logLevel: "error",
		build: { write: false, ...lib },
	});
	const [output] = Array.isArray(result) ? result : [result];
	if (!output || !("output" in output)) throw new Error("Vite built nothing");
	return output.output.map((part) => ({
		name: part.fileName,
		text: part.type === "chunk" ? part.code : String(part.source),
	}));
}

/** Script and style sheet alone. */
export async function buildBundle(entry?: string): Promise<{ js: string; css: string }> {
	const files = await buildPlugin(entry);
	const text = (end: string): string => files.find(({ name }) => name.endsWith(end))?.text ?? "";
	return { js: text(".js"), css: text(".css") };
}
