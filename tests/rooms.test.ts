// The rooms' arrows are only worth something if crossing one fails: each case plants a violation in a copy of the
// tree's layout and runs the very configuration that `npm test` runs.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
let tree = "";

beforeAll(() => {
	tree = mkdtempSync(join(tmpdir(), "rooms-"));
	cpSync(join(root, "biome.json"), join(tree, "biome.json"));
	spawnSync("git", ["init", "-q"], { cwd: tree });
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function plant(path: string, text: string): string {
	const file = join(tree, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return file;
}

function lint(file: string) {
	const biome = join(root, "node_modules/.bin/biome");
	const run = spawnSync(biome, ["lint", "--max-diagnostics=50", file], { cwd: tree, encoding: "utf8" });
	return run.stdout + run.stderr;
}

/** [from, to]: an import that must be refused. */
const FORBIDDEN: [from: string, to: string][] = [
	["editor/raster/planted.ts", "../document/history"],
	["editor/raster/planted.ts", "react"],
	["editor/document/planted.ts", "../tools/brush"],
	["editor/document/planted.ts", "../canvas/camera"],
	["editor/tools/planted.ts", "../canvas/painter"],
	["editor/tools/planted.ts", "konva"],
	["editor/plan/planted.ts", "../codec/decode"],
	["editor/codec/planted.ts", "../canvas/painter"],
	["editor/codec/planted.ts", "../work/jobRunner"],
	["editor/tools/planted.ts", "../work"],
	["editor/work/planted.ts", "../canvas/painter"],
	["editor/work/planted.ts", "../document/history"],
	["editor/canvas/planted.ts", "../../src/jobs/runner"],
	["editor/canvas/planted.ts", "@haloforge/plugin-sdk"],
	["src/library/planted.ts", "../jobs/runner"],
	["src/host/planted.ts", "../library/database"],
	["src/gateway/planted.ts", "../jobs/runner"],
	["src/gateway/planted.ts", "@haloforge/plugin-sdk"],
	["src/jobs/planted.ts", "../tasks/TaskGrid"],
	["src/jobs/planted.ts", "../lightbox/Lightbox"],
	["src/lightbox/planted.ts", "../../editor/raster/coverage"],
	["src/app/planted.ts", "@haloforge/plugin-sdk"],
	["src/app/planted.ts", "../../editor/raster/coverage"],
	["src/app/planted.ts", "../../dev/mock/gateway"],
	["src/i18n/planted.ts", "../app/Panel"],
];

const ALLOWED: [from: string, to: string][] = [
	["editor/document/planted.ts", "../raster/coverage"],
	["editor/tools/planted.ts", "../document/commands"],
	["editor/canvas/planted.ts", "../tools/registry"],
	["editor/canvas/planted.ts", "../work"],
	["editor/work/planted.ts", "../tools/operations"],
	["src/jobs/planted.ts", "../gateway/gateway"],
	["src/app/planted.ts", "../../editor/index"],
	["src/host/planted.ts", "@haloforge/plugin-sdk"],
];

/** Static, type-only, re-exported and dynamic: the last two are how arrows grow around a lint rule unseen. */
const everyForm = (to: string) => `
import { thing } from "${to}";
import type { Thing } from "${to}";
export { other } from "${to}";
export const later = (): Promise<Thing> => import("${to}").then(thing);
`;

describe("Biome refuses an import against the arrows", () => {
	for (const [from, to] of FORBIDDEN)
		it(`${from.replace("/planted.ts", "")} → ${to}, in every form`, () => {
			expect(lint(plant(from, everyForm(to))).match(/noRestrictedImports ━/g)).toHaveLength(4);
			rmSync(join(tree, from));
		});
});

describe("and lets the others pass", () => {
	for (const [from, to] of ALLOWED)
		it(`${from.replace("/planted.ts", "")} → ${to}`, () => {
			expect(lint(plant(from, everyForm(to)))).not.toContain("noRestrictedImports");
			rmSync(join(tree, from));
		});
});

describe("the pure rooms compile without DOM and Node", () => {
	function compile(text: string) {
		plant("tsconfig.json", JSON.stringify({ extends: join(root, "tsconfig.pure.json"), include: ["editor/raster"] }));
		plant("editor/raster/planted.ts", text);
		plant("src/app/outside.ts", "export const outside = 1;\n");
		const tsc = join(root, "node_modules/typescript/bin/tsc");
		const run = spawnSync(process.execPath, [tsc, "-p", tree], { encoding: "utf8" });
		return { code: run.status, said: run.stdout };
	}
	it("accepts arithmetic", () => expect(compile("export const two = 1 + 1;\n")).toMatchObject({ code: 0 }));
	it("refuses window", () => expect(compile("export const w = window.innerWidth;\n").said).toContain("TS2304"));
	it("refuses setTimeout", () => expect(compile("setTimeout(() => {}, 1);\n").said).toMatch(/TS2304|TS2580|TS2552/));
	it("refuses a file outside the set", () =>
		expect(compile('export { outside } from "../../src/app/outside";\n').said).toContain("TS6307"));
});
