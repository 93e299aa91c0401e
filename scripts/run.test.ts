// Runs small TypeScript scripts through run.mjs and checks their output and exit codes.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "image-studio-run-"));
	writeFileSync(join(folder, "part.ts"), "export const half = (value: number): number => value / 2;\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(source: string, ...args: string[]) {
	writeFileSync(join(folder, "script.ts"), source);
	const command = [resolve(import.meta.dirname, "run.mjs"), join(folder, "script.ts"), ...args];
	const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
	return { status, stdout, stderr };
}

describe("a TypeScript script in Node", () => {
	it("receives its arguments and imports files without extension", () => {
		const source = `import { half } from "./part";\nconsole.log(half(84), ...process.argv.slice(2));`;
		expect(run(source, "--one", "two")).toEqual({ status: 0, stdout: "42 --one two\n", stderr: "" });
	});

	it("can import dynamically after the first evaluation", () => {
		const source = `setTimeout(async () => console.log((await import("./part")).half(4)), 10);`;
		expect(run(source)).toMatchObject({ status: 0, stdout: "2\n" });
	});

	it.each([
		["process.exitCode is set", "process.exitCode = 3;", 3],
		["process.exit()", "process.exit(4);", 4],
		["an immediate error", `const why: string = "boom"; throw new Error(why);`, 1],
		["a delayed error", `setTimeout(() => { throw new Error("boom"); }, 10);`, 1],
		["an unhandled rejection", `setTimeout(async () => { throw new Error("boom"); }, 10);`, 1],
		["a syntax error", "const = boom;", 1],
	])("ends with the right code after %s", (_name, source, status) => {
		const result = run(source);
		expect(result.status).toBe(status);
		if (status === 1) expect(result.stderr).toMatch(/boom|script\.ts/);
	});

	it("reports a missing file", () => {
		const { status, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, "run.mjs"), "nowhere.ts"], {
			encoding: "utf8",
		});
		expect(status).toBe(2);
		expect(stderr).toBe("run: there is no file nowhere.ts\n");
	});
});
