// `vite` serves the development page (dev/page) around the panel; `vite build --mode development` writes that page for the
// end-to-end tests; `vite build` makes the plugin's one IIFE and its style sheet.
import { resolve } from "node:path";
import { type BuildOptions, defineConfig } from "vite";
import { devhostConfig } from "./dev/devhostConfig.ts";
import { reactFromHost } from "./scripts/reactFromHost.ts";
import { thirdPartyNotices } from "./scripts/thirdPartyNotices.ts";

const root = import.meta.dirname;

/** Folders that the development server may read: never .cache, where the devhost keeps keys and logs. */
const SERVED = ["dev", "src", "editor", "ui", "haloforge", "node_modules", "manifest.json", ".cache/vite"];

/** The plugin's one script and one style sheet. */
const bundle = {
	outDir: resolve(root, "dist"),
	emptyOutDir: true,
	target: "es2022",
	cssCodeSplit: false,
	assetsInlineLimit: 65536,
	rolldownOptions: {
		onLog(level, log, handle) {
			// "use client" in lucide-react is a hint for server components, which a plugin does not have.
			if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
		},
	},
	lib: {
		entry: resolve(root, "src/index.tsx"),
		name: "HaloForgeImageStudio",
		formats: ["iife"],
		fileName: () => "index.js",
		cssFileName: "styles",
	},
} satisfies BuildOptions;

export default defineConfig(({ command, mode }) => {
	const isPage = command === "serve" || mode === "development";
	// Overrides the shell and earlier builds in this process: a plugin built with development JSX would find no jsxDEV in
	// the host's runtime, and a development page built for production would have no mock gateway.
	process.env.NODE_ENV = isPage ? "development" : "production";
	return {
		root: isPage ? resolve(root, "dev/page") : root,
		publicDir: false,
		cacheDir: resolve(root, ".cache/vite"),
		plugins: isPage ? [devhostConfig()] : [reactFromHost(), thirdPartyNotices(root)],
		// The built page has the production React, as in the plugin's hosts: the development one takes 40 % of a page's time in tests.
		define: command === "serve" ? {} : { "process.env.NODE_ENV": JSON.stringify("production") },
		oxc: command === "serve" ? {} : { jsx: { development: false } },
		// Dexie's usual entry takes over a Dexie that another plugin left on the page, whatever its version.
		resolve: { alias: { dexie: resolve(root, "node_modules/dexie/dist/modern/dexie.mjs") } },
		server: {
			host: "127.0.0.1",
			port: 5176,
			strictPort: true,
			cors: false,
			// Any page on this machine may ask a development server for files.
			fs: {
				allow: SERVED.map((path) => resolve(root, path)),
				deny: [".env", ".env.*", "*.{crt,pem}", "**/.git/**", "**/secrets.json", "**/test-provider-key"],
			},
			warmup: { clientFiles: ["main.tsx"] },
		},
		build: isPage ? { target: "es2022", minify: false, emptyOutDir: true } : bundle,
	};
});
