// The settings for selecting objects by a model: the paths of its two files, and a check that reads both and says what they are.
import { useId, useState } from "react";
import { useGatewayStatus } from "../gateway/status";
import { backend } from "../host/backend";
import { toStudioError } from "../host/errors";
import { pickModelPath } from "../host/files";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { useLocale, useTranslate } from "../i18n/locale";
import { changeSettingsOrNotify } from "./changeSettings";

type PathName = "segmentation_encoder" | "segmentation_decoder";

interface CheckState {
	readonly isRunning?: boolean;
	readonly isFailed?: boolean;
	readonly text: string;
}

const UNCHECKED: CheckState = { text: "" };

export function SegmentationFields() {
	const t = useTranslate();
	const locale = useLocale();
	const hint = useId();
	const { settings, hasBackend } = useGatewayStatus();
	const [state, setState] = useState(UNCHECKED);
	const { segmentation_encoder: encoder, segmentation_decoder: decoder } = settings;
	const isNamed = encoder !== "" && decoder !== "";

	const change = (name: PathName, path: string): void => {
		setState(UNCHECKED);
		changeSettingsOrNotify({ [name]: path.trim() });
	};
	const check = (): void => {
		setState({ isRunning: true, text: "" });
		backend.checkSegmentationModel({ encoder, decoder }).then(
			({ width, height, takes_boxes }) =>
				setState({
					text: `${t("settings.segmentation.works", { width, height })} ${t(takes_boxes ? "settings.segmentation.boxes" : "settings.segmentation.noBoxes")}`,
				}),
			(error: unknown) => setState({ isFailed: true, text: describeErrorRecord(toStudioError(error), locale) }),
		);
	};

	return (
		<fieldset className="hfis-settings-group" aria-describedby={hint}>
			<legend>{t("settings.segmentation")}</legend>
			<p id={hint} className="hfis-ui-remark">
				{t("settings.segmentation.hint")}
			</p>
			{(["segmentation_encoder", "segmentation_decoder"] as const).map((name) => (
				<PathRow key={name} name={name} path={settings[name]} isDisabled={!hasBackend} onChange={change} />
			))}
			<div className="hfis-ui-remark hfis-settings-connection">
				<button
					type="button"
					className="hfis-ui-button"
					disabled={!hasBackend || !isNamed || state.isRunning === true}
					onClick={check}
				>
					{t(state.isRunning ? "settings.segmentation.checking" : "settings.segmentation.check")}
				</button>
				<span role="status" className={state.isFailed ? "hfis-settings-failure" : undefined}>
					{hasBackend ? state.text : t("settings.segmentation.noBackend")}
				</span>
			</div>
		</fieldset>
	);
}

interface PathRowProps {
	readonly name: PathName;
	readonly path: string;
	readonly isDisabled: boolean;
	readonly onChange: (name: PathName, path: string) => void;
}

function PathRow({ name, path, isDisabled, onChange }: PathRowProps) {
	const t = useTranslate();
	const locale = useLocale();
	const id = useId();
	const label = PLUGIN_SETTINGS[name].label[locale];
	const browse = async (): Promise<void> => {
		const picked = await pickModelPath(label);
		if (typeof picked === "string") onChange(name, picked);
	};
	return (
		<div className="hfis-ui-field">
			<label htmlFor={id}>{label}</label>
			<div className="hfis-settings-path">
				{/* A picked path replaces what was typed. */}
				<input
					key={path}
					id={id}
					type="text"
					defaultValue={path}
					placeholder={t("settings.segmentation.pathHint")}
					spellCheck={false}
					autoComplete="off"
					disabled={isDisabled}
					onBlur={({ target }) => {
						if (target.value.trim() !== path) onChange(name, target.value);
					}}
					onKeyDown={(event) => {
						if (event.key === "Enter") event.currentTarget.blur();
					}}
				/>
				<button type="button" className="hfis-ui-button" disabled={isDisabled} onClick={() => void browse()}>
					{t("settings.segmentation.browse")}
				</button>
			</div>
		</div>
	);
}
