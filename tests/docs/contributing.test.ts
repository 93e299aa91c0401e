// Runs the worked example of CONTRIBUTING.md: its blocks are written into a copy of the tools beside the real ones, where the tool
// is registered as the page says, and its gestures are performed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { codeOf, readPage } from "./markdown";

const [tool = "", registration = "", gestures = ""] = codeOf(readPage("CONTRIBUTING.md"), "ts");

/** A copy of the pure rooms, so that relative imports hold and no file of the checkout is touched. */
function copyRooms(): string {
	const cache = resolve(".cache");
	mkdirSync(cache, { recursive: true });
	const folder = mkdtempSync(join(cache, "contributing-"));
	for (const room of ["raster", "document", "annotations", "tools"])
		cpSync(join("editor", room), join(folder, "editor", room), {
			recursive: true,
			filter: (path) => !/\.test\.ts$/.test(path),
		});
	return folder;
}

test("the tool of the worked example can be registered and used", async () => {
	const folder = copyRooms();
	try {
		const tools = join(folder, "editor/tools");
		const registry = join(tools, "registry.ts");
		const before = readFileSync(registry, "utf8");
		const list = /export const TOOLS: readonly Tool\[\] = \[\n/;
		expect(before).toMatch(list);
		const registered = before.replace(list, (line) => `import { diamond } from "./diamond";\n${line}${registration}`);
		writeFileSync(registry, registered);
		writeFileSync(join(tools, "diamond.ts"), tool);
		writeFileSync(
			join(tools, "example.ts"),
			`import { expect } from "vitest";\nimport { TestEditor } from "./testEditor";\nexport function run() {\n${gestures}}\n`,
		);
		// The types of the example, which running it does not check.
		writeFileSync(
			join(folder, "tsconfig.json"),
			JSON.stringify({
				extends: resolve("tsconfig.json"),
				compilerOptions: { noEmit: true, noUnusedLocals: false },
				include: ["editor/tools/*.d.ts"],
				files: ["editor/tools/registry.ts", "editor/tools/diamond.ts"],
			}),
		);
		const compiler = resolve("node_modules/typescript/bin/tsc");
		const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
		expect(stdout).toBe("");

		const example = (await import(pathToFileURL(join(tools, "example.ts")).href)) as { run(): void };
		example.run();
		const copy = (await import(pathToFileURL(registry).href)) as typeof import("../../editor/tools/registry");
		expect(copy.findTool("diamond").label).toEqual({ en: "Diamond", zh: "菱形" });
		expect(copy.findAction("tool.diamond")?.shortcuts).toEqual(["Alt+Shift+M"]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
