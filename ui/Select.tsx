// One of several values: a button that opens a list box above or below it. The list is a native popover, drawn over
// everything and clipped by nothing, yet a child of the root. Arrow keys, Home, End, Enter, Escape.
import { Check, ChevronDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { keepPlaced } from "./place";

export interface SelectOption<V extends string> {
	readonly value: V;
	readonly label: string;
	/** On the button where there is little room. */
	readonly short?: string;
	readonly disabledReason?: string;
}

interface SelectProps<V extends string> {
	readonly label: string;
	readonly value: V;
	readonly options: readonly SelectOption<V>[];
	readonly onChange: (value: V) => void;
	readonly side?: "above" | "below";
	/** The reason the whole control is disabled. */
	readonly disabledReason?: string | undefined;
}

export function Select<V extends string>(props: SelectProps<V>) {
	const { label, value, options, onChange, side = "above", disabledReason } = props;
	const [isOpen, setOpen] = useState(false);
	const [active, setActive] = useState(0);
	const root = useRef<HTMLDivElement>(null);
	const list = useRef<HTMLDivElement>(null);
	const id = useId();
	const chosen = options.find((option) => option.value === value) ?? options[0];

	useLayoutEffect(() => {
		const [shown, from] = [list.current, root.current];
		if (!isOpen || !shown || !from) return undefined;
		shown.showPopover();
		shown.style.minWidth = `${from.getBoundingClientRect().width}px`;
		return keepPlaced(shown, from, { side });
	}, [isOpen, side]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the active option stays in view.
	useLayoutEffect(() => {
		list.current?.querySelector(".hfis-ui-option-active")?.scrollIntoView({ block: "nearest" });
	}, [active, isOpen]);

	useEffect(() => {
		if (!isOpen) return undefined;
		const close = (): void => setOpen(false);
		const onPress = (event: PointerEvent): void => {
			if (!(event.target instanceof Node && root.current?.contains(event.target))) setOpen(false);
		};
		document.addEventListener("pointerdown", onPress);
		addEventListener("resize", close);
		return () => {
			document.removeEventListener("pointerdown", onPress);
			removeEventListener("resize", close);
		};
	}, [isOpen]);

	const open = (): void => {
		if (disabledReason) return;
		const at = options.findIndex((option) => option.value === value);
		setActive(Math.max(0, at));
		setOpen(true);
	};
	const choose = (option: SelectOption<V> | undefined): void => {
		if (!option || option.disabledReason) return;
		onChange(option.value);
		setOpen(false);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (!isOpen) {
			if (event.key === "ArrowDown" || event.key === "ArrowUp") {
				event.preventDefault();
				open();
			}
			return;
		}
		const last = options.length - 1;
		const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: last }[event.key];
		if (to !== undefined) setActive((to + options.length) % options.length);
		else if (event.key === "Enter" || event.key === " ") choose(options[active]);
		else if (event.key === "Escape" || event.key === "Tab") setOpen(false);
		else return;
		if (event.key !== "Tab") event.preventDefault();
		event.stopPropagation();
	};

	return (
		<div className="hfis-ui-select" ref={root}>
			<button
				type="button"
				role="combobox"
				className="hfis-ui-select-button"
				aria-label={`${label}: ${chosen?.label ?? ""}`}
				aria-haspopup="listbox"
				aria-expanded={isOpen}
				aria-controls={isOpen ? `${id}-list` : undefined}
				aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
				aria-disabled={disabledReason !== undefined}
				aria-describedby={disabledReason ? `${id}-why` : undefined}
				title={disabledReason ?? label}
				onClick={() => (isOpen ? setOpen(false) : open())}
				onKeyDown={onKeyDown}
			>
				<span className="hfis-ui-select-label">{chosen?.label}</span>
				<span className="hfis-ui-select-short">{chosen?.short ?? chosen?.label}</span>
				<ChevronDown size={14} aria-hidden="true" />
			</button>
			{disabledReason ? (
				<span id={`${id}-why`} className="hfis-ui-visually-hidden">
					{disabledReason}
				</span>
			) : null}
			{isOpen ? (
				<div
					ref={list}
					popover="manual"
					role="listbox"
					id={`${id}-list`}
					aria-label={label}
					className="hfis-ui-listbox"
				>
					{options.map((option, index) => (
						// biome-ignore lint/a11y/useKeyWithClickEvents: the button above holds the focus and takes the keys.
						// biome-ignore lint/a11y/useFocusableInteractive: likewise, by aria-activedescendant.
						<div
							key={option.value}
							role="option"
							id={`${id}-${index}`}
							aria-selected={option.value === value}
							aria-disabled={option.disabledReason !== undefined}
							className={`hfis-ui-option ${index === active ? "hfis-ui-option-active" : ""}`}
							title={option.disabledReason}
							onClick={() => choose(option)}
							onPointerMove={() => setActive(index)}
						>
							<span>
								{option.label}
								{option.disabledReason ? <small>{option.disabledReason}</small> : null}
							</span>
							{option.value === value ? <Check size={14} aria-hidden="true" /> : null}
						</div>
					))}
				</div>
			) : null}
		</div>
	);
}
