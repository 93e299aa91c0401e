// Patterns that distinguish masks where colours are not enough. They have the same size at every zoom, move with the picture,
// and pair light with dark lines, so that they are visible over any picture and colour.
import type { MaskPattern } from "../../document";
import type { Surface } from "../surface";

/** CSS pixels between lines or dots. */
const PERIOD = 10;
const LIGHT = "rgb(255 255 255 / 0.75)";
const DARK = "rgb(0 0 0 / 0.55)";

type Drawing = (context: CanvasRenderingContext2D, period: number, width: number) => void;

const DRAWINGS: Readonly<Record<Exclude<MaskPattern, "solid">, Drawing>> = {
	diagonal: (context, period, width) => lightAndDark(context, width, (shift) => slanted(context, period, shift, 1)),
	cross: (context, period, width) => {
		lightAndDark(context, width, (shift) => {
			slanted(context, period, shift, 1);
			slanted(context, period, shift, -1);
		});
	},
	grid: (context, period, width) => {
		lightAndDark(context, width, (shift) => {
			line(context, period / 2 + shift, 0, period / 2 + shift, period);
			line(context, 0, period / 2 + shift, period, period / 2 + shift);
		});
	},
	dots: (context, period, width) => {
		for (const [radius, colour] of [
			[2.2, DARK],
			[1.3, LIGHT],
		] as const) {
			context.fillStyle = colour;
			context.beginPath();
			context.arc(period / 2, period / 2, radius * width, 0, 2 * Math.PI);
			context.fill();
		}
	},
};

/** By pattern and size. */
const cells = new Map<string, HTMLCanvasElement>();

/** Draws only over pixels that the surface already has. `ratio`: device pixels per CSS pixel. */
export function drawPattern(surface: Surface, pattern: MaskPattern, ratio: number): void {
	if (pattern === "solid") return;
	const { context, left, top, width, height } = surface;
	const filling = context.createPattern(cellOf(pattern, ratio), "repeat");
	if (filling === null) return;
	filling.setTransform(new DOMMatrix([1, 0, 0, 1, Math.round(left), Math.round(top)]));
	context.save();
	context.globalCompositeOperation = "source-atop";
	context.fillStyle = filling;
	context.fillRect(0, 0, width, height);
	context.restore();
}

function cellOf(pattern: Exclude<MaskPattern, "solid">, ratio: number): HTMLCanvasElement {
	const period = Math.max(4, Math.round(PERIOD * ratio));
	const name = `${pattern}/${period}`;
	const cached = cells.get(name);
	if (cached !== undefined) return cached;
	const cell = Object.assign(document.createElement("canvas"), { width: period, height: period });
	const context = cell.getContext("2d");
	if (context !== null) DRAWINGS[pattern](context, period, Math.max(1, ratio));
	cells.set(name, cell);
	return cell;
}

/** Draws dark lines and light lines beside them. */
function lightAndDark(context: CanvasRenderingContext2D, width: number, draw: (shift: number) => void): void {
	context.lineWidth = width;
	context.strokeStyle = DARK;
	draw(width);
	context.strokeStyle = LIGHT;
	draw(0);
}

/** Diagonals of the cell and the parts of its neighbours' diagonals that reach into it. */
function slanted(context: CanvasRenderingContext2D, period: number, shift: number, direction: 1 | -1): void {
	for (const cell of [-1, 0, 1]) {
		const x = cell * period + shift;
		if (direction === 1) line(context, x - period, 2 * period, x + 2 * period, -period);
		else line(context, x - period, -period, x + 2 * period, 2 * period);
	}
}

function line(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
	context.beginPath();
	context.moveTo(x0, y0);
	context.lineTo(x1, y1);
	context.stroke();
}
