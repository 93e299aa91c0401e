import { expect, test } from "vitest";
import { remedyOf } from "./remedies";
import { findAction } from "./tools";
import { EditorError } from "./types";

test("every remedy is an existing command", () => {
	for (const code of ["mask-locked", "mask-too-large"] as const) {
		expect(findAction(remedyOf(new EditorError(code))?.command ?? ""), code).toBeDefined();
	}
	expect(remedyOf(new EditorError("nothing-masked"))).toBeNull();
});
