// The dialogs over the panel. The route opens the task detail and the settings; the top bar, the task pane and Generate
// open the others.
import type { EditorState } from "../../editor";
import { Dialog } from "../../ui";
import { BinDialog } from "../bin/BinDialog";
import { CloudOutputs } from "../cloudOutputs/CloudOutputs";
import { ExportDialog } from "../export/ExportDialog";
import { withoutExtension } from "../export/withoutExtension";
import { managedGateway } from "../gateway/gateways";
import { useGatewayStatus } from "../gateway/status";
import { useTranslate } from "../i18n/locale";
import { Lightbox } from "../lightbox/Lightbox";
import { closeLightbox } from "../lightbox/lightboxState";
import { MaskLibraryDialog } from "../masks/MaskLibraryDialog";
import { useMaskLibrary } from "../masks/maskCommands";
import { RecordDialog } from "../metadata/RecordDialog";
import { goTo, leavePlace, usePlace } from "../navigation/route";
import { notify } from "../notices/notices";
import { RequestPreviewDialog } from "../requests/RequestPreviewDialog";
import type { Generate } from "../requests/useGenerate";
import { SettingsDialog } from "../settings/SettingsDialog";
import { restoreRecordedTask, takeRecordedPrompt } from "../studio/restoreRecord";
import type { Studio } from "../studio/studio";
import { FullViewActions } from "../tasks/FullViewActions";
import { TaskDetailDialog } from "../tasks/TaskDetailDialog";
import type { PanelLayout } from "./usePanelLayout";
import { WithFilter } from "./WithFilter";

/** The dialogs that are opened by a button and have no route. */
export type ButtonDialog = "export" | "cloudOutputs" | "bin";

interface DialogsProps {
	readonly studio: Studio;
	readonly state: EditorState;
	readonly panelLayout: Pick<PanelLayout, "layout" | "setLayout">;
	readonly generating: Generate;
	readonly open: ButtonDialog | null;
	readonly onClose: () => void;
	readonly onShowBin: () => void;
	/** The reason the settings were opened, if the user did not ask for them. */
	readonly settingsReason: string | undefined;
}

export function Dialogs({
	studio,
	state,
	panelLayout,
	generating,
	open,
	onClose,
	onShowBin,
	settingsReason,
}: DialogsProps) {
	const { editor, library, taskActions } = studio;
	const place = usePlace();
	const isMaskLibraryOpen = useMaskLibrary(({ isOpen }) => isOpen);
	const { preview, closePreview, answerFullMask } = generating;
	return (
		<>
			{open === "export" && state.picture ? (
				<ExportDialog
					editor={editor}
					library={library}
					recordSettings={useGatewayStatus.getState().settings}
					name={withoutExtension(state.picture.name)}
					hasMask={state.hasMask}
					hasChanged={(editor.save()?.accepted?.length ?? 0) > 0}
					onDone={(text) => notify({ tone: "success", text })}
					onProblem={studio.report}
					onClose={onClose}
				/>
			) : null}
			<RecordDialog
				onUsePrompt={takeRecordedPrompt}
				onRestore={(shown) => void restoreRecordedTask(shown, library).catch(studio.report)}
			/>
			{open === "cloudOutputs" ? (
				<CloudOutputs
					gateway={managedGateway}
					library={library}
					onOpen={taskActions.show}
					onProblem={studio.report}
					onClose={onClose}
				/>
			) : null}
			{open === "bin" ? <BinDialog ports={studio} onProblem={studio.report} onClose={onClose} /> : null}
			{isMaskLibraryOpen && state.picture ? (
				<MaskLibraryDialog ports={studio} suggestedName={withoutExtension(state.picture.name)} />
			) : null}
			{place.kind === "task" ? (
				<WithFilter>
					{(filter) => (
						<TaskDetailDialog
							id={place.id}
							library={library}
							filter={filter}
							actions={taskActions}
							onNavigate={(id) => goTo({ kind: "task", id })}
							onClose={leavePlace}
						/>
					)}
				</WithFilter>
			) : null}
			<WithFilter>
				{(filter) => (
					<Lightbox
						library={library}
						filter={filter}
						renderActions={(task, output) => (
							<FullViewActions {...{ task, output, library }} actions={taskActions} onClose={closeLightbox} />
						)}
					/>
				)}
			</WithFilter>
			{place.kind === "settings" ? (
				<SettingsDialog
					section={place.section}
					onSection={(section) => goTo({ kind: "settings", section })}
					reason={settingsReason}
					editor={editor}
					library={library}
					layout={panelLayout.layout}
					onLayout={panelLayout.setLayout}
					onShowBin={() => {
						leavePlace();
						onShowBin();
					}}
					onClose={leavePlace}
				/>
			) : null}
			{preview ? (
				<RequestPreviewDialog
					drafts={preview.drafts}
					editor={editor}
					library={library}
					refusal={preview.refusal}
					onSend={() => void closePreview(true)}
					onClose={() => void closePreview(false)}
				/>
			) : null}
			{answerFullMask ? <FullMaskDialog onAnswer={answerFullMask} /> : null}
		</>
	);
}

/** Asks whether to send an edit whose mask covers the whole picture. */
function FullMaskDialog({ onAnswer }: { readonly onAnswer: (isYes: boolean) => void }) {
	const t = useTranslate();
	return (
		<Dialog
			title={t("prompt.repaintAll.title")}
			closeLabel={t("app.cancel")}
			onClose={() => onAnswer(false)}
			actions={
				<>
					<button type="button" className="hfis-ui-button" onClick={() => onAnswer(false)}>
						{t("app.cancel")}
					</button>
					<button type="button" className="hfis-ui-button hfis-ui-button-primary" onClick={() => onAnswer(true)}>
						{t("prompt.repaintAll.confirm")}
					</button>
				</>
			}
		>
			<p>{t("prompt.repaintAll.text")}</p>
		</Dialog>
	);
}
