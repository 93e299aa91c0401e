// A stroke on the canvas by the mouse. Unlike that of the end-to-end tests it goes on when a notice covers the canvas.
import type { Page } from "@playwright/test";
import { canvasBox } from "../e2e/studio";

/** From and to as shares of the canvas's width and height. */
export async function stroke(
	page: Page,
	from: readonly [number, number],
	to: readonly [number, number],
): Promise<void> {
	const box = await canvasBox(page);
	const at = ([x, y]: readonly [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
	await page.mouse.move(...at(from));
	await page.mouse.down();
	await page.mouse.move(...at(to), { steps: 12 });
	await page.mouse.up();
}
