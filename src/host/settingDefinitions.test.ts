import { expect, test } from "vitest";
import { choice, flag, initialValues, integer, optionalNumber, readValues, text } from "./settingDefinitions";

const definitions = {
	model: text("m"),
	count: integer(1),
	columns: optionalNumber,
	isOpen: flag(true),
	mode: choice("auto", "cloud", "custom"),
};
const initial = { model: "m", count: 1, columns: null, isOpen: true, mode: "auto" };

test("valid values are read, text without surrounding space", () => {
	const stored = { model: " other ", count: 3, columns: 4, isOpen: false, mode: "cloud", unknown: 1 };
	expect(readValues(definitions, stored)).toEqual({
		model: "other",
		count: 3,
		columns: 4,
		isOpen: false,
		mode: "cloud",
	});
});

test.each([
	null,
	"text",
	{ model: "  ", count: 1.5, columns: "4", isOpen: 0, mode: "__proto__" },
	{ model: 3, count: "3", columns: {}, isOpen: "no", mode: "other" },
])("invalid values in %j are replaced by the initial ones", (stored) => {
	expect(readValues(definitions, stored)).toEqual(initial);
	expect(initialValues(definitions)).toEqual(initial);
});
