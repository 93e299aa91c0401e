import { beforeEach, expect, it, vi } from "vitest";

const bridge = vi.hoisted(() => ({ navigation: vi.fn(), currentWindow: vi.fn() }));
vi.mock("@haloforge/plugin-sdk", () => ({
	pluginNavigation: bridge.navigation,
	pluginCurrentWindow: bridge.currentWindow,
}));
vi.mock("@tauri-apps/api/core", () => ({ isTauri: () => "isTauri" in globalThis }));

const none = () => {
	throw new Error("no bridge");
};
let host: typeof import("./navigation");
beforeEach(async () => {
	vi.resetModules();
	vi.unstubAllGlobals();
	bridge.navigation.mockReset().mockImplementation(none);
	bridge.currentWindow.mockReset().mockImplementation(none);
	vi.stubGlobal("document", { title: "A page" });
	vi.stubGlobal("location", { hash: "" });
	vi.stubGlobal("addEventListener", vi.fn());
	vi.stubGlobal("removeEventListener", vi.fn());
	host = await import("./navigation");
});

it("a plain page has the studio's title while the studio is shown, and its own title afterwards", () => {
	host.setWindowTitle("Gallery · Image Studio");
	host.setWindowTitle("lake.png · Image Studio");
	expect(document.title).toBe("lake.png · Image Studio");
	host.resetWindowTitle();
	expect(document.title).toBe("A page");
});

it("the page of another host keeps its title", () => {
	vi.stubGlobal("isTauri", true);
	host.setWindowTitle("Gallery");
	vi.unstubAllGlobals();
	vi.stubGlobal("document", { title: "A page" });
	vi.stubGlobal("location", { hash: "#elsewhere" });
	host.setWindowTitle("Gallery");
	expect(document.title).toBe("A page");
});

it("a bridge without permission is treated as missing", () => {
	bridge.navigation.mockReturnValue({ getCurrent: none, onRouteChange: none, pushRoute: none, replaceRoute: none });
	expect(host.readRoute()).toBeNull();
	expect(() => host.watchRoute(() => {})()).not.toThrow();
	expect(() => host.writeRoute({ route: "/gallery", params: {} }, "push")).not.toThrow();
});

it.each([
	["generate", "/generate"],
	["/generate/", "/generate"],
	["//gallery", "/gallery"],
	["", "/"],
	[null, "/"],
])("a host's route %j becomes %s", (given, route) => {
	expect(host.toRoute({ route: given, params: null })).toEqual({ route, params: {} });
});
