// References on the canvas as objects: picked up with the mouse, turned by a handle, cropped by keys and handles, kept through a
// reload, and taken back step by step.
import type { Page } from "@playwright/test";
import { canvasBox, expect, panel, test } from "./studio";
import { PICTURE, picturePng } from "./testPicture";
import { openPicture } from "./userActions";

interface StoredReference {
	readonly place: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
	readonly angle?: number;
	readonly crop?: object;
}

/** The first reference of the stored document. */
const storedReference = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<StoredReference | undefined>((resolve, failed) => {
				const opening = indexedDB.open("image-studio");
				opening.onerror = () => failed(opening.error);
				opening.onsuccess = () => {
					const reading = opening.result.transaction("heads").objectStore("heads").getAll();
					reading.onsuccess = () => {
						opening.result.close();
						resolve(reading.result[0]?.head.references?.[0]);
					};
				};
			}),
	);

/** Fits the picture into the view and returns where a point of it is on the page. */
async function pageScale(page: Page): Promise<(x: number, y: number) => readonly [number, number]> {
	await panel(page).locator(".hfis-viewport").focus();
	await page.keyboard.press("Control+0");
	const box = await canvasBox(page);
	const zoom = Math.min((box.width - 48) / PICTURE.width, (box.height - 48) / PICTURE.height);
	const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
	return (x, y) => [middleX + (x - PICTURE.width / 2) * zoom, middleY + (y - PICTURE.height / 2) * zoom];
}

test("a reference is moved, turned and cropped on the canvas; reload and undo", async ({ studio: page }) => {
	await openPicture(page);
	await panel(page)
		.locator(".hfis-prompt input[type=file]")
		.setInputFiles({ name: "object.png", mimeType: "image/png", buffer: picturePng(240, PICTURE.height) });
	await expect.poll(() => storedReference(page).then((found) => found?.place.left)).toBeGreaterThan(PICTURE.width);
	await panel(page).locator('[data-action="tool.place"]').click();
	const start = await storedReference(page);
	if (start === undefined) throw new Error("no reference");

	// It was added beside the picture, as high as that and selected. Keys move it onto the picture.
	const steps = Math.round((start.place.left - 200) / 10);
	for (let step = 0; step < steps; step++) await page.keyboard.press("Shift+ArrowLeft");
	const { left } = start.place;
	await expect.poll(() => storedReference(page).then((found) => found?.place.left)).toBe(left - steps * 10);
	const moved = await storedReference(page);
	if (moved === undefined) throw new Error("no reference");
	// Fit counts placed pictures: by now it lies on the picture.
	const at = await pageScale(page);

	const [x, y] = [moved.place.left + 120, PICTURE.height / 2];
	const drag = async (from: readonly [number, number], to: readonly [number, number], held?: string) => {
		await page.mouse.move(...from);
		await page.mouse.down();
		if (held !== undefined) await page.keyboard.down(held);
		await page.mouse.move(...to, { steps: 6 });
		await page.mouse.up();
		if (held !== undefined) await page.keyboard.up(held);
	};
	// Snapping puts its centre on the picture's.
	await drag(at(x, y), at(PICTURE.width / 2 + 2, y + 3));
	const middle = { left: PICTURE.width / 2 - 120, top: 0, right: PICTURE.width / 2 + 120, bottom: PICTURE.height };
	await expect.poll(() => storedReference(page).then((found) => found?.place)).toEqual(middle);

	// There is no room above it and below: the handle that turns it is 30 pixels inside.
	const centre = PICTURE.width / 2;
	const [handleX, handleY] = at(centre, 0);
	await drag([handleX, handleY + 30], at(centre + 300, y + 5), "Shift");
	await expect.poll(() => storedReference(page).then((found) => found?.angle)).toBe(90);

	// Turned by 90 degrees, its left side is above.
	await page.keyboard.press("Enter");
	await drag(at(centre, y - 120), at(centre, y - 80));
	await page.keyboard.press("Enter");
	await expect.poll(() => storedReference(page).then((found) => found?.crop)).toMatchObject({ right: 240, top: 0 });

	const kept = await storedReference(page);
	await page.reload();
	await expect(panel(page)).toContainText(PICTURE.name);
	expect(await storedReference(page)).toEqual(kept);
	await panel(page).locator(".hfis-viewport").focus();
	const shown = () => storedReference(page).then((found) => [found?.crop === undefined, found?.angle, found?.place]);
	for (const expected of [
		[true, 90, middle],
		[true, undefined, middle],
		[true, undefined, moved.place],
	]) {
		await page.keyboard.press("Control+z");
		await expect.poll(shown).toEqual(expected);
	}
});
