// Every place that states the plugin's version.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ReleaseError } from "./workflow.mjs";

/** `path` of the file or name of the crate, and the version that stands there. @param {string} root */
export function statedVersions(root) {
	const read = (/** @type {string} */ name) => readFileSync(join(root, name), "utf8");
	const lock = JSON.parse(read("package-lock.json"));
	const { packages } = JSON.parse(
		execFileSync("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"], {
			cwd: root,
			encoding: "utf8",
			maxBuffer: 64 * 1024 * 1024,
		}),
	);
	/** @type {{ name: string, version: string }[]} */
	const crates = packages;
	const locked = read("Cargo.lock");
	return [
		{ where: "manifest.json", version: JSON.parse(read("manifest.json")).version },
		{ where: "package.json", version: JSON.parse(read("package.json")).version },
		{ where: "package-lock.json", version: lock.version },
		{ where: 'package-lock.json, packages[""]', version: lock.packages[""].version },
		...crates.map(({ name, version }) => ({ where: `Cargo.toml of ${name}`, version })),
		...crates.map(({ name }) => ({
			where: `Cargo.lock, ${name}`,
			version: locked.match(new RegExp(`name = "${name}"\\nversion = "(.+)"`))?.[1],
		})),
	];
}

/**
 * The version of a tag vX.Y.Z or vX.Y.Z-rc.N, once every file states the same.
 * @param {string} root
 * @param {string} tag
 */
export function versionOfTag(root, tag) {
	const [, version] = /^v(\d+\.\d+\.\d+(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)$/.exec(tag) ?? [];
	if (!version) throw new ReleaseError(`The tag ${JSON.stringify(tag)} is not of the form v1.2.3 or v1.2.3-rc.1.`);
	const others = statedVersions(root).filter((stated) => stated.version !== version);
	if (others.length > 0) {
		const list = others.map(({ where, version: other }) => `${where} states ${other}`).join("; ");
		throw new ReleaseError(`The tag ${tag} does not fit: ${list}.`);
	}
	return version;
}
