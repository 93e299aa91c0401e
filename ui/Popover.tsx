// A button and the popover that it opens beside itself: a native popover, drawn over everything and clipped by nothing, yet
// a child of the root. Escape, a press elsewhere, or the focus leaving closes it.
import {
	type KeyboardEvent,
	type ReactNode,
	type RefObject,
	useCallback,
	useEffect,
	useId,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { enabledControls, moveFocus, ownsArrowKeys } from "./focusMovement";
import { keepPlaced, type Side } from "./place";
import { tooltipProps } from "./tooltipProps";

/** The focus goes back to the button, unless the caller puts it elsewhere. */
export type ClosePopover = (options?: { readonly returnFocus?: boolean }) => void;

export interface PopoverProps {
	/** The accessible name of the button, and of the popover if `panelLabel` is not given. */
	readonly label: string;
	readonly panelLabel?: string;
	/** The button's content. */
	readonly face: ReactNode;
	readonly buttonClassName?: string;
	readonly panelClassName?: string;
	readonly side?: Side;
	/** The popover is as high as the window allows, and scrolls inside. */
	readonly fitsHeight?: boolean;
	/** The button has no text: its label is shown as a tooltip on this side. */
	readonly tooltipSide?: Side | undefined;
	/** The native title of a button with text; the label where it is not given. */
	readonly title?: string;
	readonly isDisabled?: boolean | undefined;
	/** The button is one of a Toolbar's. */
	readonly isStop?: boolean | undefined;
	/** Keys that are pressed in it, except those with Ctrl or Meta, reach nothing around it. */
	readonly containsKeys?: boolean;
	/** A press on such an element closes the popover and does nothing else. */
	readonly swallowsPress?: (target: Element) => boolean;
	/** The button's data-opens, by which others find it. */
	readonly name?: string | undefined;
	/** Controlled from outside, together with onOpenChange. */
	readonly isOpen?: boolean;
	readonly onOpenChange?: (isOpen: boolean) => void;
	children(close: ClosePopover): ReactNode;
}

export function Popover(props: PopoverProps) {
	const { label, face, buttonClassName = "", panelClassName = "", side = "below", fitsHeight = false } = props;
	const { tooltipSide, containsKeys = false, swallowsPress } = props;
	const [isOwnOpen, setOwnOpen] = useState(false);
	const isOpen = props.isOpen ?? isOwnOpen;
	const onOpenChange = useRef(props.onOpenChange);
	onOpenChange.current = props.onOpenChange;
	const setOpen = useCallback((next: boolean) => {
		setOwnOpen(next);
		onOpenChange.current?.(next);
	}, []);
	const anchor = useRef<HTMLSpanElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	const panel = useRef<HTMLDivElement>(null);
	const id = useId();

	const close = useCallback<ClosePopover>(
		({ returnFocus = true } = {}) => {
			setOpen(false);
			if (returnFocus) button.current?.focus();
		},
		[setOpen],
	);

	useLayoutEffect(() => {
		const [shown, from] = [panel.current, button.current];
		if (!isOpen || shown === null || from === null) return undefined;
		shown.showPopover();
		const stopPlacing = keepPlaced(shown, from, { side, fitsHeight });
		firstControl(shown).focus({ preventScroll: true });
		return stopPlacing;
	}, [isOpen, side, fitsHeight]);

	useClosingPress(anchor, isOpen, setOpen, swallowsPress);

	function onKeyDown(event: KeyboardEvent): void {
		if (!isOpen) return;
		if (event.key === "Escape") {
			event.preventDefault();
			event.stopPropagation();
			close();
			return;
		}
		if (containsKeys && !event.ctrlKey && !event.metaKey) event.stopPropagation();
		if (panel.current === null || ownsArrowKeys(event.target) || event.altKey || event.defaultPrevented) return;
		const isInside = panel.current.contains(document.activeElement);
		if (isInside && moveFocus(event.key, ["vertical"], enabledControls(panel.current))) event.preventDefault();
	}

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of the button and of the popover bubble to here.
		<span
			ref={anchor}
			className="hfis-ui-popover-anchor"
			onKeyDown={onKeyDown}
			onBlur={({ relatedTarget }) => {
				if (isOpen && relatedTarget instanceof Node && !anchor.current?.contains(relatedTarget)) setOpen(false);
			}}
		>
			<button
				ref={button}
				type="button"
				className={buttonClassName}
				aria-label={label}
				aria-haspopup="dialog"
				aria-expanded={isOpen}
				aria-controls={isOpen ? id : undefined}
				data-stop={props.isStop ? "" : undefined}
				data-opens={props.name}
				disabled={props.isDisabled}
				onClick={() => setOpen(!isOpen)}
				{...(tooltipSide === undefined
					? { title: props.title ?? label }
					: tooltipProps({ text: label, side: tooltipSide }))}
			>
				{face}
			</button>
			{isOpen && (
				<div
					ref={panel}
					id={id}
					popover="manual"
					role="dialog"
					aria-label={props.panelLabel ?? label}
					tabIndex={-1}
					className={`hfis-ui-popover ${panelClassName}`}
				>
					{props.children(close)}
				</div>
			)}
		</span>
	);
}

/** The control that has the focus when a popover opens: the marked one, the chosen radio button, else the first. */
function firstControl(panel: HTMLElement): HTMLElement {
	const marked =
		panel.querySelector<HTMLElement>("[data-first]") ?? panel.querySelector<HTMLElement>("input[type=radio]:checked");
	return marked ?? enabledControls(panel)[0] ?? panel.querySelector<HTMLElement>("input:enabled") ?? panel;
}

function useClosingPress(
	anchor: RefObject<HTMLElement | null>,
	isOpen: boolean,
	setOpen: (isOpen: boolean) => void,
	swallowsPress: PopoverProps["swallowsPress"],
): void {
	const swallows = useRef(swallowsPress);
	swallows.current = swallowsPress;
	useEffect(() => {
		if (!isOpen) return undefined;
		const onPress = (event: Event): void => {
			const { target } = event;
			if (!(target instanceof Element) || anchor.current?.contains(target)) return;
			setOpen(false);
			if (swallows.current?.(target)) event.stopPropagation();
		};
		document.addEventListener("pointerdown", onPress, true);
		return () => document.removeEventListener("pointerdown", onPress, true);
	}, [anchor, isOpen, setOpen]);
}
