// Results are where one looks: a docked strip that covers nothing, previews and candidates without tint, comparison of any two
// candidates, and choosing what to keep of a result.
import type { Page } from "@playwright/test";
import { expect, KEY, PROMPT, paintStroke, panel, test } from "./studio";
import { cards, connectEndpoint, connectWith, openPicture, paintMask, sendEdit } from "./userActions";

const dock = (page: Page) => panel(page).getByRole("toolbar", { name: "Results" });
const strip = (page: Page) => panel(page).getByRole("toolbar", { name: "Candidates" });
const choice = (page: Page) => panel(page).getByRole("toolbar", { name: "Choose what to keep" });
const canvas = (page: Page) => panel(page).locator(".hfis-viewport");
const compareButton = (page: Page, name: string) => dock(page).getByRole("button", { name, exact: true });

async function press(page: Page, ...keys: string[]) {
	await canvas(page).focus();
	for (const key of keys) await page.keyboard.press(key);
}

const boxOf = async (page: Page, selector: string) => {
	const box = await panel(page).locator(selector).first().boundingBox();
	if (!box) throw new Error(`${selector} is not shown`);
	return box;
};

async function expectApart(page: Page) {
	const [bar, view] = [await boxOf(page, ".hfis-results-bar"), await boxOf(page, ".hfis-viewport")];
	const isApart = bar.y >= view.y + view.height - 1 || bar.x >= view.x + view.width - 1;
	expect(isApart, "the strip does not cover the canvas").toBe(true);
}

/** In each frame: whether results and masks are drawn at the centre of the canvas. Ends with the returned function. */
async function watchCentre(page: Page) {
	await page.evaluate(() => {
		const seen: { result: boolean; mask: boolean }[] = [];
		Object.assign(window, { seenAtCentre: seen });
		const alphaOf = (layer: HTMLCanvasElement | undefined) =>
			(layer?.getContext("2d")?.getImageData(layer.width >> 1, layer.height >> 1, 1, 1).data[3] ?? 0) > 0;
		const look = () => {
			const layers = [...document.querySelectorAll<HTMLCanvasElement>(".hfis-viewport canvas")];
			const now = { result: alphaOf(layers[1]), mask: alphaOf(layers[4]) };
			const last = seen.at(-1);
			if (last?.result !== now.result || last.mask !== now.mask) seen.push(now);
			requestAnimationFrame(look);
		};
		look();
	});
	return () =>
		page.evaluate(() => (window as unknown as { seenAtCentre: { result: boolean; mask: boolean }[] }).seenAtCentre);
}

/** Returns a function that tells how many candidates and placeholders have stood in the strip at the same time. */
async function watchStrip(page: Page) {
	await page.evaluate(() => {
		const watched = { most: 0 };
		Object.assign(window, { watchedStrip: watched });
		const count = () => {
			watched.most = Math.max(watched.most, document.querySelectorAll(".hfis-results-candidate").length);
		};
		new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
	});
	return () => page.evaluate(() => (window as unknown as { watchedStrip: { most: number } }).watchedStrip.most);
}

/** The editor's preferences as they are stored, a moment after they change. */
const storedPreferences = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<string>((resolve, reject) => {
				const opening = indexedDB.open("image-studio");
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const reading = opening.result.transaction("meta").objectStore("meta").get("editorPreferences");
					reading.onsuccess = () => {
						opening.result.close();
						resolve(JSON.stringify(reading.result) ?? "");
					};
				};
			}),
	);

test("the strip is docked, a live preview shows without tint, and the original does not show again before the final", async ({
	studio: page,
	provider,
}) => {
	await openPicture(page);
	await connectWith(page, provider.url, "Streaming previews");
	provider.misbehave({ how: "pace:3000", match: { path: "/images/edits" } });
	await paintMask(page);
	const seenAtCentre = await watchCentre(page);
	const mostInStrip = await watchStrip(page);
	await sendEdit(page);
	await expect(strip(page).getByRole("img", { name: "Generating" })).toBeVisible();
	await expectApart(page);
	await expect(dock(page)).toContainText("Result 1 of 1");
	await expectApart(page);
	const seen = await seenAtCentre();
	const first = seen.findIndex(({ result }) => result);
	expect(first, "a preview or the result is shown").toBeGreaterThan(-1);
	expect(await mostInStrip(), "the result takes the place of its placeholder").toBe(1);
	expect(seen.slice(first), "from then on the result stays, without the mask over it").toEqual([
		{ result: true, mask: false },
	]);

	// Beside the canvas by choice, which is remembered.
	await dock(page).getByRole("button", { name: "More actions" }).click();
	await panel(page).locator("[data-action='results.dock']").click();
	await expectApart(page);
	const view = await boxOf(page, ".hfis-viewport");
	expect((await boxOf(page, ".hfis-results-bar")).x).toBeGreaterThanOrEqual(view.x + view.width - 1);
	await expect(canvas(page).locator("canvas").first()).toBeVisible();
	await expect.poll(() => storedPreferences(page)).toContain('"isBeside":true');
	await page.reload();
	await expect(dock(page)).toBeVisible();
	await expect
		.poll(async () => (await boxOf(page, ".hfis-results-bar")).x)
		.toBeGreaterThanOrEqual(view.x + view.width - 1);
});

