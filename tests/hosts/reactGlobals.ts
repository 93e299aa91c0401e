// Builds the globals that a host page supplies: React, ReactDOM and the JSX runtime of one version. The versions are
// installed as workspaces beside this file.
import { resolve } from "node:path";
import { build } from "vite";

export const REACT_VERSIONS = ["18.3", "19.0", "19.1", "19.2", "19.3"] as const;
export type ReactVersion = (typeof REACT_VERSIONS)[number];

const built = new Map<ReactVersion, Promise<string>>();

export function reactGlobals(version: ReactVersion): Promise<string> {
	const known = built.get(version) ?? buildGlobals(version);
	built.set(version, known);
	return known;
}

async function buildGlobals(version: ReactVersion): Promise<string> {
	const folder = resolve(import.meta.dirname, `react-${version}`);
	// The entry is virtual; its path makes the imports resolve to this version.
	const entry = resolve(folder, "globals.js");
	const result = await build({
		configFile: false,
		root: folder,
		logLevel: "error",
		define: { "process.env.NODE_ENV": JSON.stringify("production") },
		plugins: [
			{
				name: "react-globals",
				enforce: "pre",
				resolveId: (id) => (id === entry ? entry : undefined),
				load: (id) =>
					id === entry
						? `import * as React from "react";
						import * as ReactDOM from "react-dom";
						import { createRoot } from "react-dom/client";
						import * as jsx from "react/jsx-runtime";
						window.bareHost = { React, ReactDOM, createRoot, jsx };`
						: undefined,
			},
		],
		build: { write: false, lib: { entry, formats: ["iife"], name: "bareHostBundle" } },
	});
	const [output] = Array.isArray(result) ? result : [result];
	if (!output || !("output" in output)) throw new Error("Vite built nothing");
	return output.output[0].code;
}
