// The kind of the next request follows what the user does with the canvas, and nothing else.
import { beforeEach, expect, test } from "vitest";
import type { EditorState } from "../../editor/types";
import { effectiveIntent, setIntent, usePrompt } from "../prompt/promptState";
import { followIntent } from "./followIntent";

const intent = () => usePrompt.getState().intent;

function follow(isRestored = true) {
	let state = { picture: null, editAreaRevision: 0, revision: 0 } as unknown as EditorState;
	let notify = () => {};
	const editor = {
		getState: () => state,
		subscribe: (listener: () => void) => {
			notify = listener;
			return () => {};
		},
	};
	followIntent(editor, () => isRestored);
	return (change: Partial<EditorState>) => {
		state = { ...state, ...change };
		notify();
	};
}

const picture = (id: string) => ({ id, name: id, width: 1, height: 1 });

beforeEach(() => setIntent("generate"));

test("opening a picture, painting and framing set Edit", () => {
	const change = follow();
	change({ picture: picture("a") });
	expect(intent()).toBe("edit");
	setIntent("generate");
	change({ editAreaRevision: 1 });
	expect(intent()).toBe("edit");
});

test("a result, any other change and closing the picture leave the choice alone", () => {
	const change = follow();
	change({ picture: picture("a") });
	setIntent("generate");
	change({ revision: 7, results: [{ id: "r", image: "i", visible: true }] as unknown as EditorState["results"] });
	change({ picture: null });
	expect(intent()).toBe("generate");
});

test("restoring the last document keeps the stored choice", () => {
	follow(false)({ picture: picture("a") });
	expect(intent()).toBe("generate");
});

test("without a picture every request generates", () => {
	expect(effectiveIntent(false, "edit")).toBe("generate");
	expect(effectiveIntent(true, "edit")).toBe("edit");
});
