// A program that uses the packed editor: a folder outside the repository, in which only the tarball and what it declares can be
// imported.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { buildEditorPackage } from "../../scripts/editorPackage/build";
import type { PackageJson } from "../../scripts/editorPackage/packageJson";

const root = resolve(import.meta.dirname, "../..");

/** The other packages that TypeScript and Vite need. */
const TOOLS = ["@types/react", "@types/react-dom", "csstype", "vite"];

export interface Consumer {
	readonly folder: string;
	/** The unpacked package in its node_modules. */
	readonly installed: string;
	readonly json: PackageJson;
	/** The names of the files in the tarball. */
	readonly files: readonly string[];
	write(path: string, text: string | Uint8Array): void;
	/** Returns what the compiler reports; empty: nothing. */
	compile(project: string): string;
	close(): void;
}

export async function installPackedEditor(): Promise<Consumer> {
	const folder = mkdtempSync(join(tmpdir(), "editor-consumer-"));
	const installed = join(folder, "node_modules/image-studio-editor");
	const built = join(folder, "built");
	await buildEditorPackage(built);
	const packed = execFileSync("npm", ["pack", built, "--json", "--pack-destination", folder], { encoding: "utf8" });
	const [{ filename, files }] = JSON.parse(packed);
	rmSync(built, { recursive: true });
	mkdirSync(installed, { recursive: true });
	execFileSync("tar", ["-xzf", join(folder, filename), "-C", installed, "--strip-components=1"]);
	const json: PackageJson = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
	for (const name of [...Object.keys({ ...json.dependencies, ...json.peerDependencies }), ...TOOLS]) {
		const link = join(folder, "node_modules", name);
		mkdirSync(dirname(link), { recursive: true });
		symlinkSync(resolve(root, "node_modules", name), link, "junction");
	}
	cpSync(resolve(root, "examples/embed"), join(folder, "embed"), { recursive: true });
	// TypeDoc misses no type of a package without a name.
	writeFileSync(join(folder, "package.json"), '{ "name": "editor-consumer", "type": "module" }');
	return {
		folder,
		installed,
		json,
		files: files.map(({ path }: { path: string }) => path),
		write: (path, text) => {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text);
		},
		compile: (project) => {
			const tsc = resolve(root, "node_modules/typescript/bin/tsc");
			try {
				execFileSync(process.execPath, [tsc, "-p", join(folder, project)], { encoding: "utf8", stdio: "pipe" });
				return "";
			} catch (error) {
				return (error as { stdout: string }).stdout;
			}
		},
		close: () => rmSync(folder, { recursive: true, force: true }),
	};
}
