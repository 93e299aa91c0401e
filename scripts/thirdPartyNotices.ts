// A Vite plugin: writes the licences of everything in the bundle and in the native library beside the bundle, so that they
// travel in the package. Needs no network: the texts are those in node_modules and in cargo's registry folder.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

export const NOTICES_FILE = "THIRD-PARTY-NOTICES.txt";

export interface Component {
	readonly name: string;
	readonly version: string;
	/** SPDX expression, as the package states it. */
	readonly license: string;
	readonly folder: string;
}

const LICENSE_FILE = /^(licen[cs]e|copying|notice|unlicense)/i;
const NODE_MODULES = "/node_modules/";

/** The npm packages that own these modules. */
export function npmComponents(moduleIds: readonly string[]): Component[] {
	const folders = new Set<string>();
	for (const id of moduleIds) {
		const path = id.replaceAll("\\", "/").replace(/^\0+/, "").split("?")[0] ?? "";
		const at = path.lastIndexOf(NODE_MODULES);
		if (at < 0) continue;
		const [scope = "", name = ""] = path.slice(at + NODE_MODULES.length).split("/");
		const folder = `${path.slice(0, at)}${NODE_MODULES}${scope.startsWith("@") ? `${scope}/${name}` : scope}`;
		if (existsSync(join(folder, "package.json"))) folders.add(folder);
	}
	return [...folders].map((folder) => {
		const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
		return { name, version, license: typeof license === "string" ? license : "see below", folder };
	});
}

interface CargoMetadata {
	packages: { id: string; name: string; version: string; license: string | null; manifest_path: string }[];
	resolve: { nodes: { id: string; deps: { pkg: string; dep_kinds: { kind: string | null }[] }[] }[] };
}

/** The crates that are linked into the library: dependencies of its crate, without those of tests and build scripts. */
export function cargoComponents(root: string, crate: string): Component[] {
	const options = { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 } as const;
	const host = (): string => /^host: (.+)$/m.exec(execFileSync("rustc", ["-vV"], options))?.[1] ?? "";
	const target = process.env.CARGO_BUILD_TARGET || host();
	const args = ["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", target];
	const metadata: CargoMetadata = JSON.parse(execFileSync("cargo", args, options));
	const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
	const packages = new Map(metadata.packages.map((one) => [one.id, one]));
	const own = metadata.packages.find((one) => one.name === crate);
	if (!own) throw new Error(`cargo does not know the crate ${crate}`);
	const linked = new Set([own.id]);
	for (const id of linked) {
		for (const { pkg, dep_kinds } of nodes.get(id)?.deps ?? [])
			if (dep_kinds.some(({ kind }) => kind === null)) linked.add(pkg);
	}
	linked.delete(own.id);
	return [...linked].flatMap((id) => {
		const found = packages.get(id);
		if (!found) return [];
		const { name, version, license, manifest_path } = found;
		return [{ name, version, license: license ?? "see below", folder: dirname(manifest_path) }];
	});
}

function licenseTexts({ folder }: Component): string[] {
	const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
	const found = names.map((entry) => entry.name).filter((name) => LICENSE_FILE.test(name));
	return found.sort().map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim());
}

/** Equal texts are printed once, under all components that have them. */
export function notices(components: readonly Component[]): string {
	const title = (one: Component): string => `${one.name} ${one.version} (${one.license})`;
	const sorted = [...components].sort((a, b) => (title(a) < title(b) ? -1 : 1));
	const byText = new Map<string, string[]>();
	for (const one of sorted) {
		const texts = licenseTexts(one);
		const all = texts.length > 0 ? texts : ["The package holds no licence text; its licence is named above."];
		for (const text of all) byText.set(text, [...(byText.get(text) ?? []), title(one)]);
	}
	const line = "=".repeat(80);
	const sections = [...byText].map(([text, titles]) => `${line}\n${titles.join("\n")}\n${line}\n\n${text}\n`);
	return `Image Studio contains these components of third parties.\n\n${sections.join("\n")}`;
}

export function thirdPartyNotices(root: string): Plugin {
	return {
		name: "third-party-notices",
		apply: "build",
		generateBundle(_, bundle) {
			const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
			const components = [...npmComponents(modules), ...cargoComponents(root, "hf-image-studio")];
			this.emitFile({ type: "asset", fileName: NOTICES_FILE, source: notices(components) });
		},
	};
}
