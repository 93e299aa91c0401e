// A release's tag has to be the version that every file states; one that disagrees is named.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { versionOfTag } from "./versions.mjs";
import { ROOT } from "./workflow.mjs";

const root = mkdtempSync(join(tmpdir(), "image-studio-versions-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): void {
	mkdirSync(dirname(join(root, name)), { recursive: true });
	writeFileSync(join(root, name), text);
}

/** A plugin of this version, with two crates of which the second states its version itself. */
function writePlugin(version: string): void {
	write("manifest.json", JSON.stringify({ version }));
	write("package.json", JSON.stringify({ version }));
	write("package-lock.json", JSON.stringify({ version, packages: { "": { version } } }));
	write("Cargo.toml", `[workspace]\nmembers = ["one", "two"]\n[workspace.package]\nversion = "${version}"\n`);
	write("one/Cargo.toml", '[package]\nname = "one"\nversion.workspace = true\n');
	write("two/Cargo.toml", `[package]\nname = "two"\nversion = "${version}"\n`);
	for (const crate of ["one", "two"]) write(`${crate}/src/lib.rs`, "");
	const locked = ["one", "two"].map((crate) => `[[package]]\nname = "${crate}"\nversion = "${version}"\n`);
	write("Cargo.lock", `version = 4\n\n${locked.join("\n")}`);
}

const replace = (name: string, from: string, to: string) =>
	write(name, readFileSync(join(root, name), "utf8").replace(from, to));

describe("the tag of a release", () => {
	beforeEach(() => writePlugin("1.2.3"));

	it.each(["1.2.3", "1.2.3-rc", "1.2.3-rc.1"])("fits when every file states %s", (version) => {
		writePlugin(version);
		expect(versionOfTag(root, `v${version}`)).toBe(version);
	});

	it.each([
		"1.2.3",
		"v1.2",
		"v1.2.3.4",
		"v1.2.3-",
		"v1.2.3+x",
		"v1.2.3 ",
		"V1.2.3",
		"refs/tags/v1.2.3",
		"v1.2.3-a;b",
		"",
	])("is refused as %j", (tag) => expect(() => versionOfTag(root, tag)).toThrow(/not of the form/));

	it("is refused without its -rc, and with one that is not stated", () => {
		expect(() => versionOfTag(root, "v1.2.3-rc.1")).toThrow(/manifest.json states 1.2.3; /);
		writePlugin("1.2.3-rc.1");
		expect(() => versionOfTag(root, "v1.2.3")).toThrow(/package.json states 1.2.3-rc.1; /);
	});

	it.each([
		["manifest.json", "1.2.3", "1.2.4", /: manifest\.json states 1\.2\.4\.$/],
		["package.json", "1.2.3", "1.2.4", /: package\.json states 1\.2\.4\.$/],
		["package-lock.json", '"1.2.3"', '"1.2.4"', /: package-lock\.json states 1\.2\.4\.$/],
		[
			"package-lock.json",
			'{"":{"version":"1.2.3"',
			'{"":{"version":"1.2.4"',
			/: package-lock\.json, packages\[""\] states/,
		],
		["Cargo.toml", "1.2.3", "1.2.4", /: Cargo\.toml of one states 1\.2\.4\.$/],
		["two/Cargo.toml", "1.2.3", "1.2.4", /: Cargo\.toml of two states 1\.2\.4\.$/],
		["Cargo.lock", '"two"\nversion = "1.2.3"', '"two"\nversion = "1.2.2"', /: Cargo\.lock, two states 1\.2\.2\.$/],
	])("is refused when %s disagrees", (name, from, to, message) => {
		replace(name, from, to);
		expect(() => versionOfTag(root, "v1.2.3")).toThrow(message);
	});

	it("is the version of this repository", () => {
		const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
		expect(versionOfTag(ROOT, `v${version}`)).toBe(version);
	});
});
