// Pictures that are answered as addresses: good ones, and those that misbehave.
import { randomUUID } from "node:crypto";
import type { Conduct } from "./misbehave/rules";
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
type Form = (typeof FORMS)[number];

/** Pictures stay in memory: the oldest are forgotten. */
const MAX_HOSTED = 100;

/** Nobody is there, in most networks; whoever asks it has been led astray. */
const PRIVATE = "http://192.168.255.254";

/** undefined: never answered. */
type Hosted = (path: string) => Reply | undefined;

export class HostedPictures {
	private readonly byPath = new Map<string, Hosted>();

	/** `host` as the client wrote it, so that an address is on the endpoint's own host. */
	add(bytes: Uint8Array, contentType: string, host: string, form: Form): string {
		const path = `/outputs/${randomUUID()}`;
		const here = `http://${host}${path}`;
		const picture: Reply = { status: 200, contentType, pieces: [bytes] };
		const redirect = (location: string): Reply => ({ ...jsonReply({}, 302), headers: { location } });
		const forms: Readonly<Record<Form, Hosted>> = {
			url: () => picture,
			"url-other-host": () => picture,
			"url-private": () => picture,
			"url-expired": () => htmlReply(403, "Signature expired"),
			"url-redirect": (asked) => (asked === path ? redirect(`${here}/moved`) : picture),
			"url-redirect-away": () => redirect(`${PRIVATE}${path}`),
			"url-html": () => htmlReply(200, "Sign in"),
			"url-endless": () => ({ status: 200, contentType, pieces: endless(bytes) }),
			"url-hang": () => undefined,
		};
		this.byPath.set(path, forms[form]);
		for (const oldest of [...this.byPath.keys()].slice(0, -MAX_HOSTED)) this.byPath.delete(oldest);
		if (form === "url-other-host") return `http://${otherName(host)}${path}`;
		return form === "url-private" ? `${PRIVATE}${path}` : here;
	}

	find(path: string): Hosted | undefined {
		return this.byPath.get(path.replace(/\/moved$/, ""));
	}
}

export const addressForm = (conduct: Conduct): Form | undefined => FORMS.find((form) => conduct.has(form));

/** Another name for the same loopback: another host to whoever compares names. */
const otherName = (host: string): string =>
	host.startsWith("localhost") ? host.replace("localhost", "127.0.0.1") : host.replace(/^[^:]+/, "localhost");

function* endless(start: Uint8Array): Generator<Uint8Array> {
	yield start;
	const more = new Uint8Array(1024 * 1024);
	for (;;) yield more;
}
