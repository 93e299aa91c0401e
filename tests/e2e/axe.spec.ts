// axe finds nothing on any screen or open overlay, dark and light.
import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expectResult, openPicture, paint, send } from "./steps";
import { expect, panel, test } from "./studio";

interface Violation {
	id: string;
	nodes: { target: string[]; failureSummary: string }[];
}

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const found = await page.evaluate(async () => {
		const { axe } = window as unknown as { axe: { run(scope: unknown): Promise<{ violations: unknown[] }> } };
		return (await axe.run({ include: [".hfis"] })).violations;
	});
	return (found as Violation[]).flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}\n${failureSummary}`),
	);
}

for (const theme of ["dark", "light"] as const)
	test(`axe finds nothing, ${theme}`, async ({ page, origin }) => {
		await page.emulateMedia({ reducedMotion: "reduce" });
		await page.goto(origin);
		await expect(panel(page).locator(".hfis-editor")).toBeVisible();
		await page.evaluate((name) => window.__HOST__.setTheme(name), theme);
		expect(await violations(page), "empty").toEqual([]);

		for (const button of [/^Size/, "More settings", "Add reference pictures"]) {
			await panel(page).getByRole("button", { name: button }).click();
			await expect(panel(page).getByRole("dialog")).toBeVisible();
			expect(await violations(page), String(button)).toEqual([]);
			await page.keyboard.press("Escape");
		}
		await panel(page).getByRole("combobox", { name: "Model" }).fill("gpt-image-1");
		expect(await violations(page), "models and a remark").toEqual([]);
		await panel(page).getByRole("combobox", { name: "Model" }).fill("");

		await openPicture(page);
		await paint(page);
		expect(await violations(page), "painted").toEqual([]);

		await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
		await expect(panel(page).getByRole("dialog")).toBeVisible();
		expect(await violations(page), "settings").toEqual([]);
		await page.keyboard.press("Escape");

		await page.keyboard.press("Control+Shift+P");
		await expect(panel(page).getByRole("dialog").locator("img")).toBeVisible();
		expect(await violations(page), "what goes out").toEqual([]);
		await page.keyboard.press("Escape");
		await panel(page)
			.getByRole("button", { name: /What goes out:/ })
			.click();
		expect(await violations(page), "how it goes out").toEqual([]);
		await page.keyboard.press("Escape");

		await send(page);
		await expectResult(page);
		expect(await violations(page), "result").toEqual([]);

		for (const [screen, key] of [
			["compared", "y"],
			["side by side", "Shift+Y"],
			["faded", "o"],
			["kept", "Shift+Enter"],
			["edits", "Shift+H"],
		] as const) {
			await panel(page).locator(".hfis-viewport").focus();
			await page.keyboard.press(key);
			expect(await violations(page), screen).toEqual([]);
		}

		await panel(page).getByRole("article").getByRole("button", { name: "Details" }).click();
		await expect(panel(page).getByRole("dialog")).toBeVisible();
		expect(await violations(page), "details").toEqual([]);
	});
