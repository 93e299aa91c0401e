// Chooses the gateway for a request, or the reason why there is none. Pure.
import type { ProfileState } from "../host/contract";
import type { GatewayMode } from "../host/pluginSettings";

export interface GatewayAvailability {
	readonly mode: GatewayMode;
	readonly hasBackend: boolean;
	/** As last read from the backend; null: never read, because there was no backend. */
	readonly endpoint: Pick<ProfileState, "normalized"> | null;
	readonly hasManaged: boolean;
	/** The host's settings name an active endpoint that could not be read because the backend is not running. */
	readonly hasUnreadEndpoint?: boolean;
}

export type GatewayChoice =
	| { readonly kind: "custom"; readonly baseUrl: string; readonly profileId?: string }
	| { readonly kind: "managed" }
	| { readonly kind: "none"; readonly reason: "endpoint" | "backend" | "cloud" | "any" };

/**
 * Auto prefers a configured custom endpoint (a valid address; the key is optional), then HaloForge Cloud. If the
 * backend is unavailable for a moment, Auto does not switch to the cloud: it would send images and prompts to another
 * company unasked.
 */
export function chooseGateway({
	mode,
	hasBackend,
	endpoint,
	hasManaged,
	hasUnreadEndpoint,
}: GatewayAvailability): GatewayChoice {
	const baseUrl = endpoint?.normalized;
	if (mode !== "cloud" && !hasBackend && !endpoint && hasUnreadEndpoint) return { kind: "none", reason: "backend" };
	if (mode !== "cloud" && baseUrl)
		return hasBackend ? { kind: "custom", baseUrl } : { kind: "none", reason: "backend" };
	if (mode !== "custom" && hasManaged) return { kind: "managed" };
	if (mode === "cloud") return { kind: "none", reason: "cloud" };
	if (!hasBackend) return { kind: "none", reason: "backend" };
	return { kind: "none", reason: mode === "custom" ? "endpoint" : "any" };
}
