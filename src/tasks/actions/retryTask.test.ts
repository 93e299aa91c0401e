import { beforeEach, expect, it, vi } from "vitest";
import type { TaskRecord } from "../../library/records";
import { useNotices } from "../../notices/notices";
import { retryTask } from "./retryTask";

beforeEach(() => useNotices.setState({ notices: [] }));

const route = vi.hoisted(() => ({ found: {} as object }));
vi.mock("./retryRoute", () => ({ retryRoute: () => route.found }));

const runner = { retry: vi.fn(async () => {}) };
const retry = () =>
	retryTask("t", { library: { getTask: async () => ({ id: "t" }) as TaskRecord }, runner, onProblem: vi.fn() });

it("a retry through the same endpoint starts at once, through another one only after confirmation", async () => {
	const elsewhere = { kind: "custom", baseUrl: "https://other.test/v1" };
	route.found = { kind: "elsewhere", route: elsewhere };
	await retry();
	expect(runner.retry).not.toHaveBeenCalled();
	useNotices.getState().notices[0]?.action?.run();
	expect(runner.retry).toHaveBeenCalledWith("t", elsewhere);
	route.found = { kind: "same", route: { kind: "managed" } };
	await retry();
	expect(runner.retry).toHaveBeenLastCalledWith("t", { kind: "managed" });
});
