// The layout of the dialogs in WebKitGTK stays as it is while the pointer passes over it: a wrapping flex fieldset with a
// legend changes its height in this engine whenever a child is painted anew.
import { afterAll, beforeAll, expect, it } from "vitest";
import { PICTURE, picturePng } from "../e2e/testPicture";
import { type StudioSession, startStudioSession } from "./studioSession";
import type { Browser } from "./webdriver";

let studio: StudioSession;
let browser: Browser;
let waitFor: StudioSession["waitFor"];

beforeAll(async () => {
	studio = await startStudioSession();
	({ browser, waitFor } = studio);
	await browser.goto(studio.origin);
	await waitFor("the panel", `document.querySelector(".hfis .hfis-editor")`);
});

afterAll(() => studio?.stop());

interface Group {
	readonly name: string;
	readonly height: number;
	/** The middle of its options on the page. */
	readonly options: [x: number, y: number][];
}

/** The visible groups with a legend, in the open dialog or popover. */
const groups = () =>
	browser.evaluate<Group[]>(`
		const shown = [...document.querySelectorAll(".hfis fieldset")].filter((one) => one.querySelector(":scope > legend") && one.checkVisibility());
		return shown.map((one) => ({
			name: one.querySelector("legend").textContent,
			height: Math.round(one.getBoundingClientRect().height),
			options: [...one.querySelectorAll("label")].map((label) => {
				const { x, y, width, height } = label.getBoundingClientRect();
				return [Math.round(x + width / 2), Math.round(y + height / 2)];
			}).filter(([x, y]) => document.elementFromPoint(x, y) && one.contains(document.elementFromPoint(x, y))),
		}));`);

/** The groups whose height changes while the pointer passes over their options, or when an option is laid out anew. */
async function jumping(): Promise<string[]> {
	const before = await groups();
	expect(before.length).toBeGreaterThan(0);
	const found = new Set<string>();
	const compare = async (cause: string): Promise<void> => {
		const after = await groups();
		for (const { name, height } of before) {
			const now = after.find((one) => one.name === name)?.height;
			if (now !== height) found.add(`${name}: ${height} -> ${now} ${cause}`);
		}
	};
	for (const { options } of before) for (const at of options) await browser.hover(at);
	await compare("under the pointer");
	const indent = (value: string): Promise<void> =>
		browser.evaluate(
			`for (const one of document.querySelectorAll(".hfis fieldset label")) one.style.textIndent = "${value}";
			document.body.getBoundingClientRect();`,
		);
	await indent("1px");
	await indent("");
	await compare("when laid out anew");
	return [...found];
}

it.each(["appearance", "canvas", "gateway"])("the settings' section %s keeps its height", async (section) => {
	await browser.evaluate(`window.__HOST__.navigate("/settings", { section: "${section}" })`);
	await waitFor("the settings", `document.querySelector(".hfis dialog[open] fieldset > legend")`);
	await browser.evaluate(
		`for (const one of document.querySelectorAll(".hfis dialog details")) one.open = true; document.querySelector(".hfis dialog fieldset > legend").scrollIntoView();`,
	);
	expect(await jumping()).toEqual([]);
});

it("the prompt's further parameters keep their height", async () => {
	await browser.evaluate(`window.__HOST__.navigate("/studio")`);
	await waitFor("no dialog", `!document.querySelector(".hfis dialog[open]")`);
	await browser.evaluate(
		`[...document.querySelectorAll(".hfis-prompt button")].find((one) => one.getAttribute("aria-label") === "More settings").click()`,
	);
	await waitFor("the further parameters", `document.querySelector(".hfis-prompt-more fieldset")`);
	expect(await jumping()).toEqual([]);
});

it("the export dialog and the filters keep their height", async () => {
	await studio.openPicture(PICTURE.name, picturePng());
	const press = (label: string) =>
		browser.evaluate(
			`[...document.querySelectorAll(".hfis button")].find((one) => (one.getAttribute("aria-label") ?? one.textContent).startsWith("${label}")).click()`,
		);
	await press("Export as");
	await waitFor("the dialog", `document.querySelector(".hfis dialog[open] fieldset > legend")`);
	expect(await jumping()).toEqual([]);
	await press("Close");
	await waitFor("no dialog", `!document.querySelector(".hfis dialog[open]")`);
	await press("Filter");
	await waitFor("the filters", `document.querySelector(".hfis-filters fieldset > legend")`);
	expect(await jumping()).toEqual([]);
});
