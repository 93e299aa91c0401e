// Counts the steps of the common jobs: clicks, keys and strokes, besides typing the prompt. A job that takes more steps than
// its figure fails. The three steps of inserting a picture are in placed.spec.ts.
import type { Locator, Page } from "@playwright/test";
import { SEEDED_PROMPTS, seedTasks } from "./seededTasks";
import { expect, KEY, PROMPT, paintStroke, panel, test } from "./studio";
import { cards, connectEndpoint, openPicture } from "./userActions";

const prompt = (page: Page) => panel(page).getByRole("textbox", { name: "Prompt", exact: true });
const strip = (page: Page) => panel(page).getByRole("toolbar", { name: "Candidates" });
const candidates = (page: Page) => strip(page).getByRole("button", { name: /^Generated image \d+$/ });
const dock = (page: Page) => panel(page).getByRole("toolbar", { name: "Results" });
const canvas = (page: Page) => panel(page).locator(".hfis-viewport");
const pictureSize = (page: Page) => panel(page).locator(".hfis-topbar-size");

class Steps {
	count = 0;

	constructor(readonly page: Page) {}

	async click(target: Locator) {
		this.count++;
		await target.click();
	}
	async press(key: string) {
		this.count++;
		await this.page.keyboard.press(key);
	}
	async stroke(...ends: [from: [number, number], to: [number, number]]) {
		this.count++;
		await paintStroke(this.page, ...ends);
	}
	/** Compares the steps since the last job with its figure. */
	done(job: string, figure: number) {
		test.info().annotations.push({ type: "steps", description: `${job}: ${this.count} of ${figure}` });
		expect(this.count, job).toBeLessThanOrEqual(figure);
		this.count = 0;
	}
}

/** Counts the frames from a press of the send button to the placeholder of the request. */
const watchPlaceholder = (page: Page) =>
	page.evaluate(() => {
		const watched = window as unknown as { framesToPlaceholder?: number };
		document.addEventListener(
			"click",
			({ target }) => {
				if (!(target instanceof Element && target.closest(".hfis-prompt-send"))) return;
				let frames = 0;
				const look = () => {
					frames++;
					if (document.querySelector(".hfis-card-preparing") === null) requestAnimationFrame(look);
					else watched.framesToPlaceholder ??= frames;
				};
				requestAnimationFrame(look);
			},
			{ capture: true },
		);
	});
const framesToPlaceholder = (page: Page) =>
	page.evaluate(() => (window as unknown as { framesToPlaceholder?: number }).framesToPlaceholder);

test("the common jobs take no more steps than their figures", async ({ studio: page, provider }) => {
	const steps = new Steps(page);
	await connectEndpoint(page, provider.url, KEY);
	await panel(page)
		.getByRole("combobox", { name: /^Count/ })
		.click();
	await panel(page).getByRole("option", { name: "4 images" }).click();
	await prompt(page).fill(PROMPT);
	await page.keyboard.press("Control+Enter");
	await expect(candidates(page)).toHaveCount(4);
	await steps.press("Control+Enter");
	await expect(candidates(page)).toHaveCount(8);
	steps.done("same prompt again", 1);

	await candidates(page).nth(2).hover();
	await steps.click(strip(page).getByRole("button", { name: "Open image 3", exact: true }));
	await expect(canvas(page).locator("canvas").first()).toBeVisible();
	steps.done("third of four onto the canvas", 1);

	await panel(page)
		.getByRole("combobox", { name: /^Count/ })
		.click();
	await panel(page).getByRole("option", { name: "1 image", exact: true }).click();
	await watchPlaceholder(page);
	await steps.stroke([0.45, 0.5], [0.55, 0.5]);
	await steps.click(panel(page).locator(".hfis-prompt-send"));
	await expect.poll(() => framesToPlaceholder(page), "the placeholder is there in the next frame").toBe(1);
	await expect(dock(page)).toContainText("Result 1 of 1");
	await steps.click(dock(page).getByRole("button", { name: "Keep", exact: true }));
	await expect(panel(page).locator(".hfis-editor")).toHaveAttribute("data-results", "0");
	steps.done("mask edit and keep: stroke and 2", 3);

	await canvas(page).focus();
	await expect(pictureSize(page)).toHaveText("1024 × 1024");
	await steps.press("Shift+C");
	await steps.click(panel(page).locator(".hfis-prompt-send"));
	await expect(dock(page)).toContainText("Result 1 of 1");
	steps.done("outpaint by a quarter: 2 and send", 3);

	await steps.press("Alt+B");
	await steps.stroke([0.48, 0.5], [0.52, 0.5]);
	await expect(panel(page).getByRole("toolbar", { name: "Choose what to keep" })).toBeVisible();
	steps.done("drop a bad bit of a result: a key and 1 stroke", 2);

	const choice = panel(page).getByRole("toolbar", { name: "Choose what to keep" });
	await choice.getByRole("button", { name: "Done", exact: true }).click();
	await dock(page).getByRole("button", { name: "Keep", exact: true }).click();
	await expect(pictureSize(page), "the kept result has enlarged the picture").toHaveText("1280 × 1280");
});

test("with many tasks, the prompt is at most three presses away", async ({ studio: page }) => {
	await seedTasks(page);
	await page.reload();
	await openPicture(page);
	const first = cards(page).filter({ hasText: SEEDED_PROMPTS.edit }).first();
	await expect(first).toBeVisible();
	const steps = new Steps(page);
	const reach = async (from: string, start: Locator, ...keys: string[]) => {
		await start.focus();
		for (const key of keys) await steps.press(key);
		await expect(prompt(page), from).toBeFocused();
		steps.done(`prompt from ${from}`, 3);
	};
	const grid = panel(page).locator("[role=gridcell] [tabindex='0']").first();
	await reach("a task", grid, "Shift+Tab", "Enter");
	await reach("the search field", panel(page).getByRole("searchbox"), "Shift+Tab", "Enter");
	await reach("the canvas", canvas(page), "Tab", "Tab");
	await reach("the first control of the panel", panel(page).locator(".hfis-ui-skip").first(), "Enter");
	await canvas(page).focus();
	await page.keyboard.press("g");
	await reach("a task of the gallery", grid, "Shift+Tab", "Enter");
});
