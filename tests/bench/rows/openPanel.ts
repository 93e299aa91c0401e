// Opening the panel: from the host's request of the script to a prompt that has taken a letter, against the same host
// page with a script that mounts one bare textarea with the same React.
import { type Browser, chromium } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/browsers";
import { type BareHost, startBareHost } from "../../e2e/bareHost";
import { buildPlugin } from "../buildPlugin";
import { median, round } from "../editor/trace";
import type { Row } from "../row";

const ROUNDS = 11;

const BARE_SCRIPT = `window.__hf_plugin_registry.register("bare", {
	panel: () => {
		const [text, setText] = React.useState("");
		return React.createElement("textarea", { value: text, onChange: (event) => setText(event.target.value) });
	},
});`;

export const openPanel: Row = {
	// 1.15 times the ratio at commit 30de534, before the build became an ordinary one (2.57).
	id: "open-panel",
	unit: "×",
	target: 2.96,
	async measure() {
		const executablePath = findChromium();
		if (executablePath === undefined) throw new Error("no Chrome or Chromium: set CHROME_PATH");
		const files = await buildPlugin();
		const text = (end: string): string => files.find(({ name }) => name.endsWith(end))?.text ?? "";
		const studio = await startBareHost({ react: "19.2", bundle: { js: text(".js"), css: text(".css") } });
		const bare = await startBareHost({ react: "19.2", bundle: { js: BARE_SCRIPT, css: "" } });
		const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
		try {
			const times = { studio: [] as number[], bare: [] as number[] };
			for (let i = 0; i < ROUNDS; i++) {
				times.bare.push(await openOnce(browser, bare));
				times.studio.push(await openOnce(browser, studio));
			}
			const [ours, theirs] = [median(times.studio), median(times.bare)];
			return {
				value: round(ours / theirs, 2),
				note: `${Math.round(ours)} ms, one bare textarea ${Math.round(theirs)} ms, medians of ${ROUNDS} rounds`,
			};
		} finally {
			await browser.close();
			await Promise.all([studio.close(), bare.close()]);
		}
	},
};

/** Each run has a new context, without library and cache. */
async function openOnce(browser: Browser, host: BareHost): Promise<number> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
	const page = await context.newPage();
	await page.addInitScript(typeWhenPossible);
	await page.goto(host.url);
	const handle = await page.waitForFunction(() => (window as { promptReady?: number }).promptReady);
	const ms = Number(await handle.jsonValue());
	await context.close();
	return ms;
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
