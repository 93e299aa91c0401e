// The time from the host's request of the script to a prompt that has taken a letter.
import type { Page } from "@playwright/test";
import type { BareHost } from "../../e2e/bareHost";

export async function timeToPrompt(page: Page, host: BareHost): Promise<number> {
	await page.addInitScript(typeWhenPossible);
	await page.goto(host.url);
	const handle = await page.waitForFunction(() => (window as { promptReady?: number }).promptReady);
	return Number(await handle.jsonValue());
}

/** Types into the first textarea in every frame until the letter is still there in the next frame. Runs in the page. */
function typeWhenPossible(): void {
	let typed: HTMLTextAreaElement | null = null;
	const look = (): void => {
		const field = document.querySelector<HTMLTextAreaElement>("#slot textarea:not(:disabled)");
		if (field !== null && field === typed && field.value === "a") {
			const [script] = performance.getEntriesByName(`${location.origin}/index.js`) as PerformanceResourceTiming[];
			if (script) Object.assign(window, { promptReady: performance.now() - script.requestStart });
			return;
		}
		if (field?.checkVisibility()) {
			field.focus();
			if (field.value === "" && document.activeElement === field) document.execCommand("insertText", false, "a");
			typed = field;
		}
		requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
}
