// Opening the panel: from the host's request of the script to a prompt that has taken a letter, against the same host
// page with a script that mounts one bare textarea with the same React.
import type { Browser } from "@playwright/test";
import type { BareHost } from "../../e2e/bareHost";
import { median, ratios, round } from "../editor/trace";
import { VIEWPORT, withHostPages } from "../hostPages";
import type { Row } from "../row";
import { timeToPrompt } from "../start/timeToPrompt";

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
	promise: "The panel takes a letter soon after the host asks for its script.",
	method:
		"From the request of the script to a prompt that accepts a letter, against a host page that mounts one bare textarea with the same React; medians of eleven alternating rounds.",
	unit: "×",
	target: 2.96,
	async measure() {
		return withHostPages({ js: BARE_SCRIPT, css: "" }, async ({ browser, studio, other: bare }) => {
			const times = { studio: [] as number[], bare: [] as number[] };
			for (let i = 0; i < ROUNDS; i++) {
				times.bare.push(await openOnce(browser, bare));
				times.studio.push(await openOnce(browser, studio));
			}
			const [ours, theirs] = [median(times.studio), median(times.bare)];
			return {
				value: round(ours / theirs, 2),
				rounds: ratios(times.studio, times.bare),
				note: `${Math.round(ours)} ms, one bare textarea ${Math.round(theirs)} ms, medians of ${ROUNDS} rounds`,
			};
		});
	},
};

/** Each run has a new context, without library and cache. */
async function openOnce(browser: Browser, host: BareHost): Promise<number> {
	const context = await browser.newContext({ viewport: VIEWPORT });
	const page = await context.newPage();
	const ms = await timeToPrompt(page, host);
	await context.close();
	return ms;
}
