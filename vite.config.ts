// Two lives: `vite` serves the development page (dev/page) around the panel, `vite build --mode development` writes that
// page for the end-to-end tests; `vite build` makes the plugin's one IIFE.
import { resolve } from "node:path";
import React from "react";
import jsxRuntime from "react/jsx-runtime";
import { minify } from "terser";
import { type BuildOptions, defineConfig, type Plugin } from "vite";
import { devhostConfig } from "./dev/devhostConfig.ts";
import { iconPlugin } from "./scripts/iconPlugin.ts";
import { kernelPlugin } from "./scripts/kernelPlugin.ts";
import { shortClassPlugin } from "./scripts/shortClassPlugin.ts";
import { wordsPlugin } from "./scripts/wordsPlugin.ts";

const root = import.meta.dirname;

/**
 * React comes from the host, so every import of it becomes a read of the host's global. As modules with named exports, so
 * that what the bundle calls are short local names.
 */
function reactFromHost(): Plugin {
	const hosted: Record<string, { global: string; names: readonly string[] }> = {
		react: { global: "window.React ?? {}", names: Object.keys(React) },
		// HaloForge's plugins name this global in two ways.
		"react/jsx-runtime": {
			global: "window.jsxRuntime ?? window.ReactJSXRuntime ?? {}",
			names: Object.keys(jsxRuntime),
		},
	};
	const prefix = "\0host:";
	return {
		name: "react-from-host",
		apply: "build",
		enforce: "pre",
		resolveId: (id) => (id in hosted ? `${prefix}${id}` : undefined),
		load(id) {
			const found = id.startsWith(prefix) ? hosted[id.slice(prefix.length)] : undefined;
			// One by one: what nobody imports falls away.
			const names = found?.names.map((name) => `export const ${name} = host.${name};`);
			return names && [`const host = ${found?.global};`, "export default host;", ...names].join("\n");
		},
	};
}

/** After Rolldown's own minifier: terser still finds 4 kB gzip in what that one leaves, and less without it. */
function minifiedAgain(): Plugin {
	return {
		name: "minified-again",
		apply: "build",
		enforce: "post",
		/** What these two call their own, nobody else reads: their own builds shorten it, or might. */
		async transform(code, id) {
			if (!/node_modules\/(dexie|immer)\//.test(id)) return undefined;
			const properties = { regex: /^_[a-zA-Z]+$|[a-z]_$/, keep_quoted: "strict" } as const;
			const { code: shorter } = await minify(code, { module: true, compress: false, mangle: { properties } });
			return shorter === undefined ? undefined : { code: shorter, map: null };
		},
		async generateBundle(_, files) {
			for (const file of Object.values(files)) {
				if (file.type !== "chunk") continue;
				const options = {
					ecma: 2020,
					compress: { passes: 2, pure_getters: true, lhs_constants: false },
					format: { comments: false },
				} as const;
				file.code = (await minify(file.code, options)).code ?? file.code;
			}
		},
	};
}

// Whatever the shell or an earlier build in this process says: a plugin built with development JSX would find no jsxDEV in
// the host's runtime, and a development page served for production would have no mock gateway.
function settleMode(isPage: boolean): void {
	process.env.NODE_ENV = isPage ? "development" : "production";
}

/** The plugin's one script and one style sheet. */
const bundle = {
	outDir: resolve(root, "dist"),
	emptyOutDir: true,
	target: "es2022",
	cssCodeSplit: false,
	assetsInlineLimit: 65536,
	rolldownOptions: {
		// No property of ours does anything by being read.
		treeshake: { propertyReadSideEffects: false },
		onLog(level, log, handle) {
			// "use client" in lucide-react: a hint for server components, which there are none of here.
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
	settleMode(isPage);
	return {
		root: isPage ? resolve(root, "dev/page") : root,
		publicDir: false,
		cacheDir: resolve(root, ".cache/vite"),
		plugins: isPage
			? [kernelPlugin(), devhostConfig()]
			: [reactFromHost(), iconPlugin(), kernelPlugin(), wordsPlugin(), shortClassPlugin(), minifiedAgain()],
		define: isPage ? {} : { "process.env.NODE_ENV": JSON.stringify("production") },
		server: {
			host: "127.0.0.1",
			port: 5176,
			strictPort: true,
			// Any page on this machine may ask a development server for files: only what the page is made of is served,
			// never .cache, where the devhost keeps keys and logs.
			fs: {
				allow: ["dev", "src", "editor", "haloforge", "node_modules", "manifest.json", ".cache/vite"].map((path) =>
					resolve(root, path),
				),
				deny: [".env", ".env.*", "*.{crt,pem}", "**/.git/**", "**/secrets.json", "**/test-provider-key"],
			},
			cors: false,
			warmup: { clientFiles: ["main.tsx"] },
		},
		// Its usual entry takes whatever Dexie another plugin may have left on the page, and is the larger one.
		resolve: { alias: { dexie: resolve(root, "node_modules/dexie/dist/modern/dexie.min.mjs") } },
		build: isPage ? { target: "es2022", minify: false, emptyOutDir: true } : bundle,
	};
});
