// Which gateway a request will take, and why not when none will. Pure.
import type { ProfileState } from "../host/contract";
import type { GatewayMode } from "../host/pluginSettings";

export interface GatewayAvailability {
	readonly mode: GatewayMode;
	readonly hasBackend: boolean;
	/** As last known; null: never known, since no backend was there. */
	readonly endpoint: Pick<ProfileState, "normalized"> | null;
	readonly hasManaged: boolean;
	/** The host's settings name an endpoint in use, though nobody could be asked for it. */
	readonly hasUnreadEndpoint?: boolean;
}

export type GatewayChoice =
	| { readonly kind: "custom"; readonly baseUrl: string; readonly profileId?: string }
	| { readonly kind: "managed" }
	| { readonly kind: "none"; readonly reason: "endpoint" | "backend" | "cloud" | "any" };

/**
 * Auto prefers a configured custom endpoint (a usable address; the key is optional), then HaloForge Cloud. A backend
 * that is gone for a moment does not turn one into the other: pictures and prompts would go to another company unasked.
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
