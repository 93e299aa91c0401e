import { describe, expect, it, vi } from "vitest";
import type { HostDragListener, HostPosition } from "../host/drops";
import { StudioError } from "../host/errors";
import { createHostImports, type HostImportPorts } from "./hostImports";

function make(more: Partial<HostImportPorts> = {}) {
	let host: HostDragListener = { onDrag() {}, onDrop() {}, onLeave() {} };
	const usual = {
		pick: vi.fn<HostImportPorts["pick"]>(async () => "/pics/cat.png"),
		read: vi.fn(async (path: string) => {
			if (path.endsWith("bad")) throw new StudioError({ code: "file_unreadable", message: "gone" });
			return new File([path], path);
		}),
		watchDrags: (listener: HostDragListener) => {
			host = listener;
			return () => {};
		},
		zoneAt: (): ReturnType<HostImportPorts["zoneAt"]> => ({ purpose: null }),
		hasBackend: () => true,
		onReading: vi.fn<HostImportPorts["onReading"]>(),
		onProblem: vi.fn<HostImportPorts["onProblem"]>(),
	};
	const ports = { ...usual, ...more } as typeof usual;
	const received: [string[], unknown][] = [];
	const imports = createHostImports(ports);
	const drags: unknown[] = [];
	imports.source.watchDrops({
		onDrag: (drag) => drags.push(drag),
		onFiles: (files, purpose) => received.push([files.map(({ name }) => name), purpose]),
	});
	const drop = (paths: string[]) => host.onDrop({ paths, position: null });
	return { ports, received, drags, ...imports, drop, drag: (at: HostPosition | null) => host.onDrag(at) };
}

describe("the host's dialog", () => {
	it("returns the chosen file, null when cancelled, and undefined when the host has no dialog", async () => {
		const { source, ports } = make();
		expect((await source.pick("picture"))?.map(({ name }) => name)).toEqual(["/pics/cat.png"]);
		ports.pick.mockResolvedValueOnce(null);
		expect(await source.pick("picture")).toBeNull();
		ports.pick.mockResolvedValueOnce(undefined);
		expect(await source.pick("picture")).toBeUndefined();
	});

	it("is not opened while the backend, which reads the file, is unavailable", async () => {
		const { source, ports } = make({ hasBackend: () => false });
		expect(await source.pick("mask")).toBeUndefined();
		expect(ports.pick).not.toHaveBeenCalled();
	});

	it("reports a file that cannot be read and returns null", async () => {
		const { source, ports } = make({ pick: async () => "/pics/bad" });
		expect(await source.pick("picture")).toBeNull();
		expect(ports.onProblem).toHaveBeenCalledWith(expect.objectContaining({ code: "file_unreadable" }), "bad");
	});

	it.each([
		["image_empty", "empty-file"],
		["image_truncated", "damaged-image"],
		["image_damaged", "damaged-image"],
		["image_not_an_image", "file_not_a_picture"],
		["image_too_large", "file_too_large"],
		["file_unreadable", "file_unreadable"],
	])("reports %s as %s, which does not mention sending", async (code, reported) => {
		const { source, ports } = make({ read: () => Promise.reject(new StudioError({ code, message: "" })) });
		await source.pick("picture");
		expect(ports.onProblem).toHaveBeenCalledWith(expect.objectContaining({ code: reported }), "cat.png");
	});
});

describe("a drop on the host's window", () => {
	it("ends the drag at once, then delivers every readable file, in order, with the purpose of the drop zone", async () => {
		const { received, drags, drop, drag, ports } = make({ zoneAt: () => ({ purpose: "reference" }) });
		drag({ x: 1, y: 1 });
		drop(["/a.png", "/bad", "/b.png"]);
		expect([drags, received]).toEqual([[{ over: "reference" }, null], []]);
		await vi.waitFor(() => expect(received.at(-1)).toEqual([["/a.png", "/b.png"], "reference"]));
		expect(ports.onProblem).toHaveBeenCalledTimes(1);
	});

	it("outside the panel is ignored and not read", async () => {
		const { received, drags, drop, drag, ports } = make({ zoneAt: () => null });
		drag({ x: 1, y: 1 });
		drop(["/a.png"]);
		await Promise.resolve();
		expect([drags, received]).toEqual([[null, null], []]);
		expect(ports.read).not.toHaveBeenCalled();
	});
});

it("a slow read is reported, and so is its end", async () => {
	vi.useFakeTimers();
	const read = () => new Promise<File>((done) => setTimeout(() => done(new File([], "a.png")), 1000));
	const { source, ports } = make({ read });
	const picking = source.pick("picture");
	await vi.advanceTimersByTimeAsync(500);
	expect(ports.onReading.mock.calls).toEqual([["cat.png", expect.any(Function)]]);
	await vi.advanceTimersByTimeAsync(600);
	await picking;
	expect(ports.onReading).toHaveBeenLastCalledWith(undefined);
	vi.useRealTimers();
});

it("a cancelled read delivers nothing and reports no failure", async () => {
	vi.useFakeTimers();
	const read = () => new Promise<File>((_, refuse) => setTimeout(refuse, 1000, new Error("slow")));
	const { source, ports } = make({ read });
	const picking = source.pick("picture");
	await vi.advanceTimersByTimeAsync(500);
	ports.onReading.mock.calls[0]?.[1]?.();
	expect(await picking).toBeNull();
	await vi.advanceTimersByTimeAsync(600);
	expect(ports.onReading).toHaveBeenLastCalledWith(undefined);
	expect(ports.onProblem).not.toHaveBeenCalled();
	vi.useRealTimers();
});
