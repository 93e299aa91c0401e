import { beforeEach, describe, expect, it, vi } from "vitest";
import { useNotices } from "../notices/notices";
import { showRefusal } from "./showRefusal";

const texts = () => useNotices.getState().notices.map(({ text }) => text);

beforeEach(() => useNotices.setState({ notices: [] }));

describe("a refused Generate", () => {
	it("opens the settings with the reason when the gateway must be set up", () => {
		const openSettings = vi.fn();
		showRefusal({ text: "Connect an endpoint first", needsGatewaySetup: true }, openSettings);
		expect(texts(), "the settings state the reason; a notice would repeat it").toEqual([]);
		expect(openSettings).toHaveBeenCalledExactlyOnceWith("Connect an endpoint first");
	});

	it("shows the reason once and opens nothing when it is another one", () => {
		const openSettings = vi.fn();
		for (let pressed = 0; pressed < 2; pressed++)
			showRefusal({ text: "Enter a prompt first", needsGatewaySetup: false }, openSettings);
		expect(texts()).toEqual(["Enter a prompt first"]);
		expect(openSettings).not.toHaveBeenCalled();
	});
});
