import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMentions, type Mentioning, mentionBefore, renumber, retype, spellOut } from "./mentions";

const typed = (text: string, order: readonly string[]): Mentioning => retype({ text: "", bound: [] }, text, order);

describe("mentions", () => {
	it("mean the picture that had the number when they were typed", () => {
		const mentioning = typed("the hat of @Image 1 on @图2", ["cat", "dog"]);
		expect(mentioning.bound).toEqual(["cat", "dog"]);
		expect(renumber(mentioning, ["dog", "cat"]).text).toBe("the hat of @Image 2 on @图1");
	});

	it("are spelt out by the order in which the pictures go out", () => {
		const mentioning = typed("@Image 1 beside @Image 2", ["cat", "dog"]);
		expect(spellOut(mentioning, ["canvas", "dog", "cat"])).toEqual({ prompt: "image 3 beside image 2", missing: 0 });
	});

	it("say that their picture is gone, and get their number back when it returns", () => {
		const gone = renumber(typed("like @Image 2", ["cat", "dog"]), ["cat"]);
		expect(gone.text).toBe("like @Image ?");
		expect(spellOut(gone, ["cat"]).missing).toBe(1);
		expect(renumber(gone, ["cat", "bird", "dog"]).text).toBe("like @Image 3");
	});

	it("are bound as soon as there is a picture of their number", () => {
		const early = typed("like @Image 1", []);
		expect(spellOut(early, []).missing).toBe(1);
		expect(renumber(early, ["cat"]).bound).toEqual(["cat"]);
	});

	it("mean another picture when their number is typed anew", () => {
		const order = Array.from({ length: 12 }, (_, at) => `p${at + 1}`);
		const one = typed("@Image 1", order);
		expect(retype(one, "@Image 12", order).bound).toEqual(["p12"]);
		expect(retype(retype(one, "@Image 12", order), "@Image 1", order).bound).toEqual(["p1"]);
	});

	it("are offered while something is typed after an @", () => {
		expect(mentionBefore("a @im", 5)).toEqual({ start: 2, typed: "im" });
		expect(mentionBefore("a @im b", 7)).toBeNull();
	});

	it("always mean the same pictures, whatever is reordered and typed around them", async () => {
		const ids = ["a", "b", "c", "d", "e"];
		const whole = fc.shuffledSubarray(ids, { minLength: 5 });
		// Some may be taken away meanwhile, and come back.
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
							now = renumber(now, shown);
							continue;
						}
						// Beside the mentions, never inside of one.
						const at = Math.min(step.at, now.text.length);
						if (findMentions(now.text).some(({ start, end }) => at > start && at <= end)) continue;
						now = retype(now, `${now.text.slice(0, at)}${step.insert}${now.text.slice(at)}`, shown);
					}
					expect(now.bound).toEqual(meant);
					const there = meant.map((id) => (shown.includes(id ?? "") ? id : undefined));
					expect(findMentions(now.text).map(({ number }) => shown[(number ?? 0) - 1])).toEqual(there);
					const sent = [...ids].reverse();
					const numbers = [...spellOut(now, sent).prompt.matchAll(/image (\d)/g)].map(([, number]) => Number(number));
					expect(numbers.map((number) => sent[number - 1])).toEqual(meant);
				},
			),
		);
	});
});
