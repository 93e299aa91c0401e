// The page has words for every error code that the backend may return.
import { expect, it } from "vitest";
import { ERROR_CODES } from "../src/host/contract";
import { ERROR_WORDS } from "../src/i18n/errorStrings";

it("every error code of the backend has words", () => {
	expect(ERROR_CODES.length).toBeGreaterThan(20);
	expect(ERROR_CODES.filter((code) => !(code in ERROR_WORDS))).toEqual([]);
});
