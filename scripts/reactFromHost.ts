// A Vite plugin: React comes from the host, so every import of it, from ES and CommonJS packages alike, reads the
// host's global. The modules are CommonJS, because that is the one form that both kinds of importer can use.
import type { Plugin } from "vite";

const MODULES: Readonly<Record<string, string>> = {
	react: "module.exports = window.React ?? {};",
	// HaloForge's plugins know this global by two names.
	"react/jsx-runtime": "module.exports = window.jsxRuntime ?? window.ReactJSXRuntime ?? {};",
	// A host may supply a ReactDOM without these three. A portal is a plain element object; without flushSync an update
	// is merely shown one task later; React 19 batches updates anyway.
	"react-dom": `
		const host = window.ReactDOM ?? {};
		const createPortal = (children, containerInfo, key = null) => ({
			$$typeof: Symbol.for("react.portal"),
			key: key === null ? null : String(key),
			children,
			containerInfo,
			implementation: null,
		});
		const flushSync = (update) => update();
		const batch = (update, argument) => update(argument);
		module.exports = {
			...host,
			createPortal: host.createPortal ?? createPortal,
			flushSync: host.flushSync ?? flushSync,
			unstable_batchedUpdates: host.unstable_batchedUpdates ?? batch,
		};`,
};

const PREFIX = "\0react-from-host:";

export function reactFromHost(): Plugin {
	return {
		name: "react-from-host",
		apply: "build",
		enforce: "pre",
		resolveId: (id) => (id in MODULES ? `${PREFIX}${id}` : undefined),
		load: (id) => (id.startsWith(PREFIX) ? MODULES[id.slice(PREFIX.length)] : undefined),
	};
}
