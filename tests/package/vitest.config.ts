// Tests of the package; they run after plugin:pack.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: { include: ["tests/package/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000, fileParallelism: false },
});
