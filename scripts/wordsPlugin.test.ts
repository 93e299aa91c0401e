import { expect, it } from "vitest";
import { wordsApart } from "./wordsPlugin";

const run = (code: string): unknown => new Function(`return ${code}`)();

it("says the same of all that is said, wherever it stood, and leaves a worker's program its own", () => {
	const code = `(function () {
		"use strict";
		const name = "x";
		const table = { first: 1, a: { en: "A", zh: "甲" }, "a.b": { en: "One", zh: "一" }, "a.c.d": { en: \`Two "2"\`, zh: '二' }, "b.c": { en: "B", zh: "乙" }, ...{ z: 0 }, d: { en: "D", zh: "丁" } };
		const rest = { en: "Only", zh: name, more: [{ en: "In\\na list", zh: "列" }, { en: \`\${name}\`, zh: "变" }, { zh: "反", en: "Turned" }] };
		const label = (pick) => ({ ...table, label: pick ? { en: "Yes", zh: "是" } : { en: "", zh: "" } });
		function kernel() { return { isKernel: true, label: { en: "Far away", zh: "远" } }; }
		return JSON.stringify([table, rest, label(true), label(false), kernel()]);
	})()`;
	const made = wordsApart(code);
	expect(run(made)).toBe(run(code));
	expect(made).toContain('["A|One|Two \\"2\\"|B|D|In\\na list|Yes|"');
	expect(made).toContain('"a|.b|.c.d|b.c"');
	expect(made).toContain('{ en: "Far away", zh: "远" }');
});

it("sets texts apart with what is in none of them", () => {
	const code = '(function () { return JSON.stringify({ en: "a|b", zh: "a~b" }); })()';
	expect(run(wordsApart(code))).toBe(run(code));
});
