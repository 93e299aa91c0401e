// Runs with every file of unit tests: restores stubbed globals and variables of the environment after its tests, because
// the next file runs in the same worker.
import { afterAll, vi } from "vitest";

afterAll(() => {
	vi.unstubAllGlobals();
	vi.unstubAllEnvs();
	vi.useRealTimers();
});
