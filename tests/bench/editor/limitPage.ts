// The reference page (dev/bare/limit) with a picture open.
import type { Browser } from "@playwright/test";
import { benchPicture } from "./benchPicture";
import { SOFT_TILE } from "./softTile";
import { TracedPage } from "./tracedPage";

export type LimitSurface = "konva" | "plain";

const VIEWPORT = { width: 1280, height: 800 };

export class LimitPage extends TracedPage {
	static async open(
		browser: Browser,
		url: string,
		surface: LimitSurface,
		width: number,
		height: number,
	): Promise<LimitPage> {
		const page = await browser.newPage({ viewport: VIEWPORT });
		await page.goto(`${url}limit/?surface=${surface}`);
		await page.waitForFunction(() => "limit" in window);
		const file = { name: "picture.png", mimeType: "image/png", buffer: benchPicture(width, height) };
		await page.setInputFiles("input[type=file]", file);
		await page.waitForFunction(() => "isOpen" in window);
		const middle = { x: VIEWPORT.width / 2, y: VIEWPORT.height / 2 };
		return new LimitPage(page, browser, await page.context().newCDPSession(page), middle);
	}

	async fillMaskSoftly(): Promise<void> {
		await this.evaluate(`(() => {
			const { width, height } = limit.size();
			const tiles = {};
			const count = Math.ceil(width / 256) * Math.ceil(height / 256);
			for (let key = 0; key < count; key++) tiles[key] = ${SOFT_TILE};
			limit.setMask(tiles);
		})()`);
	}
}
