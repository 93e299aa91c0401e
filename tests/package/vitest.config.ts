// Runs after plugin:pack: looks at what would be shipped.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: { include: ["tests/package/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000, fileParallelism: false },
});
