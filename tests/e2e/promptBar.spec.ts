// The prompt bar: the provider receives the chosen options, unsupported options are disabled with a reason, and drafts,
// references and options survive a reload.
import type { Locator, Page } from "@playwright/test";
import { exif, gif, jpegWithExif, quarters } from "../../editor/codec/decode/imageFilesForTests";
import { readImageHeader } from "../../editor/imageHeader";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { PICTURE, picturePng } from "./testPicture";
import { cards, connectEndpoint, openPicture } from "./userActions";

const text = (page: Page) => panel(page).getByRole("textbox", { name: "Prompt" });
const generate = (page: Page) => panel(page).locator(".hfis-prompt-send");
const strip = (page: Page) => panel(page).getByRole("list", { name: "Attached images" });

/** Opens a popover of the bar, runs `work` in it and closes it with Escape. */
async function within(page: Page, button: string | RegExp, work: (sheet: Locator) => Promise<void>) {
	await panel(page).getByRole("button", { name: button }).click();
	const sheet = panel(page).getByRole("dialog", { name: button });
	await work(sheet);
	await page.keyboard.press("Escape");
	await expect(sheet).toHaveCount(0);
}

async function addPictures(page: Page, ...sizes: [name: string, width: number, height: number][]) {
	const files = sizes.map(([name, width, height]) => ({
		name,
		mimeType: "image/png",
		buffer: picturePng(width, height),
	}));
	await panel(page).locator(".hfis-prompt input[type=file]").setInputFiles(files);
}

test("sends exactly the chosen options and keeps them after a reload", async ({ studio, provider }) => {
	await connectEndpoint(studio, provider.url, KEY);
	await text(studio).fill(PROMPT);
	await within(studio, /^Size/, async (sheet) => {
		await sheet.getByRole("button", { name: "2K" }).click();
		await sheet.getByRole("button", { name: /^16:9/ }).click();
	});
	await within(studio, "More settings", async (sheet) => {
		const compression = sheet.getByRole("slider", { name: "Compression" });
		await expect(compression, "not for PNG").toBeDisabled();
		await expect(compression).toHaveAccessibleDescription(/PNG is lossless/);
		await sheet.getByRole("radio", { name: "JPEG" }).check();
		await compression.focus();
		for (let step = 0; step < 5; step++) await studio.keyboard.press("PageDown");
		await studio.keyboard.press("Enter");
		await sheet.getByRole("radio", { name: "Low" }).first().check();
		// Enter in these controls sends nothing, although they belong to the prompt bar.
		await studio.keyboard.press("Enter");
	});
	await panel(studio)
		.getByRole("combobox", { name: /^Count/ })
		.click();
	await panel(studio).getByRole("option", { name: "3 images" }).click();
	await expect(panel(studio).locator(".hfis-prompt-price")).toContainText("≈ $");

	await studio.reload();
	await expect(text(studio)).toHaveValue(PROMPT);
	await expect(panel(studio).getByRole("button", { name: /Custom endpoint/ })).toBeVisible();
	await expect(panel(studio).getByRole("button", { name: /^JPEG|File format: JPEG/ })).toBeVisible();
	await text(studio).focus();
	await studio.keyboard.down("Control");
	await studio.keyboard.down("Enter");
	await expect(cards(studio).first().locator("img").first()).toBeVisible();
	// The key is still held.
	await studio.keyboard.down("Enter");
	await studio.keyboard.up("Enter");
	await studio.keyboard.up("Control");

	const [request] = provider.requests.filter(({ path }) => path === "/v1/images/generations");
	expect(request?.json).toEqual({
		model: "gpt-image-2",
		prompt: PROMPT,
		size: "2720x1536",
		n: 3,
		output_format: "jpeg",
		output_compression: 50,
		moderation: "low",
	});
	await expect(text(studio), "the response does not clear the prompt").toHaveValue(PROMPT);

	// Up recalls an earlier prompt, Down returns to the draft.
	await text(studio).fill("half a sent");
	await studio.keyboard.press("Home");
	await studio.keyboard.press("ArrowUp");
	await expect(text(studio)).toHaveValue(PROMPT);
	await studio.keyboard.press("ArrowDown");
	await expect(text(studio)).toHaveValue("half a sent");
	// The draft survives when an earlier prompt is recalled and changed, and a reload.
	await studio.keyboard.press("Home");
	await studio.keyboard.press("ArrowUp");
	await expect(text(studio)).toHaveValue(PROMPT);
	await studio.keyboard.type("!");
	await studio.reload();
	await expect(text(studio)).toHaveValue(`${PROMPT}!`);
	await expect(cards(studio)).toHaveCount(1);
	await text(studio).press("Home");
	await studio.keyboard.press("ArrowUp");
	await expect(text(studio)).toHaveValue("half a sent");
	expect(provider.requests.filter(({ path }) => path === "/v1/images/generations")).toHaveLength(1);
});

