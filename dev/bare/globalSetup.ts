// Builds the bare page and starts Chromium once for all of its tests; barePage.ts connects to both. The page is built with the
// production React, as in the plugin's hosts, and with the development one, which takes a fifth of the tests' time and warns.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import { uncompressed } from "../../scripts/builtPage";

declare module "vitest" {
	interface ProvidedContext {
		/** Address of the folder with both builds, and of the browser's own protocol; empty without a Chromium. */
		bareUrl: string;
		browserEndpoint: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const executablePath = findChromium();
	if (executablePath === undefined) {
		project.provide("bareUrl", "");
		project.provide("browserEndpoint", "");
		return async () => undefined;
	}
	const cache = resolve(import.meta.dirname, "../../.cache");
	mkdirSync(cache, { recursive: true });
	// A new folder, so that runs side by side never empty each other's.
	const outDir = mkdtempSync(resolve(cache, "bare-page-"));
	const shared = { configFile: false, root: import.meta.dirname, logLevel: "error" } as const;
	for (const mode of ["production", "development"])
		await build({
			...shared,
			base: "./",
			define: { "process.env.NODE_ENV": JSON.stringify(mode) },
			oxc: { jsx: { development: mode === "development" } },
			build: { outDir: resolve(outDir, mode), minify: false, target: "esnext" },
		});
	const server = await preview({
		...shared,
		plugins: [uncompressed],
		build: { outDir },
		preview: { host: "127.0.0.1", port: 0 },
	});
	const address = server.httpServer.address();
	if (address === null || typeof address === "string") throw new Error("the preview server has no address");
	const browser = await chromium.launchServer({ executablePath, args: CHROMIUM_ARGS });
	project.provide("bareUrl", `http://127.0.0.1:${address.port}/`);
	project.provide("browserEndpoint", browser.wsEndpoint());
	return async () => {
		await browser.close();
		await server.close();
		rmSync(outDir, { recursive: true, force: true });
	};
}
