import { describe, expect, it } from "vitest";
import type { ProfileState } from "../host/contract";
import type { TaskError, TaskRecord } from "../library/records";
import { endpointRemedy } from "./endpointRemedy";

const BASE = "https://relay.example/v1";
const profile = (change: Partial<ProfileState["profile"]> = {}): ProfileState =>
	({
		profile: { id: "relay", base_url: BASE, image_field: "image[]", stream: false, ...change },
		normalized: BASE,
	}) as ProfileState;
const failed = (error: TaskError | undefined, more: Partial<TaskRecord> = {}): TaskRecord =>
	({ gateway: "custom", status: "failed", baseUrl: BASE, profileId: "relay", error, ...more }) as TaskRecord;
const error = (code: string, reason: string): TaskError => ({ code, message: "", details: { reason } });

describe("the remedy of a failed task", () => {
	const field = error("param_refused", "image_field");
	const streamed = error("provider_failed", "streamed");

	it("is the other field name if the server expects the pictures there", () => {
		expect(endpointRemedy(failed(field), [profile()])).toEqual({
			kind: "imageField",
			change: { id: "relay", image_field: "image" },
		});
		expect(endpointRemedy(failed(field), [profile({ image_field: "image" })])?.change).toEqual({
			id: "relay",
			image_field: "image[]",
		});
	});

	it("is to switch streaming off if the server failed while one streamed", () => {
		const change = { id: "relay", stream: false };
		expect(endpointRemedy(failed(streamed), [profile({ stream: true })])).toEqual({ kind: "streamOff", change });
		expect(endpointRemedy(failed(streamed), [profile()]), "it is off already").toBeUndefined();
	});

	it("is also found for a picture of a split job, and not for other errors, gateways or endpoints", () => {
		const split = failed(undefined, { status: "done", failures: [{ index: 1, error: field }] });
		expect(endpointRemedy(split, [profile()])?.kind).toBe("imageField");
		expect(endpointRemedy(failed(error("provider_failed", "")), [profile({ stream: true })])).toBeUndefined();
		expect(endpointRemedy(failed(field, { gateway: "managed" }), [profile()])).toBeUndefined();
		expect(endpointRemedy(failed(field, { status: "running" }), [profile()])).toBeUndefined();
		expect(endpointRemedy(failed(field), [])).toBeUndefined();
		expect(endpointRemedy(failed(field, { baseUrl: "https://other.example/v1" }), [profile()])).toBeUndefined();
	});
});
