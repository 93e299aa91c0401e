import { describe, expect, it } from "vitest";
import { createHistory, distinct } from "./history";

const field = (value: string, caret = value.length) => ({ value, selectionStart: caret, selectionEnd: caret });

describe("former prompts", () => {
	const former = ["third", "second", "first"];

	it("come with Up, and what was being written is there again below them", () => {
		const history = createHistory();
		expect(history.up("half a sent", former)).toBe("third");
		expect(history.up("third", former)).toBe("second");
		expect(history.down("second")).toBe("third");
		expect(history.down("third")).toBe("half a sent");
		expect(history.down("half a sent")).toBeUndefined();
	});

	it("end at the oldest", () => {
		const history = createHistory();
		expect(history.up("", ["only"])).toBe("only");
		expect(history.up("only", ["only"])).toBeUndefined();
		expect(history.up("only", ["only"])).toBeUndefined();
		expect(history.down("only")).toBe("");
	});

	it("are left alone while the caret moves inside the text", () => {
		const history = createHistory();
		expect(history.isAsked("ArrowUp", field("two\nlines", 0))).toBe(true);
		expect(history.isAsked("ArrowUp", field("two\nlines"))).toBe(false);
		expect(history.isAsked("ArrowDown", field("two\nlines"))).toBe(false);
		history.up("", former);
		expect(history.isAsked("ArrowUp", field("third"))).toBe(true);
		expect(history.isAsked("ArrowDown", field("third"))).toBe(true);
		expect(history.isAsked("ArrowDown", field("third", 2))).toBe(false);
		expect(history.isAsked("ArrowUp", { value: "third", selectionStart: 0, selectionEnd: 5 })).toBe(false);
	});

	it("begin anew once one of them was changed, and what was made of it is kept", () => {
		const history = createHistory();
		history.up("", former);
		expect(history.up("third, changed", former)).toBe("third");
		expect(history.down("third")).toBe("third, changed");
	});

	it("are there once each, without empty ones", () => {
		expect(distinct(["a", " ", "b", "a"])).toEqual(["a", "b"]);
	});
});
