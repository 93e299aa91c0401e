// Tests the package that `npm run plugin:pack` writes and users install.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { readPackage, sha256 } from "./readPackage";

const root = resolve(import.meta.dirname, "../..");
const version = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")).version;
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("utf8");

describe("the package", () => {
	const packed = readPackage();

	it("has a name of id and version, and a correct checksum", () => {
		expect(basename(packed.file)).toBe(`dev.haloforge.image-studio-${version}.hfpkg`);
		const [sum, name] = readFileSync(`${packed.file}.sha256`, "utf8").trim().split(/\s+/);
		expect(name).toBe(basename(packed.file));
		expect(sum).toBe(sha256(readFileSync(packed.file)));
	});

	it("contains the manifest, bundle, styles, native library, icon and licences, and nothing else", () => {
		const native = Object.values(packed.manifest.entry.native);
		expect(native).toHaveLength(1);
		expect(Object.keys(packed.entries).sort()).toEqual(
			[
				"LICENSE",
				"assets/icon.svg",
				"dist/THIRD-PARTY-NOTICES.txt",
				"dist/index.js",
				"dist/styles.css",
				"manifest.json",
				...native,
			].sort(),
		);
		for (const [name, bytes] of Object.entries(packed.entries)) expect(bytes.length, name).toBeGreaterThan(100);
	});

	it("has a bundle within the size limit", () => {
		const bytes = [packed.entries["dist/index.js"], packed.entries["dist/styles.css"]];
		const size = bytes.reduce((total, part) => total + gzipSync(part ?? new Uint8Array()).length, 0);
		expect(size).toBeLessThan(800_000);
	});

	it("carries the licences of what is in the bundle and in the library", () => {
		const notices = text(packed.entries["dist/THIRD-PARTY-NOTICES.txt"]);
		for (const name of ["konva", "dexie", "@floating-ui/dom", "reqwest", "rustls", "png"])
			expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
		expect(notices).toContain("Permission is hereby granted, free of charge");
	});

	it("contains no path of the build machine in the library", () => {
		const [native] = Object.values(packed.manifest.entry.native);
		const library = Buffer.from(packed.entries[native ?? ""] ?? []);
		const cargoHome = process.env.CARGO_HOME ?? resolve(homedir(), ".cargo");
		for (const path of [root, cargoHome]) expect(library.includes(path), path).toBe(false);
	});

	it("contains no path of the build machine, no source map and no address of a development server", () => {
		for (const name of ["dist/index.js", "dist/styles.css", "dist/THIRD-PARTY-NOTICES.txt"]) {
			expect(text(packed.entries[name])).not.toContain(root);
			expect(text(packed.entries[name])).not.toMatch(/sourceMappingURL|127\.0\.0\.1:5176|__DEVHOST__/);
		}
	});

	it("has no debug command in the library", () => {
		const [native] = Object.values(packed.manifest.entry.native);
		const library = Buffer.from(packed.entries[native ?? ""] ?? []);
		expect(library.includes("check_mask"), "the command table can be seen").toBe(true);
		expect(library.includes("debug_panic")).toBe(false);
	});

	it("uses React only as the host's global, without a copy and without require", () => {
		const bundle = text(packed.entries["dist/index.js"]);
		expect(bundle).toContain("window.React");
		expect(bundle).not.toMatch(/\brequire\(["']react/);
		// Texts of React's and ReactDOM's sources.
		expect(bundle).not.toContain("react.production");
		expect(bundle).not.toContain("hydrateRoot(");
	});

	it("loads no resources from other hosts", () => {
		const css = text(packed.entries["dist/styles.css"]);
		expect(css).not.toMatch(/@import|url\(\s*["']?https?:/);
	});
});

describe("the mock gateway", () => {
	let modules: string[] = [];
	let code = "";
	beforeAll(async () => {
		const result = await build({
			root,
			configFile: resolve(root, "vite.config.ts"),
			logLevel: "error",
			build: { write: false },
		});
		const [output] = Array.isArray(result) ? result : [result];
		if (!output || !("output" in output)) throw new Error("Vite built nothing");
		modules = output.output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
		code = output.output.map((chunk) => (chunk.type === "chunk" ? chunk.code : String(chunk.source))).join("\n");
	});
	it("is not in the bundle, nor is any other module of dev/ or tests/", () => {
		expect(modules.some((id) => id.includes("/src/index.tsx"))).toBe(true);
		expect(modules.filter((id) => /\/(dev|tests)\//.test(id.replace(root, "")))).toEqual([]);
	});
	it("is not mentioned in the bundle", () => expect(code).not.toMatch(/mock gateway|createMockGateway|模拟网关/i));
});

describe("packing again", () => {
	it("produces the same entries, byte for byte", () => {
		const digest = () =>
			Object.fromEntries(Object.entries(readPackage().entries).map(([name, bytes]) => [name, sha256(bytes)]));
		const first = digest();
		// The build above sets NODE_ENV=production, with which npm would omit the development tools.
		const { NODE_ENV: _, ...env } = process.env;
		const run = spawnSync("npm", ["run", "--silent", "plugin:pack"], { cwd: root, encoding: "utf8", env });
		expect(run.status, run.stderr).toBe(0);
		expect(digest()).toEqual(first);
	});
});
