// The canvas: its size, its cursor, and whatever is drawn on it.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Size } from "../raster";
import { STRINGS } from "../strings";
import type { Locale } from "../types";
import { Layers } from "./Layers";
import { attachPointer } from "./pointer";
import type { Session } from "./session";
import type { Snapshot } from "./snapshot";

interface ViewportProps {
	readonly session: Session;
	readonly snapshot: Snapshot;
	readonly locale: Locale;
}

export function Viewport({ session, snapshot, locale }: ViewportProps) {
	const element = useRef<HTMLDivElement>(null);
	const [size, setSize] = useState<Size>({ width: 0, height: 0 });
	const ratio = usePixelRatio();

	useLayoutEffect(() => {
		const viewport = element.current;
		if (viewport === null) return;
		const measure = () => {
			const next = { width: viewport.clientWidth, height: viewport.clientHeight };
			setSize((known) => (known.width === next.width && known.height === next.height ? known : next));
			session.resize(next);
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(viewport);
		return () => observer.disconnect();
	}, [session]);

	useEffect(() => (element.current === null ? undefined : attachPointer(element.current, session)), [session]);

	const cursor = snapshot.pointerTool.cursor(snapshot);
	const css = cursor.kind === "ring" ? "none" : snapshot.isGesturing ? cursor.active : cursor.idle;
	return (
		<div
			ref={element}
			className="hfis-viewport"
			role="application"
			aria-label={STRINGS.canvas[locale]}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is worked with pointer and keys.
			tabIndex={0}
			style={{ cursor: snapshot.document === null ? "default" : css }}
		>
			{snapshot.document !== null && size.width > 0 && <Layers {...{ session, size, ratio }} />}
		</div>
	);
}

/** Follows the window from screen to screen, and the browser's own zoom. */
function usePixelRatio(): number {
	const [ratio, setRatio] = useState(() => window.devicePixelRatio);
	useEffect(() => {
		const query = window.matchMedia(`(resolution: ${ratio}dppx)`);
		const update = () => setRatio(window.devicePixelRatio);
		query.addEventListener("change", update);
		return () => query.removeEventListener("change", update);
	}, [ratio]);
	return ratio;
}
