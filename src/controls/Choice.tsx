// One of a few: a button that opens a list above or below it. The list is a native popover: drawn over everything and
// clipped by nothing, yet a child of the panel's root. Arrows, Home, End, Enter, Escape.
import { Check, ChevronDown } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { place } from "./place";

export interface ChoiceOption<V extends string> {
	readonly value: V;
	readonly label: string;
	/** On the button where there is little room. */
	readonly short?: string;
	readonly disabledReason?: string;
}

interface ChoiceProps<V extends string> {
	readonly label: string;
	readonly value: V;
	readonly options: readonly ChoiceOption<V>[];
	readonly onChange: (value: V) => void;
	readonly opens?: "up" | "down";
	/** Why there is nothing to choose. */
	readonly disabledReason?: string | undefined;
}

export function Choice<V extends string>(props: ChoiceProps<V>) {
	const { label, value, options, onChange, opens = "up", disabledReason } = props;
	const [isOpen, setOpen] = useState(false);
	const [active, setActive] = useState(0);
	const root = useRef<HTMLDivElement>(null);
	const list = useRef<HTMLDivElement>(null);
	const id = useId();
	const shown = options.find((option) => option.value === value) ?? options[0];

	useLayoutEffect(() => {
		if (!isOpen || !list.current || !root.current) return;
		list.current.showPopover();
		const button = root.current.getBoundingClientRect();
		list.current.style.minWidth = `${button.width}px`;
		place(list.current, button, opens);
	}, [isOpen, opens]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the active one is in sight.
	useLayoutEffect(() => {
		list.current?.querySelector(".hfis-is-active")?.scrollIntoView({ block: "nearest" });
	}, [active, isOpen]);

	useEffect(() => {
		if (!isOpen) return;
		const close = (): void => setOpen(false);
		const closeOutside = (event: PointerEvent): void => {
			if (!(event.target instanceof Node && root.current?.contains(event.target))) setOpen(false);
		};
		document.addEventListener("pointerdown", closeOutside);
		addEventListener("resize", close);
		return () => {
			document.removeEventListener("pointerdown", closeOutside);
			removeEventListener("resize", close);
		};
	}, [isOpen]);

	const open = (): void => {
		if (disabledReason) return;
		setActive(
			Math.max(
				0,
				options.findIndex((option) => option.value === value),
			),
		);
		setOpen(true);
	};
	const choose = (option: ChoiceOption<V> | undefined): void => {
		if (!option || option.disabledReason) return;
		onChange(option.value);
		setOpen(false);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		const moves: Record<string, number> = {
			ArrowDown: active + 1,
			ArrowUp: active - 1,
			Home: 0,
			End: options.length - 1,
		};
		if (!isOpen) {
			if (event.key === "ArrowDown" || event.key === "ArrowUp") {
				event.preventDefault();
				open();
			}
			return;
		}
		const to = moves[event.key];
		if (to !== undefined) setActive((to + options.length) % options.length);
		else if (event.key === "Enter" || event.key === " ") choose(options[active]);
		else if (event.key === "Escape" || event.key === "Tab") setOpen(false);
		else return;
		if (event.key !== "Tab") event.preventDefault();
		event.stopPropagation();
	};

	return (
		<div className="hfis-choice" ref={root}>
			<button
				type="button"
				role="combobox"
				className="hfis-choice-button"
				aria-label={`${label}: ${shown?.label ?? ""}`}
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
				<span className="hfis-choice-label">{shown?.label}</span>
				<span className="hfis-choice-short">{shown?.short ?? shown?.label}</span>
				<ChevronDown size={14} aria-hidden="true" />
			</button>
			{disabledReason ? (
				<span id={`${id}-why`} className="hfis-visually-hidden">
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
					className="hfis-choice-list"
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
							className={`hfis-choice-option ${index === active ? "hfis-is-active" : ""}`}
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
