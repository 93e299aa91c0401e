// The moments that can be profiled, each on the bare page with a picture of 4096² pixels.
import type { CDPSession, Page } from "@playwright/test";
import { benchPhoto } from "../editor/benchPhoto";
import { circlePath, TracedPage } from "../editor/tracedPage";

export interface Scenario {
	/** What must not be in the profile. */
	prepare(page: TracedPage): Promise<void>;
	run(page: TracedPage): Promise<void>;
}

const SIDE = 4096;
/** The sizes that a model of the gpt-image-2 family takes: the sent picture has 3136×2640 pixels. */
export const SEND_OPTIONS = `{
	rules: { kind: "flexible", multiple: 16, maxEdge: 3840, maxRatio: 3, minPixels: 655360, maxPixels: 8294400 },
	extent: "region",
}`;

/** Puts the file into the page, so that its way there is not in the profile. */
async function loadFile(page: TracedPage): Promise<void> {
	await page.page.route("**/photo.png", (route) => route.fulfill({ body: benchPhoto(SIDE, SIDE) }));
	await page.evaluate("fetch('photo.png').then((answer) => answer.blob()).then((blob) => { window.photo = blob; })");
}

async function openFile(page: TracedPage): Promise<void> {
	await page.evaluate("editor.open(photo, 'photo.png')");
	await page.page.waitForFunction("editor.getState().picture !== null", null, { timeout: 120_000 });
	await page.waitForFrames(3);
}

async function openPicture(page: TracedPage): Promise<void> {
	await loadFile(page);
	await openFile(page);
}

/** Paints a mask whose surroundings are nearly as large as the largest picture that is sent. */
export async function paintLargeMask(page: TracedPage): Promise<void> {
	await page.evaluate("editor.run('view.fit'), editor.run('tool.rectangle')");
	await page.stroke([
		{ x: -260, y: -210 },
		{ x: 260, y: 210 },
	]);
}

const stroke = (page: TracedPage) => page.stroke(circlePath(60, 60, 140));

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
	open: { prepare: loadFile, run: openFile },
	send: {
		async prepare(page) {
			await openPicture(page);
			await paintLargeMask(page);
		},
		run: (page) => page.evaluate(`editor.prepareEdit(${SEND_OPTIONS}).then(() => undefined)`),
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
				const { edit, picture } = await editor.prepareEdit(${SEND_OPTIONS});
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
