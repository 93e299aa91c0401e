// Annotations in each way that a request can send them, as the provider receives them; the picture itself never shows them.
import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import type { Provider } from "../../dev/provider/server";
import { expect, KEY, PROMPT, paintStroke, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { cards, connectEndpoint, openPicture } from "./userActions";

/** A request is listed when it arrives, and has its fields once its body is read. */
const edits = (provider: Provider) =>
	provider.requests.filter(({ path, fields }) => path === "/v1/images/edits" && fields.prompt !== undefined);
const RED = [255, 59, 48];
const WORDS = "a hat with a feather";

type Decoded = ReturnType<typeof decode>;
const at = ({ data, width, channels }: Decoded, x: number, y: number) =>
	Array.from(data.slice((y * width + x) * channels, (y * width + x) * channels + channels));

/** The pixel rows and columns in which a drawn line lies. */
function redBox(picture: Decoded): { left: number; top: number; right: number; bottom: number } {
	const found = { left: Number.POSITIVE_INFINITY, top: Number.POSITIVE_INFINITY, right: 0, bottom: 0 };
	for (let y = 0; y < picture.height; y++)
		for (let x = 0; x < picture.width; x++) {
			const pixel = at(picture, x, y);
			if (!RED.every((value, i) => pixel[i] === value)) continue;
			found.left = Math.min(found.left, x);
			found.right = Math.max(found.right, x);
			found.top = Math.min(found.top, y);
			found.bottom = Math.max(found.bottom, y);
		}
	return found;
}

async function send(page: Page, provider: Provider, way: string, prompt = "") {
	const before = edits(provider).length;
	await panel(page)
		.getByRole("button", { name: /Request preview:/ })
		.click();
	const ways = panel(page).getByRole("group", { name: "Annotations and paint sent as" });
	await ways.getByRole("radio", { name: way, exact: true }).check();
	await page.keyboard.press("Escape");
	await panel(page)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(prompt);
	await page.keyboard.press("Control+Shift+P");
	const preview = panel(page).getByRole("dialog", { name: "Request preview" });
	const view = { "Drawn copy": "Drawn copy as sent", Markup: "Coloured drawing as sent", Mask: "Mask as sent" }[way];
	if (view) {
		await preview.getByRole("radio", { name: view }).check();
		await expect(preview.locator("img[data-view]"), "it is seen before it is sent").toHaveJSProperty("complete", true);
	}
	await preview.getByRole("button", { name: "Send" }).click();
	await expect.poll(() => edits(provider).length).toBe(before + 1);
	await expect(cards(page)).toHaveCount(before + 1);
	const { files = [], fields = {} } = edits(provider).at(-1) ?? {};
	const pictures = files.map(({ field, bytes }) => ({ field, picture: decode(Uint8Array.from(bytes)) }));
	return { prompt: fields.prompt?.[0] ?? "", pictures, fields: files.map(({ field }) => field) };
}

test("sends annotations as a copy, markup, mask or words, and never in the picture", async ({ studio, provider }) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await panel(studio).getByRole("combobox", { name: "Model" }).fill("gpt-image-2.6-flare");
	await studio.keyboard.press("Escape");
	await panel(studio).getByRole("application").focus();
	await studio.keyboard.press("Alt+Shift+M");
	await paintStroke(studio, [0.4, 0.4], [0.6, 0.6]);
	await panel(studio).getByRole("application").focus();
	await studio.keyboard.press("Alt+Shift+N");
	await paintStroke(studio, [0.7, 0.3], [0.7, 0.3]);
	await panel(studio).locator(".hfis-annotation-text").fill(WORDS);
	await studio.keyboard.press("Escape");

	const isPlain = ({ data }: Decoded) => Buffer.from(data).equals(Buffer.from(pictureSamples()));

	const copy = await send(studio, provider, "Drawn copy");
	expect(copy.fields).toEqual(["image[]", "image[]"]);
	const [plain, drawn] = copy.pictures.map(({ picture }) => picture);
	if (!plain || !drawn) throw new Error("two pictures");
	expect(isPlain(plain), "the first image is the picture as it is").toBe(true);
	expect([drawn.width, drawn.height]).toEqual([PICTURE.width, PICTURE.height]);
	const box = redBox(drawn);
	expect(box.right - box.left).toBeGreaterThan(50);
	const inside = [Math.round((box.left + box.right) / 2), Math.round((box.top + box.bottom) / 2)] as const;
	expect(at(drawn, ...inside), "inside the box nothing is drawn").toEqual(at(plain, ...inside));
	expect(at(drawn, 5, 3), "nor at a half transparent place").toEqual(at(plain, 5, 3));
	expect(copy.prompt).toMatch(/^Image 2 is a copy of the first image with marks/);

	const markup = await send(studio, provider, "Markup", PROMPT);
	expect(markup.fields).toEqual(["image[]", "markup"]);
	const [, marks] = markup.pictures.map(({ picture }) => picture);
	if (!marks) throw new Error("markup");
	expect(redBox(marks)).toEqual(box);
	expect([at(marks, ...inside), at(marks, 5, 3)]).toEqual([
		[0, 0, 0, 0],
		[0, 0, 0, 0],
	]);

	const mask = await send(studio, provider, "Mask", PROMPT);
	expect(mask.fields).toEqual(["image[]", "mask"]);
	const [, sent] = mask.pictures.map(({ picture }) => picture);
	if (!sent) throw new Error("mask");
	expect([at(sent, ...inside)[3], at(sent, box.left - 4, inside[1])[3], at(sent, 5, 3)[3]]).toEqual([0, 0, 255]);

	const words = await send(studio, provider, "Words");
	expect(words.fields).toEqual(["image[]"]);
	expect(words.prompt).toMatch(new RegExp(`\\n1\\. \\((upper|middle) \\w+: .*\\) ${WORDS}$`));
	// Paint is a sketch, sent in the same ways.
	await panel(studio).getByRole("application").focus();
	await studio.keyboard.press("Shift+D");
	await paintStroke(studio, [0.25, 0.75], [0.35, 0.75]);
	const painted = await send(studio, provider, "Drawn copy");
	const countRed = (picture: Decoded | undefined) => {
		let count = 0;
		for (let i = 0; picture && i < picture.width * picture.height; i++)
			if (RED.every((value, channel) => picture.data[i * picture.channels + channel] === value)) count++;
		return count;
	};
	expect(countRed(painted.pictures[1]?.picture)).toBeGreaterThan(countRed(drawn) + 500);
	for (const { pictures } of [painted, copy, markup, mask, words])
		expect(isPlain(pictures[0]?.picture as Decoded)).toBe(true);
});
