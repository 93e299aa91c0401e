// Tests of the page's gateways against the real backend in devhost, without a browser.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: { include: ["tests/backend/*.test.ts"], testTimeout: 120_000, expect: { poll: { timeout: 60_000 } } },
});
