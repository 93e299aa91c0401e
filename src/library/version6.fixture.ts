// A database of version 6 as users have it. Frozen: never updated with the code. Version 6 adds saved masks: a row for the
// list, and the tiles in a table of their own.
import { VERSION_5 } from "./version5.fixture";

/** A tile of 256² pixels, of which the first four rows are masked: packed as two runs. */
const PACKED = new Uint8Array([129, 16, 255, 129, 240, 7, 0]);

export const FROZEN_MASK = {
	row: {
		id: "mask-saved",
		name: "Window",
		width: 300,
		height: 200,
		savedAt: 1_764_500_000_000,
		bytes: 8,
		preview: { width: 2, height: 1, coverage: new Uint8Array([255, 0]) },
	},
	tiles: [
		{ x: 0, y: 0, coverage: PACKED, length: 65_536 },
		{ x: 1, y: 0, coverage: 128 },
	],
};

export const VERSION_6 = {
	version: 60,
	stores: [
		...VERSION_5.stores,
		{ name: "masks", keyPath: "id", indices: ["savedAt"], records: [FROZEN_MASK.row] },
		{
			name: "maskTiles",
			keyPath: "id",
			indices: [],
			records: [{ id: FROZEN_MASK.row.id, tiles: FROZEN_MASK.tiles }],
		},
	],
};
