import { describe, expect, it, vi } from "vitest";
import { recoverOnReconnect } from "./recoverOnReconnect";

function watch() {
	let report: (hasBackend: boolean) => void = () => {};
	const recover = vi.fn(async () => {});
	const read = vi.fn(async () => {});
	const onLost = recoverOnReconnect({ onReading: (listener) => (report = listener), read, recover });
	return { report: (hasBackend: boolean) => report(hasBackend), recover, read, onLost };
}

describe("recovery on reconnect", () => {
	it("runs once when the backend returns", () => {
		const { report, recover } = watch();
		report(false);
		report(false);
		expect(recover).not.toHaveBeenCalled();
		report(true);
		report(true);
		expect(recover).toHaveBeenCalledTimes(1);
	});

	it("does not run while the backend stays available", () => {
		const { report, recover } = watch();
		report(true);
		report(true);
		expect(recover).not.toHaveBeenCalled();
	});

	it("runs after a task found the backend gone, even if the next reading finds it available", () => {
		const { report, recover, read, onLost } = watch();
		report(true);
		onLost();
		expect(read).toHaveBeenCalledTimes(1);
		report(true);
		expect(recover).toHaveBeenCalledTimes(1);
	});
});
