// Two lives: `vite` serves the development page (dev/page) around the panel; `vite build` makes the plugin's one IIFE.
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { devhostConfig } from "./dev/devhostConfig.ts";
import { kernelPlugin } from "./scripts/kernelPlugin.ts";

const root = import.meta.dirname;

/**
 * React comes from the host, so every import of it, also inside bundled CommonJS packages (where Vite's `external`
 * leaves a `require` that no browser has), becomes a read of the host's global.
 */
function reactFromHost(): Plugin {
	const globals: Record<string, string> = {
		react: "module.exports = window.React;",
		"react-dom": "module.exports = window.ReactDOM;",
		// HaloForge's plugins name this global in two ways.
		"react/jsx-runtime": "module.exports = window.jsxRuntime ?? window.ReactJSXRuntime;",
	};
	const prefix = "\0host:";
	return {
		name: "react-from-host",
		apply: "build",
		enforce: "pre",
		resolveId: (id) => (id in globals ? `${prefix}${id}.cjs` : undefined),
		load: (id) => (id.startsWith(prefix) ? globals[id.slice(prefix.length, -".cjs".length)] : undefined),
	};
}

// Whatever the shell says (a test runner sets "test"): a plugin built with development JSX would find no jsxDEV in the
// host's runtime and fail.
function alwaysForProduction(command: "build" | "serve"): void {
	if (command === "build") process.env.NODE_ENV = "production";
}

export default defineConfig(({ command }) => {
	alwaysForProduction(command);
	return {
		root: command === "serve" ? resolve(root, "dev/page") : root,
		publicDir: false,
		cacheDir: resolve(root, ".cache/vite"),
		plugins: [reactFromHost(), kernelPlugin(), devhostConfig()],
		define: command === "build" ? { "process.env.NODE_ENV": JSON.stringify("production") } : {},
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
		build: {
			outDir: resolve(root, "dist"),
			emptyOutDir: true,
			target: "es2022",
			cssCodeSplit: false,
			assetsInlineLimit: 65536,
			rolldownOptions: {
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
		},
	};
});
