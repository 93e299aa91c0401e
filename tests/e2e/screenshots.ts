// npm run screenshots: every screen in both themes and languages to test-results/screens, and the README's picture to
// docs/; with "-- 420-dark" only those whose names begin so. The studio is the real one: devhost, cdylib and the local
// provider behind it.
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { chromium, type Page } from "@playwright/test";
import { startProvider } from "../../dev/provider/server";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import { startDevhost, startStudioPage } from "./servers";

const root = resolve(import.meta.dirname, "../..");
const screens = resolve(root, "test-results/screens");
rmSync(screens, { recursive: true, force: true });
mkdirSync(screens, { recursive: true });
mkdirSync(resolve(root, "docs"), { recursive: true });

const THEMES = ["dark", "light"] as const;
const LOCALES = ["en", "zh"] as const;
const WIDTHS = [420, 1024, 1920] as const;
const HEIGHTS: Record<(typeof WIDTHS)[number], number> = { 420: 800, 1024: 768, 1920: 1080 };
const only = process.argv[2] ?? "";
const PROMPTS = {
	en: "a paper lantern glowing above the lake, warm light on the water",
	zh: "湖面上方一盏发光的纸灯笼，水面映着暖光",
};

/** A lake at dusk. */
function samplePicture(): Buffer {
	const [width, height, shore] = [1216, 832, 540];
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	const gradient = (top: number, bottom: number, colours: string[]) => {
		const fill = context.createLinearGradient(0, top, 0, bottom);
		for (const [i, colour] of colours.entries()) fill.addColorStop(i / (colours.length - 1), colour);
		return fill;
	};
	context.fillStyle = gradient(0, shore, ["#22315e", "#5b6fa8", "#e8a58c", "#f9d8a6"]);
	context.fillRect(0, 0, width, shore);
	context.fillStyle = "#fff1d6";
	context.beginPath();
	context.arc(860, 420, 46, 0, Math.PI * 2);
	context.fill();
	const ridges: [base: number, rise: number, wave: number, colour: string][] = [
		[430, 90, 0.006, "#7f86ad"],
		[480, 70, 0.009, "#56608c"],
		[520, 45, 0.014, "#343d63"],
	];
	for (const [base, rise, wave, colour] of ridges) {
		context.fillStyle = colour;
		context.beginPath();
		context.moveTo(0, shore);
		for (let x = 0; x <= width; x += 4)
			context.lineTo(x, base - Math.abs(Math.sin(x * wave + base)) * rise - Math.sin(x * wave * 2.7) * rise * 0.2);
		context.lineTo(width, shore);
		context.fill();
	}
	context.fillStyle = gradient(shore, height, ["#f0c49c", "#8d7fa0", "#2b3763"]);
	context.fillRect(0, shore, width, height - shore);
	context.fillStyle = "rgba(255, 241, 214, 0.35)";
	for (let y = shore + 8; y < height; y += 14) {
		const half = 20 + ((y * 37) % 50);
		context.fillRect(860 - half, y, half * 2, 3);
	}
	return canvas.toBuffer("image/png");
}

const executablePath = findChromium();
if (!executablePath) throw new Error("Chrome or Chromium was not found: install it or set CHROME_PATH.");
const provider = await startProvider({ key: "sk-screenshots" });
const studio = await startStudioPage("screenshots");
const devhost = await startDevhost(studio.origin);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });

async function openStudio(width: number, height: number, theme: string, locale: string): Promise<Page> {
	const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: width < 500 ? 2 : 1 });
	const page = await context.newPage();
	await page.addInitScript(
		([url, token, language]) => {
			Object.assign(window, { __DEVHOST__: { url, token } });
			localStorage.setItem("hf:locale", language as string);
		},
		[devhost.url, devhost.token, locale],
	);
	await page.goto(studio.origin);
	await page.locator(".hfis-editor").waitFor();
	await page.evaluate((name) => window.__HOST__.setTheme(name as "dark" | "light"), theme);
	return page;
}

async function paintAndEdit(page: Page, locale: (typeof LOCALES)[number]) {
	await page
		.locator(".hfis-editor input[type=file]")
		.first()
		.setInputFiles({ name: "lake-at-dusk.png", mimeType: "image/png", buffer: samplePicture() });
	await page.locator(".hfis-editor canvas").first().waitFor();
	const box = await page.locator(".hfis-editor canvas").first().boundingBox();
	if (!box) throw new Error("no canvas");
	const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
	await page.mouse.move(...at(0.42, 0.42));
	await page.mouse.down();
	// A spiral inwards leaves no hole.
	for (let step = 0; step <= 48; step++) {
		const [angle, reach] = [(step / 12) * Math.PI * 2, 1 - step / 50];
		await page.mouse.move(...at(0.42 + Math.cos(angle) * 0.08 * reach, 0.42 + Math.sin(angle) * 0.1 * reach));
	}
	await page.mouse.up();
	await page.locator(".hfis textarea").first().fill(PROMPTS[locale]);
}

/** Of the editor, and what opens them. */
const OVERLAYS = [
	["menu", "[data-opens=mask]"],
	["more", "[data-opens=more]"],
	["layers", "[data-action='panel.layers']"],
	["keys", "[data-action='panel.shortcuts']"],
] as const;

const shoot = (page: Page, name: string) =>
	page.screenshot({ path: resolve(screens, `${name}.png`), animations: "disabled" });

async function connect(page: Page) {
	// Through the dialog, as a person would: its labels differ by language, its fields do not.
	await page.locator(".hfis-topbar button[aria-haspopup=dialog]").last().click();
	await page.locator(".hfis dialog input[name=base_url]").fill(provider.url);
	await page.locator(".hfis dialog input[type=password]").fill("sk-screenshots");
	await page.locator(".hfis dialog button[type=submit]").click();
	await page.locator(".hfis dialog [role=status]:not(:empty)").first().waitFor();
}

for (const theme of THEMES)
	for (const locale of LOCALES)
		for (const width of WIDTHS) {
			const look = `${width}-${theme}-${locale}`;
			if (!look.startsWith(only)) continue;
			const page = await openStudio(width, HEIGHTS[width], theme, locale);
			const name = (screen: string) => `${screen}-${look}`;
			await shoot(page, name("empty"));
			await connect(page);
			await shoot(page, name("settings"));
			await page.keyboard.press("Escape");
			await paintAndEdit(page, locale);
			await shoot(page, name("mask"));
			for (const [screen, open] of OVERLAYS) {
				await page.locator(`.hfis-editor ${open}`).click();
				await shoot(page, name(screen));
				await page.keyboard.press("Escape");
			}
			await page.locator(".hfis-prompt-send").click();
			await page.locator(".hfis-editor[data-results='1']").waitFor();
			await shoot(page, name("result"));
			if (width === 1024 && theme === "dark" && locale === "en")
				await page.screenshot({ path: resolve(root, "docs/screenshot.png"), animations: "disabled" });
			await page.context().close();
		}

await browser.close();
await devhost.stop();
await studio.close();
await provider.close();
rmSync(devhost.dataDir, { recursive: true, force: true });
console.log(`Screens in ${screens}`);
