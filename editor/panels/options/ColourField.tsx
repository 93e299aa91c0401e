// A colour that can be picked from swatches and recent colours, by the browser's own picker, or typed as #rrggbb.
import { useState } from "react";
import { COLOUR_STRINGS, describeColour } from "../../colourStrings";
import { fill } from "../../strings";
import { parseColour, SWATCHES } from "../../tools";
import type { Locale } from "../../types";
import { EditorPopover } from "../EditorPopover";

interface ColourFieldProps {
	readonly label: string;
	/** #rrggbb */
	readonly value: string;
	/** Colours that were used last, the latest first. */
	readonly recent: readonly string[];
	readonly locale: Locale;
	/** `isChosen`: the user is done with choosing, as opposed to a move in the picker. */
	onChange(colour: string, isChosen: boolean): void;
}

export function ColourField({ label, value, recent, locale, onChange }: ColourFieldProps) {
	const swatches = (colours: readonly string[], name: string) => (
		<fieldset className="hfis-colour-swatches" aria-label={name}>
			{colours.map((colour) => (
				<button
					key={colour}
					type="button"
					className="hfis-colour-swatch"
					style={{ background: colour }}
					aria-label={describeColour(colour, locale)}
					title={describeColour(colour, locale)}
					aria-pressed={colour === value}
					onClick={() => onChange(colour, true)}
				/>
			))}
		</fieldset>
	);
	return (
		<EditorPopover
			label={fill(COLOUR_STRINGS.valueOf, locale, { label, colour: describeColour(value, locale) })}
			panelLabel={label}
			tooltipSide="below"
			buttonClassName="hfis-colour-button"
			panelClassName="hfis-colour-panel"
			name="colour"
			face={<span className="hfis-colour-face" style={{ background: value }} />}
		>
			{() => (
				<>
					{swatches(SWATCHES, COLOUR_STRINGS.swatches[locale])}
					{recent.length > 0 && (
						<>
							<h3 className="hfis-colour-title">{COLOUR_STRINGS.recent[locale]}</h3>
							{swatches(recent, COLOUR_STRINGS.recent[locale])}
						</>
					)}
					<div className="hfis-colour-own">
						<input
							type="color"
							value={value}
							aria-label={COLOUR_STRINGS.picker[locale]}
							title={COLOUR_STRINGS.picker[locale]}
							onChange={(event) => onChange(event.currentTarget.value, false)}
							onBlur={(event) => onChange(event.currentTarget.value, true)}
						/>
						<HexField key={value} {...{ value, locale, onChange }} />
					</div>
					<p className="hfis-ui-quiet">{COLOUR_STRINGS.eyedropperHint[locale]}</p>
				</>
			)}
		</EditorPopover>
	);
}

function HexField({ value, locale, onChange }: Pick<ColourFieldProps, "value" | "locale" | "onChange">) {
	const [text, setText] = useState(value);
	const parsed = parseColour(text);
	const take = () => {
		if (parsed !== null && parsed !== value) onChange(parsed, true);
	};
	return (
		<input
			className="hfis-colour-hex"
			value={text}
			spellCheck={false}
			autoComplete="off"
			aria-label={COLOUR_STRINGS.hex[locale]}
			aria-invalid={parsed === null}
			onChange={(event) => setText(event.currentTarget.value)}
			onBlur={take}
			onKeyDown={(event) => {
				if (event.key === "Enter" && !event.nativeEvent.isComposing) take();
			}}
		/>
	);
}
