import { beforeEach, expect, it, vi } from "vitest";
import { useGatewayStatus } from "../gateway/status";
import { emptyBinBySettings } from "./emptyBinBySettings";

const host = vi.hoisted(() => ({ settings: undefined as object | undefined, isThere: true }));
vi.mock("@haloforge/plugin-sdk", () => ({
	async invokeHost() {
		if (host.settings === undefined) throw new Error("no answer");
		return host.settings;
	},
}));
vi.mock("@tauri-apps/api/core", () => ({ isTauri: () => host.isThere }));
vi.mock("../host/backend", () => ({
	backend: { health: async () => null, forgetKeptResults: async () => {} },
}));
vi.mock("../host/gateway", () => ({ managedBridge: { isAvailable: () => false } }));

const DAY_MS = 24 * 60 * 60_000;

const purge = vi.fn(async (_: string) => {});
/** A bin with one document, deleted 40 days ago. */
const ports = {
	library: {
		tasksDeletedBefore: async () => [],
		documentsDeletedBefore: async (time: number) => (Date.now() - 40 * DAY_MS <= time ? ["old"] : []),
		purgeTasks: async () => {},
	},
	documents: { purge },
} as unknown as Parameters<typeof emptyBinBySettings>[0];

beforeEach(() => {
	purge.mockClear();
	useGatewayStatus.setState(useGatewayStatus.getInitialState());
});

it("empties nothing while the host's settings cannot be read, and keeps the user's choice afterwards", async () => {
	Object.assign(host, { settings: undefined, isThere: true });
	await emptyBinBySettings(ports);
	expect(purge).not.toHaveBeenCalled();
	host.settings = { bin_days: 90 };
	await emptyBinBySettings(ports);
	expect(purge).not.toHaveBeenCalled();
	// The choice is kept where the host does not answer once more.
	host.settings = undefined;
	await emptyBinBySettings(ports);
	expect(purge).not.toHaveBeenCalled();
});

it("empties the bin by the user's number of days, or by the default where none was chosen", async () => {
	Object.assign(host, { settings: { bin_days: 39 }, isThere: true });
	await emptyBinBySettings(ports);
	expect(purge.mock.calls).toEqual([["old"]]);
	useGatewayStatus.setState(useGatewayStatus.getInitialState());
	host.settings = {};
	await emptyBinBySettings(ports);
	expect(purge).toHaveBeenCalledTimes(2);
});

it("empties the bin by the default in a page without a host", async () => {
	Object.assign(host, { settings: undefined, isThere: false });
	await emptyBinBySettings(ports);
	expect(purge.mock.calls).toEqual([["old"]]);
});
