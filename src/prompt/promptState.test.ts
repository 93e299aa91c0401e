// What stands in the bar when it comes from elsewhere: its mentions mean what they meant, and what it takes the place of
// is not lost.
import { beforeEach, expect, it } from "vitest";
import type { TaskRecord } from "../library/records";
import { reusePrompt } from "../tasks/actions/reusePrompt";
import { spellOut } from "./mentions";
import { fillPrompt, followOrder, keepPrompt, setComposing, setMentioning, setText, usePrompt } from "./promptState";

const text = () => usePrompt.getState().mentioning.text;
const bound = () => usePrompt.getState().mentioning.bound;
const task = (prompt: string, documentId: string | undefined, references: string[]) =>
	({
		prompt,
		params: { model: "m", n: 1 },
		inputs: { references, ...(documentId ? { target: "sent" } : {}) },
		...(documentId ? { documentId } : {}),
	}) as unknown as TaskRecord;

beforeEach(() => {
	usePrompt.setState({ ...usePrompt.getInitialState(), aside: [] });
	followOrder([]);
});

it("a prompt used again mentions the pictures that are there", () => {
	followOrder(["canvas", "hat"]);
	fillPrompt({ prompt: "like @Image 2" });
	expect(spellOut(usePrompt.getState().mentioning, ["canvas", "hat"])).toEqual({ prompt: "like image 2", missing: 0 });
});

it("and means the pictures it was written for, wherever they stand now", () => {
	followOrder(["canvas"]);
	reusePrompt(task("the hat of @Image 1 on @Image 2", undefined, ["cat", "dog"]));
	followOrder(["canvas", "cat", "dog"]);
	expect(text()).toBe("the hat of @Image 2 on @Image 3");
	expect(bound()).toEqual(["cat", "dog"]);

	reusePrompt(task("@Image 1 with the hat of @Image 2", "canvas", ["dog"]));
	expect(text()).toBe("@Image 1 with the hat of @Image 3");
	// Another picture lies on the canvas: not that one is meant.
	followOrder(["other", "dog"]);
	expect(text()).toBe("@Image ? with the hat of @Image 2");
});

it("what comes back has the numbers of today", () => {
	followOrder(["cat", "dog"]);
	setText("like @Image 2");
	const { mentioning } = usePrompt.getState();
	const putBack = keepPrompt();
	setText("");
	followOrder(["dog", "cat"]);
	setMentioning(mentioning);
	expect(text()).toBe("like @Image 1");
	setText("");
	followOrder(["cat", "dog"]);
	putBack();
	expect(text()).toBe("like @Image 2");
});

it("what was written is kept where something else takes its place", () => {
	setText("half a sent");
	fillPrompt({ prompt: "from a link" });
	fillPrompt({ prompt: "from another" });
	expect(usePrompt.getState().aside).toEqual(["from a link", "half a sent"]);
	expect(text()).toBe("from another");
});

it("an input method is not broken off by a number that changes", () => {
	followOrder(["cat"]);
	setText("@图1 ");
	setComposing(true);
	followOrder(["canvas", "cat"]);
	setText("@图1 mao");
	expect(text()).toBe("@图1 mao");
	setText("@图1 猫");
	setComposing(false);
	expect(text()).toBe("@图2 猫");
});
