// A minimal host page that shares no code with dev/: the built bundle, a version of React, a plugin registry, and a
// Tauri bridge without the plugin's backend. The differences between hosts are options.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { type ReactVersion, reactGlobals } from "../hosts/reactGlobals";

export interface BareHostOptions {
	react: ReactVersion;
	jsxGlobal?: "jsxRuntime" | "ReactJSXRuntime";
	hasCreatePortal?: boolean;
	/** Sets the CSP of a strict Tauri host: no blob or data workers, no fetch of data: or blob: URLs, no eval. */
	isCspStrict?: boolean;
	/** Adds a managed gateway that returns the input picture. */
	hasGateway?: boolean;
	/** The way the host loads the bundle. */
	load?: "script" | "import";
	bundle?: { js: string; css: string };
}

export const STRICT_CSP = [
	"default-src 'self'",
	"script-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"connect-src 'self'",
	"worker-src 'self'",
	"object-src 'none'",
].join("; ");

const dist = resolve(import.meta.dirname, "../../dist");

export function readBundle() {
	return {
		js: readFileSync(resolve(dist, "index.js"), "utf8"),
		css: readFileSync(resolve(dist, "styles.css"), "utf8"),
	};
}

const hostScript = (options: BareHostOptions) => `
	const { React, ReactDOM, createRoot, jsx } = window.bareHost;
	window.React = React;
	window.ReactDOM = ${options.hasCreatePortal === false ? "{ ...ReactDOM, createPortal: undefined }" : "ReactDOM"};
	window.${options.jsxGlobal ?? "jsxRuntime"} = jsx;
	const registered = [];
	window.registered = registered;
	window.__hf_plugin_registry = {
		register: (id, definition) => registered.push({ id, definition }),
		get: (id) => registered.find((entry) => entry.id === id)?.definition,
		getAll: () => new Map(registered.map((entry) => [entry.id, entry.definition])),
	};
	const bare = async (_id, request) => ({ created: 1, data: [{ b64_json: request.images[0].b64_json }] });
	if (${options.hasGateway === true})
		window.__HALOFORGE_PLUGIN_HOST__ = { version: 1, enterpriseGateway: { editImages: bare, generateImages: bare, listOutputs: async () => ({ outputs: [] }) } };
	let callbackId = 0;
	window.__TAURI_INTERNALS__ = {
		transformCallback: () => ++callbackId,
		unregisterCallback: () => {},
		invoke: async (command) => {
			if (command === "plugin:event|listen") return ++callbackId;
			if (command === "plugin:event|unlisten") return null;
			if (command === "frontend_log_event") return null;
			if (command === "plugin_get_settings") return {};
			throw "Not found: " + command;
		},
	};
	window.mountPanel = () => {
		window.bareRoot = createRoot(document.getElementById("slot"));
		window.bareRoot.render(React.createElement(registered[0].definition.panel));
	};
`;

const page = (options: BareHostOptions) => `<!doctype html>
<html lang="en" data-theme="dark"><head><meta charset="utf-8"><title>bare host</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/styles.css"><link rel="stylesheet" href="/host.css"></head>
<body><nav id="nav"><button type="button">Host navigation</button><input aria-label="Host search"></nav>
<main id="slot"></main><footer id="foot">Host footer</footer>
<script src="/react.js"></script><script src="/host.js"></script>
${options.load === "import" ? '<script src="/load.js" type="module"></script>' : '<script src="/index.js"></script><script src="/mount.js"></script>'}
</body></html>`;

const HOST_CSS =
	"html,body{margin:0;height:100%}body{display:flex;flex-direction:column}#slot{flex:1;min-height:0;overflow:hidden}";

export interface BareHost {
	url: string;
	close(): Promise<void>;
}

export async function startBareHost(options: BareHostOptions): Promise<BareHost> {
	const bundle = options.bundle ?? readBundle();
	const js = "text/javascript; charset=utf-8";
	const files: Record<string, [type: string, body: string]> = {
		"/": ["text/html; charset=utf-8", page(options)],
		"/react.js": [js, await reactGlobals(options.react)],
		"/host.js": [js, hostScript(options)],
		"/mount.js": [js, "mountPanel();"],
		"/load.js": [js, 'import("/index.js").then(() => mountPanel());'],
		"/index.js": [js, bundle.js],
		"/styles.css": ["text/css", bundle.css],
		"/host.css": ["text/css", HOST_CSS],
		"/icon.svg": ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
	};
	const server = createServer((request, response) => {
		const file = files[new URL(request.url ?? "/", "http://127.0.0.1").pathname];
		if (!file) {
			response.writeHead(404).end();
			return;
		}
		const headers: Record<string, string> = { "content-type": file[0] };
		if (options.isCspStrict) headers["content-security-policy"] = STRICT_CSP;
		response.writeHead(200, headers).end(file[1]);
	});
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		close: () =>
			new Promise((closed) => {
				server.closeAllConnections();
				server.close(() => closed());
			}),
	};
}
