// The kit's one placing function: keeps a floating element beside a reference, inside the window. Floating elements are
// popovers in the top layer, so positions are in the window's coordinates.
import { autoUpdate, computePosition, flip, offset, type Placement, shift, size } from "@floating-ui/dom";

export type Side = "below" | "above" | "left" | "right";

/** CSS pixels between both, and from the window's edge. */
const GAP = 6;
/** CSS pixels. A floating element that scrolls is not made lower than this. */
const MIN_HEIGHT = 160;

/** Aligned with the reference's start. */
const STARTS: Readonly<Record<Side, Placement>> = {
	below: "bottom-start",
	above: "top-start",
	left: "left-start",
	right: "right-start",
};

const MIDDLES: Readonly<Record<Side, Placement>> = { below: "bottom", above: "top", left: "left", right: "right" };

interface PlaceOptions {
	readonly side: Side;
	/** Aligned with the reference's middle instead of its start. */
	readonly isCentred?: boolean;
	/** Its height ends at the window's edge; what does not fit scrolls inside. */
	readonly fitsHeight?: boolean;
}

/**
 * Follows the reference and the floating element's own size until the returned function is called. Where the wanted side
 * has no room, the opposite one is taken if it has; where neither has, the element covers the reference.
 */
export function keepPlaced(
	floating: HTMLElement,
	reference: Element | { getBoundingClientRect(): DOMRect },
	{ side, isCentred = false, fitsHeight = false }: PlaceOptions,
): () => void {
	let isStopped = false;
	const place = (): void => {
		const placing = computePosition(reference, floating, {
			strategy: "fixed",
			placement: (isCentred ? MIDDLES : STARTS)[side],
			middleware: [
				offset(GAP),
				...(fitsHeight
					? [
							size({
								padding: GAP,
								apply: ({ availableHeight }) => {
									floating.style.maxHeight = `${Math.max(MIN_HEIGHT, availableHeight)}px`;
								},
							}),
						]
					: [flip({ padding: GAP, crossAxis: false, fallbackStrategy: "initialPlacement" })]),
				shift({ padding: GAP, crossAxis: true }),
			],
		});
		void placing.then(({ x, y }) => {
			if (isStopped) return;
			floating.style.left = `${x}px`;
			floating.style.top = `${y}px`;
		});
	};
	const stop = autoUpdate(reference, floating, place);
	return () => {
		isStopped = true;
		stop();
	};
}
