// The page that scrolling is compared with: a grid of pictures in rows that @tanstack/react-virtual mounts, and nothing else.
// The test puts the pictures into window.pictures before it mounts the panel.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { PluginRuntime, registerStudio } from "../../../src/host/runtime";

const GAP = 10;
const COLUMNS = 2;
/** The width of the studio's task pane at 1280 CSS pixels, and the height of its cards. */
const WIDTH = 307;
const CELL_HEIGHT = 250;
const COUNT = 1000;

declare global {
	interface Window {
		pictures?: readonly Blob[];
	}
}

function Picture({ blob }: { readonly blob: Blob }) {
	const [url, setUrl] = useState<string | null>(null);
	useEffect(() => {
		const made = URL.createObjectURL(blob);
		setUrl(made);
		return () => URL.revokeObjectURL(made);
	}, [blob]);
	return url ? <img src={url} alt="" decoding="async" style={{ width: "100%", height: "100%" }} /> : null;
}

function Grid() {
	const scroller = useRef<HTMLDivElement>(null);
	const virtualizer = useVirtualizer({
		count: COUNT / COLUMNS,
		getScrollElement: () => scroller.current,
		estimateSize: () => CELL_HEIGHT + GAP,
		overscan: 2,
		useFlushSync: false,
	});
	const { pictures = [] } = window;
	return (
		<div ref={scroller} className="bench-scroller" style={{ width: WIDTH, height: "100%", overflow: "hidden auto" }}>
			<div style={{ position: "relative", height: virtualizer.getTotalSize() }}>
				{virtualizer.getVirtualItems().map(({ index, start }) => (
					<div
						key={index}
						style={{
							position: "absolute",
							inset: "0 0 auto",
							display: "grid",
							gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
							gap: GAP,
							height: CELL_HEIGHT,
							transform: `translateY(${start}px)`,
						}}
					>
						{Array.from({ length: COLUMNS }, (_, column) => {
							const blob = pictures[(index * COLUMNS + column) % pictures.length];
							return blob ? <Picture key={column} blob={blob} /> : null;
						})}
					</div>
				))}
			</div>
		</div>
	);
}

registerStudio(() => (
	<PluginRuntime>
		<Grid />
	</PluginRuntime>
));
