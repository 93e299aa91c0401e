// Exports the picture, its mask, or a before/after comparison, as a file or to the clipboard.
import { useEffect, useId, useRef, useState } from "react";
import { Dialog, Switch } from "../../ui";
import { saveImage } from "../host/saveFile";
import { useTranslate } from "../i18n/locale";
import { type RecordSettings, savedCanvas } from "../metadata/savedPicture";
import { canCopy, copyPicture } from "./clipboard";
import type { Format } from "./drawFiles";
import { canWrite, EXTENSIONS, type FileType, isLayered } from "./formats";
import { type ExportContent, type ExportSources, makeFile } from "./makeFile";

/** The current step. Saving asks the user for a place, so it has its own way to cancel. */
type ExportStage = "composing" | "encoding" | "saving";

interface ExportDialogProps extends ExportSources {
	readonly library: ExportSources["library"] & Parameters<typeof savedCanvas>[2];
	/** The settings; the dialog begins with their choices. */
	readonly recordSettings: RecordSettings;
	/** File name of the picture without extension. */
	readonly name: string;
	readonly hasMask: boolean;
	/** The picture has changed since it was imported. */
	readonly hasChanged: boolean;
	readonly onDone: (text: string) => void;
	readonly onProblem: (error: unknown) => void;
	readonly onClose: () => void;
}

const EXPORT_CONTENTS: readonly ExportContent[] = [
	"picture",
	"compared",
	"mask-transparent",
	"mask-white",
	"mask-black",
];
const FORMATS: readonly Format[] = ["png", "jpeg", "webp"];
/** The same in every language. */
const SAME_NAMES = { jpeg: "JPEG", webp: "WebP" } as const;
const FILE_TYPES: readonly FileType[] = [...FORMATS, "psd", "ora", "zip"];
const DEFAULT_QUALITY = 90;

