// Serves pictures that a reply names by URL, including URLs that redirect, expire, hang or never end.
import { randomUUID } from "node:crypto";
import type { MisbehaviourSet } from "./misbehave/rules";
import { htmlReply, jsonReply, type Reply } from "./reply";

const FORMS = [
	"url",
	"url-other-host",
	"url-private",
	"url-expired",
	"url-redirect",
	"url-redirect-away",
	"url-html",
	"url-endless",
	"url-hang",
] as const;
type HostedForm = (typeof FORMS)[number];

/** Pictures are kept in memory; beyond this number the oldest are removed. */
const MAX_HOSTED = 100;

/** An address in a private range, unused in most networks. A client must not request it. */
const PRIVATE_ORIGIN = "http://192.168.255.254";

/** Returns undefined if the request is never answered. */
type HostedReply = (path: string) => Reply | undefined;

export class HostedPictures {
	private readonly byPath = new Map<string, HostedReply>();

	/** Takes `host` from the client's Host header, so that the URL is on the endpoint's own host. */
	add(bytes: Uint8Array, contentType: string, host: string, form: HostedForm): string {
		const path = `/outputs/${randomUUID()}`;
		const url = `http://${host}${path}`;
		const picture: Reply = { status: 200, contentType, pieces: [bytes] };
		const redirect = (location: string): Reply => ({ ...jsonReply({}, 302), headers: { location } });
		const forms: Readonly<Record<HostedForm, HostedReply>> = {
			url: () => picture,
			"url-other-host": () => picture,
			"url-private": () => picture,
			"url-expired": () => htmlReply(403, "Signature expired"),
			"url-redirect": (requestedPath) => (requestedPath === path ? redirect(`${url}/moved`) : picture),
			"url-redirect-away": () => redirect(`${PRIVATE_ORIGIN}${path}`),
			"url-html": () => htmlReply(200, "Sign in"),
			"url-endless": () => ({ status: 200, contentType, pieces: endlessBody(bytes) }),
			"url-hang": () => undefined,
		};
		this.byPath.set(path, forms[form]);
		for (const oldest of [...this.byPath.keys()].slice(0, -MAX_HOSTED)) this.byPath.delete(oldest);
		if (form === "url-other-host") return `http://${aliasHost(host)}${path}`;
		return form === "url-private" ? `${PRIVATE_ORIGIN}${path}` : url;
	}

	find(path: string): HostedReply | undefined {
		return this.byPath.get(path.replace(/\/moved$/, ""));
	}
}

export const findHostedForm = (misbehaviours: MisbehaviourSet): HostedForm | undefined =>
	FORMS.find((form) => misbehaviours.has(form));

/** Another name of the same loopback address, which a comparison of host names treats as another host. */
const aliasHost = (host: string): string =>
	host.startsWith("localhost") ? host.replace("localhost", "127.0.0.1") : host.replace(/^[^:]+/, "localhost");

function* endlessBody(start: Uint8Array): Generator<Uint8Array> {
	yield start;
	const more = new Uint8Array(1024 * 1024);
	for (;;) yield more;
}
