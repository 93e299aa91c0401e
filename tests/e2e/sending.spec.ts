// Preparing a request: its placeholder stands from the press on, and cancelling leaves nothing behind.
import type { Page } from "@playwright/test";
import { expect, KEY, panel, test } from "./studio";
import { cards, connectEndpoint, openPicture, paintMask, sendEdit } from "./userActions";

/** Holds back what the page posts to its workers, until it is called with false. */
const holdWorkers = (page: Page, isHeld: boolean) =>
	page.evaluate((hold) => {
		const held = window as unknown as { releaseWorkers?: () => void };
		if (!hold) return held.releaseWorkers?.();
		const { postMessage } = Worker.prototype;
		const waiting: (() => void)[] = [];
		Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
			waiting.push(() => Reflect.apply(postMessage, this, args));
		} as typeof postMessage;
		held.releaseWorkers = () => {
			Worker.prototype.postMessage = postMessage;
			for (const post of waiting) post();
		};
	}, isHeld);

test("a request that is being prepared has a placeholder, and once cancelled it is not sent", async ({
	studio,
	provider,
}) => {
	await openPicture(studio);
	await connectEndpoint(studio, provider.url, KEY);
	await paintMask(studio);
	await holdWorkers(studio, true);
	await sendEdit(studio);
	const placeholder = panel(studio).getByRole("region", { name: "Preparing the request" });
	await expect(placeholder).toContainText("Cutting out 0 %");
	await placeholder.getByRole("button", { name: "Cancel" }).click();
	await expect(placeholder).toHaveCount(0);
	await holdWorkers(studio, false);
	const send = panel(studio).getByRole("button", { name: /Edit masked area/ });
	await expect(send).toHaveAttribute("aria-disabled", "false");
	await expect(cards(studio)).toHaveCount(0);

	await send.click();
	await expect(
		cards(studio)
			.first()
			.getByRole("img", { name: /^Result of/ }),
	).toBeVisible();
	await expect(cards(studio)).toHaveCount(1);
	await expect(placeholder).toHaveCount(0);
	expect(provider.requests.filter(({ path }) => path === "/v1/images/edits")).toHaveLength(1);
});
