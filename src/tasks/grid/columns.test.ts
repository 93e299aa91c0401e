import { expect, test } from "vitest";
import { columnsIn } from "./columns";

test.each([
	["chooses the number by the card's width", 304, null, 2, 2],
	["takes the wanted number", 1440, 3, 3, 8],
	["takes fewer where cards would be too narrow", 304, 8, 2, 2],
	["takes one column where two do not fit", 200, 2, 1, 1],
	["never takes more than eight", 4000, null, 8, 8],
])("%s", (_, width, wanted, shown, most) => {
	expect(columnsIn(width, 10, { wanted, cardWidth: 124 })).toEqual({ shown, most });
});
