import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const sheets = (readdirSync("src", { recursive: true }) as string[]).filter((name) => name.endsWith(".css"));

describe("the stylesheets", () => {
	it.each(sheets)("%s removes no focus ring", (name) => {
		expect(readFileSync(join("src", name), "utf8")).not.toMatch(/outline(-width|-style)?:\s*(none|0)\b/);
	});
});