test("any two candidates are compared with each other, in every mode", async ({ studio: page, provider }) => {
	await openPicture(page);
	await connectEndpoint(page, provider.url, KEY);
	await paintMask(page);
	for (const count of [1, 2]) {
		await sendEdit(page);
		await expect(dock(page)).toContainText(`Result ${count} of ${count}`);
	}
	await strip(page)
		.getByRole("button", { name: "Result 1" })
		.click({ modifiers: ["Shift"] });
	await expect(compareButton(page, "Compare with slider")).toHaveAttribute("aria-pressed", "true");
	await expect(dock(page), "the other one stays shown").toContainText("Result 2 of 2");
	await expect(panel(page).locator(".hfis-overlays-divider")).toHaveText("Result 1Result 2");
	const screenshot = async () => (await canvas(page).screenshot()).toString("base64");
	const sides = new Set<string>();
	for (const name of ["Compare side by side", "Compare with overlay", "Show difference"]) {
		await compareButton(page, name).click();
		await expect(compareButton(page, name)).toHaveAttribute("aria-pressed", "true");
		sides.add(await screenshot());
	}
	expect(sides.size).toBe(3);
	await dock(page).getByRole("combobox", { name: "Compare with" }).click();
	await panel(page).getByRole("option", { name: "Original" }).click();
	await page.keyboard.press("Escape");

	// Generated pictures, too: with each other, and with a result of the edit.
	await panel(page).getByRole("radio", { name: "Generate", exact: true }).check();
	await page.keyboard.press("Control+Enter");
	const generated = panel(page).getByRole("region", { name: /^Generated image: / });
	await expect(generated.getByRole("img", { name: "Generated image 1" })).toBeVisible();
	await expect(strip(page).getByRole("button", { name: "Generated image 1", exact: true })).toBeVisible();
	await dock(page).getByRole("combobox", { name: "Compare with" }).click();
	await panel(page).getByRole("option", { name: "Result 2" }).click();
	await expect(generated).toHaveAttribute("data-compare", "slider");
	await expect(generated.getByRole("img")).toHaveCount(2);
	await generated.focus();
	for (const [key, mode] of [
		["Shift+Y", "side"],
		["o", "onion"],
		["d", "difference"],
	] as const) {
		await page.keyboard.press(key);
		await expect(generated).toHaveAttribute("data-compare", mode);
	}
	await page.keyboard.press("Escape");
	await expect(generated).toHaveAttribute("data-compare", "none");
	await page.keyboard.press("Escape");
	await expect(generated, "the canvas is back").toHaveCount(0);
});

