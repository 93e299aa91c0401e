// The first step stops a release for which a tag already names another commit, or whose changelog has no date, before anything
// is built.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "image-studio-validate-"));
const root = join(folder, "plugin");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): string {
	const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.test", "-c", "commit.gpgsign=false"];
	const { status, stdout, stderr } = spawnSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" });
	if (status !== 0) throw new Error(stderr);
	return stdout.trim();
}

beforeAll(() => {
	mkdirSync(join(root, "src"), { recursive: true });
	const files = {
		"manifest.json": '{ "version": "1.2.3" }',
		"package.json": '{ "version": "1.2.3" }',
		"package-lock.json": '{ "version": "1.2.3", "packages": { "": { "version": "1.2.3" } } }',
		"Cargo.toml": '[package]\nname = "one"\nversion = "1.2.3"\n[workspace]\n',
		"Cargo.lock": 'version = 4\n\n[[package]]\nname = "one"\nversion = "1.2.3"\n',
		"CHANGELOG.md": "# Changelog\n\n## 1.2.3 (unreleased)\n\n- New.\n",
		"src/lib.rs": "",
	};
	for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
	git("init", "--quiet");
	git("add", ".");
	git("commit", "--quiet", "-m", "First");
	git("init", "--quiet", "--bare", join(folder, "origin"));
	git("remote", "add", "origin", join(folder, "origin"));
});

function validate(...options: string[]) {
	const script = join(import.meta.dirname, "validate.mjs");
	const summary = join(folder, "summary");
	writeFileSync(summary, "");
	const args = [script, "--root", root, "--tag", "v1.2.3", ...options];
	const env = { ...process.env, GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: "true" };
	const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env });
	return { status, stderr, summary: readFileSync(summary, "utf8") };
}

describe("the first step of a release", () => {
	it("takes an undated changelog in a dry run and says so, and refuses it for a signed release", () => {
		const dry = validate("--signed", "false");
		expect(dry).toMatchObject({ status: 0, stderr: "" });
		expect(dry.summary).toContain("Left out: the date of 1.2.3");
		const signed = validate("--signed", "true");
		expect(signed).toMatchObject({ status: 1, summary: "" });
		expect(signed.stderr).toMatch(/^::error::Give the heading of 1\.2\.3 .*"## 1\.2\.3 \(YYYY-MM-DD\)"\.$/m);
	});

	it("takes a dated one for a signed release", () => {
		writeFileSync(join(root, "CHANGELOG.md"), "## 1.2.3 (2026-11-30)\n\n- New.\n");
		const { status, summary } = validate("--signed", "true", "--name", "A name");
		expect(status).toBe(0);
		expect(summary).toBe("- A name: tag, manifest, packages, crates and changelog agree on 1.2.3.\n");
	});

	it.each(["lightweight", "annotated"])("takes a tag (%s) on this commit, and refuses it on another", (kind) => {
		const options = kind === "annotated" ? ["-a", "-m", "Release"] : [];
		git("tag", "-f", ...options, "v1.2.3");
		git("push", "--quiet", "-f", "origin", "v1.2.3");
		expect(validate()).toMatchObject({ status: 0, stderr: "" });
		const tagged = git("rev-parse", "HEAD");
		git("commit", "--quiet", "--allow-empty", "-m", "Later");
		const refused = validate();
		expect(refused.status).toBe(1);
		expect(refused.stderr).toContain(`The tag v1.2.3 is on ${tagged}`);
	});

	it("refuses a source that is no label, and options that are none", () => {
		expect(validate("--source", "$(id)")).toMatchObject({ status: 1 });
		expect(validate("--sauce", "x").stderr).toMatch(/Unknown option/);
	});
});
