// Runs the built bundle in host pages that share no code with dev/, with every version of React that HaloForge may
// supply.
import type { Page } from "@playwright/test";
import { type BareHostOptions, startBareHost } from "./bareHost";
import { expect, PROMPT, test } from "./studio";
import { picturePng } from "./testPicture";

async function open(page: Page, options: BareHostOptions): Promise<{ errors: string[]; close(): Promise<void> }> {
	const host = await startBareHost(options);
	const errors: string[] = [];
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
	});
	page.on("pageerror", (error) => errors.push(String(error)));
	await page.addInitScript(() => {
		Object.assign(window, { cspViolations: [] });
		document.addEventListener("securitypolicyviolation", (event) =>
			(window as unknown as { cspViolations: string[] }).cspViolations.push(
				`${event.violatedDirective} ${event.blockedURI}`,
			),
		);
	});
	await page.goto(host.url);
	// The panel's code is evaluated on first use, so the panel appears after the registration.
	if (options.react !== "18.3") await expect(page.locator(".hfis-topbar")).toBeVisible();
	return { errors, close: host.close };
}

/** Opens a picture on the canvas, paints with the mouse, and returns the change of the canvas. */
async function paintOnCanvas(page: Page) {
	const editor = page.locator(".hfis-editor");
	await editor
		.locator("input[type=file]")
		.first()
		.setInputFiles({ name: "planted.png", mimeType: "image/png", buffer: picturePng() });
	await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
	const canvas = editor.locator(".hfis-viewport canvas").first();
	await expect(canvas).toBeVisible();
	const box = await canvas.boundingBox();
	if (!box) throw new Error("the canvas has no box");
	const before = await canvas.screenshot();
	await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 8 });
	await page.mouse.up();
	await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
	const after = await canvas.screenshot();
	expect(after.equals(before), "the stroke shows").toBe(false);
}

/** Adds a reference, whose node React mounts on the stage, and moves it onto the picture by keys. */
async function moveReference(page: Page) {
	const root = page.locator(".hfis");
	await root
		.locator(".hfis-prompt input[type=file]")
		.setInputFiles({ name: "object.png", mimeType: "image/png", buffer: picturePng(240, 768) });
	await root.locator('[data-action="tool.place"]').click();
	await root.locator(".hfis-viewport").focus();
	const canvas = page.locator(".hfis-viewport canvas").first();
	const before = await canvas.screenshot();
	for (let step = 0; step < 10; step++) await page.keyboard.press("Shift+ArrowLeft");
	await expect.poll(async () => (await canvas.screenshot()).equals(before), "the reference shows").toBe(false);
	// The next edit is of the masked area alone.
	for (let step = 0; step < 2; step++) await page.keyboard.press("Control+z");
}

/** Sends an edit with the bundle and waits until the result is stored and shown. */
async function edit(page: Page) {
	const root = page.locator(".hfis");
	await root.getByRole("textbox", { name: /Prompt/ }).fill(PROMPT);
	await root.getByRole("button", { name: /Edit masked area/ }).click();
	await expect(root.getByRole("article").locator("img")).toBeVisible();
	await expect(root.locator(".hfis-editor")).toHaveAttribute("data-results", "1");
}

/**
 * Every version of React with both names of the JSX runtime, with and without portals; the loading methods alternate.
 */
const HOSTS: BareHostOptions[] = (["19.0", "19.1", "19.2", "19.3"] as const).flatMap((react) =>
	(["jsxRuntime", "ReactJSXRuntime"] as const).flatMap((jsxGlobal, i) =>
		[true, false].map((hasCreatePortal, j) => ({
			react,
			jsxGlobal,
			hasCreatePortal,
			load: i === j ? ("script" as const) : ("import" as const),
		})),
	),
);
const STRICT_HOSTS: BareHostOptions[] = [
	{ react: "19.0", jsxGlobal: "jsxRuntime", isCspStrict: true, hasGateway: true },
	{ react: "19.3", jsxGlobal: "ReactJSXRuntime", hasCreatePortal: false, isCspStrict: true, hasGateway: true },
];

const describeHost = (options: BareHostOptions) =>
	[
		`React ${options.react}`,
		options.jsxGlobal,
		options.hasCreatePortal === false && "no createPortal",
		options.load === "import" && "dynamic import",
		options.isCspStrict && "strict CSP",
	]
		.filter(Boolean)
		.join(", ");

// Each test has a host of its own, and nearly all of the package's tests are in this file.
test.describe.configure({ mode: "parallel" });

for (const options of [...HOSTS, ...STRICT_HOSTS])
	test(`registers, mounts and draws: ${describeHost(options)}`, async ({ page }) => {
		const host = await open(page, options);
		const ids = await page.evaluate(() =>
			(window as unknown as { registered: { id: string }[] }).registered.map(({ id }) => id),
		);
		expect(ids).toEqual(["dev.haloforge.image-studio"]);
		await paintOnCanvas(page);
		await moveReference(page);
		if (options.hasGateway) await edit(page);
		// The browser itself logs the refused worker; no script can suppress that.
		const isRefusedWorker = (text: string) =>
			options.isCspStrict === true && /worker.*Content Security Policy/is.test(text);
		expect(host.errors.filter((text) => !isRefusedWorker(text))).toEqual([]);
		if (options.isCspStrict) {
			// The refused worker, for which there is a fallback, is the only violation allowed.
			const violations = await page.evaluate(() => (window as unknown as { cspViolations: string[] }).cspViolations);
			expect(violations.filter((violation) => !violation.startsWith("worker-src"))).toEqual([]);
		}
		await host.close();
	});

