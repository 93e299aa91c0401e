import { describe, expect, it, vi } from "vitest";
import { recoverWhenBack } from "./recoverOnReconnect";

function watch() {
	let tell: (hasBackend: boolean) => void = () => {};
	const recover = vi.fn(async () => {});
	const read = vi.fn(async () => {});
	const onLost = recoverWhenBack({ onReading: (listener) => (tell = listener), read, recover });
	return { tell: (hasBackend: boolean) => tell(hasBackend), recover, read, onLost };
}

describe("a backend that comes back", () => {
	it("is asked once for what it has", () => {
		const { tell, recover } = watch();
		tell(false);
		tell(false);
		expect(recover).not.toHaveBeenCalled();
		tell(true);
		tell(true);
		expect(recover).toHaveBeenCalledTimes(1);
	});

	it("that was never away is left alone", () => {
		const { tell, recover } = watch();
		tell(true);
		tell(true);
		expect(recover).not.toHaveBeenCalled();
	});

	it("that a task missed is looked for, and asked also when it is back by then", () => {
		const { tell, recover, read, onLost } = watch();
		tell(true);
		onLost();
		expect(read).toHaveBeenCalledTimes(1);
		tell(true);
		expect(recover).toHaveBeenCalledTimes(1);
	});
});
