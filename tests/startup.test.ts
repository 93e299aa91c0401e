// The modules that are evaluated before the first paint. The build evaluates a module that is imported by import() only when it is asked
// for; a static import anywhere on the way from the entry makes the prompt wait for the module and all that it imports.
import { existsSync, readFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const ENTRY = "src/index.tsx";

/** Files and packages that the entry reaches by imports of values, each with the file that imports it. */
function reachedFrom(entry: string): ReadonlyMap<string, string> {
	const reached = new Map<string, string>();
	const visit = (file: string): void => {
		const { module } = parseSync(file, readFileSync(join(ROOT, file), "utf8"));
		const requests = [
			...module.staticImports
				.filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
				.map(({ moduleRequest }) => moduleRequest.value),
			...module.staticExports.flatMap(({ entries }) =>
				entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
			),
		];
		for (const request of requests) {
			const target = request.startsWith(".") ? fileOf(posix.join(posix.dirname(file), request)) : request;
			if (target === undefined || reached.has(target)) continue;
			reached.set(target, file);
			if (request.startsWith(".")) visit(target);
		}
	};
	visit(entry);
	return reached;
}

/** undefined for style sheets. */
function fileOf(request: string): string | undefined {
	// A worker is imported with a query.
	const [path = request] = request.split("?");
	if (path.endsWith(".css")) return undefined;
	const found = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(
		(name) => /\.tsx?$/.test(name) && existsSync(join(ROOT, name)),
	);
	if (found === undefined) throw new Error(`${path} is no module`);
	return found;
}

describe("before the first paint", () => {
	const reached = reachedFrom(ENTRY);

	it("the prompt bar is evaluated", () => {
		expect([...reached.keys()]).toContain("src/prompt/PromptBar.tsx");
	});

	it.each([
		"konva",
		"react-konva",
		"immer",
		"dexie",
		"diff",
		"client-zip",
		"@tanstack/react-virtual",
		"editor/index.ts",
		"editor/work/index.ts",
		"editor/session/editorSession.ts",
		"src/studio/studio.ts",
		"src/library/library.ts",
		"src/tasks/TaskPane.tsx",
		"src/settings/SettingsDialog.tsx",
	])("%s is not", (name) => {
		expect(reached.get(name), "imported by").toBeUndefined();
	});
});
