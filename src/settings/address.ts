// What is to be said of an endpoint's address. Pure.
import type { EndpointState } from "../host/contract";

type AddressRemark = "none" | "usable" | "unusable";

export function remarkOn(endpoint: EndpointState | null): AddressRemark {
	if (!endpoint || endpoint.base_url === "") return "none";
	return endpoint.normalized === null ? "unusable" : "usable";
}

/** Plain http to another machine; `normalized` as the backend gives it, hosts in lower case, IPv4 in dots. */
export function isUnencrypted(normalized: string | null | undefined): boolean {
	if (!normalized || !URL.canParse(normalized)) return false;
	const { protocol, hostname } = new URL(normalized);
	return protocol === "http:" && !isThisMachine(hostname.replace(/\.$/, ""));
}

const isThisMachine = (host: string): boolean =>
	host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
