// What the account has saved at the managed gateway: listed for browsing, and searched for the answer to a call that the
// page did not live to hear.

import { StudioError } from "../host/errors";
import type { ManagedAsset, ManagedBridge } from "../host/gateway";
import { modelFamily } from "./models";

export interface CloudOutput {
	readonly id: string;
	readonly url: string;
	readonly contentType: string;
	readonly sizeBytes: number;
	readonly sha256: string;
	/** ms since the epoch; undefined where the gateway does not say. */
	readonly createdAt?: number;
	readonly expiresAt?: number;
	readonly model?: string;
	readonly operation?: "generate" | "edit";
}

export interface CloudOutputList {
	/** The newest first. */
	readonly items: readonly CloudOutput[];
	/** Asking for more than `limit` may bring more. */
	readonly hasMore: boolean;
}

/** A call whose answer nobody heard. */
export interface UnansweredCall {
	readonly operation: "generate" | "edit";
	readonly model: string;
	readonly n: number;
	readonly startedAt: number;
	/** Hashes that other tasks have already. */
	readonly isInLibrary: (sha256: string) => Promise<boolean>;
}

/** The bridge takes a limit and no cursor: a page further is a larger limit. */
export async function listCloudOutputs(bridge: ManagedBridge, limit: number): Promise<CloudOutputList> {
	if (!bridge.listOutputs)
		throw new StudioError({ code: "gateway_unavailable", message: "no outputs are listed here" });
	const assets = await bridge.listOutputs(limit);
	const items = assets.flatMap((asset) => toSavedOutput(asset) ?? []).sort(byAge);
	return { items, hasMore: assets.length >= limit };
}

const byAge = (a: CloudOutput, b: CloudOutput): number => (b.createdAt ?? 0) - (a.createdAt ?? 0);

function toSavedOutput(asset: ManagedAsset): CloudOutput | undefined {
	const { id, public_url: url, content_type, size_bytes, checksum_sha256, model, endpoint = "" } = asset ?? {};
	// What is no picture, or has no address any more, cannot be brought in.
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

const MOST_LISTED = 50;
/** The gateway's clock and ours. */
const CLOCKS_APART_MS = 60_000;
/** No call takes longer; what is younger belongs to a later one. */
const LONGEST_CALL_MS = 15 * 60_000;

/** As many as the call asked for at most, the oldest first: those that came soonest after it started. */
export async function findUnclaimedOutputs(bridge: ManagedBridge, call: UnansweredCall): Promise<CloudOutput[]> {
	const { items } = await listCloudOutputs(bridge, MOST_LISTED);
	const fitting: CloudOutput[] = [];
	for (const output of [...items].reverse()) {
		if (fitting.length === call.n) break;
		if (fits(output, call) && !(await call.isInLibrary(output.sha256))) fitting.push(output);
	}
	return fitting;
}

function fits({ createdAt, operation, model }: CloudOutput, call: UnansweredCall): boolean {
	// Without a time nothing tells it from last year's.
	if (createdAt === undefined) return false;
	const age = createdAt - call.startedAt;
	return (
		age >= -CLOCKS_APART_MS &&
		age <= LONGEST_CALL_MS &&
		(operation === undefined || operation === call.operation) &&
		(model === undefined || modelFamily(model).id === modelFamily(call.model).id)
	);
}