test("shows options that the model does not support as disabled, with the reason", async ({ page, origin }) => {
	await page.goto(origin);
	const model = panel(page).getByRole("combobox", { name: "Model" });
	await within(page, /^Size/, async (sheet) => {
		await sheet.getByRole("button", { name: "4K" }).click();
		await sheet.getByLabel("Width").fill("1000");
		await sheet.getByLabel("Height").fill("1000");
		await expect(sheet).toContainText("1000 × 1000 → 1008 × 1008. Width and height must be multiples of 16.");
	});
	await expect(panel(page).getByRole("button", { name: "Size: 1008 × 1008" })).toBeVisible();

	await model.fill("dall-e-3");
	await page.keyboard.press("Escape");
	await expect(panel(page).locator(".hfis-prompt-remarks")).toContainText("dall-e-3 was shut down on 2026-05-12.");
	await expect(panel(page).getByRole("button", { name: "Size: 1024 × 1024" })).toHaveAttribute(
		"title",
		/dall-e-3 supports/,
	);
	await within(page, "More settings", async (sheet) => {
		await expect(sheet.getByRole("radio", { name: "JPEG" })).toBeDisabled();
		await expect(sheet.getByRole("group", { name: "File format" })).toHaveAccessibleDescription(
			/dall-e-3 does not support/,
		);
	});
	// The default model supports the size again.
	await model.fill("");
	await expect(panel(page).getByRole("button", { name: "Size: 1008 × 1008" })).toBeVisible();
});

