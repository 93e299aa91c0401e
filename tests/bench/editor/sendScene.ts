// A photo with a mask whose surroundings are nearly as large as the largest picture that is sent, and the options of a
// request for it. For benches and profiles of sending.
import { benchPhoto } from "./benchPhoto";
import type { TracedPage } from "./tracedPage";

/** An expression. The sizes are those of the gpt-image-2 family; another limit makes another picture. */
export const sendOptions = (maxPixels = 8_294_400): string => `{
	rules: { kind: "flexible", multiple: 16, maxEdge: 3840, maxRatio: 3, minPixels: 655360, maxPixels: 8294400 },
	extent: "whole",
	maxPixels: ${maxPixels},
}`;

/** Puts the file into the page as `photo`, so that its way there is not measured. */
export async function loadPhoto(page: TracedPage, side: number): Promise<void> {
	await page.page.route("**/photo.png", (route) => route.fulfill({ body: benchPhoto(side, side) }));
	await page.evaluate("fetch('photo.png').then((answer) => answer.blob()).then((blob) => { window.photo = blob; })");
}

export async function openPhoto(page: TracedPage): Promise<void> {
	await page.evaluate("editor.open(photo, 'photo.png')");
	await page.page.waitForFunction("editor.getState().picture?.name === 'photo.png'", null, { timeout: 120_000 });
	await page.waitForFrames(3);
}

export async function paintLargeMask(page: TracedPage): Promise<void> {
	await page.evaluate("editor.run('view.fit'), editor.run('tool.rectangle')");
	await page.stroke([
		{ x: -240, y: -200 },
		{ x: 240, y: 200 },
	]);
}
