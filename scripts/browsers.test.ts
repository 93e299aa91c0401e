// Chromium's command line keeps what Playwright sets.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { expect, it } from "vitest";
import { CHROMIUM_ARGS } from "./browsers";

it("disables every feature that Playwright disables", () => {
	const playwright = createRequire(import.meta.url).resolve("playwright-core/package.json");
	const source = readFileSync(resolve(dirname(playwright), "lib/coreBundle.js"), "utf8");
	const list = /disabledFeatures = \[([\s\S]*?)\]\.filter/.exec(source)?.[1] ?? "";
	const features = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, feature]) => feature);
	expect(features).toContain("PaintHolding");
	const switches = CHROMIUM_ARGS.filter((argument) => argument.startsWith("--disable-features="));
	expect(switches).toHaveLength(1);
	expect(switches[0]?.split(/[=,]/)).toEqual(expect.arrayContaining(features));
});
