// Kills the browser (SIGKILL) at random moments while the user paints on a busy machine, and counts the strokes that are not
// stored. A stroke that ended more than two seconds before the kill must be stored.
// node scripts/run.mjs tests/faults/autosave.ts [--rounds 20] [--load 4] [--disk 2] [--size 4096] [--seed 1]
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import buildPageForRun from "../../scripts/builtPage";
import { benchPicture } from "../bench/editor/benchPicture";
import { percentile } from "../bench/editor/trace";
import { startStudioPage } from "../e2e/servers";
import { storedDocuments } from "../e2e/userActions";
import { startKillableBrowser } from "./killableBrowser";
import { createRandom } from "./random";

const { values } = parseArgs({
	args: process.argv.slice(2),
	options: {
		rounds: { type: "string", default: "20" },
		/** Processes that compute without a pause while the user paints. */
		load: { type: "string", default: "4" },
		/** Processes that write to the disk without a pause, each write flushed. */
		disk: { type: "string", default: "2" },
		size: { type: "string", default: "4096" },
		seed: { type: "string", default: "1" },
	},
});
const [rounds, size] = [Number(values.rounds), Number(values.size)];

/** A stroke older than this must be stored. */
const LIMIT_MS = 2000;
/** The kill comes this long after the first stroke. */
const KILL_MS = { from: 2500, to: 8000 };
const PAUSE_MS = 150;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const random = createRandom(Number(values.seed), "autosave");
const profile = mkdtempSync(join(tmpdir(), "autosave-"));
const removePage = await buildPageForRun();
const studio = await startStudioPage();
const report = { strokes: 0, lost: [] as number[] };
let base = 0;
try {
	for (let round = 0; round < rounds; round++) {
		const ages = await paintUntilKilled(round === 0);
		const stored = (await storedSteps()) - base;
		const lost = ages.slice(stored);
		base += stored;
		report.strokes += ages.length;
		report.lost.push(...lost);
		console.log(
			`round ${round + 1}: ${ages.length} strokes, ${lost.length} not stored, oldest ${Math.max(0, ...lost)} ms`,
		);
	}
} finally {
	await studio.close();
	removePage();
	rmSync(profile, { recursive: true, force: true });
}
const late = report.lost.filter((age) => age > LIMIT_MS);
console.log(
	`${report.strokes} strokes, ${rounds} kills: ${report.lost.length} not stored (median ${percentile(report.lost, 0.5)} ms old, ` +
		`oldest ${Math.max(0, ...report.lost)} ms); ${late.length} older than ${LIMIT_MS} ms`,
);
process.exit(late.length > 0 ? 1 : 0);

/** Returns how long before the kill each stroke ended, in milliseconds. */
async function paintUntilKilled(isFirst: boolean): Promise<number[]> {
	const browser = await startKillableBrowser(profile);
	const { page } = browser;
	await page.goto(studio.origin);
	const picker = page.locator(".hfis-editor input[type=file]").first();
	await picker.waitFor({ state: "attached" });
	if (isFirst) {
		await picker.setInputFiles({ name: "picture.png", mimeType: "image/png", buffer: benchPicture(size, size) });
	}
	await page.locator(".hfis-viewport canvas").first().waitFor({ timeout: 120_000 });
	const box = await page.locator(".hfis-viewport").boundingBox();
	if (box === null) throw new Error("no canvas");
	await page.keyboard.press("b");
	// A large brush: more tiles for each stroke.
	for (let i = 0; i < 12; i++) await page.keyboard.press("]");
	const busy = startLoad(Number(values.load), Number(values.disk));
	const ends: number[] = [];
	let isKilled = false;
	const painting = (async () => {
		while (!isKilled) {
			const [x, y] = [random.between(25, 65) / 100, random.between(30, 70) / 100];
			await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
			await page.mouse.down();
			await page.mouse.move(box.x + box.width * (x + 0.1), box.y + box.height * (y + 0.05), { steps: 8 });
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
	for (const child of busy) child.kill("SIGKILL");
	return ends.map((end) => Math.round(killed - end));
}

function startLoad(computing: number, writing: number): readonly ChildProcess[] {
	const write = `const fs = require("fs"), bytes = Buffer.alloc(1 << 24);
		for (;;) { const file = fs.openSync(process.argv[1], "w"); fs.writeSync(file, bytes); fs.fsyncSync(file); fs.closeSync(file); }`;
	const programs = [
		...Array.from({ length: computing }, () => ["-e", "for (;;);"]),
		...Array.from({ length: writing }, (_, i) => ["-e", write, join(profile, `load-${i}`)]),
	];
	return programs.map((program) => spawn(process.execPath, program, { stdio: "ignore" }));
}

/** The number of steps that the stored document can undo. */
async function storedSteps(): Promise<number> {
	const browser = await startKillableBrowser(profile);
	try {
		// A page of the same origin without the studio, which would open and save the document.
		await browser.page.route("**/empty", (route) => route.fulfill({ contentType: "text/html", body: "" }));
		await browser.page.goto(`${studio.origin}/empty`);
		return (await storedDocuments(browser.page))[0]?.steps ?? 0;
	} finally {
		await browser.kill();
	}
}
