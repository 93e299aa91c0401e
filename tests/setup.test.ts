// Tests haloforge/setup.mjs, also on machines that lack a tool: one clear message, no stack trace, and no repeated
// work.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
let tree = "";
let bin = "";

beforeEach(() => {
	tree = mkdtempSync(join(tmpdir(), "setup-"));
	bin = join(tree, "bin");
	mkdirSync(bin);
	for (const name of ["plugin-sdk", "plugin-pack"]) mkdirSync(join(tree, "haloforge", name), { recursive: true });
	for (const file of ["haloforge/setup.mjs", "Cargo.lock"]) cpSync(join(root, file), join(tree, file));
	symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

/** Runs the setup with only the fake cargo, if any, on the PATH. */
function runSetup() {
	const run = spawnSync(process.execPath, [join(tree, "haloforge/setup.mjs")], {
		cwd: tree,
		encoding: "utf8",
		env: { ...process.env, PATH: bin },
	});
	return { code: run.status, message: run.stderr.trim() };
}

function writeFakeCargo(script: string) {
	writeFileSync(join(bin, "cargo"), `#!${process.execPath}\n${script}\n`);
	chmodSync(join(bin, "cargo"), 0o755);
}

/** Writes a fake cargo that reports the crate's location and counts its calls. */
function cargoWith(sources: Record<string, string>) {
	const crate = join(tree, "crate");
	for (const [path, text] of Object.entries(sources)) {
		mkdirSync(join(crate, path, ".."), { recursive: true });
		writeFileSync(join(crate, path), text);
	}
	const metadata = { packages: [{ name: "haloforge-plugin-api", manifest_path: join(crate, "Cargo.toml") }] };
	writeFakeCargo(
		`require("node:fs").appendFileSync(${JSON.stringify(join(tree, "calls"))}, "x");
		process.stdout.write(${JSON.stringify(JSON.stringify(metadata))});`,
	);
}

describe("setup of the SDK and the packer", () => {
	it("reports a missing cargo in one sentence", () => {
		const { code, message } = runSetup();
		expect(code).toBe(1);
		expect(message).toMatch(/^Image Studio set-up: Rust is needed and cargo was not found on PATH: .+\.$/);
		expect(message.split("\n")).toHaveLength(1);
	});

	it("reports in one sentence that the crate cannot be downloaded", () => {
		writeFakeCargo('process.stderr.write("error: failed to download\\n"); process.exit(101);');
		const { code, message } = runSetup();
		expect(code).toBe(1);
		expect(message).toContain("could not be had from the Rust package registry (error: failed to download)");
		expect(message.split("\n")).toHaveLength(1);
	});

	it("compiles the crate's sources, and does nothing the second time", () => {
		cargoWith({
			"sdk/src/index.ts": 'export const sdk: string = "from the crate";\n',
			"pack/src/cli.ts": 'export const cli: string = "from the crate";\n',
		});
		expect(runSetup()).toEqual({ code: 0, message: "" });
		expect(readFileSync(join(tree, "haloforge/plugin-sdk/dist/index.js"), "utf8")).toContain("from the crate");
		expect(readFileSync(join(tree, "haloforge/plugin-pack/dist/cli.js"), "utf8")).toContain("from the crate");
		expect(runSetup()).toEqual({ code: 0, message: "" });
		expect(readFileSync(join(tree, "calls"), "utf8")).toBe("x");
	});

	it("compiles again when the locked crate changes", () => {
		cargoWith({ "sdk/src/index.ts": "export {};\n", "pack/src/cli.ts": "export {};\n" });
		runSetup();
		const lock = join(tree, "Cargo.lock");
		writeFileSync(
			lock,
			readFileSync(lock, "utf8").replace(/(name = "haloforge-plugin-api"\nversion = ")[^"]+/, "$10.9.9"),
		);
		expect(runSetup().code).toBe(0);
		expect(readFileSync(join(tree, "calls"), "utf8")).toBe("xx");
	});

	it("fails again at the next run if the sources do not compile", () => {
		cargoWith({ "sdk/src/index.ts": "const broken: = 1;\n", "pack/src/cli.ts": "export {};\n" });
		const first = runSetup();
		expect(first.code).toBe(1);
		expect(first.message).toContain("did not compile");
		expect(runSetup().code).toBe(1);
	});
});
