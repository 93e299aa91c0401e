// The dialog that makes an empty canvas: its size, by numbers or by ratio, and its background, a colour or transparent.
import { useState } from "react";
import { Dialog, NumberField, RadioGroup, Switch } from "../../ui";
import { canvasToBlob, contextOf, makeCanvas } from "../bytes/anyCanvas";
import { useTranslate } from "../i18n/locale";

interface NewCanvasDialogProps {
	readonly onCreate: (picture: Blob) => void;
	readonly onClose: () => void;
}

const MIN_SIDE = 16;
const MAX_SIDE = 4096;
const LONG_SIDE = 1536;
const RATIOS = ["1:1", "4:3", "3:4", "3:2", "2:3", "16:9", "9:16"] as const;
type Ratio = (typeof RATIOS)[number];

/** The longer side stays as it is. */
function sizeOf(ratio: Ratio, long: number): readonly [width: number, height: number] {
	const [across = 1, down = 1] = ratio.split(":").map(Number);
	const scale = long / Math.max(across, down);
	return [Math.max(MIN_SIDE, Math.round(across * scale)), Math.max(MIN_SIDE, Math.round(down * scale))];
}

export function NewCanvasDialog({ onCreate, onClose }: NewCanvasDialogProps) {
	const t = useTranslate();
	const [[width, height], setSize] = useState<readonly [number, number]>([LONG_SIDE, LONG_SIDE]);
	const [colour, setColour] = useState("#ffffff");
	const [isTransparent, setTransparent] = useState(false);
	const ratio = RATIOS.find((one) => sizeOf(one, Math.max(width, height)).join() === `${width},${height}`) ?? "";
	const side = { min: MIN_SIDE, max: MAX_SIDE, step: 16, precision: 1, unit: "px" };
	const create = async (): Promise<void> => {
		const picture = await drawCanvas(width, height, isTransparent ? null : colour);
		onClose();
		if (picture) onCreate(picture);
	};
	return (
		<Dialog
			title={t("documents.new")}
			closeLabel={t("app.close")}
			onClose={onClose}
			contentClassName="hfis-documents-new"
			actions={
				<>
					<button type="button" className="hfis-ui-button" onClick={onClose}>
						{t("app.cancel")}
					</button>
					<button type="button" className="hfis-ui-button hfis-ui-button-primary" onClick={() => void create()}>
						{t("documents.new.create")}
					</button>
				</>
			}
		>
			<RadioGroup<Ratio | "">
				label={t("documents.new.ratio")}
				value={ratio}
				options={RATIOS.map((value) => ({ value, label: value }))}
				onChange={(value) => value !== "" && setSize(sizeOf(value, Math.max(width, height)))}
			/>
			<div className="hfis-documents-new-row">
				<span>{t("documents.new.width")}</span>
				<NumberField
					label={t("documents.new.width")}
					{...side}
					value={width}
					onChange={(value) => setSize([value, height])}
				/>
				<span>{t("documents.new.height")}</span>
				<NumberField
					label={t("documents.new.height")}
					{...side}
					value={height}
					onChange={(value) => setSize([width, value])}
				/>
			</div>
			<label className="hfis-documents-new-row">
				<span>{t("documents.new.colour")}</span>
				<input
					type="color"
					value={colour}
					disabled={isTransparent}
					onChange={({ target }) => setColour(target.value)}
				/>
			</label>
			<Switch label={t("documents.new.transparent")} isOn={isTransparent} onChange={setTransparent} />
		</Dialog>
	);
}

/** null: transparent. */
function drawCanvas(width: number, height: number, colour: string | null): Promise<Blob | null> {
	const canvas = makeCanvas(width, height);
	const context = contextOf(canvas);
	if (context && colour !== null) {
		context.fillStyle = colour;
		context.fillRect(0, 0, width, height);
	}
	return canvasToBlob(canvas, "image/png");
}
