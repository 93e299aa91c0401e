// Saved masks as they are stored: a small row for the list, and the tiles in a record of their own, packed as chunks of
// documents are. Pure; knows no database and no editor.
import { packBytes, unpackBytes } from "./packBytes";

/** A mask's content, as the editor hands it out. */
export interface MaskContent {
	/** Of the picture that it was painted on. */
	readonly width: number;
	readonly height: number;
	/** A tile is one value for all its pixels, or its bytes. */
	readonly tiles: readonly {
		readonly x: number;
		readonly y: number;
		readonly coverage: number | Uint8Array<ArrayBuffer>;
	}[];
}

/** One byte a pixel, row by row. */
export interface MaskThumbnail {
	readonly width: number;
	readonly height: number;
	readonly coverage: Uint8Array<ArrayBuffer>;
}

/** A row in the list of saved masks. */
export interface MaskRow {
	readonly id: string;
	readonly name: string;
	readonly width: number;
	readonly height: number;
	/** In ms since 1970. */
	readonly savedAt: number;
	/** Stored size of the tiles. */
	readonly bytes: number;
	readonly preview: MaskThumbnail;
}

interface StoredTile {
	readonly x: number;
	readonly y: number;
	readonly coverage: number | Uint8Array<ArrayBuffer>;
	/** The length before packing. Without it the bytes are not packed. */
	readonly length?: number;
}

export interface MaskTilesRecord {
	readonly id: string;
	readonly tiles: readonly StoredTile[];
}

export function packMask({ tiles }: MaskContent): readonly StoredTile[] {
	return tiles.map(({ x, y, coverage }) => {
		if (typeof coverage === "number") return { x, y, coverage };
		const packed = packBytes(coverage);
		return packed === null ? { x, y, coverage } : { x, y, coverage: packed, length: coverage.length };
	});
}

/** Throws if the record is damaged. */
export function unpackMask({ width, height }: MaskRow, { tiles }: MaskTilesRecord): MaskContent {
	const unpacked = tiles.map(({ x, y, coverage, length }) => {
		const isBytes = coverage instanceof Uint8Array;
		if (!isBytes && typeof coverage !== "number") throw new TypeError("a tile has no coverage");
		return { x, y, coverage: isBytes && length !== undefined ? unpackBytes(coverage, length) : coverage };
	});
	return { width, height, tiles: unpacked };
}

export function tileBytes(tiles: readonly StoredTile[]): number {
	return tiles.reduce((sum, { coverage }) => sum + (typeof coverage === "number" ? 1 : coverage.length), 0);
}

/** A row that lacks fields is damaged: it is skipped in the list and left in the database. */
export function isMaskRow(row: unknown): row is MaskRow {
	if (typeof row !== "object" || row === null) return false;
	const { id, name, width, height, savedAt, preview } = row as Readonly<Record<string, unknown>>;
	const isPositive = (value: unknown) => typeof value === "number" && value > 0;
	const { coverage } = (preview ?? {}) as Partial<MaskThumbnail>;
	return (
		typeof id === "string" &&
		typeof name === "string" &&
		[width, height, savedAt].every(isPositive) &&
		coverage instanceof Uint8Array
	);
}
