import { describe, expect, it, vi } from "vitest";
import type { JobEvent, ProbeResult } from "../host/contract";
import { probeEndpoint } from "./probe";

const RESULT = {
	reachable: true,
	server: "litellm",
	models: ["a"],
	has_models: true,
	auth: "ok",
	elapsed_ms: 9,
} as ProbeResult;

function backend(...answers: JobEvent[][]) {
	return {
		probe: vi.fn(async () => "job"),
		poll: vi.fn(async () => ({ state: "running" as const, events: answers.shift() ?? [] })),
		acknowledge: vi.fn(async () => {}),
	};
}
const now = async (): Promise<void> => {};

describe("testing a connection", () => {
	it("resolves with the endpoint's answer and acknowledges the job", async () => {
		const given = backend(
			[{ seq: 1, type: "started" }],
			[{ seq: 2, type: "probe", result: RESULT }],
			[{ seq: 3, type: "done", outcome: { requested: 0, received: 0, actual: {}, elapsed_ms: 9 } }],
		);
		expect(await probeEndpoint("default", given, { wait: now })).toEqual(RESULT);
		expect(given.probe).toHaveBeenCalledWith("default", undefined);
		expect(given.poll.mock.calls.map((call) => (call as unknown as [string, number])[1])).toEqual([0, 1, 2]);
		expect(given.acknowledge).toHaveBeenCalledWith("job");
	});

	it("rejects with the endpoint's error", async () => {
		const given = backend([{ seq: 1, type: "failed", error: { code: "offline", message: "no" } }]);
		await expect(probeEndpoint("default", given, { wait: now })).rejects.toMatchObject({ code: "offline" });
		expect(given.acknowledge).toHaveBeenCalledTimes(1);
	});

	it("times out", async () => {
		await expect(probeEndpoint("default", backend(), { wait: now })).rejects.toMatchObject({ code: "timeout" });
	});
});
