// A picture of the document, small; with what a mask covers of it, where one is given.
import { useEffect, useRef } from "react";
import type { PictureTiles } from "../canvas/shapes/pictureTiles";
import { type Coverage, coverageAt, type Size } from "../raster/index";
import type { EditorSession } from "../session/editorSession";

interface ThumbnailProps {
	readonly session: EditorSession;
	/** The store's id. */
	readonly image: string;
	/** Another display than that of the whole picture: of what an edit changed. */
	readonly display?: PictureTiles | undefined;
	/** CSS pixels of the longer side. */
	readonly side: number;
	readonly size?: Size;
	readonly coverage?: Coverage;
	readonly colour?: string;
	readonly label?: string;
}

export function Thumbnail(props: ThumbnailProps) {
	const { session, image, side, size, coverage, colour = "#ff4d6d", label } = props;
	const canvas = useRef<HTMLCanvasElement>(null);
	const display = props.display ?? session.display(image);
	const frame = size ?? { width: side, height: side };
	const scale = side / Math.max(frame.width, frame.height);
	const width = Math.max(1, Math.round(frame.width * scale));
	const height = Math.max(1, Math.round(frame.height * scale));

	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!context) return;
		const ratio = Math.min(2, window.devicePixelRatio);
		context.canvas.width = Math.round(width * ratio);
		context.canvas.height = Math.round(height * ratio);
		if (display !== undefined) drawPicture(context, display);
		if (coverage !== undefined) tint(context, coverage, colour);
	}, [display, coverage, colour, width, height]);

	return (
		<canvas
			ref={canvas}
			className="hfis-thumb"
			style={{ width, height }}
			{...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
		/>
	);
}

function drawPicture(context: CanvasRenderingContext2D, display: PictureTiles): void {
	const { width, height } = context.canvas;
	display.draw(
		{ pace: { left: Number.POSITIVE_INFINITY, isComplete: true }, context, scale: 1, left: 0, top: 0, width, height },
		{ width, height },
	);
}

function tint(context: CanvasRenderingContext2D, coverage: Coverage, colour: string): void {
	const { width, height } = context.canvas;
	const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
		number,
		number,
		number,
	];
	// Read and written for the eye only.
	const pixels = context.getImageData(0, 0, width, height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 4;
			const sampleX = Math.floor(((x + 0.5) / width) * coverage.width);
			const sampleY = Math.floor(((y + 0.5) / height) * coverage.height);
			const share = (coverageAt(coverage, sampleX, sampleY) / 255) * 0.7;
			[red, green, blue].forEach((value, channel) => {
				const under = pixels.data[at + channel] as number;
				pixels.data[at + channel] = under + (value - under) * share;
			});
			pixels.data[at + 3] = Math.max(pixels.data[at + 3] as number, share * 255);
		}
	}
	context.putImageData(pixels, 0, 0);
}
