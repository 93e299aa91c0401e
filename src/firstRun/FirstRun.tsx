// The first-run page in place of the empty canvas: edit a picture or the sample, start from an example prompt, connect a
// gateway. Shows the gateway's state; the caller carries out the actions.
import { CircleCheck, ImagePlus, Plug, Sparkles } from "lucide-react";
import { useEffect, useRef } from "react";
import { gatewayLabel } from "../gateway/gatewayLabel";
import { useGatewayStatus } from "../gateway/status";
import { useLocale, useTranslate } from "../i18n/locale";
import { drawSample, drawSuggestedMask, type Pen } from "./samplePicture";
import { useFocusCanvas } from "./useFocusCanvas";

interface FirstRunProps {
	readonly onChoose: () => void;
	readonly onSample: () => void;
	readonly onPrompt: (prompt: string) => void;
	readonly onConnect: () => void;
}

/** The default colour of mask overlays. */
const MASK_COLOUR = "#ff4d6d";
const EXAMPLES = ["firstRun.example.1", "firstRun.example.2", "firstRun.example.3"] as const;

export function FirstRun({ onChoose, onSample, onPrompt, onConnect }: FirstRunProps) {
	const t = useTranslate();
	const locale = useLocale();
	const choice = useGatewayStatus((state) => state.choice);
	const connected = choice && choice.kind !== "none" ? gatewayLabel(choice.kind)[locale] : null;
	const root = useFocusCanvas();

	return (
		<div ref={root} className="hfis-first-run">
			<div className="hfis-first-run-ways">
				<section className="hfis-first-run-edit">
					<button type="button" className="hfis-first-run-art" onClick={onSample}>
						<Drawing draw={drawSample} />
						<Drawing draw={drawChanged} />
						<Drawing draw={drawMask} />
						<span>{t("firstRun.sample")}</span>
					</button>
					<h2>{t("firstRun.edit")}</h2>
					<p>{t("firstRun.edit.hint")}</p>
					<div className="hfis-first-run-choose">
						<button type="button" className="hfis-ui-button hfis-ui-button-primary" onClick={onChoose}>
							<ImagePlus size={16} aria-hidden="true" />
							{t("firstRun.choose")}
						</button>
						<span>{t("firstRun.drop")}</span>
					</div>
				</section>
				<section>
					<h2>
						<Sparkles size={16} aria-hidden="true" />
						{t("firstRun.generate")}
					</h2>
					<p>{t("firstRun.generate.hint")}</p>
					{EXAMPLES.map((key) => (
						<button key={key} type="button" className="hfis-first-run-example" onClick={() => onPrompt(t(key))}>
							{t(key)}
						</button>
					))}
				</section>
				<section>
					<h2>
						{connected ? (
							<CircleCheck className="hfis-first-run-good" size={16} aria-hidden="true" />
						) : (
							<Plug size={16} aria-hidden="true" />
						)}
						{t(connected ? "firstRun.connected" : "firstRun.connect")}
					</h2>
					<p>{connected ?? t("firstRun.connect.hint")}</p>
					{connected || choice === null ? null : (
						<button
							type="button"
							className="hfis-ui-button hfis-first-run-start"
							aria-haspopup="dialog"
							onClick={onConnect}
						>
							{t("firstRun.connect.button")}
						</button>
					)}
				</section>
			</div>
		</div>
	);
}

const drawChanged = (pen: Pen): void => drawSample(pen, true);
const drawMask = (pen: Pen): void => drawSuggestedMask(pen, MASK_COLOUR);

/** Drawn after the first paint, because the prompt must not wait for it. */
function Drawing({ draw }: { readonly draw: (pen: Pen) => void }) {
	const canvas = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		const drawing = setTimeout(() => {
			const pen = canvas.current?.getContext("2d");
			if (pen) draw(pen);
		});
		return () => clearTimeout(drawing);
	}, [draw]);
	return <canvas ref={canvas} width={720} height={480} />;
}
