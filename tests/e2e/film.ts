// npm run film: writes screenshots every 50 ms of opening a photo and of sending an edit to test-results/film, and a sheet of
// each moment to look at. Uses the real devhost and cdylib with the fake provider.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { type CDPSession, chromium } from "@playwright/test";
import { startProvider } from "../../dev/provider/server";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import buildPageForRun from "../../scripts/builtPage";
import { phraseIn } from "../../src/i18n/locale";
import { STRINGS, type StringKey } from "../../src/i18n/strings";
import { benchPhoto } from "../bench/editor/benchPhoto";
import { startDevhost, startStudioPage } from "./servers";

const SIDE = 4096;
const STEP_MS = 50;
/** Shown after the moment has ended, to see what still moves. */
const REST_MS = 500;
const VIEW = { width: 1440, height: 900 };
const SHEET = { columns: 4, width: 480, label: 18 };
const KEY = "sk-film";
const PROMPT = "a paper lantern glowing above the lake";

interface Frame {
	/** In milliseconds since the moment began. */
	readonly at: number;
	readonly png: Buffer;
}

const folder = resolve(import.meta.dirname, "../../test-results/film");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** The frames that the browser draws while `run` runs and shortly after it. */
async function record(cdp: CDPSession, run: () => Promise<void>): Promise<readonly Frame[]> {
	const frames: Frame[] = [];
	const start = Date.now() / 1000;
	const onFrame = ({
		data,
		sessionId,
		metadata,
	}: {
		data: string;
		sessionId: number;
		metadata: { timestamp?: number };
	}) => {
		frames.push({ at: ((metadata.timestamp ?? 0) - start) * 1000, png: Buffer.from(data, "base64") });
		cdp.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined);
	};
	cdp.on("Page.screencastFrame", onFrame);
	await cdp.send("Page.startScreencast", { format: "png", maxWidth: VIEW.width, maxHeight: VIEW.height });
	await run();
	await new Promise((done) => setTimeout(done, REST_MS));
	await cdp.send("Page.stopScreencast");
	cdp.off("Page.screencastFrame", onFrame);
	return frames;
}

/** Writes the last frame of each interval in which something changed, and all of them on one sheet. */
async function writeFilm(name: string, frames: readonly Frame[]): Promise<void> {
	const slots = new Map(frames.map((frame) => [Math.max(0, Math.ceil(frame.at / STEP_MS)), frame]));
	const shown = [...slots].sort(([a], [b]) => a - b).filter(([, { png }], i, all) => !all[i - 1]?.[1].png.equals(png));
	const height = Math.round((SHEET.width * VIEW.height) / VIEW.width) + SHEET.label;
	const sheet = createCanvas(SHEET.columns * SHEET.width, Math.ceil(shown.length / SHEET.columns) * height);
	const context = sheet.getContext("2d");
	context.font = "13px sans-serif";
	for (const [i, [slot, { png }]] of shown.entries()) {
		const time = `${slot * STEP_MS}`.padStart(5, "0");
		writeFileSync(resolve(folder, `${name}-${time}.png`), png);
		const [x, y] = [(i % SHEET.columns) * SHEET.width, Math.floor(i / SHEET.columns) * height];
		context.fillText(`${time} ms`, x + 4, y + 13);
		context.drawImage(await loadImage(png), x, y + SHEET.label, SHEET.width - 4, height - SHEET.label - 4);
	}
	writeFileSync(resolve(folder, `${name}.png`), sheet.toBuffer("image/png"));
	console.log(`${name}: ${shown.length} frames up to ${(shown.at(-1)?.[0] ?? 0) * STEP_MS} ms`);
}

const executablePath = findChromium();
if (!executablePath) throw new Error("Chrome or Chromium was not found: install it or set CHROME_PATH.");
const provider = await startProvider({ key: KEY });
const deletePage = await buildPageForRun();
const server = await startStudioPage();
const devhost = await startDevhost(server.origin);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
try {
	const page = await browser.newPage({ viewport: VIEW });
	await page.addInitScript(
		([url, token]) => {
			Object.assign(window, { __DEVHOST__: { url, token } });
			localStorage.setItem("hf:locale", "en");
		},
		[devhost.url, devhost.token],
	);
	await page.goto(server.origin);
	const cdp = await page.context().newCDPSession(page);
	const t = (key: StringKey) => phraseIn(STRINGS[key], "en");
	const studio = page.locator(".hfis").first();
	const dialog = studio.locator("dialog[open]").last();
	await studio.getByRole("button", { name: t("app.settings"), exact: true }).click();
	await dialog.locator("input[name=base_url]").fill(provider.url);
	await dialog.locator("input[type=password]").fill(KEY);
	await dialog.locator("button[type=submit]").click();
	await dialog.getByText(t("settings.keySet"), { exact: true }).waitFor();
	await page.keyboard.press("Escape");
	await dialog.waitFor({ state: "detached" });

	// A path is given to the browser at once; a buffer of this size takes seconds.
	const photo = resolve(devhost.dataDir, "photo.png");
	writeFileSync(photo, benchPhoto(SIDE, SIDE));
	const canvas = studio.locator(".hfis-viewport canvas").first();
	const open = async () => {
		await studio.locator(".hfis-editor input[type=file]").first().setInputFiles(photo);
		await canvas.waitFor();
	};
	await writeFilm("open", await record(cdp, open));

	await studio.locator(".hfis-viewport").focus();
	await page.keyboard.press("b");
	const box = await canvas.boundingBox();
	if (box === null) throw new Error("the canvas has no box");
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await page.mouse.move(x - 150, y - 100);
	await page.mouse.down();
	await page.mouse.move(x + 150, y + 100, { steps: 12 });
	await page.mouse.up();
	await studio.locator(".hfis-prompt textarea").first().fill(PROMPT);
	const send = async () => {
		await studio.locator(".hfis-prompt-send").click();
		await studio.locator(".hfis-editor[data-results='1']").waitFor({ timeout: 120_000 });
	};
	await writeFilm("send", await record(cdp, send));
} finally {
	await browser.close();
	await devhost.stop();
	await server.close();
	deletePage();
	await provider.close();
	rmSync(devhost.dataDir, { recursive: true, force: true });
}
console.log(`Frames in ${folder}`);
