import { beforeEach, expect, it, vi } from "vitest";
import type { TaskRecord } from "../library/records";
import { useNotices } from "./notices";
import { retryTask } from "./retryTask";
import { goTo } from "./route";

const route = vi.hoisted(() => ({ found: {} as object }));
vi.mock("./retryRoute", () => ({ retryRoute: () => route.found }));
const told = vi.hoisted(() => ({ now: "" }));
vi.mock("../host/navigation", () => ({
	readRoute: () => null,
	watchRoute: () => () => {},
	writeRoute: ({ route: now }: { route: string }) => {
		told.now = now;
	},
}));

const runner = { retry: vi.fn(async () => {}) };
const retry = () =>
	retryTask("t", { library: { getTask: async () => ({ id: "t" }) as TaskRecord }, runner, onProblem: vi.fn() });
beforeEach(() => goTo({ kind: "task", id: "t" }));

it("by another endpoint only when it is agreed to, where that can be answered: not behind the detail", async () => {
	const elsewhere = { kind: "custom", baseUrl: "https://other.test/v1" };
	route.found = { kind: "elsewhere", route: elsewhere };
	await retry();
	expect(told.now).toBe("/");
	expect(runner.retry).not.toHaveBeenCalled();
	useNotices.getState().notices[0]?.action?.run();
	expect(runner.retry).toHaveBeenCalledWith("t", elsewhere);
});

it("by the same one at once, and the detail stays", async () => {
	route.found = { kind: "same", route: { kind: "managed" } };
	await retry();
	expect(told.now).toBe("/task");
	expect(runner.retry).toHaveBeenCalledWith("t", { kind: "managed" });
});
