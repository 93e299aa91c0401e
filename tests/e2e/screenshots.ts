// npm run screenshots: writes every screen in both themes and languages to test-results/screens, and the guide's pictures to
// docs/images. With "-- 420-dark" only the screens whose names start with it, with "-- docs" only the guide's pictures. Uses
// the real devhost and cdylib with the fake provider.
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { startProvider } from "../../dev/provider/server";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import buildPageForRun from "../../scripts/builtPage";
import { DOC_LOCALES } from "../../scripts/keyboardSheets";
import { docPicture, paintPaperBoat, visitDocScenes } from "./docScenes";
import { visitScreens } from "./screenTour";
import { startDevhost, startStudioPage } from "./servers";

const root = resolve(import.meta.dirname, "../..");
const screens = resolve(root, "test-results/screens");
rmSync(screens, { recursive: true, force: true });
mkdirSync(screens, { recursive: true });
for (const locale of DOC_LOCALES) mkdirSync(resolve(root, "docs/images", locale), { recursive: true });

const THEMES = ["dark", "light"] as const;
const LOCALES = ["en", "zh"] as const;
const WIDTHS = [420, 720, 1024, 1440, 2560] as const;
const HEIGHTS: Record<(typeof WIDTHS)[number], number> = { 420: 800, 720: 450, 1024: 768, 1440: 900, 2560: 1440 };
const KEY = "sk-screenshots";
const prefix = process.argv[2] ?? "";
const PROMPTS = {
	en: "a paper lantern glowing above the lake, warm light on the water",
	zh: "湖面上方一盏发光的纸灯笼，水面映着暖光",
};

const executablePath = findChromium();
if (!executablePath) throw new Error("Chrome or Chromium was not found: install it or set CHROME_PATH.");
const provider = await startProvider({ key: KEY });
const boatProvider = await startProvider({ key: KEY, paint: paintPaperBoat });
const deletePage = await buildPageForRun();
const studio = await startStudioPage();
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

const takeScreenshot = (page: Page, name: string) =>
	page.screenshot({ path: resolve(screens, `${name}.png`), animations: "disabled" });

for (const theme of THEMES)
	for (const locale of LOCALES)
		for (const width of WIDTHS) {
			const variant = `${width}-${theme}-${locale}`;
			if (!variant.startsWith(prefix)) continue;
			const page = await openStudio(width, HEIGHTS[width], theme, locale);
			for await (const screen of visitScreens({ page, locale, provider, key: KEY, prompt: PROMPTS[locale] })) {
				await takeScreenshot(page, `${screen}-${variant}`);
			}
			await page.context().close();
		}

if (prefix === "" || prefix === "docs")
	for (const locale of DOC_LOCALES) {
		const page = await openStudio(1400, 860, "light", locale);
		// The window's own frame is the host's.
		for await (const scene of visitDocScenes({ page, locale, provider: boatProvider, key: KEY })) {
			const path = resolve(root, docPicture(locale, scene));
			await page.locator(".hfis").first().screenshot({ path, animations: "disabled" });
		}
		await page.context().close();
	}

await browser.close();
await devhost.stop();
await studio.close();
deletePage();
await provider.close();
await boatProvider.close();
rmSync(devhost.dataDir, { recursive: true, force: true });
console.log(`Screens in ${screens}`);
