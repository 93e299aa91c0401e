// The moments that can be profiled, each on the bare page with a picture of 4096² pixels.
import type { CDPSession, Page } from "@playwright/test";
import { loadPhoto, openPhoto, paintLargeMask, sendOptions } from "../editor/sendScene";
import { circlePath, TracedPage } from "../editor/tracedPage";

export interface Scenario {
	/** Set-up that must not be in the profile. */
	prepare(page: TracedPage): Promise<void>;
	run(page: TracedPage): Promise<void>;
}

const SIDE = 4096;

const loadFile = (page: TracedPage) => loadPhoto(page, SIDE);

async function openPicture(page: TracedPage): Promise<void> {
	await loadFile(page);
	await openPhoto(page);
}

/** Another limit makes another picture, no part of which is used again. */
const send = (page: TracedPage, maxPixels?: number) =>
	page.evaluate<void>(`editor.prepareEdit(${sendOptions(maxPixels)}).then(() => undefined)`);

const stroke = (page: TracedPage) => page.stroke(circlePath(60, 60, 140));

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
	open: { prepare: loadFile, run: openPhoto },
	/** As after a while of painting: the samples are read and the workers have started. */
	send: {
		async prepare(page) {
			await openPicture(page);
			await paintLargeMask(page);
			await send(page, 8_000_000);
		},
		run: (page) => send(page),
	},
	"first-send": {
		async prepare(page) {
			await openPicture(page);
			await paintLargeMask(page);
		},
		run: (page) => send(page),
	},
	stroke: {
		async prepare(page) {
			await openPicture(page);
			await page.evaluate("editor.run('view.actual'), editor.run('tool.brush')");
			await stroke(page);
		},
		async run(page) {
			await stroke(page);
			await page.waitForFrames(20);
		},
	},
	receive: {
		async prepare(page) {
			await openPicture(page);
			await paintLargeMask(page);
			await page.evaluate(`(async () => {
				const { edit, picture } = await editor.prepareEdit(${sendOptions()});
				window.received = { edit, answer: new Blob([picture], { type: "image/png" }) };
			})()`);
		},
		run: (page) => page.evaluate("editor.showResult('profile', received.answer, received.edit).then(() => undefined)"),
	},
};

export async function openProfiledPage(page: Page, cdp: CDPSession, url: string): Promise<TracedPage> {
	const browser = page.context().browser();
	if (browser === null) throw new Error("the page has no browser");
	await page.goto(url);
	await page.waitForFunction("'editor' in window", null, { timeout: 120_000 });
	const box = await page.locator(".hfis-viewport").boundingBox();
	if (box === null) throw new Error("no viewport");
	return new TracedPage(page, browser, cdp, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}
