import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useNotices } from "./notices";
import { sayRefusal } from "./refusal";

const texts = () => useNotices.getState().notices.map(({ text }) => text);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	useNotices.setState({ notices: [] });
});

describe("Generate pressed while it cannot be", () => {
	it("says what to connect and opens the way there", () => {
		const openSettings = vi.fn();
		sayRefusal("gateway", openSettings);
		expect(texts()).toEqual(["Connect an endpoint first"]);
		expect(openSettings).toHaveBeenCalledTimes(1);
	});

	it.each([
		["empty", "Write a prompt first"],
		["busy", "The canvas is busy"],
	] as const)("%s: says so, and opens nothing", (refusal, words) => {
		const openSettings = vi.fn();
		sayRefusal(refusal, openSettings);
		sayRefusal(refusal, openSettings);
		expect(texts()).toEqual([words]);
		expect(openSettings).not.toHaveBeenCalled();
	});
});
