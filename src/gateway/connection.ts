// Connection states of the gateways: known from connection tests and finished requests of this page. Not stored, because a
// server may be gone by the next start. Knows no user interface.
import { create } from "zustand";
import type { BackendError, ProbeResult } from "../host/contract";

export interface Connection {
	readonly state: "reachable" | "keyRefused" | "unreachable";
	/** Milliseconds since 1970. */
	readonly at: number;
	/** The reason of "keyRefused" or "unreachable", if there was an error record. */
	readonly error?: BackendError;
}

/** A custom endpoint by its base URL, or the managed gateway. */
export type GatewayAddress = { readonly kind: "custom"; readonly baseUrl: string } | { readonly kind: "managed" };

/** An address that is missing has not been tested. */
export const useConnections = create<{ readonly byAddress: Readonly<Record<string, Connection>> }>(() => ({
	byAddress: {},
}));

export const connectionKey = (address: GatewayAddress): string =>
	address.kind === "custom" ? address.baseUrl : "managed";

/** The error codes that mean that no server answered, or only a proxy in front of it. */
const UNREACHABLE: ReadonlySet<string> = new Set([
	"dns_failed",
	"tls_failed",
	"proxy_failed",
	"offline",
	"connect_failed",
	"timeout",
	"gateway_failed",
	"gateway_unavailable",
]);

/** The error codes of answers that came from the server itself. */
const ANSWERED: ReadonlySet<string> = new Set([
	"provider_rejected",
	"moderation_blocked",
	"org_unverified",
	"quota_exhausted",
	"rate_limited",
	"model_unknown",
	"param_refused",
	"size_refused",
	"mask_refused",
	"path_unknown",
	"provider_failed",
]);

/** `error`: of the request, undefined if it succeeded. Errors that do not tell about the connection change nothing. */
export function recordAnswer(address: GatewayAddress, error: BackendError | undefined, at: number): void {
	if (error === undefined || ANSWERED.has(error.code)) set(address, { state: "reachable", at });
	else if (error.code === "key_rejected") set(address, { state: "keyRefused", at, error });
	else if (UNREACHABLE.has(error.code)) set(address, { state: "unreachable", at, error });
}

export function recordProbe(address: GatewayAddress, { auth }: Pick<ProbeResult, "auth">, at: number): void {
	set(address, { state: auth === "refused" ? "keyRefused" : "reachable", at });
}

/** To be called when the address has another key. */
export function forgetConnection(address: GatewayAddress): void {
	const { [connectionKey(address)]: _, ...byAddress } = useConnections.getState().byAddress;
	useConnections.setState({ byAddress });
}

function set(address: GatewayAddress, connection: Connection): void {
	const { byAddress } = useConnections.getState();
	useConnections.setState({ byAddress: { ...byAddress, [connectionKey(address)]: connection } });
}
