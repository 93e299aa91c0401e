import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	findMentions,
	type MentionText,
	mentionQueryBefore,
	occurrenceKeys,
	renumberMentions,
	resolveMentions,
	retypeMentions,
} from "./mentions";

const typed = (text: string, order: readonly string[]): MentionText =>
	retypeMentions({ text: "", imageKeys: [] }, text, order);

describe("mentions", () => {
	it("are bound to the image that has the typed number", () => {
		const mentioning = typed("the hat of @Image 1 on @图2", ["cat", "dog"]);
		expect(mentioning.imageKeys).toEqual(["cat", "dog"]);
		expect(renumberMentions(mentioning, ["dog", "cat"]).text).toBe("the hat of @Image 2 on @图1");
	});

	it("are bound by the number alone, and follow reordering like chosen ones", () => {
		const mentioning = typed("blend @2 and @3, not me@3 or @3.5 or @3x", ["canvas", "cat", "dog"]);
		expect(mentioning.imageKeys).toEqual(["cat", "dog"]);
		const moved = renumberMentions(mentioning, ["canvas", "dog", "cat"]);
		expect(moved.text).toBe("blend @3 and @2, not me@3 or @3.5 or @3x");
		expect(resolveMentions(moved, ["canvas", "dog", "cat"])).toEqual({
			prompt: "blend image 3 and image 2, not me@3 or @3.5 or @3x",
			missing: 0,
		});
		const removed = renumberMentions(moved, ["canvas", "cat"]);
		expect(removed.text).toBe("blend @2 and @?, not me@3 or @3.5 or @3x");
		expect(resolveMentions(removed, ["canvas", "cat"]).missing).toBe(1);
	});

	it("are text if only a number was typed that no image has", () => {
		const plain = typed("a sale sign: 5 apples @9, really @?", ["cat"]);
		expect(resolveMentions(plain, ["cat"])).toEqual({ prompt: plain.text, missing: 0 });
	});

	it("are resolved by the order in which the images are sent", () => {
		const mentioning = typed("@Image 1 beside @Image 2", ["cat", "dog"]);
		expect(resolveMentions(mentioning, ["canvas", "dog", "cat"])).toEqual({
			prompt: "image 3 beside image 2",
			missing: 0,
		});
	});

	it("of one image in several places keep their own number", () => {
		const order = occurrenceKeys(["canvas", "cat", "cat"]);
		const mentioning = renumberMentions(typed("@Image 2 beside @Image 3", order), order);
		expect(mentioning.text).toBe("@Image 2 beside @Image 3");
		expect(resolveMentions(mentioning, order)).toEqual({ prompt: "image 2 beside image 3", missing: 0 });
		// Only one of them is sent by itself.
		expect(resolveMentions(mentioning, occurrenceKeys(["canvas", "cat"])).prompt).toBe("image 2 beside image 2");
	});

	it("show a question mark while their image is removed, and its number when it returns", () => {
		const gone = renumberMentions(typed("like @Image 2", ["cat", "dog"]), ["cat"]);
		expect(gone.text).toBe("like @Image ?");
		expect(resolveMentions(gone, ["cat"]).missing).toBe(1);
		expect(renumberMentions(gone, ["cat", "bird", "dog"]).text).toBe("like @Image 3");
	});

	it("are bound as soon as an image has their number", () => {
		const early = typed("like @Image 1", []);
		expect(resolveMentions(early, []).missing).toBe(1);
		expect(renumberMentions(early, ["cat"]).imageKeys).toEqual(["cat"]);
	});

	it("are bound to another image when their number is edited", () => {
		const order = Array.from({ length: 12 }, (_, at) => `p${at + 1}`);
		const one = typed("@Image 1", order);
		expect(retypeMentions(one, "@Image 12", order).imageKeys).toEqual(["p12"]);
		expect(retypeMentions(retypeMentions(one, "@Image 12", order), "@Image 1", order).imageKeys).toEqual(["p1"]);
	});

	it("are suggested while text is typed after an @", () => {
		expect(mentionQueryBefore("a @im", 5)).toEqual({ start: 2, typed: "im" });
		expect(mentionQueryBefore("a @im b", 7)).toBeNull();
	});

	it("stay bound to their images when images are reordered and text around them is edited", async () => {
		const ids = ["a", "b", "c", "d", "e"];
		const whole = fc.shuffledSubarray(ids, { minLength: 5 });
		// Images may be removed and return.
		const order = fc.shuffledSubarray(ids);
		const words = fc.stringMatching(/^[a-z ]{0,6}$/);
		await fc.assert(
			fc.property(
				whole,
				fc.array(fc.tuple(words, fc.nat(4)), { maxLength: 6 }),
				fc.array(fc.oneof(fc.record({ order }), fc.record({ insert: words, at: fc.nat(60) })), { maxLength: 8 }),
				(first, pieces, steps) => {
					const meant = pieces.map(([, at]) => first[at]);
					let now = typed(pieces.map(([word, at]) => `${word} @Image ${at + 1}`).join(""), first);
					let shown = first;
					for (const step of steps) {
						if ("order" in step) {
							shown = step.order;
							now = renumberMentions(now, shown);
							continue;
						}
						// Typing happens beside mentions, never inside of one.
						const at = Math.min(step.at, now.text.length);
						if (findMentions(now.text).some(({ start, end }) => at > start && at <= end)) continue;
						now = retypeMentions(now, `${now.text.slice(0, at)}${step.insert}${now.text.slice(at)}`, shown);
					}
					expect(now.imageKeys).toEqual(meant);
					const there = meant.map((id) => (shown.includes(id ?? "") ? id : undefined));
					expect(findMentions(now.text).map(({ number }) => shown[(number ?? 0) - 1])).toEqual(there);
					const sent = [...ids].reverse();
					const numbers = [...resolveMentions(now, sent).prompt.matchAll(/image (\d)/g)].map(([, number]) =>
						Number(number),
					);
					expect(numbers.map((number) => sent[number - 1])).toEqual(meant);
				},
			),
		);
	});
});
