// npm run screenshots: every screen in both themes and languages to test-results/screens, and the README's picture to
// docs/; with "-- 420-dark" only those whose names begin so. The studio is the real one: devhost, cdylib and the local
// provider behind it.
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { startProvider } from "../../dev/provider/server";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import { lakeAtDusk } from "./lake";
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
		.setInputFiles({ name: "lake-at-dusk.png", mimeType: "image/png", buffer: lakeAtDusk() });
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