test("mounts again after an unmount that leaves nothing behind", async ({ page }) => {
	const host = await open(page, { react: "19.2" });
	await expect(page.locator(".hfis")).toBeVisible();
	await page.evaluate(() => (window as unknown as { bareRoot: { unmount(): void } }).bareRoot.unmount());
	await expect(page.locator(".hfis")).toHaveCount(0);
	await expect(page).toHaveTitle("bare host");
	await page.evaluate(() => (window as unknown as { mountPanel(): void }).mountPanel());
	await paintOnCanvas(page);
	expect(host.errors).toEqual([]);
	await host.close();
});

test("registers under React 18 and shows one sentence about the required version", async ({ page }) => {
	const host = await open(page, { react: "18.3" });
	await expect(page.locator("#slot")).toContainText("React 19");
	expect((await page.locator("#slot").innerText()).trim().split("\n")).toHaveLength(1);
	expect(host.errors).toEqual([]);
	await host.close();
});

test("the style sheet has no rule that reaches outside the root", async ({ page }) => {
	const host = await open(page, { react: "19.2" });
	await expect(page.locator(".hfis")).toBeVisible();
	const found = await page.evaluate(() => {
		const sheet = [...document.styleSheets].find((candidate) => candidate.href?.endsWith("/styles.css"));
		const selectors: string[] = [];
		const foreign: string[] = [];
		const walk = (rules: CSSRuleList) => {
			for (const rule of rules) {
				if (rule instanceof CSSStyleRule) selectors.push(rule.selectorText);
				if (rule instanceof CSSKeyframesRule && !rule.name.startsWith("hfis-")) foreign.push(rule.cssText);
				if (rule instanceof CSSFontFaceRule || rule instanceof CSSPropertyRule || rule instanceof CSSImportRule)
					foreign.push(rule.cssText);
				if (rule instanceof CSSGroupingRule && !(rule instanceof CSSStyleRule)) walk(rule.cssRules);
			}
		};
		if (sheet) walk(sheet.cssRules);
		const outside = [...document.querySelectorAll("*")].filter((element) => !element.closest(".hfis"));
		const reached = selectors.filter((selector) => outside.some((element) => element.matches(selector)));
		return { count: selectors.length, selectors, foreign, reached };
	});
	expect(found.count).toBeGreaterThan(50);
	expect(found.foreign).toEqual([]);
	expect(found.reached).toEqual([]);
	// Each selector starts at the root or, for the theme, at the host's attribute followed by the root.
	const alternatives = found.selectors.flatMap((selector) => selector.split(/,(?![^(]*\))/).map((part) => part.trim()));
	expect(
		alternatives.filter(
			(selector) => !/^(\[data-theme=[^\]]+\]\s+)?\.hfis(?![\w])/.test(selector) && !/^\.hfis-/.test(selector),
		),
	).toEqual([]);
	await host.close();
});

/** The markup and computed styles of the page outside the panel. */
const outsideOf = (page: Page) =>
	page.evaluate(() => {
		const copy = document.documentElement.cloneNode(true) as HTMLElement;
		copy.querySelector(".hfis")?.remove();
		// The window's title may change with the content; it is restored when the panel unmounts.
		copy.querySelector("title")?.remove();
		const styles = ["pointerEvents", "overflow", "paddingRight", "position"] as const;
		const computed = ["html", "body", "#nav", "#foot"].map((selector) => {
			const element = document.querySelector(selector);
			return element ? styles.map((name) => getComputedStyle(element)[name]).join() : "missing";
		});
		return { markup: copy.outerHTML, computed };
	});

test("no overlay changes anything outside the root", async ({ page }) => {
	const host = await open(page, { react: "19.2", hasGateway: true });
	const root = page.locator(".hfis");
	await paintOnCanvas(page);
	await edit(page);
	const before = await outsideOf(page);
	const button = (name: string | RegExp) => root.getByRole("button", { name }).first();
	const overlays: [name: string, open: () => Promise<void>][] = [
		["the settings", () => root.getByRole("button", { name: "Settings", exact: true }).click()],
		["the settings, by the chip", () => button(/Open endpoint settings/).click()],
		["the quality list", () => root.getByRole("combobox", { name: /Quality/ }).click()],
		["the count list", () => root.getByRole("combobox", { name: /Count/ }).click()],
		["the task's detail", () => button("Details").click()],
		["the mask menu", () => root.getByRole("button", { name: "Mask", exact: true }).click()],
		["the tool's rare options", () => button("More options").click()],
		["the keys and gestures", () => button("Keyboard shortcuts").click()],
		[
			"the question about everything",
			async () => {
				await page.keyboard.press("Control+a");
				await button("Edit masked area").click();
			},
		],
	];
	const shown = root.locator(":is(dialog[open], [popover]:popover-open)");
	for (const [name, openOverlay] of overlays) {
		await openOverlay();
		await expect(shown, name).toHaveCount(1);
		expect(await outsideOf(page), `with ${name} open`).toEqual(before);
		await page.keyboard.press("Escape");
		await expect(shown, name).toHaveCount(0);
		expect(await outsideOf(page), `after ${name}`).toEqual(before);
	}
	// A drag over the canvas shows a drop target, and a refused file shows a notice.
	const editor = root.locator(".hfis-editor");
	const files = await page.evaluateHandle(() => {
		const data = new DataTransfer();
		data.items.add(new File(["no picture"], "notes.png", { type: "image/png" }));
		return data;
	});
	for (const type of ["dragenter", "dragover"]) await editor.dispatchEvent(type, { dataTransfer: files });
	await expect(root.locator(".hfis-imports-drop")).toBeVisible();
	expect(await outsideOf(page), "with drop zones").toEqual(before);
	await editor.locator("[data-purpose=picture]").dispatchEvent("drop", { dataTransfer: files });
	await expect(root.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
	expect(await outsideOf(page), "with a notice").toEqual(before);
	await host.close();
});
