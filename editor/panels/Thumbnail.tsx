// A small canvas with a picture of the document, tinted where a mask covers it.
import { useEffect, useRef } from "react";
import { type DrawnPicture, drawPicture } from "../canvas/shapes/pictureTiles";
import { thumbnailSurface } from "../canvas/surface";
import { type Coverage, coverageAt, type Size } from "../raster";
import type { EditorSession } from "../session/editorSession";

interface ThumbnailProps {
	readonly session: EditorSession;
	/** The picture's id in the image store. */
	readonly image: string;
	/** Another picture than the stored one: the part that an edit changed. */
	readonly picture?: DrawnPicture | undefined;
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
	const picture = props.picture ?? session.getPicture(image);
	const frame = size ?? { width: side, height: side };
	const scale = side / Math.max(frame.width, frame.height);
	const width = Math.max(1, Math.round(frame.width * scale));
	const height = Math.max(1, Math.round(frame.height * scale));

	useEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!context) return undefined;
		const ratio = Math.min(2, window.devicePixelRatio);
		context.canvas.width = Math.round(width * ratio);
		context.canvas.height = Math.round(height * ratio);
		if (picture === undefined) return drawFromFile(context, session, image);
		drawWhole(context, picture);
		if (coverage !== undefined) tint(context, coverage, colour);
		return undefined;
	}, [session, image, picture, coverage, colour, width, height]);

	return (
		<canvas
			ref={canvas}
			className="hfis-editor-thumbnail"
			style={{ width, height }}
			{...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
		/>
	);
}

/** For references, whose samples are not held. A file that cannot be read leaves the canvas empty. Returns a cancel function. */
function drawFromFile(context: CanvasRenderingContext2D, session: EditorSession, image: string): () => void {
	let isCancelled = false;
	const { width, height } = context.canvas;
	session.pictures.createBitmap(image, { width, height }).then(
		(bitmap) => {
			if (!isCancelled) context.drawImage(bitmap, 0, 0);
			bitmap.close();
		},
		() => undefined,
	);
	return () => {
		isCancelled = true;
	};
}

function drawWhole(context: CanvasRenderingContext2D, picture: DrawnPicture): void {
	drawPicture(thumbnailSurface(context, 1), picture, context.canvas);
}

function tint(context: CanvasRenderingContext2D, coverage: Coverage, colour: string): void {
	const { width, height } = context.canvas;
	const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
		number,
		number,
		number,
	];
	// Reading a 2D canvas back changes semi-transparent pixels; a thumbnail may.
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
