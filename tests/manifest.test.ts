// Tests that manifest.json, package.json, Cargo and TypeScript agree, which hf-pack does not check.
// backend/tests/contract.rs and plugin.rs compare names, id and version of the Rust side with manifest.json.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, PLUGIN_ID } from "../src/host/contract";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(resolve(root, path), "utf8");
const json = (path: string) => JSON.parse(read(path));
const manifest = json("manifest.json");
const pkg = json("package.json");

interface CargoPackage {
	name: string;
	version: string;
	targets: { name: string; kind: string[] }[];
	dependencies: { name: string; req: string }[];
}

const cargo: { packages: CargoPackage[] } = JSON.parse(
	spawnSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], { cwd: root, encoding: "utf8" }).stdout,
);
const backend = cargo.packages.find((entry) => entry.name === "hf-image-studio");

describe("identity", () => {
	it("has one id", () => {
		expect(PLUGIN_ID).toBe(manifest.id);
		expect(read("backend/src/plugin.rs")).toContain(`"${manifest.id}"`);
	});
	it("has one version, which Rust takes from Cargo", () => {
		expect(pkg.version).toBe(manifest.version);
		expect(cargo.packages.map((entry) => entry.version)).toEqual(cargo.packages.map(() => manifest.version));
		expect(read("backend/src/plugin.rs")).toContain('env!("CARGO_PKG_VERSION")');
	});
	it("has a changelog entry for the version", () => expect(read("CHANGELOG.md")).toContain(manifest.version));
});

describe("commands", () => {
	const declared = manifest.commands.map((command: { id: string }) => command.id);
	it("are the same in the manifest and in TypeScript", () =>
		expect([...COMMAND_NAMES].sort()).toEqual([...declared].sort()));
	it("are each described", () => {
		for (const command of manifest.commands) expect(command.description, command.id).toMatch(/\.$/);
	});
});

describe("entries", () => {
	it("name the files that the build writes", () => {
		expect(manifest.entry.frontend).toBe("dist/index.js");
		expect(manifest.entry.frontend_styles).toBe("dist/styles.css");
		expect(manifest.integration.level0.panel_entry).toBe(manifest.entry.frontend);
	});
	it("name the library that Cargo builds", () => {
		const library = backend?.targets.find((target) => target.kind.includes("cdylib"))?.name.replaceAll("-", "_");
		expect(manifest.entry.native.linux_x64).toBe(`target/release/lib${library}.so`);
		expect(manifest.entry.native.macos_arm64).toBe(`target/release/lib${library}.dylib`);
		expect(manifest.entry.native.windows_x64).toBe(`target/release/${library}.dll`);
	});
	it("name existing files", () => {
		for (const path of [manifest.icon, "LICENSE"]) expect(existsSync(resolve(root, path)), path).toBe(true);
	});
});

describe("README", () => {
	it("shows only pictures of the repository", () => {
		const pictures = [...read("README.md").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path as string);
		expect(pictures.length).toBeGreaterThan(0);
		const tracked = spawnSync("git", ["ls-files", "--", ...pictures], { cwd: root, encoding: "utf8" }).stdout;
		expect(tracked.trim().split("\n").sort()).toEqual(pictures.sort());
	});
});

describe("host API", () => {
	it("is pinned exactly, and the SDK and packer carry the same version", () => {
		const api = backend?.dependencies.find((dependency) => dependency.name === "haloforge-plugin-api");
		expect(api?.req).toBe("=0.2.17");
		for (const workspace of ["plugin-sdk", "plugin-pack"])
			expect(json(`haloforge/${workspace}/package.json`).version).toBe("0.2.17");
	});
	it("declares the permission of each capability and only permissions that ARCHITECTURE.md explains", () => {
		const permissions: string[] = manifest.permissions.map((permission: { type: string }) => permission.type);
		const byCapability: Record<string, string> = {
			navigation: "host_navigation",
			file_intents: "host_file_intents",
			file_dialogs: "host_file_dialogs",
			enterprise_gateway: "host_enterprise_gateway_access",
			deep_links: "host_deep_links",
			theme_read: "host_theme_read",
			event_subscribe: "host_event_subscribe",
		};
		for (const capability of manifest.host_capabilities) expect(permissions).toContain(byCapability[capability]);
		const architecture = read("ARCHITECTURE.md");
		for (const permission of permissions) expect(architecture, permission).toContain(`\`${permission}\``);
	});
	it("declares the settings that the Plugin Manager shows", () => {
		expect(Object.keys(manifest.settings_schema.properties).sort()).toEqual([
			"api_mode",
			"codex_cli",
			"default_count",
			"default_format",
			"default_model",
			"default_quality",
			"default_size",
			"gateway_mode",
			"keep_results_days",
			"keep_results_mb",
			"memory_budget_mb",
			"response_format_b64_json",
		]);
	});
});
