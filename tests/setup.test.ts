// haloforge/setup.mjs on machines that lack something: one clear sentence, no stack, and nothing done twice.
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

/** Node alone on the path, and whatever stands in for cargo. */
function setUp() {
	const run = spawnSync(process.execPath, [join(tree, "haloforge/setup.mjs")], {
		cwd: tree,
		encoding: "utf8",
		env: { ...process.env, PATH: bin },
	});
	return { code: run.status, said: run.stderr.trim() };
}

function standIn(script: string) {
	writeFileSync(join(bin, "cargo"), `#!${process.execPath}\n${script}\n`);
	chmodSync(join(bin, "cargo"), 0o755);
}

/** A cargo that knows where a crate lies, and counts how often it is asked. */
function cargoWith(sources: Record<string, string>) {
	const crate = join(tree, "crate");
	for (const [path, text] of Object.entries(sources)) {
		mkdirSync(join(crate, path, ".."), { recursive: true });
		writeFileSync(join(crate, path), text);
	}
	const metadata = { packages: [{ name: "haloforge-plugin-api", manifest_path: join(crate, "Cargo.toml") }] };
	standIn(
		`require("node:fs").appendFileSync(${JSON.stringify(join(tree, "asked"))}, "x");
		process.stdout.write(${JSON.stringify(JSON.stringify(metadata))});`,
	);
}

describe("set-up of the SDK and the packer", () => {
	it("says in one sentence that cargo is missing", () => {
		const { code, said } = setUp();
		expect(code).toBe(1);
		expect(said).toMatch(/^Image Studio set-up: Rust is needed and cargo was not found on PATH: .+\.$/);
		expect(said.split("\n")).toHaveLength(1);
	});

	it("says in one sentence that the crate cannot be had", () => {
		standIn('process.stderr.write("error: failed to download\\n"); process.exit(101);');
		const { code, said } = setUp();
		expect(code).toBe(1);
		expect(said).toContain("could not be had from the Rust package registry (error: failed to download)");
		expect(said.split("\n")).toHaveLength(1);
	});

	it("compiles what the crate holds, and does nothing the second time", () => {
		cargoWith({
			"sdk/src/index.ts": 'export const sdk: string = "from the crate";\n',
			"pack/src/cli.ts": 'export const cli: string = "from the crate";\n',
		});
		expect(setUp()).toEqual({ code: 0, said: "" });
		expect(readFileSync(join(tree, "haloforge/plugin-sdk/dist/index.js"), "utf8")).toContain("from the crate");
		expect(readFileSync(join(tree, "haloforge/plugin-pack/dist/cli.js"), "utf8")).toContain("from the crate");
		expect(setUp()).toEqual({ code: 0, said: "" });
		expect(readFileSync(join(tree, "asked"), "utf8")).toBe("x");
	});

	it("fills anew when the locked crate changes", () => {
		cargoWith({ "sdk/src/index.ts": "export {};\n", "pack/src/cli.ts": "export {};\n" });
		setUp();
		const lock = join(tree, "Cargo.lock");
		writeFileSync(
			lock,
			readFileSync(lock, "utf8").replace(/(name = "haloforge-plugin-api"\nversion = ")[^"]+/, "$10.9.9"),
		);
		expect(setUp().code).toBe(0);
		expect(readFileSync(join(tree, "asked"), "utf8")).toBe("xx");
	});

	it("leaves no half-filled workspace behind when the sources do not compile", () => {
		cargoWith({ "sdk/src/index.ts": "const broken: = 1;\n", "pack/src/cli.ts": "export {};\n" });
		const first = setUp();
		expect(first.code).toBe(1);
		expect(first.said).toContain("did not compile");
		expect(setUp().code).toBe(1);
	});
});
