// Finds the separate areas of a mask and makes one plan for each. Areas are found in cells instead of pixels: parts
// that are closer than a cell or two form one area anyway, and the cells of a tile are computed once, so a gesture
// costs only the tiles that it changed.
import {
	type Coverage,
	cropCoverage,
	encloseRects,
	intersectRects,
	isEmptyRect,
	moveRect,
	type Rect,
	rectOf,
	type Size,
	type Steps,
	sizeOf,
	TILE_SIZE,
	type Tile,
	tileAt,
	tileRect,
	tilesInRect,
} from "../raster";
import { computeEditPlan, type EditPlan, type EditRequest } from "./editPlan";

/** In picture pixels; a tile is a whole number of them. */
const CELL = 16;
const TILE_CELLS = TILE_SIZE / CELL;

/** While there are more areas than this, the cell size is doubled. */
const MAX_AREAS = 48;

export interface AreaPlan {
	readonly plan: EditPlan;
	/** The part of the painted coverage that this plan edits. */
	readonly area: Rect;
}

/**
 * One plan for each area, with context of its own. Plans whose sources overlap are merged, unless the merged one would
 * be sent at a smaller scale than both.
 */
export function planAreas(
	request: Omit<EditRequest, "editBounds" | "extent">,
	coverage: Coverage,
): readonly AreaPlan[] {
	const limit = intersectRects(request.frame ?? rectOf(request.picture), rectOf(request.picture));
	const planned = (area: Rect): AreaPlan => ({
		area,
		plan: computeEditPlan({ ...request, editBounds: area, extent: "region" }),
	});
	let plans = findAreas(coverage)
		.map((area) => intersectRects(area, limit))
		.filter((area) => !isEmptyRect(area))
		.map(planned);
	for (let merged = mergeOnce(plans, planned); merged !== null; merged = mergeOnce(plans, planned)) plans = merged;
	return plans;
}

function mergeOnce(plans: readonly AreaPlan[], planned: (area: Rect) => AreaPlan): AreaPlan[] | null {
	for (const [i, one] of plans.entries()) {
		for (const other of plans.slice(i + 1)) {
			if (isEmptyRect(intersectRects(one.plan.source, other.plan.source))) continue;
			const both = planned(encloseRects(one.area, other.area));
			const isOverlapping = !isEmptyRect(intersectRects(one.area, other.area));
			if (!isOverlapping && scaleOf(both) < Math.min(1, scaleOf(one), scaleOf(other))) continue;
			return [...plans.filter((plan) => plan !== one && plan !== other), both];
		}
	}
	return null;
}

const scaleOf = ({ plan }: AreaPlan): number => plan.content.width / sizeOf(plan.source).width;

/** The coverage inside an area; 0 elsewhere. */
export function* coverageOfArea(coverage: Coverage, area: Rect): Steps<Coverage> {
	const part = yield* cropCoverage(coverage, area);
	return yield* cropCoverage(part, moveRect(rectOf(coverage), -area.left, -area.top));
}

/** The bounds of the connected areas in whole cells, from top to bottom. */
export function findAreas(coverage: Coverage): readonly Rect[] {
	let grid = cellsOf(coverage);
	for (;;) {
		const areas = connectedAreas(grid);
		if (areas.length <= MAX_AREAS) return areas;
		grid = halved(grid);
	}
}

interface Grid extends Size {
	/** In picture pixels. */
	readonly cell: number;
	/** Row by row; 1 where a cell contains edited pixels. */
	readonly marks: Uint8Array;
}

function cellsOf(coverage: Coverage): Grid {
	const width = Math.ceil(coverage.width / CELL);
	const height = Math.ceil(coverage.height / CELL);
	const marks = new Uint8Array(width * height);
	for (const key of tilesInRect(coverage, rectOf(coverage))) {
		const tile = tileAt(coverage.tiles, key);
		if (tile === 0) continue;
		const { left, top, right, bottom } = tileRect(coverage, key);
		const rows = cellsOfTile(tile);
		for (let y = 0; y * CELL < bottom - top; y++) {
			const at = (top / CELL + y) * width + left / CELL;
			for (let x = 0; x * CELL < right - left; x++) marks[at + x] = ((rows?.[y] ?? ALL) >> x) & 1;
		}
	}
	return { width, height, cell: CELL, marks };
}

const ALL = 2 ** TILE_CELLS - 1;
const cellCache = new WeakMap<Uint8Array, Uint16Array>();

/** One bit for each cell, row by row; null: all cells. Cached, because tiles are immutable. */
function cellsOfTile(tile: Tile): Uint16Array | null {
	if (typeof tile === "number") return null;
	const cached = cellCache.get(tile);
	if (cached !== undefined) return cached;
	const rows = new Uint16Array(TILE_CELLS);
	for (let i = 0; i < tile.length; i++) {
		if (tile[i] === 0) continue;
		const row = Math.floor(i / (TILE_SIZE * CELL));
		const column = Math.floor((i % TILE_SIZE) / CELL);
		rows[row] = (rows[row] as number) | (1 << column);
		// The rest of this pixel row within the cell cannot change the bit.
		i += CELL - 1 - (i % CELL);
	}
	cellCache.set(tile, rows);
	return rows;
}

function halved({ width, height, cell, marks }: Grid): Grid {
	const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2), cell: cell * 2 };
	const merged = new Uint8Array(half.width * half.height);
	for (let at = 0; at < marks.length; at++) {
		if (marks[at] === 1) merged[(Math.floor(at / width) >> 1) * half.width + ((at % width) >> 1)] = 1;
	}
	return { ...half, marks: merged };
}

/** 8-connected components. */
function connectedAreas({ width, height, cell, marks }: Grid): Rect[] {
	const left = marks.slice();
	const areas: Rect[] = [];
	for (let start = 0; start < left.length; start++) {
		if (left[start] === 0) continue;
		const waiting = [start];
		left[start] = 0;
		const bounds = { left: width, top: height, right: 0, bottom: 0 };
		for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
			const x = at % width;
			const y = (at - x) / width;
			bounds.left = Math.min(bounds.left, x);
			bounds.top = Math.min(bounds.top, y);
			bounds.right = Math.max(bounds.right, x + 1);
			bounds.bottom = Math.max(bounds.bottom, y + 1);
			for (let nearY = Math.max(0, y - 1); nearY <= Math.min(height - 1, y + 1); nearY++) {
				for (let nearX = Math.max(0, x - 1); nearX <= Math.min(width - 1, x + 1); nearX++) {
					const near = nearY * width + nearX;
					if (left[near] === 0) continue;
					left[near] = 0;
					waiting.push(near);
				}
			}
		}
		areas.push({
			left: bounds.left * cell,
			top: bounds.top * cell,
			right: bounds.right * cell,
			bottom: bounds.bottom * cell,
		});
	}
	return areas;
}
