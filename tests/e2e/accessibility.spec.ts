// On every screen and open overlay, narrow to wide, in both themes and languages: axe finds nothing, nothing is cut off
// sideways, and no English stands among the Chinese.
import type { Page } from "@playwright/test";
import axe from "axe-core";
import { visitScreens } from "./screenTour";
import { expect, KEY, PROMPT, panel, test } from "./studio";

interface Violation {
	id: string;
	nodes: { target: string[]; failureSummary: string }[];
}

async function violations(page: Page): Promise<string[]> {
	const found = await page.evaluate(async () => {
		const { axe } = window as unknown as { axe: { run(scope: unknown): Promise<{ violations: unknown[] }> } };
		return (await axe.run({ include: [".hfis"] })).violations;
	});
	return (found as Violation[]).flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}\n${failureSummary}`),
	);
}

/** What can be read or is read out, and has a word of small Latin letters but no Chinese one. */
function foreignWords(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const root = document.querySelector(".hfis");
		const said = new Set<string>();
		const walker = document.createTreeWalker(root as Node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			if (node instanceof Text) {
				if (node.parentElement?.checkVisibility() && !node.parentElement.closest("textarea, script, style, code, pre"))
					said.add(node.data.trim());
			} else if (node instanceof Element && node.checkVisibility())
				for (const name of ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"])
					said.add(node.getAttribute(name)?.trim() ?? "");
		}
		return [...said].filter((text) => /[a-z]{3}/.test(text) && !/[\u3400-\u9fff]/.test(text));
	});
}

/** Names that are the same in every language. */
const NAMES =
	/^(gpt-image-|dall-e|https?:|lake-at-dusk|api-version|images\/edits|127\.0\.0\.1|Ctrl|Shift|Alt|Esc|Enter|Delete|Backspace|English$|hfis-)|HaloForge|OpenAI|LiteLLM|LocalAI|vLLM|Azure|New API/;

test.describe.configure({ mode: "parallel" });
for (const { theme, locale, width } of [
	{ theme: "dark", locale: "en", width: 1920 },
	{ theme: "light", locale: "zh", width: 420 },
	{ theme: "dark", locale: "zh", width: 1024 },
	{ theme: "light", locale: "en", width: 1024 },
] as const)
	test(`every screen, ${width} px, ${theme}, ${locale}: axe finds nothing, nothing is cut off`, async ({
		page,
		origin,
		devhost,
		provider,
	}) => {
		test.slow();
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ reducedMotion: "reduce" });
		await page.addInitScript(
			([url, token, language]) => {
				Object.assign(window, { __DEVHOST__: { url, token } });
				localStorage.setItem("hf:locale", language);
			},
			[devhost.url, devhost.token, locale] as const,
		);
		await page.goto(origin);
		await expect(panel(page).locator(".hfis-editor")).toBeVisible();
		await page.evaluate((name) => window.__HOST__.setTheme(name), theme);
		await page.evaluate(axe.source);
		/** Where each was seen first. */
		const foreign = new Map<string, string>();
		for await (const screen of visitScreens({ page, locale, provider, key: KEY, prompt: PROMPT })) {
			expect.soft(await violations(page), screen).toEqual([]);
			expect
				.soft(
					await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
					`${screen}: wider than the page`,
				)
				.toBeLessThanOrEqual(0);
			if (locale === "zh") for (const text of await foreignWords(page)) foreign.set(text, foreign.get(text) ?? screen);
		}
		expect([...foreign].filter(([text]) => !NAMES.test(text) && !text.includes(PROMPT))).toEqual([]);
	});
