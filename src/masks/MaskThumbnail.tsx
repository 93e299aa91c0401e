// The small picture of a saved mask: white where it edits, on a dark ground, with the proportions of its picture.
import { useLayoutEffect, useRef } from "react";
import type { MaskThumbnail as Thumbnail } from "../library/maskRecords";

export function MaskThumbnail({ preview }: { readonly preview: Thumbnail }) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const { width, height, coverage } = preview;
	useLayoutEffect(() => {
		const context = canvas.current?.getContext("2d");
		if (!context || coverage.length !== width * height) return;
		const pixels = context.createImageData(width, height);
		pixels.data.fill(255);
		for (let i = 0; i < coverage.length; i++) pixels.data[4 * i + 3] = coverage[i] ?? 0;
		context.putImageData(pixels, 0, 0);
	}, [width, height, coverage]);
	return (
		<span className="hfis-masks-thumbnail" aria-hidden="true">
			<canvas ref={canvas} width={width} height={height} />
		</span>
	);
}
