import { describe, expect, it, vi } from "vitest";
import type { HostDrop } from "../host/drops";
import { StudioError } from "../host/errors";
import { createHostImports, type HostImportPorts } from "./hostImports";

function make(more: Partial<HostImportPorts> = {}) {
	let drop: (drop: HostDrop) => void = () => {};
	const usual = {
		pick: vi.fn<HostImportPorts["pick"]>(async () => "/pics/cat.png"),
		read: vi.fn(async (path: string) => {
			if (path.endsWith("bad")) throw new StudioError({ code: "file_unreadable", message: "gone" });
			return new File([path], path);
		}),
		watchDrops: (onDrop: (drop: HostDrop) => void) => {
			drop = onDrop;
			return () => {};
		},
		zoneAt: (): ReturnType<HostImportPorts["zoneAt"]> => ({ purpose: null }),
		hasBackend: () => true,
		onReading: vi.fn<HostImportPorts["onReading"]>(),
		onProblem: vi.fn<HostImportPorts["onProblem"]>(),
	};
	const ports = { ...usual, ...more } as typeof usual;
	const heard: [string[], unknown][] = [];
	const imports = createHostImports(ports);
	imports.source.onDrop((files, purpose) => heard.push([files.map(({ name }) => name), purpose]));
	return { ports, heard, ...imports, drop: (paths: string[]) => drop({ paths, position: null }) };
}

describe("the host's dialog", () => {
	it("gives the file that was chosen, nothing when it was cancelled, and way to the browser's where there is none", async () => {
		const { source, ports } = make();
		expect((await source.pick("picture"))?.map(({ name }) => name)).toEqual(["/pics/cat.png"]);
		ports.pick.mockResolvedValueOnce(null);
		expect(await source.pick("picture")).toBeNull();
		ports.pick.mockResolvedValueOnce(undefined);
		expect(await source.pick("picture")).toBeUndefined();
	});

	it("is not asked where its answer could not be read", async () => {
		const { source, ports } = make({ hasBackend: () => false });
		expect(await source.pick("mask")).toBeUndefined();
		expect(ports.pick).not.toHaveBeenCalled();
	});

	it("says why a file cannot be read, and brings none", async () => {
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
	])("says of %s nothing about sending: %s", async (code, said) => {
		const { source, ports } = make({ read: () => Promise.reject(new StudioError({ code, message: "" })) });
		await source.pick("picture");
		expect(ports.onProblem).toHaveBeenCalledWith(expect.objectContaining({ code: said }), "cat.png");
	});
});

describe("a drop on the host's window", () => {
	it("ends the drag at once, then brings every file that can be read, in order, for the zone it lies in", async () => {
		const { heard, drop, ports } = make({ zoneAt: () => ({ purpose: "reference" }) });
		drop(["/a.png", "/bad", "/b.png"]);
		expect(heard).toEqual([[[], null]]);
		await vi.waitFor(() => expect(heard.at(-1)).toEqual([["/a.png", "/b.png"], "reference"]));
		expect(ports.onProblem).toHaveBeenCalledTimes(1);
	});

	it("beside the panel is not ours: it is not even read", async () => {
		const { heard, drop, ports } = make({ zoneAt: () => null });
		drop(["/a.png"]);
		await Promise.resolve();
		expect(heard).toEqual([[[], null]]);
		expect(ports.read).not.toHaveBeenCalled();
	});
});

it("tells of a reading that takes its time, and of its end", async () => {
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

it("a reading that is not wanted any more brings nothing, and what fails of it is not said", async () => {
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
