// Filling the prompt bar from elsewhere keeps the mentions' images and the draft that is replaced.
import { beforeEach, expect, it } from "vitest";
import type { TaskRecord } from "../library/records";
import { reusePrompt } from "../tasks/actions/reusePrompt";
import {
	capturePrompt,
	fillPrompt,
	setComposing,
	setMentionOrder,
	setMentionText,
	setText,
	usePrompt,
} from "./promptState";
import { resolveMentions } from "./text/mentions";

const text = () => usePrompt.getState().mentionText.text;
const imageKeys = () => usePrompt.getState().mentionText.imageKeys;
const task = (prompt: string, documentId: string | undefined, references: string[]) =>
	({
		prompt,
		params: { model: "m", n: 1 },
		inputs: { references, ...(documentId ? { target: "sent" } : {}) },
		...(documentId ? { documentId } : {}),
	}) as unknown as TaskRecord;

beforeEach(() => {
	usePrompt.setState({ ...usePrompt.getInitialState(), replacedDrafts: [] });
	setMentionOrder([]);
});

it("mentions of a filled-in prompt are bound to the current images", () => {
	setMentionOrder(["canvas", "hat"]);
	fillPrompt({ prompt: "like @Image 2" });
	expect(resolveMentions(usePrompt.getState().mentionText, ["canvas", "hat"])).toEqual({
		prompt: "like image 2",
		missing: 0,
	});
});

it("mentions of a reused prompt are bound to the images of its task", () => {
	setMentionOrder(["canvas"]);
	reusePrompt(task("the hat of @Image 1 on @Image 2", undefined, ["cat", "dog"]));
	setMentionOrder(["canvas", "cat", "dog"]);
	expect(text()).toBe("the hat of @Image 2 on @Image 3");
	expect(imageKeys()).toEqual(["cat", "dog"]);

	reusePrompt(task("@Image 1 with the hat of @Image 2", "canvas", ["dog"]));
	expect(text()).toBe("@Image 1 with the hat of @Image 3");
	// The canvas shows another image, which the mention is not bound to.
	setMentionOrder(["other", "dog"]);
	expect(text()).toBe("@Image ? with the hat of @Image 2");
});

it("a restored prompt has the current numbers", () => {
	setMentionOrder(["cat", "dog"]);
	setText("like @Image 2");
	const { mentionText } = usePrompt.getState();
	const restore = capturePrompt();
	setText("");
	setMentionOrder(["dog", "cat"]);
	setMentionText(mentionText);
	expect(text()).toBe("like @Image 1");
	setText("");
	setMentionOrder(["cat", "dog"]);
	restore();
	expect(text()).toBe("like @Image 2");
});

it("a draft that is replaced is kept", () => {
	setText("half a sent");
	fillPrompt({ prompt: "from a link" });
	fillPrompt({ prompt: "from another" });
	expect(usePrompt.getState().replacedDrafts).toEqual(["from a link", "half a sent"]);
	expect(text()).toBe("from another");
});

it("mentions are not renumbered during a composition of an input method", () => {
	setMentionOrder(["cat"]);
	setText("@图1 ");
	setComposing(true);
	setMentionOrder(["canvas", "cat"]);
	setText("@图1 mao");
	expect(text()).toBe("@图1 mao");
	setText("@图1 猫");
	setComposing(false);
	expect(text()).toBe("@图2 猫");
});
