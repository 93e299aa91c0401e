// The pictures of the guide: their names, and the scenes of the studio that they show. The scenes begin with the sample picture, and
// the provider answers with its paper boat, so that results look like what was asked for.
import type { Page } from "@playwright/test";
import type { Painter } from "../../dev/provider/paint";
import { RESULT_STRINGS } from "../../editor/resultStrings";
import type { DocLocale } from "../../scripts/keyboardSheets";
import { drawSample, type Pen } from "../../src/firstRun/samplePicture";
import { phraseIn } from "../../src/i18n/locale";
import { STRINGS, type StringKey } from "../../src/i18n/strings";
import { lakeAtDuskPng } from "./samplePhoto";

const DOC_SCENES = [
	"start",
	"endpoint",
	"mask",
	"mask-menu",
	"request-options",
	"preview",
	"result",
	"keep-part",
	"history",
	"export",
	"references",
	"placed",
	"notes",
	"outpaint",
	"gallery",
	"storage",
] as const;

export type DocScene = (typeof DOC_SCENES)[number];

export const docPicture = (locale: DocLocale, scene: DocScene): string => `docs/images/${locale}/${scene}.png`;

export const docPictures = (locale: DocLocale): readonly string[] =>
	DOC_SCENES.map((scene) => docPicture(locale, scene));

/** Draws what the sample's prompt asks for. */
export const paintPaperBoat: Painter = (context, _, { prompt }) => drawSample(context as Pen, /paper|纸/.test(prompt));

const GENERATED = { en: "a sail boat on a mountain lake at dusk", zh: "黄昏的山间湖面上有一艘帆船" } as const;

const NOTES = {
	en: ["a second sail boat, far away", "birds in the evening sky"],
	zh: ["远处再加一艘帆船", "傍晚天空中的飞鸟"],
} as const;

export interface SceneOptions {
	readonly page: Page;
	readonly locale: DocLocale;
	readonly provider: { readonly url: string };
	readonly key: string;
}

type Point = readonly [x: number, y: number];

/** Yields the name of each scene once the page shows it. */
export async function* visitDocScenes({ page, locale, provider, key }: SceneOptions): AsyncGenerator<DocScene> {
	const studio = page.locator(".hfis").first();
	const t = (name: StringKey) => phraseIn(STRINGS[name], locale);
	const button = (name: StringKey) => studio.getByRole("button", { name: t(name), exact: true });
	const action = (id: string) => studio.locator(`.hfis-editor [data-action='${id}']`).first();
	const dialog = studio.locator("dialog[open]").last();
	const canvas = studio.locator(".hfis-viewport");
	const bar = studio.locator(".hfis-prompt");
	const close = () => page.keyboard.press("Escape");
	const press = async (keys: string) => {
		await canvas.focus();
		await page.keyboard.press(keys);
	};
	const click = async (x: number, y: number) => {
		const box = await canvas.boundingBox();
		if (box) await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
	};

	const drag = async ([fromX, fromY]: Point, [toX, toY]: Point) => {
		const box = await canvas.boundingBox();
		if (!box) return;
		await page.mouse.move(box.x + box.width * fromX, box.y + box.height * fromY);
		await page.mouse.down();
		await page.mouse.move(box.x + box.width * toX, box.y + box.height * toY, { steps: 12 });
		await page.mouse.up();
	};

	await button("firstRun.choose").waitFor();
	yield "start";

	await button("app.settings").click();
	await dialog.locator("input[name=base_url]:enabled").fill(provider.url);
	await dialog.locator("input[type=password]").fill(key);
	await dialog.locator("button[type=submit]").click();
	await dialog.getByText(t("settings.keySet"), { exact: true }).waitFor();
	yield "endpoint";
	await close();

	await button("firstRun.sample").click();
	await studio.locator(".hfis-viewport canvas").first().waitFor();
	await bar.getByRole("button", { name: t("prompt.editMask"), exact: true }).waitFor();
	yield "mask";

	await studio.locator(".hfis-editor [data-opens=mask]").click();
	yield "mask-menu";
	await close();
	await bar.getByRole("button", { name: t("requestPreview.button").replace(/[{].*/, "") }).click();
	await studio.locator(".hfis-requests-options").waitFor();
	yield "request-options";
	await close();
	await page.keyboard.press("Control+Shift+P");
	await dialog.locator("img").first().waitFor();
	yield "preview";
	await close();

	await bar.locator(".hfis-prompt-send").click();
	await studio.locator(".hfis-editor[data-results='1']").waitFor();
	yield "result";
	await press("Alt+b");
	await studio.locator(".hfis-results-title").waitFor();
	await drag([0.3, 0.62], [0.49, 0.62]);
	await drag([0.49, 0.7], [0.3, 0.7]);
	await drag([0.3, 0.78], [0.49, 0.78]);
	yield "keep-part";
	await studio.getByRole("button", { name: RESULT_STRINGS.keepAll[locale], exact: true }).click();
	await press("Shift+Enter");
	await press("Shift+H");
	yield "history";
	await press("Shift+H");
	await press("Control+d");
	await button("export.open").click();
	await dialog.waitFor();
	yield "export";
	await close();

	const lake = { name: "lake-at-dusk.png", mimeType: "image/png", buffer: lakeAtDuskPng() };
	const chooser = bar.locator("input[type=file]").first();
	await chooser.setInputFiles([lake]);
	await bar.locator(".hfis-references-item img").nth(1).waitFor();
	yield "references";
	await bar.locator(".hfis-references-remove").first().click();

	const dataTransfer = await page.evaluateHandle((b64) => {
		const data = new DataTransfer();
		const bytes = Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0));
		data.items.add(new File([bytes], "lake-at-dusk.png", { type: "image/png" }));
		return data;
	}, lake.buffer.toString("base64"));
	const box = await canvas.boundingBox();
	const at = { clientX: (box?.x ?? 0) + 300, clientY: (box?.y ?? 0) + 180 };
	await canvas.dispatchEvent("drop", { dataTransfer, ...at });
	await studio.locator(".hfis-toolbar-bar .hfis-objects-role").waitFor();
	yield "placed";
	await press("Delete");

	for (const [index, text] of NOTES[locale].entries()) {
		await action("tool.pin").click();
		await click(0.42 + index * 0.18, 0.5 - index * 0.28);
		await page.keyboard.type(text);
		await page.keyboard.press("Enter");
	}
	yield "notes";
	for (const _ of [...NOTES[locale], ...NOTES[locale]]) await press("Control+z");
	await button("app.dismiss").first().click();

	await action("tool.frame").click();
	await press("Shift+C");
	yield "outpaint";
	await press("Delete");
	await page.keyboard.press("Control+Shift+E");
	await bar.locator("textarea").first().fill(GENERATED[locale]);
	await bar.locator(".hfis-prompt-send").click();
	const generated = studio.locator(".hfis-candidate-view");
	await generated.locator("img:not([hidden])").waitFor();
	await generated.focus();
	await page.keyboard.press("Shift+Backspace");
	await generated.waitFor({ state: "detached" });
	await press("g");
	await studio.locator("article img").first().waitFor();
	yield "gallery";
	await button("app.settings").click();
	await dialog.getByRole("tab", { name: t("settings.section.storage"), exact: true }).click();
	await dialog.locator("meter").waitFor();
	yield "storage";
}
