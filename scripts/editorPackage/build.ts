// npm run package:editor: builds the editor as an npm package into packages/editor/dist, ready for `npm pack` and `npm publish`.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { build, type Plugin } from "vite";
import { type Component, NOTICES_FILE, notices, npmComponents } from "../thirdPartyNotices";
import { bundleTypes } from "./bundleTypes";
import { packageJson } from "./packageJson";

const root = resolve(import.meta.dirname, "../..");
const sources = resolve(root, "packages/editor");
export const PACKAGE_FOLDER = resolve(sources, "dist");

/**
 * ES modules; packages stay imports, React among them. Konva is in the chunk that the first opened picture loads. The worker is in
 * a module as text, so that no bundler has to find its file.
 */
async function buildModules(outDir: string): Promise<{ imported: string[]; components: Component[] }> {
	process.env.NODE_ENV = "production";
	const modules = new Set<string>();
	const result = await build({
		configFile: false,
		root,
		publicDir: false,
		logLevel: "error",
		plugins: [collectModules(modules)],
		worker: { plugins: () => [collectModules(modules)] },
		oxc: { jsx: { development: false } },
		build: {
			outDir,
			emptyOutDir: true,
			target: "es2022",
			minify: false,
			rolldownOptions: { external: isPackage, output: { chunkFileNames: "[name].js" } },
			lib: {
				entry: resolve(root, "editor/index.ts"),
				formats: ["es"],
				fileName: () => "index.js",
				cssFileName: "styles",
			},
		},
	});
	const parts = [result].flat().flatMap((one) => ("output" in one ? one.output : []));
	const own = new Set(parts.map(({ fileName }) => fileName));
	const imported = parts.flatMap((part) => (part.type === "chunk" ? [...part.imports, ...part.dynamicImports] : []));
	return { imported: imported.filter((id) => !own.has(id)), components: npmComponents([...modules]) };
}

/** Collects the ids of all bundled modules, whose packages' licences the tarball carries: the worker contains some. */
const collectModules = (ids: Set<string>): Plugin => ({
	name: "collect-modules",
	generateBundle(_, bundle) {
		for (const part of Object.values(bundle)) if (part.type === "chunk") for (const id of part.moduleIds) ids.add(id);
	},
});

/** Not a relative or absolute path, nor a module that a plugin makes. */
const isPackage = (id: string): boolean => /^[@a-z][\w@/.-]*$/i.test(id);

function buildTypes(file: string): void {
	mkdirSync(resolve(root, ".cache"), { recursive: true });
	const emitted = mkdtempSync(resolve(root, ".cache/editor-types-"));
	const tsc = resolve(root, "node_modules/typescript/bin/tsc");
	execFileSync(process.execPath, [tsc, "-p", resolve(sources, "tsconfig.json"), "--outDir", emitted], {
		stdio: ["ignore", "inherit", "inherit"],
	});
	writeFileSync(file, bundleTypes(resolve(emitted, "editor/index.d.ts")));
	rmSync(emitted, { recursive: true, force: true });
}

export async function buildEditorPackage(folder = PACKAGE_FOLDER): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const { imported, components } = await buildModules(folder);
	buildTypes(resolve(folder, "index.d.ts"));
	copyFileSync(resolve(root, "LICENSE"), resolve(folder, "LICENSE"));
	copyFileSync(resolve(sources, "README.md"), resolve(folder, "README.md"));
	writeFileSync(resolve(folder, NOTICES_FILE), notices(components));
	const json = packageJson(imported);
	writeFileSync(resolve(folder, "package.json"), `${JSON.stringify(json, null, "\t")}\n`);
}

if (process.argv[1]?.endsWith("build.ts")) {
	await buildEditorPackage();
	process.stdout.write(`${PACKAGE_FOLDER}: npm pack it, or npm publish it\n`);
}
