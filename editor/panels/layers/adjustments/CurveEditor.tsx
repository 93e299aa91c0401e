// The tone curve of an adjustment, one for each channel and one for all. A press on it adds a point or takes the one that is
// near; the keyboard moves the points, which are buttons, and deletes them. One drag is one step of the history.
import { Plus } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { IconButton, RadioGroup } from "../../../../ui";
import { ADJUSTMENT_STRINGS, CHANNEL_NAMES } from "../../../adjustmentStrings";
import type { AdjustmentLayer } from "../../../document";
import {
	CURVE_CHANNELS,
	type CurveChannel,
	type CurvePoint,
	curveTable,
	STRAIGHT,
	sortedPoints,
} from "../../../raster";
import { fill } from "../../../strings";
import type { Locale } from "../../../types";

interface CurveEditorProps {
	readonly layer: AdjustmentLayer;
	readonly locale: Locale;
	/** The changes that follow are one step of the history. */
	onBegin(): void;
	onChange(curves: NonNullable<AdjustmentLayer["curves"]>): void;
}

/** CSS pixels from a point at which a press takes it. */
const NEAR = 14;
const MAX_POINTS = 16;
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, 1],
	ArrowDown: [0, -1],
};

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

export function CurveEditor({ layer, locale, onBegin, onChange }: CurveEditorProps) {
	const [channel, setChannel] = useState<CurveChannel>("all");
	const area = useRef<HTMLDivElement>(null);
	/** The points as they were last written, because several events may come before the next rendering. */
	const dragged = useRef<{ readonly index: number; points: readonly CurvePoint[] } | null>(null);
	const points = sortedPoints(layer.curves?.[channel] ?? STRAIGHT);
	const set = (next: readonly CurvePoint[]) => onChange({ ...layer.curves, [channel]: next });

	/** A point stays between its neighbours. */
	function moved(from: readonly CurvePoint[], index: number, x: number, y: number): readonly CurvePoint[] {
		const [before, after] = [from[index - 1], from[index + 1]];
		const point = {
			x: clamp(Math.round(x), before ? before.x + 1 : 0, after ? after.x - 1 : 255),
			y: clamp(Math.round(y), 0, 255),
		};
		return from.map((one, i) => (i === index ? point : one));
	}

	function added(x: number, y: number): { points: readonly CurvePoint[]; index: number } | null {
		if (points.length >= MAX_POINTS || points.some((point) => point.x === x)) return null;
		const next = sortedPoints([...points, { x, y }]);
		return { points: next, index: next.findIndex((point) => point.x === x) };
	}

	function valuesAt({ clientX, clientY }: PointerEvent): { x: number; y: number; scale: number } {
		const { left, bottom, width, height } = area.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
		return {
			x: Math.round(clamp(((clientX - left) / width) * 255, 0, 255)),
			y: Math.round(clamp(((bottom - clientY) / height) * 255, 0, 255)),
			scale: width / 255,
		};
	}

	function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
		if (event.button !== 0) return;
		const { x, y, scale } = valuesAt(event);
		const distances = points.map((point) => Math.hypot(point.x - x, point.y - y) * scale);
		const nearest = distances.indexOf(Math.min(...distances));
		const isNear = (distances[nearest] ?? Number.POSITIVE_INFINITY) <= NEAR;
		const started = isNear ? { points, index: nearest } : added(x, y);
		if (started === null) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		onBegin();
		dragged.current = started;
		if (!isNear) set(started.points);
	}

	function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
		const drag = dragged.current;
		if (drag === null) return;
		const { x, y } = valuesAt(event);
		drag.points = moved(drag.points, drag.index, x, y);
		set(drag.points);
	}

	function onKeyDown(event: KeyboardEvent<HTMLButtonElement>, index: number): void {
		const arrow = ARROWS[event.key];
		const point = points[index];
		if (point === undefined) return;
		const step = event.shiftKey ? 10 : 1;
		if (arrow) set(moved(points, index, point.x + arrow[0] * step, point.y + arrow[1] * step));
		else if ((event.key === "Delete" || event.key === "Backspace") && points.length > 2) {
			onBegin();
			set(points.filter((_, i) => i !== index));
			focusPoint(Math.max(0, index - 1));
		} else return;
		event.preventDefault();
		event.stopPropagation();
	}

	function focusPoint(index: number): void {
		requestAnimationFrame(() => area.current?.querySelectorAll("button")[index]?.focus());
	}

	/** In the middle of the widest gap, on the curve. */
	function addByButton(): void {
		const gaps = points.slice(1).map((point, i) => point.x - (points[i] as CurvePoint).x);
		const at = gaps.indexOf(Math.max(...gaps));
		const x = Math.round(((points[at]?.x ?? 0) + (points[at + 1]?.x ?? 255)) / 2);
		const next = added(x, curveTable(points)[x] ?? x);
		if (next === null) return;
		onBegin();
		set(next.points);
		focusPoint(next.index);
	}

	const table = curveTable(points);
	const path = Array.from(table, (y, x) => `${x === 0 ? "M" : "L"}${x} ${255 - y}`).join("");
	return (
		<div className="hfis-adjustments-curve" data-channel={channel}>
			<div className="hfis-adjustments-channels">
				<RadioGroup
					label={ADJUSTMENT_STRINGS.channel[locale]}
					value={channel}
					options={CURVE_CHANNELS.map((value) => ({ value, label: CHANNEL_NAMES[value][locale] }))}
					onChange={setChannel}
				/>
				<IconButton
					size={16}
					icon={Plus}
					label={ADJUSTMENT_STRINGS.addPoint[locale]}
					disabled={points.length >= MAX_POINTS}
					onClick={addByButton}
				/>
			</div>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold the drawing. */}
			<div
				ref={area}
				role="group"
				aria-label={ADJUSTMENT_STRINGS.curve[locale]}
				className="hfis-adjustments-graph"
				onPointerDown={onPointerDown}
				onPointerMove={onPointerMove}
				onPointerUp={() => {
					dragged.current = null;
				}}
				onPointerCancel={() => {
					dragged.current = null;
				}}
			>
				<svg viewBox="0 0 255 255" preserveAspectRatio="none" aria-hidden="true">
					<path
						className="hfis-adjustments-grid"
						d="M0 64H255M0 128H255M0 191H255M64 0V255M128 0V255M191 0V255M0 255L255 0"
					/>
					<path className="hfis-adjustments-line" d={path} />
				</svg>
				{points.map(({ x, y }, index) => (
					<button
						key={index}
						type="button"
						className="hfis-adjustments-point"
						style={{ left: `${(x / 255) * 100}%`, bottom: `${(y / 255) * 100}%` }}
						aria-label={fill(ADJUSTMENT_STRINGS.pointAt, locale, { number: index + 1, x, y })}
						onFocus={onBegin}
						onKeyDown={(event) => onKeyDown(event, index)}
					/>
				))}
			</div>
			<p className="hfis-ui-quiet">{ADJUSTMENT_STRINGS.curveHint[locale]}</p>
		</div>
	);
}
