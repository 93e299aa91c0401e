// A Vite plugin that serves the devhost's address and token at GET /__devhost.json, from the environment variables that
// `npm start` sets. It answers same-origin requests only. It is never part of the plugin's bundle.
import type { IncomingHttpHeaders } from "node:http";
import type { Connect, Plugin } from "vite";

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Returns a message if the request does not come from the page that this server serves. */
export function refuseForeignRequest(headers: IncomingHttpHeaders): string | undefined {
	// DNS rebinding: a request by another name reaches this socket with that name in the Host header.
	if (!LOOPBACK.test(headers.host ?? "")) return "Only a loopback address may ask for the devhost.";
	const site = headers["sec-fetch-site"];
	if (site !== undefined && site !== "same-origin") return "Only the development page may ask for the devhost.";
	if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
		return "Another origin may not ask for the devhost.";
	}
	return undefined;
}

export function devhostConfig(): Plugin {
	return {
		name: "devhost-config",
		apply: "serve",
		configureServer: ({ middlewares }) => answer(middlewares),
		configurePreviewServer: ({ middlewares }) => answer(middlewares),
	};
}

function answer(middlewares: Connect.Server): void {
	middlewares.use("/__devhost.json", (request, response) => {
		const refusal = refuseForeignRequest(request.headers);
		response.setHeader("Cache-Control", "no-store");
		if (refusal) {
			response.statusCode = 403;
			response.setHeader("Content-Type", "text/plain; charset=utf-8");
			response.end(refusal);
			return;
		}
		const { DEVHOST_URL: url, DEVHOST_TOKEN: token } = process.env;
		response.setHeader("Content-Type", "application/json");
		response.end(JSON.stringify(url && token ? { url, token } : null));
	});
}
