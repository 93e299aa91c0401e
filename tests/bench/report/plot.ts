// One row's figures over the measured commits as an SVG: values, the spread of their rounds, and the line of the target.
// Colours come from the page's style. Pure.
import { escapeHtml } from "./escapeHtml";
import type { RecordedRow } from "./history";

export interface PlottedPoint {
	readonly commit: string;
	readonly date: string;
	readonly row: RecordedRow;
}

const [WIDTH, HEIGHT] = [360, 150];
const AREA = { left: 12, right: WIDTH - 12, top: 18, bottom: HEIGHT - 24 };
/** Left of the first point, for the target's label. */
const GUTTER = 72;
/** The largest value and the target stay clear of the upper edge. */
const HEADROOM = 1.25;

/** At least one point, in the order of time. */
export function plot(id: string, points: readonly PlottedPoint[]): string {
	const last = points.at(-1) as PlottedPoint;
	const { target, unit } = last.row;
	const highest = HEADROOM * Math.max(target, ...points.map(({ row }) => row.value));
	const x = (index: number) =>
		points.length === 1
			? (AREA.left + AREA.right) / 2
			: AREA.left + GUTTER + (index * (AREA.right - AREA.left - GUTTER - 14)) / (points.length - 1);
	// A single slow round may lie far above; it is cut off at the upper edge, and its figure is in the table.
	const y = (value: number) => rounded(AREA.bottom - (Math.min(value, highest) / highest) * (AREA.bottom - AREA.top));
	const places = points.map((point, index) => ({ ...point, x: rounded(x(index)), y: y(point.row.value) }));
	const targetY = y(target);
	const label = `${id}: ${last.row.value} ${unit} at ${last.commit}, target at most ${target}`;
	const [first, end] = [places[0], places.at(-1)] as [(typeof places)[number], (typeof places)[number]];
	return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">
<line class="axis" x1="${AREA.left}" x2="${AREA.right}" y1="${AREA.bottom}" y2="${AREA.bottom}"/>
<line class="target" x1="${AREA.left}" x2="${AREA.right}" y1="${targetY}" y2="${targetY}"/>
<text class="target-label" x="${AREA.left}" y="${targetY - 5}">target ≤ ${target}</text>
${places.length > 1 ? `<polyline class="values" points="${places.map((place) => `${place.x},${place.y}`).join(" ")}"/>` : ""}
${places.map((place) => mark(place, y)).join("\n")}
<text class="value-label" x="${end.x}" y="${labelY(end.y, targetY)}" text-anchor="${places.length > 1 ? "end" : "middle"}">${last.row.value}</text>
<text class="commit-label" x="${first.x}" y="${HEIGHT - 8}" text-anchor="${places.length > 1 ? "start" : "middle"}">${escapeHtml(first.commit)}</text>
${places.length > 1 ? `<text class="commit-label" x="${end.x}" y="${HEIGHT - 8}" text-anchor="end">${escapeHtml(end.commit)}</text>` : ""}
</svg>`;
}

/** A value with the range of its rounds; hovering tells the figures. */
function mark(place: PlottedPoint & { readonly x: number; readonly y: number }, y: (value: number) => number): string {
	const { commit, date, row, x } = place;
	const { spread } = row;
	const range = spread ? `, rounds from ${spread.min} to ${spread.max}` : "";
	const title = `${commit}, ${date.slice(0, 10)}: ${row.value} ${row.unit}${range}`;
	const bar = spread ? `<line class="spread" x1="${x}" x2="${x}" y1="${y(spread.max)}" y2="${y(spread.min)}"/>` : "";
	// A square for what missed its target, so that colour is not the only difference.
	const shape = row.ok
		? `<circle class="met" cx="${x}" cy="${place.y}" r="4.5"/>`
		: `<rect class="missed" x="${x - 4.5}" y="${rounded(place.y - 4.5)}" width="9" height="9"/>`;
	return `<g><title>${escapeHtml(title)}</title>${bar}${shape}</g>`;
}

/** Above the point, or below it where the target's line would cross the figure. */
function labelY(valueY: number, targetY: number): number {
	const above = valueY - 9;
	const isCrossed = Math.abs(above - 4 - targetY) < 12;
	return rounded(isCrossed && valueY + 18 < AREA.bottom ? valueY + 18 : above);
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
