// npm run demo-picture: writes docs/images/demo.png, the README's moving picture, from a real run against the fake provider: a mask is
// painted, a prompt typed, the result looked at and kept.
import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import { decode } from "fast-png";
import { startProvider } from "../../dev/provider/server";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import buildPageForRun from "../../scripts/builtPage";
import { STRINGS } from "../../src/i18n/strings";
import { encodeApng, type Frame } from "./apng";
import { paintPaperBoat } from "./docScenes";
import { connectToDevhost, startDevhost, startStudioPage } from "./servers";

const KEY = "sk-demo";
const PROMPT = STRINGS["firstRun.sample.prompt"].en;
/** A zigzag over boat and reflection, in shares of the picture. */
const STROKE = [
	...[0.4, 0.38, 0.42, 0.36, 0.44, 0.34, 0.46, 0.33, 0.48, 0.32, 0.49, 0.32, 0.49, 0.34, 0.47, 0.36, 0.45],
].map((x, index) => [x, 0.5 + index * 0.024] as const);

const executablePath = findChromium();
if (!executablePath) throw new Error("Chrome or Chromium was not found: install it or set CHROME_PATH.");
const provider = await startProvider({ key: KEY, paint: paintPaperBoat });
const deletePage = await buildPageForRun();
const studioPage = await startStudioPage();
const devhost = await startDevhost(studioPage.origin);
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
const page = await browser.newPage({ viewport: { width: 1010, height: 712 } });
await connectToDevhost(page, devhost);
await page.goto(studioPage.origin);
const studio = page.locator(".hfis").first();
const button = (name: keyof typeof STRINGS) => studio.getByRole("button", { name: STRINGS[name].en, exact: true });
const canvas = studio.locator(".hfis-viewport");
const dialog = studio.locator("dialog[open]").last();

const frames: Frame[] = [];
let size = { width: 0, height: 0 };
async function record(milliseconds: number) {
	const png = decode(await studio.screenshot({ animations: "disabled", caret: "initial" }));
	size = { width: png.width, height: png.height };
	frames.push({ data: png.data as Uint8Array, channels: png.channels, milliseconds });
}

await button("app.settings").click();
await dialog.locator("input[name=base_url]:enabled").fill(provider.url);
await dialog.locator("input[type=password]").fill(KEY);
await dialog.locator("button[type=submit]").click();
await dialog.getByText(STRINGS["settings.keySet"].en, { exact: true }).waitFor();
await page.keyboard.press("Escape");
await button("firstRun.sample").click();
await button("prompt.editMask").waitFor();
await button("app.hideTasks").click();
const text = studio.locator(".hfis-prompt textarea").first();
await text.fill("");
await canvas.focus();
await page.keyboard.press("Control+d");
await button("prompt.edit").waitFor();
await page.keyboard.press("Control+0");
for (let i = 0; i < 3; i++) await page.keyboard.press("]");
await record(900);

const box = await canvas.boundingBox();
if (!box) throw new Error("there is no canvas");
// The fitted picture of 1536 × 1024 has a margin at its sides or above and below.
const scale = Math.min((box.width - 48) / 1536, (box.height - 48) / 1024);
const at = ([x, y]: readonly [number, number]) =>
	[box.x + box.width / 2 + (x - 0.5) * 1536 * scale, box.y + box.height / 2 + (y - 0.5) * 1024 * scale] as const;
for (const [index, point] of STROKE.entries()) {
	await page.mouse.move(...at(point), { steps: 6 });
	if (index === 0) await page.mouse.down();
	await record(70);
}
await page.mouse.up();
await button("prompt.editMask").waitFor();
await record(500);

await text.click();
for (let length = 0; length < PROMPT.length; length += 3) {
	await page.keyboard.type(PROMPT.slice(length, length + 3));
	await record(90);
}
await record(700);
provider.misbehave({ how: "delay:1500", match: { path: "/images/edits" } });
await page.keyboard.press("Control+Enter");
await studio.locator(".hfis-prompt-send[aria-disabled=false]").waitFor();
await record(900);
await studio.locator(".hfis-editor[data-results='1']").waitFor();
await page.mouse.move(box.x + 4, box.y + 4);
await record(1600);
await canvas.focus();
// A short press switches, a long one shows only while it lasts.
const original = studio.locator("[data-action='view.before'][aria-pressed=true]").first();
await page.keyboard.press("\\");
await original.waitFor();
await record(1000);
await page.keyboard.press("\\");
await original.waitFor({ state: "detached" });
await record(1400);
await page.keyboard.press("Shift+Enter");
await studio.locator(".hfis-results-bar").waitFor({ state: "detached" });
await page.keyboard.press("Control+d");
await button("prompt.edit").waitFor();
await record(2500);

const file = encodeApng(size.width, size.height, frames);
writeFileSync(resolve(import.meta.dirname, "../../docs/images/demo.png"), file);
console.log(`docs/images/demo.png: ${frames.length} frames, ${Math.round(file.length / 1000)} kB`);
await browser.close();
await devhost.stop();
await studioPage.close();
deletePage();
await provider.close();
rmSync(devhost.dataDir, { recursive: true, force: true });
