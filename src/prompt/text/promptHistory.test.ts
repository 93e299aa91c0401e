import { beforeEach, describe, expect, it } from "vitest";
import { createPromptHistory, type PromptHistory, uniquePrompts } from "./promptHistory";

const sentPrompts = ["third", "second", "first"];
let history: PromptHistory;
const plain = (text: string) => ({ text, imageKeys: [] });
const older = (shown: string, drafts: string[] = [], sent = sentPrompts) =>
	history.older(plain(shown), sent, drafts)?.text;
const newer = (shown: string) => history.newer(plain(shown))?.text;

beforeEach(() => {
	history = createPromptHistory();
});

describe("prompt history", () => {
	it("shows earlier prompts with Up and restores the draft, with its mentions, with Down", () => {
		const draft = { text: "like @Image 1", imageKeys: ["cat"] };
		expect(history.older(draft, sentPrompts, [])?.text).toBe("third");
		expect(history.isBrowsing("third")).toBe(true);
		expect(history.isBrowsing("third, changed")).toBe(false);
		expect(older("third")).toBe("second");
		expect(newer("second")).toBe("third");
		expect(history.newer(plain("third"))).toEqual(draft);
		expect(history.isBrowsing(draft.text)).toBe(false);
		expect(newer(draft.text)).toBeUndefined();
	});

	it("ends at the oldest prompt", () => {
		expect(older("", [], ["only"])).toBe("only");
		expect(older("only", [], ["only"])).toBeUndefined();
		expect(older("only", [], ["only"])).toBeUndefined();
		expect(newer("only")).toBe("");
	});

	it("keeps edits of earlier prompts and the draft", () => {
		older("half a sent");
		expect(older("third, changed")).toBe("second");
		expect(history.unsentDrafts("second", [])).toEqual(["half a sent", "third, changed"]);
		expect(newer("second")).toBe("third, changed");
		expect(newer("third, changed")).toBe("half a sent");
		expect(history.unsentDrafts("half a sent", ["older"])).toEqual(["third, changed", "older"]);
	});

	it("restarts after a prompt was sent, beginning with the draft that it replaced", () => {
		older("half a sent");
		const sentNow = ["third, changed", ...sentPrompts];
		expect(older("third, changed", ["half a sent"], sentNow)).toBe("half a sent");
		expect(older("half a sent", ["half a sent"], sentNow)).toBe("third");
	});

	it("contains no repetitions and no blank prompts", () => {
		expect(uniquePrompts(["a", " ", "b", "a"])).toEqual(["a", "b"]);
		expect(older("", ["third", "new"])).toBe("third");
		expect(older("third", ["third", "new"])).toBe("new");
		expect(older("new", [])).toBe("second");
	});
});
