// The rail's groups of tools in Chromium: a click, a held press, the right button, the keyboard, and Shift with a letter.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { PageDriver } from "./pageDriver";

let bare: BarePage;
let driver: PageDriver;

const shown = (id: string) => driver.page.locator(`.hfis-toolbar-rail [data-stop][data-action="tool.${id}"]`);
const menu = () => driver.page.getByRole("menu", { name: "Lassos" });
const item = (name: string) => menu().getByRole("menuitemradio", { name, exact: true });
const tool = async () => (await driver.state()).activeTool;

describe.skipIf(!hasChromium)("groups of tools", () => {
	beforeAll(async () => {
		bare = await openBarePage();
		driver = await PageDriver.open(bare);
	});

	afterAll(async () => {
		await driver?.close();
		await bare?.close();
	});

	test("a group shows the tool that was used last, and opens by every way", async () => {
		const { page } = driver;
		await shown("lasso").click();
		expect(await tool()).toBe("lasso");
		await menu().waitFor({ state: "detached" });

		// A click on the chosen tool; the entry of that tool has the focus.
		await shown("lasso").click();
		expect(await item("Lasso").getAttribute("aria-checked")).toBe("true");
		expect(await shown("lasso").getAttribute("aria-expanded")).toBe("true");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		expect(await tool()).toBe("polygon");
		await menu().waitFor({ state: "detached" });
		// The focus is back on the button, which now shows the other tool.
		expect(await shown("polygon").evaluate((button) => button === document.activeElement)).toBe(true);
		expect(await shown("lasso").count()).toBe(0);

		await page.keyboard.press("Enter");
		await menu().waitFor();
		await page.keyboard.press("Escape");
		await menu().waitFor({ state: "detached" });

		// Another tool is active: the group still shows the last one.
		await page.keyboard.press("b");
		expect(await tool()).toBe("brush");
		await shown("polygon").click({ button: "right" });
		await item("Magnetic lasso").click();
		expect(await tool()).toBe("magneticLasso");
		expect(await page.evaluate(() => document.activeElement?.classList.contains("hfis-viewport"))).toBe(true);

		// Holding, moving to a tool and releasing chooses it.
		await page.keyboard.press("b");
		await shown("magneticLasso").hover();
		await page.mouse.down();
		await menu().waitFor();
		await item("Polygon").hover();
		await page.mouse.up();
		await expect.poll(tool).toBe("polygon");
		await menu().waitFor({ state: "detached" });

		// Releasing over the button leaves the menu open; a click on it closes the menu.
		await shown("polygon").hover();
		await page.mouse.down();
		await menu().waitFor();
		await page.mouse.up();
		await menu().waitFor();
		await shown("polygon").click();
		await menu().waitFor({ state: "detached" });
		expect(await tool()).toBe("polygon");
	});

	test("Shift and a tool's letter go through its group", async () => {
		const { page } = driver;
		await driver.run("tool.wand");
		await page.locator(".hfis-viewport").focus();
		for (const id of ["quickSelect", "objectSelect", "colourRange", "bucket", "wand"]) {
			await page.keyboard.press("Shift+W");
			await expect.poll(tool).toBe(id);
			await shown(id).waitFor();
		}
	});
});
