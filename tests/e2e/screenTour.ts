// Visits every screen and overlay of the studio in turn, in any language and width, for the accessibility test and the
// screenshots. Yields the name of each screen, which is also the name of its screenshot.
import type { Page } from "@playwright/test";
import type { Provider } from "../../dev/provider/server";
import { phraseIn } from "../../src/i18n/locale";
import type { Phrase } from "../../src/i18n/phrase";
import { STRINGS, type StringKey } from "../../src/i18n/strings";
import { lakeAtDuskPng } from "./samplePhoto";

export interface TourOptions {
	readonly page: Page;
	readonly locale: keyof Phrase;
	readonly provider: Pick<Provider, "url" | "misbehave">;
	readonly key: string;
	readonly prompt: string;
}

export async function* visitScreens({ page, locale, provider, key, prompt }: TourOptions): AsyncGenerator<string> {
	const studio = page.locator(".hfis").first();
	const t = (key: StringKey, params?: Record<string, string | number>) => phraseIn(STRINGS[key], locale, params);
	const button = (key: StringKey) => studio.getByRole("button", { name: t(key), exact: true });
	const bar = studio.locator(".hfis-prompt");
	const dialog = studio.locator("dialog[open]").last();
	const close = () => page.keyboard.press("Escape");
	const canvas = studio.locator(".hfis-viewport");

	/** Opens an overlay, yields its name and closes it with Escape. */
	async function* visitOverlay(name: string, open: () => Promise<unknown>): AsyncGenerator<string> {
		await open();
		yield name;
		await close();
	}
	async function press(keys: string) {
		await canvas.focus();
		await page.keyboard.press(keys);
	}

	await studio.locator(".hfis-editor").waitFor();
	yield "empty";

	yield* visitOverlay("settings-not-connected", async () => {
		await button("app.settings").click();
		// Disabled until the backend has answered. Axe mixes both states of a control that changes while it looks.
		await dialog.locator("input[name=base_url]:enabled").waitFor();
	});
	await button("app.settings").click();
	await dialog.locator("input[name=base_url]").fill(provider.url);
	await dialog.locator("input[type=password]").fill(key);
	await dialog.locator("button[type=submit]").click();
	await dialog.getByText(t("settings.keySet"), { exact: true }).waitFor();
	yield "settings";
	for (const section of ["defaults", "canvas", "appearance", "storage", "diagnostics"] as const) {
		await dialog.getByRole("tab", { name: t(`settings.section.${section}`), exact: true }).click();
		yield `settings-${section}`;
	}
	await close();

	const openers = bar.locator("[aria-haspopup=dialog]");
	for (let i = 0; i < (await openers.count()); i++)
		yield* visitOverlay(`prompt-${i + 1}`, () => openers.nth(i).click());

	await bar.locator("textarea").first().fill(prompt);
	await bar.locator(".hfis-prompt-send").click();
	await studio.locator(".hfis-results-open").waitFor({ state: "attached" });
	const generated = studio.locator(".hfis-candidate-view");
	await generated.locator("img:not([hidden])").waitFor();
	yield "generated";
	await generated.focus();
	await page.keyboard.press("Shift+Backspace");
	await studio.locator(".hfis-results-bar").waitFor({ state: "detached" });

	const chooser = studio.locator(".hfis-editor input[type=file]").first();
	await chooser.setInputFiles({ name: "lake-at-dusk.png", mimeType: "image/png", buffer: lakeAtDuskPng() });
	await studio.locator(".hfis-viewport canvas").first().waitFor();
	yield "picture";

	await paintSpiral(page);
	await bar.locator("textarea").first().fill(prompt);
	yield "mask";
	for (const [name, open] of [
		["mask-menu", "[data-opens=mask]"],
		["more-actions", "[data-opens=more]"],
		["layers", "[data-action='panel.layers']"],
		["keys", "[data-action='panel.shortcuts']"],
		["view-menu", "[data-opens=view]"],
	] as const)
		yield* visitOverlay(name, () => studio.locator(`.hfis-editor ${open}`).click());

	// A placed picture: its role is among the tool's options and in the layers panel.
	const dataTransfer = await page.evaluateHandle((b64) => {
		const data = new DataTransfer();
		const bytes = Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0));
		data.items.add(new File([bytes], "lake-at-dusk.png", { type: "image/png" }));
		return data;
	}, lakeAtDuskPng().toString("base64"));
	await canvas.dispatchEvent("drop", { dataTransfer });
	await studio.locator(".hfis-toolbar-bar .hfis-objects-role").waitFor();
	yield "placed";
	yield* visitOverlay("placed-layer", () => studio.locator(".hfis-editor [data-action='panel.layers']").click());
	await press("Control+z");
	await press("b");

	await press("Shift+R");
	await press("Shift+O");
	yield* visitOverlay("guides", async () => {
		await press("Shift+G");
		for (const add of await dialog.locator(".hfis-view-aids-guides-actions button").all()) await add.click();
	});
	yield "rulers";
	await press("Alt+.");
	yield "rotated";
	await press("Alt+0");
	await press("Shift+R");
	await press("Shift+O");

	yield* visitOverlay("goes-out", async () => {
		await page.keyboard.press("Control+Shift+P");
		await dialog.locator("img").first().waitFor();
	});

	// A slow request.
	provider.misbehave({ how: "delay:1500", match: { path: "/images/edits" } });
	await bar.locator(".hfis-prompt-send").click();
	const running = studio.locator("article[aria-busy=true]");
	await running.or(studio.locator(".hfis-ui-badge")).first().waitFor();
	await bar.locator(".hfis-prompt-send[aria-disabled=false]").waitFor();
	yield "running";
	await studio.locator(".hfis-editor[data-results='1']").waitFor();
	yield "result";
	for (const [name, keys] of [
		["compare", "y"],
		["side-by-side", "Shift+Y"],
		["fade", "o"],
		["difference", "d"],
	] as const) {
		await press(keys);
		yield name;
	}
	yield* visitOverlay("result-menu", () => studio.locator(".hfis-editor [data-opens=result]").click());
	await press("Alt+b");
	await studio.locator(".hfis-results-title").waitFor();
	yield "choose-what-to-keep";
	await press("Shift+Enter");
	await press("Shift+H");
	yield "edits";
	await press("Shift+H");

	yield* visitOverlay("export", () => button("export.open").click());

	// A refused request.
	provider.misbehave({ how: "moderation", match: { path: "/images/edits" } });
	await bar.locator(".hfis-prompt-send").click();
	await studio.locator(".hfis-ui-toast-error").first().waitFor();
	yield "refused";
	await press("g");
	yield "gallery";
	await button("tasks.byPicture").click();
	await studio.locator(".hfis-pictures-cell").first().waitFor();
	yield "gallery-pictures";
	await button("tasks.byTask").click();
	yield* visitOverlay("filters", async () => {
		await button("tasks.filters").click();
		await studio.getByRole("radio", { name: t("tasks.created.own"), exact: true }).check();
	});
	const card = studio.locator("article").first();
	yield* visitOverlay("card-menu", () => card.click({ button: "right" }));
	yield* visitOverlay("columns", () => button("tasks.columns").click());
	await card.click({ modifiers: ["Control"] });
	yield "selected";
	await close();

	for (const [name, article] of [
		["detail-refused", card],
		["detail", studio.locator("article").nth(1)],
	] as const) {
		await article.getByRole("button", { name: t("tasks.detail"), exact: true }).click();
		await dialog.waitFor();
		yield name;
		if (name === "detail")
			yield* visitOverlay("full-view", async () => {
				await page.keyboard.press("f");
				await studio.locator(".hfis-lightbox").waitFor();
			});
		await close();
	}

	await card.click({ modifiers: ["Control"] });
	await page.keyboard.press("Delete");
	yield* visitOverlay("bin", async () => {
		await button("bin.show").click();
		await dialog.getByRole("listitem").first().waitFor();
	});
	await page.keyboard.press("g");
	await studio.locator(".hfis-documents-button").click();
	yield* visitOverlay("new-canvas", () => button("documents.new").click());
	await button("app.closeImage").click();
	await studio.locator(".hfis-first-run-recent").waitFor();
	yield "recent";
}

/** Paints over the sky along an inward spiral, which leaves no hole. */
async function paintSpiral(page: Page) {
	const box = await page.locator(".hfis-viewport canvas").first().boundingBox();
	if (!box) throw new Error("no canvas");
	const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
	await page.mouse.move(...at(0.42, 0.42));
	await page.mouse.down();
	for (let step = 0; step <= 48; step++) {
		const [angle, reach] = [(step / 12) * Math.PI * 2, 1 - step / 50];
		await page.mouse.move(...at(0.42 + Math.cos(angle) * 0.08 * reach, 0.42 + Math.sin(angle) * 0.1 * reach));
	}
	await page.mouse.up();
}
