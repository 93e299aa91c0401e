// The package.json of the published editor: its template is packages/editor/package.json; version and dependencies are added.
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface PackageJson {
	readonly name: string;
	readonly version: string;
	readonly dependencies: Readonly<Record<string, string>>;
	readonly peerDependencies: Readonly<Record<string, string>>;
}

const readJson = (path: string) => JSON.parse(readFileSync(resolve(root, path), "utf8"));

/** "@dnd-kit/core/dist/x" is a module of "@dnd-kit/core". */
export function packageOf(specifier: string): string {
	const parts = specifier.split("/");
	return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Declares exactly the imported packages, in the versions that the studio is built with. */
export function packageJson(imported: readonly string[]): PackageJson {
	const template = readJson("packages/editor/package.json");
	const studio = readJson("package.json");
	const names = [...new Set(imported.map(packageOf))].filter((name) => !(name in template.peerDependencies)).sort();
	const dependencies = names.map((name) => {
		const range: unknown = studio.dependencies[name];
		if (typeof range !== "string" || isBuiltin(name))
			throw new Error(`the editor imports ${name}, which the package cannot depend on`);
		return [name, range];
	});
	return { ...template, version: studio.version, dependencies: Object.fromEntries(dependencies) };
}
