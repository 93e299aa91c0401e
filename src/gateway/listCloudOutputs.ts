// Outputs that the cloud account has saved at the managed gateway: lists them for browsing, and finds those that may
// belong to a call whose answer did not reach the page.
import { StudioError } from "../host/errors";
import type { ManagedAsset, ManagedBridge } from "../host/gateway";
import { modelFamily } from "./models";

export interface CloudOutput {
	readonly id: string;
	readonly url: string;
	readonly contentType: string;
	readonly sizeBytes: number;
	readonly sha256: string;
	/** ms since 1970; undefined if the gateway does not report it. */
	readonly createdAt?: number;
	readonly expiresAt?: number;
	readonly model?: string;
	readonly operation?: "generate" | "edit";
}

export interface CloudOutputList {
	/** Newest first. */
	readonly items: readonly CloudOutput[];
	/** A larger `limit` may return more. */
	readonly hasMore: boolean;
}

/** A call whose answer did not reach the page. */
export interface UnansweredCall {
	readonly operation: "generate" | "edit";
	readonly model: string;
	readonly n: number;
	readonly startedAt: number;
	/** Some task has the image with this hash already. */
	readonly isInLibrary: (sha256: string) => Promise<boolean>;
}

/** The bridge has a limit but no cursor, so the next page is requested with a larger limit. */
export async function listCloudOutputs(bridge: ManagedBridge, limit: number): Promise<CloudOutputList> {
	if (!bridge.listOutputs)
		throw new StudioError({ code: "gateway_unavailable", message: "no outputs are listed here" });
	const assets = await bridge.listOutputs(limit);
	const items = assets.flatMap((asset) => toCloudOutput(asset) ?? []).sort(byAge);
	return { items, hasMore: assets.length >= limit };
}

const byAge = (a: CloudOutput, b: CloudOutput): number => (b.createdAt ?? 0) - (a.createdAt ?? 0);

function toCloudOutput(asset: ManagedAsset): CloudOutput | undefined {
	const { id, public_url: url, content_type, size_bytes, checksum_sha256, model, endpoint = "" } = asset ?? {};
	// Assets that are no images, or have no URL any more, cannot be imported.
	if (!id || !url || (content_type && !content_type.startsWith("image/"))) return undefined;
	const operation = /edit/.test(endpoint) ? "edit" : /generat/.test(endpoint) ? "generate" : undefined;
	const createdAt = timeOf(asset.created_at);
	const expiresAt = timeOf(asset.retention_expires_at);
	return {
		id,
		url,
		contentType: content_type ?? "",
		sizeBytes: size_bytes ?? 0,
		sha256: (checksum_sha256 ?? "").toLowerCase(),
		...(createdAt === undefined ? {} : { createdAt }),
		...(expiresAt === undefined ? {} : { expiresAt }),
		...(model ? { model } : {}),
		...(operation ? { operation } : {}),
	};
}

function timeOf(text: string | null | undefined): number | undefined {
	const at = Date.parse(text ?? "");
	return Number.isNaN(at) ? undefined : at;
}

const MAX_LISTED = 50;
/** Difference between the gateway's clock and ours. */
const MAX_CLOCK_SKEW_MS = 60_000;
/** A later output belongs to a later call. */
const MAX_CALL_MS = 15 * 60_000;

/** At most as many as the call requested, oldest first, because those follow the start of the call most closely. */
export async function findUnclaimedOutputs(bridge: ManagedBridge, call: UnansweredCall): Promise<CloudOutput[]> {
	const { items } = await listCloudOutputs(bridge, MAX_LISTED);
	const matching: CloudOutput[] = [];
	for (const output of [...items].reverse()) {
		if (matching.length === call.n) break;
		if (matches(output, call) && !(await call.isInLibrary(output.sha256))) matching.push(output);
	}
	return matching;
}

function matches({ createdAt, operation, model }: CloudOutput, call: UnansweredCall): boolean {
	// Without a time, any older output would match.
	if (createdAt === undefined) return false;
	const age = createdAt - call.startedAt;
	return (
		age >= -MAX_CLOCK_SKEW_MS &&
		age <= MAX_CALL_MS &&
		(operation === undefined || operation === call.operation) &&
		(model === undefined || modelFamily(model).id === modelFamily(call.model).id)
	);
}
