// The part of a 2D context that annotations are drawn with: that of a canvas on the page, of one in a worker, or of a test.

export interface DrawingContext {
	fillStyle: unknown;
	strokeStyle: unknown;
	lineWidth: number;
	lineCap: "butt" | "round" | "square";
	lineJoin: "bevel" | "miter" | "round";
	font: string;
	textAlign: "left" | "center" | "right" | "start" | "end";
	textBaseline: "alphabetic" | "middle" | "top" | "bottom" | "hanging" | "ideographic";
	globalAlpha: number;
	save(): void;
	restore(): void;
	translate(x: number, y: number): void;
	rotate(radians: number): void;
	scale(x: number, y: number): void;
	beginPath(): void;
	closePath(): void;
	moveTo(x: number, y: number): void;
	lineTo(x: number, y: number): void;
	quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void;
	arc(x: number, y: number, radius: number, from: number, to: number): void;
	ellipse(x: number, y: number, radiusX: number, radiusY: number, rotation: number, from: number, to: number): void;
	rect(x: number, y: number, width: number, height: number): void;
	clip(): void;
	fill(): void;
	stroke(): void;
	fillText(text: string, x: number, y: number): void;
	measureText(text: string): { readonly width: number };
}

/** The width of a text in a CSS font, in the font's pixels. */
export type MeasureText = (text: string, font: string) => number;

export function measureWith(context: Pick<DrawingContext, "font" | "measureText">): MeasureText {
	return (text, font) => {
		if (context.font !== font) context.font = font;
		return context.measureText(text).width;
	};
}
