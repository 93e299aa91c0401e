// Chooses between the library by task and by picture, and the size of the pictures.
import { ImageUpscale, LayoutList, LayoutPanelLeft } from "lucide-react";
import { IconButton, Popover } from "../../../ui";
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

export function ViewControls({ isByPicture, pictureHeight, onChange }: ViewChoice) {
	const t = useTranslate();
	return (
		<>
			{isByPicture ? (
				<Popover
					label={t("tasks.pictureSize")}
					tooltipSide="below"
					buttonClassName="hfis-ui-icon-button"
					face={<ImageUpscale size={15} aria-hidden="true" />}
				>
					{() => (
						<label className="hfis-pictures-size">
							{t("tasks.pictureSize")}
							<input
								type="range"
								data-first=""
								min={MIN_HEIGHT}
								max={MAX_HEIGHT}
								step={STEP}
								value={clampPictureHeight(pictureHeight)}
								onChange={({ target }) => onChange({ pictureHeight: target.valueAsNumber })}
							/>
						</label>
					)}
				</Popover>
			) : null}
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset needs a visible legend. */}
			<div className="hfis-pictures-view" role="group" aria-label={t("tasks.view")}>
				<IconButton
					icon={LayoutList}
					size={15}
					label={t("tasks.byTask")}
					aria-pressed={!isByPicture}
					onClick={() => onChange({ isByPicture: false })}
				/>
				<IconButton
					icon={LayoutPanelLeft}
					size={15}
					label={t("tasks.byPicture")}
					aria-pressed={isByPicture}
					onClick={() => onChange({ isByPicture: true })}
				/>
			</div>
		</>
	);
}