test("choosing what to keep begins with everything, and never touches the mask of the next edit", async ({
	studio: page,
	provider,
}) => {
	const masks = () =>
		provider.requests
			.filter(({ path }) => path === "/v1/images/edits")
			.map(({ files }) => Buffer.from(files.find(({ field }) => field === "mask")?.bytes ?? []).toString("base64"));
	await openPicture(page);
	await connectEndpoint(page, provider.url, KEY);
	await paintMask(page);
	await sendEdit(page);
	await expect(dock(page)).toContainText("Result 1 of 1");
	await dock(page).getByRole("button", { name: "Choose what to keep" }).click();
	await expect(choice(page)).toBeVisible();
	await expect(panel(page).getByRole("button", { name: "Eraser", exact: true })).toHaveAttribute(
		"aria-pressed",
		"true",
	);
	await paintStroke(page, [0.5, 0.5], [0.54, 0.5]);
	// Undo to the beginning and beyond stays in the choice; so does keeping all.
	for (let i = 0; i < 4; i++) await press(page, "Control+z");
	await expect(choice(page)).toBeVisible();
	await paintStroke(page, [0.5, 0.5], [0.54, 0.5]);
	await choice(page).getByRole("button", { name: "Keep all" }).click();
	await expect(choice(page)).toBeVisible();
	await paintStroke(page, [0.5, 0.5], [0.54, 0.5]);
	await choice(page).getByRole("button", { name: "Done" }).click();
	await expect(choice(page)).toHaveCount(0);
	await expect(panel(page).getByRole("button", { name: "Brush", exact: true })).toHaveAttribute("aria-pressed", "true");

	// The same again later, from the history.
	await press(page, "Shift+Enter", "Shift+h");
	const edits = panel(page).getByRole("complementary", { name: "Edit history" });
	await edits.getByRole("listitem").first().hover();
	await edits.getByRole("button", { name: "Choose what to keep" }).click();
	await expect(choice(page)).toBeVisible();
	await paintStroke(page, [0.42, 0.5], [0.46, 0.5]);
	await choice(page).getByRole("button", { name: "Done" }).click();
	await sendEdit(page);
	await expect(dock(page)).toContainText("Result 1 of 1");
	const [first, second] = masks();
	expect(second, "the same mask is sent").toBe(first);

	// Of an answer to an edit without a mask, what truly changed is proposed: here nothing, as the picture is repeated.
	provider.misbehave({ how: "echo", match: { path: "/images/edits" } });
	await panel(page).getByRole("button", { name: "Clear mask" }).click();
	await panel(page).getByRole("button", { name: "Edit image" }).click();
	await expect(dock(page)).toContainText("Result 2 of 2");
	await press(page, "Alt+b");
	await choice(page).getByRole("button", { name: "Only changes" }).click();
	await expect(panel(page).getByText("The result shows no change from the image.")).toBeVisible();
	await choice(page).getByRole("button", { name: "Done" }).click();
	await expect(choice(page)).toHaveCount(0);
	// The picture under it changes at the centre, so that the answer differs there and nowhere else.
	await edits.getByRole("listitem").first().hover();
	await edits.getByRole("button", { name: "Choose what to keep" }).click();
	await choice(page).getByRole("button", { name: "Keep all" }).click();
	await choice(page).getByRole("button", { name: "Done" }).click();
	await expect(choice(page)).toHaveCount(0);
	await press(page, "Alt+b");
	await expect(choice(page).getByRole("button", { name: "Only changes" })).toBeVisible();
	await press(page, "Alt+Shift+c");
	// Red: what is dropped.
	const isDropped = (x: number, y: number) =>
		page.evaluate(
			([x, y]) => {
				const layer = document.querySelectorAll<HTMLCanvasElement>(".hfis-viewport canvas")[4];
				const at = [Math.round((layer?.width ?? 0) * x), Math.round((layer?.height ?? 0) * y)] as const;
				return (layer?.getContext("2d")?.getImageData(...at, 1, 1).data[3] ?? 0) > 0;
			},
			[x, y] as const,
		);
	await expect.poll(() => isDropped(0.3, 0.3)).toBe(true);
	expect(await isDropped(0.5, 0.5)).toBe(false);
});

test("a card sends its request again, and its prompt and settings come back with their kind", async ({
	studio: page,
	provider,
}) => {
	const prompt = panel(page).getByRole("textbox", { name: "Prompt" });
	await connectEndpoint(page, provider.url, KEY);
	await prompt.fill(PROMPT);
	await page.keyboard.press("Control+Enter");
	await expect(cards(page).first().locator("img")).toBeVisible();
	await cards(page).first().getByRole("button", { name: "Again", exact: true }).click();
	await expect(cards(page)).toHaveCount(2);
	await expect(cards(page).first().locator("img")).toBeVisible();
	const sent = provider.requests.filter(({ path }) => path === "/v1/images/generations").map(({ json }) => json);
	expect(sent[1]).toEqual(sent[0]);

	await openPicture(page);
	await expect(panel(page).getByRole("radio", { name: "Edit", exact: true })).toBeChecked();
	await prompt.fill("something else");
	await cards(page).first().getByRole("button", { name: "More" }).click();
	await panel(page).getByRole("menuitem", { name: "Reuse prompt and settings" }).click();
	await expect(prompt).toHaveValue(PROMPT);
	await expect(panel(page).getByRole("radio", { name: "Generate", exact: true })).toBeChecked();
	await expect(panel(page).getByRole("button", { name: /^Size: 1024/ })).toBeVisible();
});
