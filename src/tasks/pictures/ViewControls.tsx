// Chooses between the library by task and by picture, and the size of the pictures.
import { ImageUpscale, LayoutList, LayoutPanelLeft } from "lucide-react";
import { Popover, tooltipProps } from "../../../ui";
import { useTranslate } from "../../i18n/locale";

export interface ViewChoice {
	readonly isByPicture: boolean;
	/** The height of a row of pictures, in CSS pixels. */
	readonly pictureHeight: number;
	readonly onChange: (change: { readonly isByPicture?: boolean; readonly pictureHeight?: number }) => void;
}

const MIN_HEIGHT = 90;
const MAX_HEIGHT = 480;
const STEP = 10;

export const clampPictureHeight = (height: number): number => Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, height));

interface ViewControlsProps extends ViewChoice {
	/** There is room for both views and the slider beside each other. */
	readonly isRoomy: boolean;
}

const VIEWS = [
	{ isByPicture: false, icon: LayoutList, label: "tasks.byTask", short: "tasks.byTaskShort" },
	{ isByPicture: true, icon: LayoutPanelLeft, label: "tasks.byPicture", short: "tasks.byPictureShort" },
] as const;

export function ViewControls({ isRoomy, isByPicture, pictureHeight, onChange }: ViewControlsProps) {
	const t = useTranslate();
	const slider = (
		<label className="hfis-pictures-size">
			{isRoomy ? <ImageUpscale size={15} aria-hidden="true" /> : t("tasks.pictureSize")}
			<input
				type="range"
				data-first=""
				aria-label={t("tasks.pictureSize")}
				min={MIN_HEIGHT}
				max={MAX_HEIGHT}
				step={STEP}
				value={clampPictureHeight(pictureHeight)}
				onChange={({ target }) => onChange({ pictureHeight: target.valueAsNumber })}
			/>
		</label>
	);
	const shown = isRoomy ? VIEWS : VIEWS.filter((view) => view.isByPicture !== isByPicture);
	return (
		<>
			{isByPicture && isRoomy ? slider : null}
			{isByPicture && !isRoomy ? (
				<Popover
					label={t("tasks.pictureSize")}
					tooltipSide="below"
					buttonClassName="hfis-ui-icon-button"
					face={<ImageUpscale size={15} aria-hidden="true" />}
				>
					{() => slider}
				</Popover>
			) : null}
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend, which would be a third word. */}
			<div className="hfis-pictures-view" role="group" aria-label={t("tasks.view")}>
				{shown.map(({ icon: Icon, label, short, ...view }) => (
					<button
						key={isRoomy ? label : "toggle"}
						type="button"
						className={isRoomy ? "hfis-ui-button" : "hfis-ui-icon-button"}
						aria-label={t(label)}
						aria-pressed={isRoomy ? view.isByPicture === isByPicture : undefined}
						{...tooltipProps({ text: t(label) })}
						onClick={() => onChange(view)}
					>
						<Icon size={15} aria-hidden="true" />
						{isRoomy ? <span>{t(short)}</span> : null}
					</button>
				))}
			</div>
		</>
	);
}
