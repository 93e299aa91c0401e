import { expect, test } from "vitest";
import { columnsIn } from "./columns";

test.each([
	["by itself as many as suit", 304, null, 2, 2],
	["as many as somebody wants", 1440, 3, 3, 8],
	["fewer where they would be too narrow", 304, 8, 2, 2],
	["one where two do not fit", 200, 2, 1, 1],
	["never more than eight", 4000, null, 8, 8],
])("%s", (_, width, wanted, shown, most) => {
	expect(columnsIn(width, 10, { wanted, cardWidth: 124 })).toEqual({ shown, most });
});
