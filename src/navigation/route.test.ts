import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Route } from "../host/navigation";

/** A host's history, as far as the studio can see it. */
const host = vi.hoisted(() => ({
	entries: [] as string[],
	current: null as Route | null,
	tell: (_: Route): void => {},
}));
vi.mock("../host/navigation", () => ({
	readRoute: () => host.current,
	writeRoute(route: Route, how: "push" | "replace") {
		if (how === "replace") host.entries.pop();
		host.entries.push(`${route.route}?${new URLSearchParams({ ...route.params })}`);
		host.current = route;
	},
	watchRoute(onRoute: (route: Route) => void) {
		host.tell = onRoute;
		return () => {};
	},
}));

let studio: typeof import("./route");
const actions: Route[] = [];
const start = () => studio.followRoutes((route) => actions.push(route));
const arrive = (route: string, params: Record<string, string> = {}): void => {
	host.current = { route, params };
	host.tell(host.current);
};

beforeEach(async () => {
	vi.useFakeTimers();
	vi.stubGlobal("addEventListener", () => {});
	vi.stubGlobal("removeEventListener", () => {});
	vi.resetModules();
	Object.assign(host, { entries: ["/?"], current: null });
	actions.length = 0;
	studio = await import("./route");
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe("places in the host's history", () => {
	it("pages are pushed; another settings section or the next task replaces the entry", () => {
		start();
		studio.goTo({ kind: "gallery" });
		studio.goTo({ kind: "task", id: "a" });
		studio.goTo({ kind: "task", id: "b" });
		studio.goTo({ kind: "settings" });
		studio.goTo({ kind: "settings", section: "storage" });
		studio.leavePlace();
		studio.leavePlace();
		studio.leavePlace();
		expect(host.entries).toEqual([
			"/?",
			"/gallery?",
			"/task?id=b&over=gallery",
			"/settings?section=storage&over=gallery",
			"/gallery?",
			"/?",
		]);
	});

	it("a typed filter replaces the route after a pause, not at every key, and is kept on the next page", () => {
		start();
		for (const text of ["f", "fo", "fox"]) studio.setFilter({ text });
		expect(host.entries).toEqual(["/?"]);
		vi.runAllTimers();
		expect(host.entries).toEqual(["/?q=fox"]);
		studio.setFilter({ text: "foxes" });
		studio.goTo({ kind: "gallery" });
		expect(host.entries).toEqual(["/?q=foxes", "/gallery?q=foxes"]);
		studio.setFilter({});
		vi.runAllTimers();
		expect(host.entries).toEqual(["/?q=foxes", "/gallery?"]);
	});

	it("Back during the pause after typing goes back and does not write the filter", () => {
		start();
		studio.goTo({ kind: "gallery" });
		studio.setFilter({ text: "f" });
		arrive("/");
		vi.runAllTimers();
		expect(host.entries).toEqual(["/?", "/gallery?"]);
		studio.goTo({ kind: "settings" });
		expect(host.entries.at(-1)).toBe("/settings?");
	});

	it("a host that echoes the route just written changes nothing", () => {
		start();
		studio.goTo({ kind: "gallery" });
		studio.setFilter({ text: "typed since" });
		arrive("/gallery");
		vi.runAllTimers();
		expect(host.entries.at(-1)).toBe("/gallery?q=typed+since");
	});

	it("the studio starts at the host's route, and an unknown route opens the canvas", () => {
		host.current = { route: "/settings", params: { section: "storage", over: "gallery" } };
		host.entries = ["/settings?section=storage&over=gallery"];
		start();
		studio.leavePlace();
		expect(host.entries.at(-1)).toBe("/gallery?");
		arrive("/nowhere", { id: "x" });
		expect(host.entries.at(-1)).toBe("/?");
		expect(actions).toEqual([]);
	});

	it.each(["/edit", "/generate", "/picture"])("the action route %s runs once, and no Back runs it again", (route) => {
		host.current = { route, params: { path: "/a.png" } };
		host.entries = [route];
		start()();
		expect(host.entries).toEqual(["/?"]);
		start();
		expect(actions).toEqual([{ route, params: { path: "/a.png" } }]);
	});

	it("a launch URL may name a place as well as an action", () => {
		start();
		studio.openRoute({ route: "/gallery", params: { q: "fox" } }, (route) => actions.push(route));
		vi.runAllTimers();
		expect(host.entries).toEqual(["/?", "/gallery?q=fox"]);
		studio.openRoute({ route: "/generate", params: { prompt: "a" } }, (route) => actions.push(route));
		expect(actions).toHaveLength(1);
		expect(host.entries.at(-1)).toBe("/?q=fox");
	});
});