export function ExportDialog(props: ExportDialogProps) {
	const { editor, library, recordSettings, name, hasMask, hasChanged, onDone, onProblem, onClose } = props;
	const t = useTranslate();
	const id = useId();
	const [content, setContent] = useState<ExportContent>("picture");
	const [format, setFormat] = useState<FileType>("png");
	const [quality, setQuality] = useState(DEFAULT_QUALITY);
	const [background, setBackground] = useState("#ffffff");
	const [record, setRecord] = useState(recordSettings);
	const [writable, setWritable] = useState<readonly Format[]>(["png"]);
	const [stage, setStage] = useState<ExportStage | null>(null);
	/** Of composing, from 0 to 1. */
	const [share, setShare] = useState(0);
	const cancelling = useRef<AbortController | null>(null);
	const isBusy = stage !== null;
	// A closed dialog leaves nothing running.
	useEffect(() => () => cancelling.current?.abort(), []);
	useEffect(() => {
		void Promise.all(FORMATS.map(canWrite)).then((can) => setWritable(FORMATS.filter((_, i) => can[i])));
	}, []);

	const isMask = content.startsWith("mask");
	// Lossy compression would change the mask. Only the picture itself has layers.
	const chosen = isMask || (isLayered(format) && content !== "picture") ? "png" : format;
	const canMake = (type: FileType): boolean => (isLayered(type) ? content === "picture" : writable.includes(type));
	const disabledReason = (one: ExportContent): string | undefined =>
		one.startsWith("mask") && !hasMask
			? t("export.noMask")
			: one === "compared" && !hasChanged
				? t("export.unchanged")
				: undefined;

	const make = async (type: FileType, signal: AbortSignal): Promise<Blob> => {
		const watch = { signal, onProgress: setShare, onEncoding: () => setStage("encoding") };
		const made = await makeFile({ editor, library }, { content, type, quality, background }, watch);
		if (!made) throw new Error(t("export.failed"));
		return made;
	};
	const attempt = async (work: (signal: AbortSignal) => Promise<string | null>): Promise<void> => {
		const controller = new AbortController();
		cancelling.current = controller;
		const { signal } = controller;
		setStage("composing");
		setShare(0);
		try {
			const message = await work(signal);
			if (message === null) return;
			onDone(message);
			onClose();
		} catch (error) {
			if (!signal.aborted) onProblem(error);
		} finally {
			if (cancelling.current?.signal === signal) setStage(null);
		}
	};
	const hasRecord = content === "picture" && chosen !== "psd";
	const save = () =>
		attempt(async (signal) => {
			const part = content === "picture" ? "" : content === "compared" ? "-before-after" : "-mask";
			const file = { title: t("export.title"), name: `${name}${part}.${EXTENSIONS[chosen]}` };
			const bare = await make(chosen, signal);
			const made = hasRecord ? await savedCanvas(bare, editor.save(), library, record) : bare;
			setStage("saving");
			const outcome = await saveImage(made, file);
			return outcome === "cancelled" ? null : t("app.imageSaved");
		});
	const copy = () =>
		attempt(async (signal) => {
			await copyPicture(make("png", signal));
			return t("export.copied");
		});

	return (
		<Dialog
			title={t("export.title")}
			closeLabel={t("app.close")}
			onClose={onClose}
			actions={
				<>
					{isBusy ? (
						<>
							<span className="hfis-export-stage" role="status">
								{stage === "composing" && share > 0
									? t("export.share", { stage: t("export.stage.composing"), percent: Math.round(share * 100) })
									: t(`export.stage.${stage}`)}
							</span>
							{stage === "saving" ? null : (
								<button
									type="button"
									className="hfis-ui-button hfis-ui-button-quiet"
									onClick={() => cancelling.current?.abort()}
								>
									{t("app.cancel")}
								</button>
							)}
						</>
					) : null}
					{canCopy() ? (
						<button type="button" className="hfis-ui-button" disabled={isBusy} onClick={() => void copy()}>
							{t("export.copy")}
						</button>
					) : null}
					<button
						type="button"
						className="hfis-ui-button hfis-ui-button-primary"
						disabled={isBusy}
						onClick={() => void save()}
					>
						{t(isBusy ? "app.working" : "export.save")}
					</button>
				</>
			}
		>
			<fieldset className="hfis-export">
				<legend>{t("export.content")}</legend>
				<div className="hfis-export-choices">
					{EXPORT_CONTENTS.map((one) => {
						const reason = disabledReason(one);
						return (
							<label key={one} className="hfis-export-choice" title={reason}>
								<input
									type="radio"
									name={`${id}-what`}
									checked={content === one}
									disabled={reason !== undefined}
									onChange={() => setContent(one)}
								/>
								<span>
									{t(`export.content.${one}`)}
									{reason ? <small>{reason}</small> : null}
								</span>
							</label>
						);
					})}
				</div>
			</fieldset>
			<fieldset className="hfis-export hfis-export-row" disabled={isMask}>
				<legend>{t("export.format")}</legend>
				<div className="hfis-export-choices">
					{FILE_TYPES.map((one) => (
						<label key={one} className="hfis-export-choice" title={canMake(one) ? undefined : t("export.unwritable")}>
							<input
								type="radio"
								name={`${id}-format`}
								checked={chosen === one}
								disabled={!canMake(one)}
								onChange={() => setFormat(one)}
							/>
							<span>{one === "jpeg" || one === "webp" ? SAME_NAMES[one] : t(`export.${one}`)}</span>
						</label>
					))}
				</div>
			</fieldset>
			{isMask ? <p className="hfis-export-note">{t("export.maskIsPng")}</p> : null}
			{isLayered(chosen) ? <p className="hfis-export-note">{t(`export.${chosen}.note`)}</p> : null}
			{chosen === "png" || isLayered(chosen) ? null : (
				<label className="hfis-export-line">
					{t("export.quality")}
					<input
						type="range"
						min={1}
						max={100}
						value={quality}
						onChange={(event) => setQuality(event.target.valueAsNumber)}
					/>
					<output>{quality}</output>
				</label>
			)}
			{chosen === "jpeg" ? (
				<label className="hfis-export-line">
					{t("export.background")}
					<input type="color" value={background} onChange={(event) => setBackground(event.target.value)} />
				</label>
			) : null}
			{hasRecord ? (
				<>
					<Switch
						label={t("record.export")}
						isOn={record.write_picture_record}
						onChange={(isOn) => setRecord({ ...record, write_picture_record: isOn })}
					/>
					{record.write_picture_record ? (
						<Switch
							label={t("record.exportMask")}
							isOn={record.write_picture_mask}
							onChange={(isOn) => setRecord({ ...record, write_picture_mask: isOn })}
						/>
					) : null}
				</>
			) : null}
		</Dialog>
	);
}
