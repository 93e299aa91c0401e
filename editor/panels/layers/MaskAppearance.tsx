// The appearance of a mask on the canvas: colour, pattern, opacity. It is not exported.
import { useRef } from "react";
import { tooltipProps } from "../../../ui";
import { type MaskProperties as Look, MASK_COLOURS, MASK_PATTERNS, type MaskLayer } from "../../document";
import { COLOUR_NAMES, PATTERN_NAMES, STRINGS } from "../../strings";
import type { Locale } from "../../types";
import { mergeKey } from "./mergeKey";
import { OpacityField } from "./OpacityField";

interface MaskAppearanceProps {
	readonly mask: MaskLayer;
	readonly locale: Locale;
	/** Changes with the same `merge` are one step of the history. */
	onChange(look: Partial<Look>, merge?: string): void;
}

export function MaskAppearance({ mask, locale, onChange }: MaskAppearanceProps) {
	const merge = useRef("colour");
	return (
		<>
			<fieldset className="hfis-layers-swatches" aria-label={STRINGS.colour[locale]}>
				{MASK_COLOURS.map((colour, index) => (
					<button
						key={colour}
						type="button"
						className="hfis-layers-swatch"
						style={{ "--hfis-swatch": colour } as React.CSSProperties}
						aria-label={COLOUR_NAMES[index]?.[locale] ?? colour}
						{...tooltipProps({ text: COLOUR_NAMES[index]?.[locale] ?? colour })}
						aria-pressed={mask.colour === colour}
						onClick={() => onChange({ colour })}
					/>
				))}
				<input
					type="color"
					aria-label={STRINGS.customColour[locale]}
					{...tooltipProps({ text: STRINGS.customColour[locale] })}
					value={mask.colour}
					onPointerDown={() => {
						merge.current = mergeKey("colour");
					}}
					onChange={(event) => onChange({ colour: event.currentTarget.value }, merge.current)}
				/>
			</fieldset>
			<fieldset className="hfis-layers-swatches" aria-label={STRINGS.pattern[locale]}>
				{MASK_PATTERNS.map((pattern) => (
					<button
						key={pattern}
						type="button"
						className={`hfis-layers-swatch hfis-layers-pattern-${pattern}`}
						style={{ "--hfis-swatch": mask.colour } as React.CSSProperties}
						aria-label={PATTERN_NAMES[pattern][locale]}
						{...tooltipProps({ text: PATTERN_NAMES[pattern][locale] })}
						aria-pressed={mask.pattern === pattern}
						onClick={() => onChange({ pattern })}
					/>
				))}
			</fieldset>
			<OpacityField value={mask.opacity} locale={locale} onChange={(opacity, merge) => onChange({ opacity }, merge)} />
		</>
	);
}
