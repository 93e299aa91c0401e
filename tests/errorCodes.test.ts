// Tests that the page has a message for every error code of the backend.
import { expect, it } from "vitest";
import { ERROR_CODES } from "../src/host/contract";
import { ERROR_STRINGS } from "../src/i18n/errorStrings";

it("every error code of the backend has a message", () => {
	expect(ERROR_CODES.length).toBeGreaterThan(20);
	expect(ERROR_CODES.filter((code) => !(code in ERROR_STRINGS))).toEqual([]);
});
