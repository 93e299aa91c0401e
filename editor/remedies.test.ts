import { expect, test } from "vitest";
import { remedyOf } from "./remedies";
import { findAction } from "./tools";
import { EditorError } from "./types";

test("a remedy is a command that there is", () => {
	for (const code of ["mask-locked", "mask-too-large"] as const) {
		expect(findAction(remedyOf(new EditorError(code))?.command ?? ""), code).toBeDefined();
	}
	expect(remedyOf(new EditorError("nothing-masked"))).toBeNull();
});
