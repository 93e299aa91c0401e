// Select object with a segmentation model: from naming its files in the settings to the mask that the provider receives. The
// model is a tiny one, whose masks are the pixels that are about as bright as the clicked one, in three tolerances.
import { resolve } from "node:path";
import { decode, encode } from "fast-png";
import { canvasBox, expect, KEY, panel, test } from "./studio";
import { chooseFile, connectEndpoint, sendEdit } from "./userActions";

const MODEL = resolve(import.meta.dirname, "../fixtures/tinySam");
const SIZE = { width: 1024, height: 768 };
/** The mask that is sent is larger than the painted one by less than this. */
const SENT_MARGIN = 12;
/** As shares of the picture, which is dark elsewhere. */
const BRIGHT = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };

function isBright(x: number, y: number, margin = 0): boolean {
	const { width, height } = SIZE;
	const isAcross = x >= BRIGHT.left * width - margin && x < BRIGHT.right * width + margin;
	return isAcross && y >= BRIGHT.top * height - margin && y < BRIGHT.bottom * height + margin;
}

function brightOnDark(): Buffer {
	const data = new Uint8Array(SIZE.width * SIZE.height * 4).fill(255);
	for (let y = 0; y < SIZE.height; y++)
		for (let x = 0; x < SIZE.width; x++)
			data.fill(isBright(x, y) ? 220 : 40, (y * SIZE.width + x) * 4, (y * SIZE.width + x) * 4 + 3);
	return Buffer.from(encode({ ...SIZE, data, channels: 4, depth: 8 }));
}

test("a model is named in the settings, and a click with it becomes the mask that is sent", async ({
	studio: page,
	provider,
}) => {
	const options = panel(page).getByRole("group", { name: "Tool options" });
	const dialog = panel(page).getByRole("dialog");
	await chooseFile(page, "bright.png", "image/png", brightOnDark());
	await expect(panel(page).locator(".hfis-viewport canvas").first()).toBeVisible();
	await connectEndpoint(page, provider.url, KEY);
	await panel(page).locator(".hfis-viewport").first().hover();
	await page.keyboard.press("Shift+S");
	await expect(options).toContainText("Name a segmentation model (ONNX)");
	await options.getByRole("button", { name: "Choose model" }).click();

	const model = dialog.getByRole("group", { name: "Select object" });
	const check = async (encoder: string, decoder: string, said: string) => {
		await model.getByLabel("Image encoder").fill(`${MODEL}/${encoder}`);
		await model.getByLabel("Mask decoder").fill(`${MODEL}/${decoder}`);
		await page.keyboard.press("Enter");
		await model.getByRole("button", { name: "Check model" }).click();
		await expect(model.getByRole("status")).toContainText(said);
	};
	await check("decoder.onnx", "encoder.onnx", "not swapped");
	await check("encoder.onnx", "decoder.onnx", "64 × 64. It takes clicks and boxes.");
	await dialog.getByRole("button", { name: "Close" }).click();
	await expect(dialog).toHaveCount(0);

	await expect(options).not.toContainText("Name a segmentation model");
	const box = await canvasBox(page);
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
	await expect(options).toContainText("Candidate 1 of 3");
	await page.keyboard.press("]");
	await expect(options).toContainText("Candidate 2 of 3");
	await options.getByRole("button", { name: "Next candidate" }).click();
	await expect(options).toContainText("Candidate 3 of 3");
	await options.getByRole("button", { name: "Next candidate" }).click();
	await expect(options).toContainText("Candidate 1 of 3");
	await options.getByRole("button", { name: "Apply" }).click();
	await expect(options).not.toContainText("Candidate");
	await sendEdit(page);
	await expect.poll(() => provider.requests.filter(({ path }) => path === "/v1/images/edits").length).toBe(1);
	const [sent] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
	const { width, height, data } = decode(sent?.files[1]?.bytes ?? new Uint8Array());
	expect([width, height]).toEqual([SIZE.width, SIZE.height]);
	const isEdited = (x: number, y: number) => data[(y * width + x) * 4 + 3] === 0;
	let missing = 0;
	let far = 0;
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			if (isBright(x, y) && !isEdited(x, y)) missing++;
			if (!isBright(x, y, SENT_MARGIN) && isEdited(x, y)) far++;
		}
	// The frame of the model has 64 pixels; the border follows the picture's.
	expect([missing, far]).toEqual([0, 0]);
});
