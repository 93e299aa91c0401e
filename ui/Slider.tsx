// A labelled slider over a continuous fraction from 0 to 1. The caller maps the fraction to its value, draws a number
// field beside it as a child, and says how far an arrow key moves.
import type { CSSProperties, ReactNode } from "react";

interface SliderProps {
	readonly label: string;
	readonly fraction: number;
	/** The value in words, for assistive technology. */
	readonly valueText: string;
	readonly children?: ReactNode;
	onChange(fraction: number): void;
	/** An arrow key: -1 or 1, ten times that with Shift. Without it the browser's own step is used. */
	onStep?(steps: number): void;
	/** A drag begins, or the keyboard's focus comes: the changes that follow belong together. */
	onBegin?(): void;
	/** The drag has ended. */
	onRelease?(slider: HTMLInputElement): void;
}

const KEY_STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const STEP = 0.005;

export function Slider({ label, fraction, valueText, children, onChange, onStep, onBegin, onRelease }: SliderProps) {
	return (
		<div className="hfis-ui-slider">
			<span className="hfis-ui-slider-label" aria-hidden="true">
				{label}
			</span>
			<input
				type="range"
				min={0}
				max={1}
				step={STEP}
				value={fraction}
				aria-label={label}
				aria-valuetext={valueText}
				style={{ "--hfis-ui-slider-fill": `${fraction * 100}%` } as CSSProperties}
				onKeyDown={(event) => {
					const steps = KEY_STEPS[event.key];
					if (steps === undefined || onStep === undefined) return;
					event.preventDefault();
					onStep(steps * (event.shiftKey ? 10 : 1));
				}}
				onPointerDown={onBegin}
				onFocus={onBegin}
				onChange={(event) => onChange(Number(event.currentTarget.value))}
				onPointerUp={({ currentTarget }) => onRelease?.(currentTarget)}
			/>
			{children}
		</div>
	);
}
