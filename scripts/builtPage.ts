// Builds the development page (dev/page) for the tests, because served from its sources each page load would request 250
// files. One build serves all tests of a run.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { build, type InlineConfig, type Plugin } from "vite";

const root = resolve(import.meta.dirname, "..");

/**
 * The folder that the step "development page" builds. Steps hand it to the tests as an environment variable of this name.
 * `hf-pack check`, which warns of a host's internals, skips folders named dist.
 */
export const PAGE_FOLDER = resolve(root, ".cache/page/dist");

export const pageConfig = (outDir: string): InlineConfig => ({
	configFile: resolve(root, "vite.config.ts"),
	mode: "development",
	logLevel: "error",
	build: { outDir },
});

/** For preview servers of tests: they would compress every script anew at every load of a page. */
export const uncompressed: Plugin = {
	name: "uncompressed",
	configurePreviewServer: ({ middlewares }) => {
		middlewares.use((request, _, next) => {
			delete request.headers["accept-encoding"];
			next();
		});
	},
};

/**
 * Global set-up of Playwright and Vitest: builds the page unless PAGE_FOLDER names a build. The folder is a new one, so that
 * runs side by side never empty each other's. Returns the function that deletes it.
 */
export default async function buildPageForRun(): Promise<() => void> {
	if (process.env.PAGE_FOLDER) return () => undefined;
	const cache = resolve(root, ".cache");
	mkdirSync(cache, { recursive: true });
	const folder = mkdtempSync(resolve(cache, "page-"));
	process.env.PAGE_FOLDER = resolve(folder, "dist");
	await build(pageConfig(process.env.PAGE_FOLDER));
	return () => {
		delete process.env.PAGE_FOLDER;
		rmSync(folder, { recursive: true, force: true });
	};
}

if (process.argv[1]?.endsWith("builtPage.ts")) await build(pageConfig(PAGE_FOLDER));
