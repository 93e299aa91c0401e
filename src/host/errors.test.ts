import { describe, expect, it } from "vitest";
import { readError, StudioError, toStudioError } from "./errors";

const ours = {
	code: "mask_size_mismatch",
	message: "mask is 10x10, image is 20x20",
	details: { mask_width: 10, image_width: 20 },
};
const json = JSON.stringify(ours);

describe("readError", () => {
	it.each([
		["a plain string", json],
		["Display of PluginError::Custom behind the host's words", `Plugin error: ${json}`],
		["serde of PluginError::Custom", { Custom: json }],
		["an Error", new Error(json)],
		["an Error with a prefix", new Error(`Custom error: ${json}`)],
		["an object already", ours],
	])("parses our JSON from %s", (_, value) => {
		expect(readError(value)).toEqual(ours);
	});

	it.each([
		["Network error: boom", "Network error: boom"],
		[{ Network: "boom" }, "boom"],
		[new Error("boom"), "boom"],
		[undefined, "undefined"],
		[null, "null"],
		[{ Custom: '{"not": "ours"}' }, '{"not": "ours"}'],
	])("keeps the message of %j", (value, message) => {
		expect(readError(value)).toEqual({ code: "internal", message });
	});

	it.each([
		"plugin backend is not running",
		"Not found: plugin dev.haloforge.image-studio is not loaded",
		new TypeError("Cannot read properties of undefined (reading 'invoke')"),
		new TypeError("undefined is not an object (evaluating 'window.__TAURI_INTERNALS__.invoke')"),
	])("recognises a missing backend: %s", (value) => {
		expect(readError(value).code).toBe("backend_unavailable");
	});

	it("drops details that are no plain values", () => {
		const error = readError({ code: "x", message: "y", details: { a: 1, b: { deep: true }, c: null } });
		expect(error).toEqual({ code: "x", message: "y", details: { a: 1 } });
	});

	it("round-trips through StudioError, which is returned unchanged", () => {
		const error = toStudioError({ ...ours, provider_request_id: "req_1", provider_message: "no" });
		expect(error).toBeInstanceOf(StudioError);
		expect(toStudioError(error)).toBe(error);
		expect(error.toRecord()).toEqual({ ...ours, provider_request_id: "req_1", provider_message: "no" });
	});
});
