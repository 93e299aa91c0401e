import { beforeEach, describe, expect, it } from "vitest";
import { createHistory, distinct, type History } from "./history";

const sent = ["third", "second", "first"];
let history: History;
const say = (text: string) => ({ text, bound: [] });
const up = (shown: string, aside: string[] = [], former = sent) => history.up(say(shown), former, aside)?.text;
const down = (shown: string) => history.down(say(shown))?.text;

beforeEach(() => {
	history = createHistory();
});

describe("former prompts", () => {
	it("come with Up, and what was being written is there again below them, with its mentions", () => {
		const own = { text: "like @Image 1", bound: ["cat"] };
		expect(history.up(own, sent, [])?.text).toBe("third");
		expect(history.isWalking("third")).toBe(true);
		expect(history.isWalking("third, changed")).toBe(false);
		expect(up("third")).toBe("second");
		expect(down("second")).toBe("third");
		expect(history.down(say("third"))).toEqual(own);
		expect(history.isWalking(own.text)).toBe(false);
		expect(down(own.text)).toBeUndefined();
	});

	it("end at the oldest", () => {
		expect(up("", [], ["only"])).toBe("only");
		expect(up("only", [], ["only"])).toBeUndefined();
		expect(up("only", [], ["only"])).toBeUndefined();
		expect(down("only")).toBe("");
	});

	it("keep what is made of one of them, and what was being written before", () => {
		up("half a sent");
		expect(up("third, changed")).toBe("second");
		expect(history.unsent("second", [])).toEqual(["half a sent", "third, changed"]);
		expect(down("second")).toBe("third, changed");
		expect(down("third, changed")).toBe("half a sent");
		expect(history.unsent("half a sent", ["older"])).toEqual(["third, changed", "older"]);
	});

	it("begin anew when one was sent; what was given up for it comes first", () => {
		up("half a sent");
		const now = ["third, changed", ...sent];
		expect(up("third, changed", ["half a sent"], now)).toBe("half a sent");
		expect(up("half a sent", ["half a sent"], now)).toBe("third");
	});

	it("are there once each, without empty ones", () => {
		expect(distinct(["a", " ", "b", "a"])).toEqual(["a", "b"]);
		expect(up("", ["third", "new"])).toBe("third");
		expect(up("third", ["third", "new"])).toBe("new");
		expect(up("new", [])).toBe("second");
	});
});
