// Plants imports against the arrows of scripts/rooms.ts and expects every form of them to be refused; a table that nothing
// enforces would be worth nothing.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkFile, checkTable, sourceFiles } from "../scripts/checkRooms";
import { PACKAGES, ROOMS } from "../scripts/rooms";

const root = resolve(import.meta.dirname, "..");
let tree = "";

beforeAll(() => {
	tree = mkdtempSync(join(tmpdir(), "rooms-"));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function plant(path: string, text: string): void {
	const file = join(tree, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

/** [from, to]: an import that must be refused. */
const FORBIDDEN: [from: string, to: string][] = [
	["editor/raster/planted.ts", "../document/history"],
	["editor/raster/planted.ts", "react"],
	["editor/document/planted.ts", "../tools/brush"],
	["editor/document/planted.ts", "../state/camera"],
	["editor/tools/planted.ts", "../canvas/CanvasViewport"],
	["editor/tools/planted.ts", "konva"],
	["editor/plan/planted.ts", "../codec/decode"],
	["editor/codec/planted.ts", "../canvas/CanvasViewport"],
	["editor/codec/planted.ts", "../work/jobRunner"],
	["editor/tools/planted.ts", "../work"],
	["editor/work/planted.ts", "../canvas/CanvasViewport"],
	["editor/work/planted.ts", "../document/history"],
	["editor/canvas/planted.ts", "../../src/jobs/taskRunner"],
	["editor/canvas/planted.ts", "@haloforge/plugin-sdk"],
	["src/library/planted.ts", "../jobs/taskRunner"],
	["src/host/planted.ts", "../library/database"],
	["src/gateway/planted.ts", "../jobs/taskRunner"],
	["src/gateway/planted.ts", "@haloforge/plugin-sdk"],
	["src/jobs/planted.ts", "../tasks/TaskPane"],
	["src/jobs/planted.ts", "../lightbox/Lightbox"],
	["src/lightbox/planted.ts", "../../editor/raster/coverage"],
	["src/app/planted.ts", "@haloforge/plugin-sdk"],
	["src/app/planted.ts", "../../editor/raster/coverage"],
	["src/app/planted.ts", "../../dev/mock/gateway"],
	["src/i18n/planted.ts", "../app/Panel"],
];

const ALLOWED: [from: string, to: string][] = [
	["editor/document/planted.ts", "../raster"],
	["editor/tools/planted.ts", "../document"],
	["editor/canvas/planted.ts", "../tools"],
	["editor/canvas/planted.ts", "../work"],
	["editor/work/planted.ts", "../tools/operations"],
	["src/jobs/planted.ts", "../gateway/gateways"],
	["src/app/planted.ts", "../../editor/index"],
	["src/host/planted.ts", "@haloforge/plugin-sdk"],
];

/** Static, type-only, re-exported, dynamic and import type: the last three are how arrows grow around a lint rule unseen. */
const everyForm = (to: string): string[] => [
	`import { thing } from "${to}";`,
	`import type { Thing } from "${to}";`,
	`export { other } from "${to}";`,
	`export const later = () => import("${to}");`,
	`export type Thing = import("${to}").Thing;`,
];

describe("an import against the arrows is refused", () => {
	for (const [from, to] of FORBIDDEN)
		it.each(everyForm(to))(`${from.replace("/planted.ts", "")} → ${to}: %s`, (text) => {
			expect(checkFile(from, text)).toHaveLength(1);
		});
});

describe("an import along the arrows passes", () => {
	for (const [from, to] of ALLOWED)
		it.each(everyForm(to))(`${from.replace("/planted.ts", "")} → ${to}: %s`, (text) => {
			expect(checkFile(from, text)).toEqual([]);
		});
});

describe("the table of rooms", () => {
	it("names only rooms above each room, so that no circle can exist", () => expect(checkTable()).toEqual([]));
	it("has a room for every file, and every file keeps to it", () => {
		const files = sourceFiles(root);
		expect(files.length).toBeGreaterThan(400);
		expect(files.flatMap((file) => checkFile(file, readFileSync(resolve(root, file), "utf8")))).toEqual([]);
	});
	it("has no line for a room or package that is gone", () => {
		const files = sourceFiles(root);
		const rooms = Object.keys(ROOMS).filter(
			(room) => !files.some((file) => file === room || file.startsWith(`${room}/`)),
		);
		expect(rooms).toEqual([]);
		const text = files.map((file) => readFileSync(resolve(root, file), "utf8")).join("\n");
		expect(Object.keys(PACKAGES).filter((name) => !text.includes(`"${name}`))).toEqual([]);
	});
	it("refuses a file outside every room", () => {
		expect(checkFile("src/stray/file.ts", "export {};")).toMatchObject([{ file: "src/stray/file.ts" }]);
	});
	it("refuses a way into a room beside its index.ts", () => {
		const [violation] = checkFile("editor/document/planted.ts", 'import { dab } from "../raster/dab";');
		expect(violation?.reason).toContain("editor/raster/index.ts only");
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
