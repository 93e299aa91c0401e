// Kills the browser (SIGKILL) at a random moment while the user paints on a busy machine. A stroke that ended more than two
// seconds before the kill must be stored. Each round has a profile of its own, and each stroke paints where none did before: a
// stroke over what is painted already changes nothing, and no step is stored for it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import buildPageForRun from "../../../scripts/builtPage";
import { benchPicture } from "../../bench/editor/benchPicture";
import { percentile } from "../../bench/editor/trace";
import { startStudioPage } from "../../e2e/servers";
import { storedDocuments } from "../../e2e/userActions";
import { type FaultKind, HANG_MS, type Problem, withoutHang } from "../faultKind";
import { startKillableBrowser } from "../killableBrowser";
import type { Random } from "../random";

/** A stroke older than this must be stored. */
const LIMIT_MS = 2000;
/** The kill comes this long after the first stroke, in milliseconds. */
const KILL_MS = { from: 2500, to: 8000 };
const PAUSE_MS = 150;
const SIDE = 4096;
/** Places of strokes: rows and columns, painted in the order of reading. */
const [COLUMNS, ROWS] = [8, 8];
/** Processes that compute without a pause, and that write to the disk without a pause, each write flushed. */
const [COMPUTING, WRITING] = [4, 2];
/** A round takes longer than those of other kinds. */
const SHARE_OF_ROUNDS = 1 / 5;

export const autosave: FaultKind = {
	id: "autosave",
	title: "the browser is killed while the user paints, with load on processor and disk",
	async run({ random, rounds }) {
		const deletePage = await buildPageForRun();
		const studio = await startStudioPage();
		const problems: Problem[] = [];
		const lost: number[] = [];
		let strokes = 0;
		const kills = Math.ceil(rounds * SHARE_OF_ROUNDS);
		try {
			for (let round = 0; round < kills; round++) {
				const profile = mkdtempSync(join(tmpdir(), "autosave-"));
				try {
					const ages = await withoutHang("painting", paintUntilKilled(studio.origin, profile, random));
					const stored = await withoutHang("reading the document", countStoredSteps(studio.origin, profile));
					strokes += ages.length;
					for (const age of ages.slice(stored)) {
						lost.push(age);
						if (age > LIMIT_MS) problems.push({ kind: "lost", text: `a stroke ${age} ms old (round ${round + 1})` });
					}
				} finally {
					rmSync(profile, { recursive: true, force: true });
				}
			}
		} finally {
			await studio.close();
			deletePage();
		}
		const oldest = lost.length === 0 ? "" : `, median ${percentile(lost, 0.5)} ms old, oldest ${Math.max(...lost)} ms`;
		return { faults: kills, checked: strokes, problems, note: `${lost.length} strokes not stored${oldest}` };
	},
};

/** Returns how long before the kill each stroke ended, in milliseconds. */
async function paintUntilKilled(origin: string, profile: string, random: Random): Promise<readonly number[]> {
	const browser = await startKillableBrowser(profile);
	const { page } = browser;
	await page.goto(origin);
	const picker = page.locator(".hfis-editor input[type=file]").first();
	await picker.waitFor({ state: "attached" });
	await picker.setInputFiles({ name: "picture.png", mimeType: "image/png", buffer: benchPicture(SIDE, SIDE) });
	const viewport = page.locator(".hfis-viewport");
	await viewport.locator("canvas").first().waitFor({ timeout: HANG_MS });
	while ((await storedDocuments(page)).length === 0) await pause(PAUSE_MS);
	const box = await viewport.boundingBox();
	if (box === null) throw new Error("no canvas");
	await page.keyboard.press("b");
	// A large brush: more tiles for each stroke.
	for (let i = 0; i < 12; i++) await page.keyboard.press("]");
	const ends: number[] = [];
	const load = startLoad(profile);
	try {
		let isKilled = false;
		const painting = (async () => {
			for (let i = 0; !isKilled && i < COLUMNS * ROWS; i++) {
				const x = box.x + box.width * (0.25 + (0.4 * (i % COLUMNS)) / COLUMNS);
				const y = box.y + box.height * (0.25 + (0.45 * Math.floor(i / COLUMNS)) / ROWS);
				await page.mouse.move(x, y);
				await page.mouse.down();
				await page.mouse.move(x + box.width * 0.1, y + box.height * 0.05, { steps: 8 });
				// The time before the release is handled: a stroke is never younger than this says.
				const end = performance.now();
				await page.mouse.up();
				ends.push(end);
				await pause(PAUSE_MS);
			}
		})().catch(() => {});
		await pause(random.between(KILL_MS.from, KILL_MS.to));
		isKilled = true;
		const killed = performance.now();
		await browser.kill();
		await painting;
		return ends.map((end) => Math.round(killed - end));
	} finally {
		for (const child of load) child.kill("SIGKILL");
		await browser.kill();
	}
}

function startLoad(folder: string): readonly ChildProcess[] {
	const write = `const fs = require("fs"), bytes = Buffer.alloc(1 << 24);
		for (;;) { const file = fs.openSync(process.argv[1], "w"); fs.writeSync(file, bytes); fs.fsyncSync(file); fs.closeSync(file); }`;
	const programs = [
		...Array.from({ length: COMPUTING }, () => ["-e", "for (;;);"]),
		...Array.from({ length: WRITING }, (_, i) => ["-e", write, join(folder, `load-${i}`)]),
	];
	return programs.map((program) => spawn(process.execPath, program, { stdio: "ignore" }));
}

/** The number of steps that the stored document can undo. */
async function countStoredSteps(origin: string, profile: string): Promise<number> {
	const browser = await startKillableBrowser(profile);
	try {
		await openEmptyPage(browser.page, origin);
		return (await storedDocuments(browser.page))[0]?.steps ?? 0;
	} finally {
		await browser.kill();
	}
}

/** A page of the same origin without the studio, which would open and save the document. */
async function openEmptyPage(page: Page, origin: string): Promise<void> {
	await page.route("**/empty", (route) => route.fulfill({ contentType: "text/html", body: "" }));
	await page.goto(`${origin}/empty`);
}