test("references without a canvas picture are sent as an edit, in their order", async ({ studio, provider }) => {
	await connectEndpoint(studio, provider.url, KEY);
	await addPictures(studio, ["wide.png", 96, 64], ["tall.png", 64, 96]);
	await expect(strip(studio).getByRole("listitem")).toHaveCount(2);

	// A text file with a picture's name is refused, and the others stay.
	const fake = { name: "fake.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
	await panel(studio).locator(".hfis-prompt input[type=file]").setInputFiles(fake);
	await expect(panel(studio).locator(".hfis-notices")).toContainText(/fake\.png: This file is not a supported image/);
	await expect(strip(studio).getByRole("listitem")).toHaveCount(2);

	await text(studio).click();
	await studio.keyboard.type(`${PROMPT} like @ta`);
	await studio.keyboard.press("Enter");
	await expect(text(studio)).toHaveValue(`${PROMPT} like @Image 2 `);
	// A reference moved to the front by keyboard becomes image 1 in the text too.
	await strip(studio).getByRole("button", { name: "Image 2: tall.png" }).focus();
	await studio.keyboard.press("Alt+ArrowLeft");
	await expect(text(studio)).toHaveValue(`${PROMPT} like @Image 1 `);
	await expect(strip(studio).getByRole("button", { name: "Image 1: tall.png" })).toBeFocused();

	await studio.reload();
	await expect(strip(studio).getByRole("button", { name: "Image 1: tall.png" })).toBeVisible();
	await expect(panel(studio).getByRole("button", { name: /Custom endpoint/ })).toBeVisible();
	await studio.keyboard.press("Control+Shift+P");
	const preview = panel(studio).getByRole("dialog", { name: "Request preview" });
	await expect(preview.getByRole("listitem")).toHaveCount(2);
	await expect(preview).not.toContainText("No image");
	await preview.getByRole("button", { name: "Close" }).first().click();
	await expect(preview).toBeHidden();
	// A quick second press sends nothing more, and typing continues at the caret.
	await generate(studio).dblclick();
	await text(studio).press("Home");
	await expect(cards(studio).first().locator("img").first()).toBeVisible();
	// The result is a candidate: it does not become the first image of the next request.
	await expect(text(studio)).toHaveValue(`${PROMPT} like @Image 1 `);
	await studio.keyboard.type("So: ");
	await expect(text(studio)).toHaveValue(`So: ${PROMPT} like @Image 1 `);
	const [edit, ...others] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	expect(others).toEqual([]);
	expect(edit?.fields.prompt).toEqual([`${PROMPT} like image 1 `]);
	expect(edit?.fields.size).toEqual(["1024x1024"]);
	expect(edit?.files.map(({ field }) => field)).toEqual(["image[]", "image[]"]);
	expect(edit?.files.map(({ bytes }) => Buffer.from(bytes).equals(picturePng(64, 96)))).toEqual([true, false]);

	// A reference whose picture is gone is not sent.
	await strip(studio).getByRole("button", { name: "Image 1: tall.png" }).focus();
	await studio.keyboard.press("Delete");
	await expect(text(studio)).toHaveValue(`So: ${PROMPT} like @Image ? `);
	await expect(generate(studio)).toHaveAccessibleDescription(/is not attached/);

	// A typed number is bound like a chosen mention; a number without an image is text.
	await text(studio).fill(`${PROMPT} @1 @7`);
	const pills = panel(studio).locator(".hfis-prompt-pills mark");
	await expect(pills).toHaveText(["@1"]);
	await addPictures(studio, ["third.png", 80, 64]);
	await expect(strip(studio).getByRole("listitem")).toHaveCount(2);
	await strip(studio).getByRole("button", { name: "Image 1: wide.png" }).focus();
	await studio.keyboard.press("Alt+ArrowRight");
	await expect(text(studio)).toHaveValue(`${PROMPT} @2 @7`);
	await expect(pills).toHaveText(["@2"]);

	await text(studio).fill("calm sea, ".repeat(3201));
	await expect(text(studio)).toHaveAccessibleDescription(/accepts prompts of at most 32000 characters/);
	await expect(text(studio)).toHaveAttribute("aria-invalid", "true");
});

test("a photo and an animation go out without their metadata, in formats that models take", async ({
	studio,
	provider,
}) => {
	await connectEndpoint(studio, provider.url, KEY);
	const photo = jpegWithExif(quarters(96, 64, "image/jpeg"), Buffer.concat([exif(1), Buffer.from("GPS 48.8584")]));
	const frame = Array.from({ length: 64 * 48 }, () => 2);
	await panel(studio)
		.locator(".hfis-prompt input[type=file]")
		.setInputFiles([
			{ name: "paris.jpg", mimeType: "image/jpeg", buffer: photo },
			{ name: "dance.gif", mimeType: "image/gif", buffer: gif(64, 48, [frame, frame]) },
		]);
	await expect(strip(studio).getByRole("listitem")).toHaveCount(2);
	await expect(panel(studio).locator(".hfis-notices")).toContainText("only its first frame is used");
	await text(studio).fill(PROMPT);
	await generate(studio).click();
	await expect(cards(studio).first().locator("img").first()).toBeVisible();
	const [edit] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	expect(edit?.files.map(({ contentType }) => contentType)).toEqual(["image/jpeg", "image/png"]);
	expect(edit?.files.map(({ bytes }) => Buffer.from(bytes).includes("GPS"))).toEqual([false, false]);
	expect(readImageHeader(edit!.files[1]!.bytes)).toMatchObject({ contentType: "image/png", width: 64, height: 48 });
});

test("the canvas picture comes first, and added references lie beside it", async ({ studio, provider }) => {
	await connectEndpoint(studio, provider.url, KEY);
	await openPicture(studio);
	await addPictures(studio, ["first.png", 96, 64], ["second.png", 64, 96]);
	await expect(strip(studio).getByRole("listitem")).toHaveCount(3);
	await expect(strip(studio).getByRole("button").first()).toHaveAccessibleName(
		`Image 1: ${PICTURE.name}, on the canvas. The mask applies to this image.`,
	);
	// The reference is dragged to the first movable position.
	const second = await strip(studio).getByRole("button", { name: "Image 3: second.png" }).boundingBox();
	const first = await strip(studio).getByRole("button", { name: "Image 2: first.png" }).boundingBox();
	if (!first || !second) throw new Error("no strip");
	// A press at the edge that is released far away drags nothing.
	await studio.mouse.move(second.x + second.width - 2, second.y + 40);
	await studio.mouse.down();
	await studio.mouse.move(second.x + 200, second.y - 200);
	await studio.mouse.up();
	await studio.mouse.move(first.x + 20, first.y + 20, { steps: 4 });
	await expect(strip(studio).locator("[data-is-dragged]")).toHaveCount(0);
	await expect(strip(studio).getByRole("button", { name: "Image 3: second.png" })).toBeVisible();
	await studio.mouse.move(second.x + 20, second.y + 20);
	await studio.mouse.down();
	await studio.mouse.move(first.x + 20, first.y + 20, { steps: 6 });
	await studio.mouse.up();
	await expect(strip(studio).getByRole("button", { name: "Image 2: second.png" })).toBeVisible();

	await text(studio).fill(PROMPT);
	await generate(studio).click();
	await expect(cards(studio).first().locator("img").first()).toBeVisible();
	const [edit] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	expect(edit?.files).toHaveLength(3);
	expect(edit?.files.slice(1).map(({ bytes }) => Buffer.from(bytes).equals(picturePng(64, 96)))).toEqual([true, false]);
});

test("accepts sixteen references, reports the rest in a visible notice, and removes all at once", async ({
	page,
	origin,
}) => {
	await page.setViewportSize({ width: 420, height: 800 });
	await page.goto(origin);
	await addPictures(
		page,
		...Array.from({ length: 18 }, (_, at) => [`${at}.png`, 20 + at, 20] as [string, number, number]),
	);
	const notice = panel(page).locator(".hfis-notices").getByText("At most 16 images can be attached. Not added: 2.");
	await expect(notice).toBeVisible();
	await expect(strip(page).getByRole("listitem")).toHaveCount(16);
	const top = async (place: Locator) => (await place.boundingBox())?.y ?? 0;
	expect((await top(notice)) + 16).toBeLessThan(await top(panel(page).locator(".hfis-prompt")));
	await panel(page).getByRole("button", { name: "Remove all reference images" }).click();
	await expect(strip(page)).toHaveCount(0);
});
