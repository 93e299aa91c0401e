// Checks every screen and overlay in several widths, both themes and both languages: no axe violations, no horizontal
// overflow, and no English text in the Chinese version.
import type { Page } from "@playwright/test";
import axe from "axe-core";
import { visitScreens } from "./screenTour";
import { expect, KEY, PROMPT, panel, test } from "./studio";

interface Violation {
	id: string;
	nodes: { target: string[]; failureSummary: string }[];
}

async function runAxe(page: Page): Promise<string[]> {
	const found = await page.evaluate(async () => {
		// Without preloading, which fetches every style sheet again at each run, for rules about media and screen rotation only.
		const { axe } = window as unknown as {
			axe: { run(scope: unknown, options: object): Promise<{ violations: unknown[] }> };
		};
		return (await axe.run({ include: [".hfis"] }, { resultTypes: ["violations"], preload: false })).violations;
	});
	return (found as Violation[]).flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}\n${failureSummary}`),
	);
}

/** The violations on the screen. Axe takes a second and mixes both states of an element that changes meanwhile. */
async function violations(page: Page): Promise<string[]> {
	const found = await runAxe(page);
	if (found.length === 0) return [];
	const foundAgain = new Set(await runAxe(page));
	return found.filter((violation) => foundAgain.has(violation));
}

/**
 * Returns visible texts and accessible names that have a lower-case Latin word but no Chinese character. Quotations marked
 * as being in an unknown language, which are the provider's own words, are left out.
 */
function findUntranslatedText(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const root = document.querySelector(".hfis");
		const texts = new Set<string>();
		const walker = document.createTreeWalker(root as Node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			if (node instanceof Text) {
				if (
					node.parentElement?.checkVisibility() &&
					!node.parentElement.closest("textarea, script, style, code, pre, q[lang='']")
				)
					texts.add(node.data.trim());
			} else if (node instanceof Element && node.checkVisibility())
				for (const name of ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"])
					texts.add(node.getAttribute(name)?.trim() ?? "");
		}
		return [...texts].filter((text) => /[a-z]{3}/.test(text) && !/[\u3400-\u9fff]/.test(text));
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
	test(`every screen, ${width} px, ${theme}, ${locale}: no axe violations and no overflow`, async ({
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
		/** The first screen on which each problem was found. */
		const foreign = new Map<string, string>();
		for await (const screen of visitScreens({ page, locale, provider, key: KEY, prompt: PROMPT })) {
			expect.soft(await violations(page), screen).toEqual([]);
			expect
				.soft(
					await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
					`${screen}: wider than the page`,
				)
				.toBeLessThanOrEqual(0);
			if (locale === "zh")
				for (const text of await findUntranslatedText(page)) foreign.set(text, foreign.get(text) ?? screen);
		}
		expect([...foreign].filter(([text]) => !NAMES.test(text) && !text.includes(PROMPT))).toEqual([]);
	});
